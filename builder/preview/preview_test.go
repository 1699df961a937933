package preview

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"winnow/builder"
	"winnow/builder/diag"
	"winnow/builder/sitetest"
	"winnow/themes"
)

// A running preview of a small site on disk.
type running struct {
	t   *testing.T
	dir string
	url string // "http://127.0.0.1:PORT/"
}

func start(t *testing.T) *running {
	t.Helper()
	dir := t.TempDir()
	for name, file := range sitetest.Corpus(12, 1) {
		save(t, filepath.Join(dir, name), string(file.Data))
	}
	store, err := builder.OpenStore(filepath.Join(dir, ".winnow"))
	if err != nil {
		t.Fatal(err)
	}
	b := &builder.Builder{Files: os.DirFS(dir), Themes: themes.Files, Store: store, Now: time.Now()}
	ctx, stop := context.WithCancel(t.Context())
	ready, done := make(chan string, 1), make(chan error, 1)
	go func() {
		done <- Serve(ctx, Options{
			Dir: dir, Listen: "127.0.0.1:0", Clock: time.Now,
			Build: func() (*builder.Result, diag.List, error) { return b.Build() },
			Ready: func(url string) { ready <- url },
		})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error("serve:", err)
		}
		store.Close()
	})
	select {
	case url := <-ready:
		return &running{t, dir, url}
	case err := <-done:
		done <- err
		t.Fatal("serve ended: ", err)
		return nil
	}
}

func save(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// get asks for a path as it is written, with a Host and headers.
func (r *running) get(path string, header ...string) (int, string, http.Header) {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), http.MethodGet, strings.TrimSuffix(r.url, "/"), nil)
	if err != nil {
		r.t.Fatal(err)
	}
	req.URL.Opaque = path
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			req.Host = header[i+1]
		}
		req.Header.Set(header[i], header[i+1])
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(body), resp.Header
}

// builds listens to the stream of builds.
func (r *running) builds() <-chan string {
	r.t.Helper()
	req, _ := http.NewRequestWithContext(r.t.Context(), http.MethodGet, r.url+".winnow/events", nil)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	out := make(chan string, 16)
	go func() {
		defer resp.Body.Close()
		for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
			if n, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				out <- n
			}
		}
	}()
	<-out // the build that is there already
	return out
}

func (r *running) await(builds <-chan string) {
	r.t.Helper()
	select {
	case <-builds:
	case <-time.After(20 * time.Second):
		r.t.Fatal("no build after a change")
	}
}

func TestPagesAreServedAsPublished(t *testing.T) {
	r := start(t)
	code, body, header := r.get("/")
	if code != 200 || !strings.Contains(body, "<title>") || !strings.HasPrefix(header.Get("Content-Type"), "text/html") {
		t.Errorf("home: %d %s", code, header)
	}
	if !strings.Contains(body, "/.winnow/reload.js") {
		t.Error("a page does not reload itself")
	}
	if code, _, header := r.get("/cat0/a000000"); code != 301 || header.Get("Location") != "/cat0/a000000/" {
		t.Errorf("folder without slash: %d %v", code, header)
	}
	if code, body, _ := r.get("/nowhere/"); code != 404 || !strings.Contains(body, "<title>") {
		t.Errorf("missing page: %d", code)
	}
	code, _, header = r.get("/search/search.js")
	if code != 200 || !strings.Contains(header.Get("Content-Type"), "javascript") {
		t.Errorf("search.js: %d %s", code, header)
	}
	if code, body, _ := r.get("/search/search.js", "If-None-Match", header.Get("ETag")); code != 304 || body != "" {
		t.Errorf("unchanged file was sent again: %d", code)
	}
	if code, body, _ := r.get("/search/search.js", "Range", "bytes=0-9"); code != 206 || len(body) != 10 {
		t.Errorf("range: %d, %d bytes", code, len(body))
	}
}

func TestNothingOutsideTheSiteIsServed(t *testing.T) {
	r := start(t)
	for _, path := range []string{
		"/../site.toml", "/%2e%2e/site.toml", "/..%2fsite.toml", "/..%5csite.toml", "/site.toml", "/content/cat0/a000000.md",
		"/cat0/a000000.md", "/content/evidence.csv", "/evidence.csv", "/.winnow/articles", "/cat0/%00", "/C:/x", "//etc/passwd", "/./index.html", "/cat0//a000000/",
	} {
		if code, body, _ := r.get(path); code == 200 {
			t.Errorf("%s was served: %.80q", path, body)
		}
	}
}

func TestForeignPagesAreRefused(t *testing.T) {
	r := start(t)
	if code, _, _ := r.get("/", "Host", "evil.example.com"); code != http.StatusMisdirectedRequest {
		t.Errorf("foreign Host: %d", code)
	}
	if code, _, _ := r.get("/.winnow/events", "Sec-Fetch-Site", "cross-site"); code != 403 {
		t.Errorf("stream of another origin: %d", code)
	}
	if resp, err := http.Post(r.url, "text/plain", nil); err != nil || resp.StatusCode != 405 {
		t.Errorf("POST: %v %v", resp, err)
	}
}

func TestAChangeIsServed(t *testing.T) {
	r := start(t)
	builds := r.builds()
	save(t, filepath.Join(r.dir, "content/cat0/a000000.md"), "---\ntitle: Changed by hand\n---\nText.\n")
	r.await(builds)
	if _, body, _ := r.get("/cat0/a000000/"); !strings.Contains(body, "Changed by hand") {
		t.Error("the old page is served after a change")
	}
	// a new folder is watched, too
	save(t, filepath.Join(r.dir, "content/fresh/one.md"), "# One\n\nText.\n")
	r.await(builds)
	save(t, filepath.Join(r.dir, "content/fresh/two.md"), "# Two\n\nText.\n")
	for tries := 0; ; tries++ { // the first build may have come between folder and file
		r.await(builds)
		if code, _, _ := r.get("/fresh/two/"); code == 200 {
			break
		}
		if tries > 3 {
			t.Fatal("an article in a new folder is not served")
		}
	}
}

func TestTheLastGoodSiteStays(t *testing.T) {
	r := start(t)
	builds := r.builds()
	name := filepath.Join(r.dir, "content/cat0/a000000.md")
	save(t, name, "---\ntitle: [\n---\nText.\n")
	r.await(builds)
	code, body, _ := r.get("/cat0/a000000/")
	if code != 200 || !strings.Contains(body, fmt.Sprintf("data-problems=%q", "1")) {
		t.Errorf("with a problem: %d", code)
	}
	if _, body, _ := r.get("/.winnow/problems"); !strings.Contains(body, "content/cat0/a000000.md:2") {
		t.Errorf("problems: %q", body)
	}
	save(t, name, "---\ntitle: Mended\n---\nText.\n")
	r.await(builds)
	if _, body, _ := r.get("/cat0/a000000/"); !strings.Contains(body, "Mended") || !strings.Contains(body, `data-problems="0"`) {
		t.Error("the problem did not go away")
	}
}
