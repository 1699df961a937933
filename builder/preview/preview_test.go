package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"winnow/builder"
	"winnow/builder/cache"
	"winnow/builder/corpus"
	"winnow/builder/diag"
	"winnow/builder/sitetest"
	"winnow/themes"
)

// A running preview of a small site on disk.
type running struct {
	t   testing.TB
	dir string
	url string // "http://127.0.0.1:PORT/"

	reports chan Report
	stop    func()
	done    chan error
}

func start(t *testing.T) *running { return startWith(t, sample(t), Options{}) }

// sample makes a small site on disk.
func sample(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for name, file := range sitetest.Corpus(12, 1) {
		save(t, filepath.Join(dir, name), string(file.Data))
	}
	return dir
}

func startWith(t testing.TB, dir string, o Options) *running {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	store, err := cache.Open(filepath.Join(t.TempDir(), "store"))
	if err != nil {
		t.Fatal(err)
	}
	b := &builder.Builder{Files: root.FS(), Themes: themes.Files, Store: store, Now: time.Now(),
		Show: corpus.Drafts{Drafts: true}}
	r := &running{t: t, dir: dir, reports: make(chan Report, 100)}
	ready := make(chan string, 1)
	o.Dir, o.Clock = dir, time.Now
	o.Ready = func(url string) { ready <- url }
	o.Built = func(report Report) { r.reports <- report }
	o.Build = func(c Change) (*builder.Result, diag.List, error) {
		if c.All {
			return b.Build(nil)
		}
		return b.Build(c.Names)
	}
	if o.Listener, err = Listen("127.0.0.1", 0); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	r.stop, r.done = stop, done
	go func() {
		done <- Serve(ctx, o)
		close(done)
	}()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error("serve:", err)
		}
		store.Close()
	})
	select {
	case r.url = <-ready:
		<-r.reports // the first build
	case err := <-done:
		t.Fatal("serve ended: ", err)
	}
	return r
}

func save(t testing.TB, name, text string) {
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

// events listens to the stream of a page.
func (r *running) events(page string) <-chan event {
	r.t.Helper()
	req, _ := http.NewRequestWithContext(r.t.Context(), http.MethodGet, r.url+".winnow/events?page="+page, nil)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	out := make(chan event, 100)
	go func() {
		defer resp.Body.Close()
		for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var e event
				json.Unmarshal([]byte(data), &e)
				out <- e
			}
		}
	}()
	return out
}

func await[T any](t testing.TB, c <-chan T) T {
	t.Helper()
	select {
	case v := <-c:
		return v
	case <-time.After(20 * time.Second):
		t.Fatal("no build after a change")
		panic("not reached")
	}
}

// still waits for as long as a build would take, and fails if there is one.
func (r *running) still() {
	r.t.Helper()
	select {
	case b := <-r.reports:
		r.t.Errorf("one build too many: %+v", b.Change)
	case <-time.After(10 * quiet):
	}
}

// shows fails unless a page shows a text after the next build. On a busy machine
// one way of saving may take so long that it takes several builds.
func (r *running) shows(page, text string) {
	r.t.Helper()
	for range 10 {
		await(r.t, r.reports)
		if _, body, _ := r.get(page); strings.Contains(body, text) {
			return
		}
	}
	r.t.Fatalf("%s does not show %q", page, text)
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
	if code, _, header := r.get("/cat0/a000000"); code != 302 || header.Get("Location") != "/cat0/a000000/" {
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
	if resp, err := http.Head(r.url + "search/search.js"); err != nil || resp.StatusCode != 200 || resp.ContentLength <= 0 {
		t.Errorf("HEAD: %v %v", resp, err)
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
		"/c:%5cwindows%5cwin.ini", "/cat0/a000000/index.html::$DATA", "/cat0/a000000/index.html.", "/CON", "/cat0/a000000%5cindex.html", "/%5c%5chost%5cshare", "/cat0/a000000/index.html%20",
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
	if code, _, _ := r.get("/.winnow/problems", "Origin", "http://evil.example.com"); code != 403 {
		t.Errorf("problems for another origin: %d", code)
	}
	if code, _, _ := r.get("/.winnow/problems", "Sec-Fetch-Site", "same-origin", "Origin", strings.TrimSuffix(r.url, "/")); code != 200 {
		t.Errorf("problems for the preview's own page: %d", code)
	}
	if resp, err := http.Post(r.url, "text/plain", nil); err != nil || resp.StatusCode != 405 {
		t.Errorf("POST: %v %v", resp, err)
	}
}
