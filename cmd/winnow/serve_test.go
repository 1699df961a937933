package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

// A served site: the verb runs until the test ends.
type served struct {
	t      *testing.T
	said   <-chan string // lines of both outputs
	stop   func()
	status <-chan int
}

func serve(t *testing.T, args ...string) *served {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	in, out := io.Pipe()
	said, status := make(chan string, 1000), make(chan int, 1)
	go func() {
		status <- run(ctx, append([]string{"serve"}, args...), out, out)
		out.Close()
	}()
	go func() {
		for lines := bufio.NewScanner(in); lines.Scan(); {
			said <- lines.Text()
		}
		close(said)
	}()
	t.Cleanup(stop)
	return &served{t, said, stop, status}
}

// says waits for a line and returns the first group of the pattern.
func (s *served) says(pattern string) string {
	s.t.Helper()
	limit, re := time.After(20*time.Second), regexp.MustCompile(pattern)
	for heard := ""; ; {
		select {
		case line, more := <-s.said:
			if m := re.FindStringSubmatch(line); m != nil {
				return m[len(m)-1]
			}
			if heard += line + "\n"; !more {
				s.t.Fatalf("it ended without saying %s:\n%s", pattern, heard)
			}
		case <-limit:
			s.t.Fatalf("it does not say %s:\n%s", pattern, heard)
		}
	}
}

// The whole verb: a taken port, what is not yet public, an edit, a mistake and
// the end.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "site.toml", "[site]\ntitle = \"Help\"\nbase_url = \"https://help.example.com/\"\n")
	write(t, dir, "content/wifi/a.md", "# A\n\nText.\n")
	write(t, dir, "content/wifi/draft.md", "---\ntitle: B\ndraft: true\n---\nText.\n")
	write(t, dir, "content/wifi/scheduled.md", "---\ntitle: C\npublish_at: 2100-01-01\n---\nText.\n")
	write(t, dir, "content/wifi/expired.md", "---\ntitle: D\nexpires_at: 2001-01-01\n---\nText.\n")
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	s := serve(t, "-s", dir, "-D", "--future", "--expired", "-p", fmt.Sprint(taken.Addr().(*net.TCPAddr).Port))
	s.says(`^port \d+ is taken: using \d+$`)
	s.says(`^4 articles on \d+ pages in \S+: everything$`)
	url := s.says(`^the site is at (http://127\.0\.0\.1:\d+/) \(Ctrl-C ends\)$`)
	for _, state := range []string{"draft", "scheduled", "expired"} {
		if page := get(t, url+"wifi/"+state+"/"); !strings.Contains(page, `data-state="`+state+`"`) {
			t.Errorf("the %s article is not marked", state)
		}
	}
	write(t, dir, "content/wifi/a.md", "# A\n\nAnother text.\n")
	s.says(`^4 articles on \d+ pages in \S+: content/wifi/a\.md changed$`)
	if page := get(t, url+"wifi/a/"); !strings.Contains(page, "Another text.") {
		t.Error("an edit is not shown")
	}
	write(t, dir, "content/wifi/a.md", "---\ntitle: [\n---\n")
	s.says(`content/wifi/a\.md:2`)
	s.says(`the last good site stays until this is mended$`)
	s.stop()
	if status := <-s.status; status != exitOK {
		t.Errorf("it ended with %d", status)
	}
}

// Whoever lets other machines see the preview is told so; without the flags
// nothing is shown that is not public.
func TestServeToOthers(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "site.toml", "[site]\ntitle = \"Help\"\nbase_url = \"https://help.example.com/\"\n")
	write(t, dir, "content/draft.md", "---\ntitle: B\ndraft: true\n---\nText.\n")
	s := serve(t, "-s", dir, "--host", "0.0.0.0", "-p", "0", "--poll")
	s.says(`^warning: .* can be reached by other machines`)
	port := s.says(`^the site is at http://\S+:(\d+)/`)
	if resp, err := http.Get("http://127.0.0.1:" + port + "/draft/"); err != nil || resp.StatusCode != http.StatusNotFound {
		t.Errorf("a draft: %v, %v", resp, err)
	}
	write(t, dir, "content/two.md", "# Two\n\nText.\n")
	s.says(`: content/two\.md changed$`)
}

func get(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Errorf("%s: %s, %v", url, resp.Status, err)
	}
	return string(body)
}
