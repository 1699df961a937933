package preview

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"winnow/builder"
	"winnow/builder/diag"
)

const article = "content/cat0/a000000.md"

func text(n int) string {
	return fmt.Sprintf("---\ntitle: Changed by hand\n---\nText number %d.\n", n)
}

// ways are how editors save a file.
var ways = map[string]func(t testing.TB, name, text string){
	"in place": func(t testing.TB, name, text string) { save(t, name, text) },
	"in two writes": func(t testing.TB, name, text string) {
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		f.WriteString(text[:10])
		time.Sleep(quiet / 6)
		f.WriteString(text[10:])
	},
	"empty for a while": func(t testing.TB, name, text string) {
		save(t, name, "")
		time.Sleep(2 * quiet)
		save(t, name, text)
	},
	"rename over": func(t testing.TB, name, text string) {
		save(t, name+".tmp~", text)
		move(t, name+".tmp~", name)
	},
	"swap with a backup": func(t testing.TB, name, text string) {
		move(t, name, name+"~")
		save(t, filepath.Join(filepath.Dir(name), "4913"), "")
		os.Remove(filepath.Join(filepath.Dir(name), "4913"))
		save(t, name, text)
		os.Remove(name + "~")
	},
	"delete and create": func(t testing.TB, name, text string) {
		os.Remove(name)
		time.Sleep(2 * quiet)
		save(t, name, text)
	},
}

func move(t testing.TB, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// However an editor saves, the whole text is shown; what is one step for the
// system is one build.
func TestEditorsSave(t *testing.T) {
	r := start(t)
	n := 0
	for way, write := range ways {
		n++
		for len(r.reports) > 0 {
			<-r.reports
		}
		write(t, filepath.Join(r.dir, article), text(n))
		r.shows("/cat0/a000000/", fmt.Sprintf("Text number %d.", n))
		if way == "rename over" {
			r.still()
		}
	}
}

func TestPollingSeesWhatEventsWouldTell(t *testing.T) {
	r := startWith(t, sample(t), Options{Poll: true})
	save(t, filepath.Join(r.dir, article), text(1))
	r.shows("/cat0/a000000/", "Text number 1.")
	save(t, filepath.Join(r.dir, "content/fresh/one.md"), "# One\n\nText.\n")
	r.shows("/fresh/one/", "One")
	os.Remove(filepath.Join(r.dir, "content/fresh/one.md"))
	r.gone("/fresh/one/")
}

func TestFolders(t *testing.T) {
	r := start(t)
	save(t, filepath.Join(r.dir, "content/fresh/deep/one.md"), "# One\n\nText.\n")
	r.shows("/fresh/deep/one/", "One")
	save(t, filepath.Join(r.dir, "content/fresh/deep/two.md"), "# Two\n\nText.\n")
	r.shows("/fresh/deep/two/", "Two")
	move(t, filepath.Join(r.dir, "content/fresh"), filepath.Join(r.dir, "content/moved"))
	r.shows("/moved/deep/two/", "Two")
	save(t, filepath.Join(r.dir, "content/moved/deep/two.md"), "# Deux\n\nText.\n")
	r.shows("/moved/deep/two/", "Deux")
	if code, _, _ := r.get("/fresh/deep/two/"); code != 404 {
		t.Errorf("the old place of a moved folder: %d", code)
	}
	if err := os.RemoveAll(filepath.Join(r.dir, "content/moved")); err != nil {
		t.Fatal(err)
	}
	r.gone("/moved/deep/two/")
}

// gone fails unless a page is no more after the next builds.
func (r *running) gone(page string) {
	r.t.Helper()
	for range 10 {
		await(r.t, r.reports)
		if code, _, _ := r.get(page); code == 404 {
			return
		}
	}
	r.t.Fatalf("%s is served although its file is gone", page)
}

// What a checkout does: many files at once, one build or a few.
func TestCheckout(t *testing.T) {
	r := start(t)
	for i := range 2000 {
		save(t, filepath.Join(r.dir, fmt.Sprintf("content/bulk%d/a%d.md", i%7, i)), text(i))
	}
	builds := 0
	for code := 0; code != 200; code, _, _ = r.get("/bulk4/a1999/") {
		if await(t, r.reports); builds > 5 {
			t.Fatal("the last file of a checkout is not served")
		}
		builds++
	}
	for i := range 2000 {
		if i%7 == 6 {
			if code, _, _ := r.get(fmt.Sprintf("/bulk6/a%d/", i)); code != 200 {
				t.Fatalf("file %d of a checkout is not served", i)
			}
		}
	}
}

// A content folder that is a link to another one of the site.
func TestLinkedContent(t *testing.T) {
	dir := sample(t)
	move(t, filepath.Join(dir, "content"), filepath.Join(dir, "texts"))
	if err := os.Symlink("texts", filepath.Join(dir, "content")); err != nil {
		t.Skip(err)
	}
	r := startWith(t, dir, Options{})
	save(t, filepath.Join(dir, "texts/cat0/a000000.md"), text(1))
	r.shows("/cat0/a000000/", "Text number 1.")
	save(t, filepath.Join(dir, "content/cat0/a000000.md"), text(2))
	r.shows("/cat0/a000000/", "Text number 2.")
}

// An article that is a link to another one.
func TestLinkedArticle(t *testing.T) {
	dir := sample(t)
	if err := os.Symlink("../cat0/a000000.md", filepath.Join(dir, "content/cat1/link.md")); err != nil {
		t.Skip(err)
	}
	r := startWith(t, dir, Options{})
	save(t, filepath.Join(dir, article), text(1))
	r.shows("/cat1/link/", "Text number 1.")
	save(t, filepath.Join(dir, article), text(2))
	r.shows("/cat1/link/", "Text number 2.")
}

func TestConfigurationAndTheme(t *testing.T) {
	r := start(t)
	save(t, filepath.Join(r.dir, "site.toml"), "[site]\ntitle = \"Another name\"\nbase_url = \"https://help.example.com/\"\n[theme]\nname = \"own\"\n")
	if report := await(t, r.reports); report.Problems.Err() == nil {
		t.Error("a missing theme is no problem")
	}
	save(t, filepath.Join(r.dir, "themes/own/theme.toml"), "contract = 1\n")
	r.shows("/", "Another name")
	events := r.events("/")
	first := await(t, events)
	save(t, filepath.Join(r.dir, "themes/own/assets/style.css"), "body { color: green }\n")
	await(t, r.reports)
	for len(r.reports) > 0 {
		await(t, r.reports)
	}
	second := await(t, events)
	for second.Page == first.Page && slices.Equal(second.Styles, first.Styles) {
		second = await(t, events) // the folder was seen before the file
	}
	if second.Page != first.Page || slices.Equal(second.Styles, first.Styles) || len(first.Styles) == 0 {
		t.Errorf("a new style: %+v, before %+v; want another style and the same page", second, first)
	}
}

// awaitThat waits for an event of a kind.
func awaitThat(t *testing.T, events <-chan event, is func(event) bool) event {
	t.Helper()
	for {
		if e := await(t, events); is(e) {
			return e
		}
	}
}

// A page hears of a build, and of itself: the page that changed has another
// hash, others have not.
func TestOnlyTheChangedPageLoadsAgain(t *testing.T) {
	r := start(t)
	mine, other := r.events("/cat0/a000000/"), r.events("/rules/")
	before, otherBefore := await(t, mine), await(t, other)
	if _, body, _ := r.get("/cat0/a000000/"); !strings.Contains(body, `data-page="`+before.Page+`"`) {
		t.Error("the page does not know its own hash")
	}
	data, err := os.ReadFile(filepath.Join(r.dir, article))
	if err != nil {
		t.Fatal(err)
	}
	save(t, filepath.Join(r.dir, article), string(data)+"\nOne more line.\n")
	awaitThat(t, mine, func(e event) bool { return e.Page != before.Page })
	if after := await(t, other); after.Page != otherBefore.Page {
		t.Error("a page that did not change would load again")
	}
}

func TestTheLastGoodSiteStays(t *testing.T) {
	r := start(t)
	events := r.events("/cat0/a000000/")
	before := await(t, events)
	name := filepath.Join(r.dir, article)
	save(t, name, "---\ntitle: [\n---\nText.\n")
	broken := awaitThat(t, events, func(e event) bool { return len(e.Problems) > 0 })
	if broken.Page != before.Page || len(broken.Problems) != 1 {
		t.Fatalf("with a problem: %+v", broken)
	}
	p := broken.Problems[0]
	if !strings.HasPrefix(p.Place, article+":2") || p.Text != "title: [" || !strings.HasSuffix(p.Caret, "^") || p.Msg == "" {
		t.Errorf("problem: %+v", p)
	}
	if code, body, _ := r.get("/cat0/a000000/"); code != 200 || !strings.Contains(body, `data-problems="1"`) {
		t.Errorf("with a problem: %d", code)
	}
	if _, body, _ := r.get("/.winnow/problems"); !strings.Contains(body, article+":2") {
		t.Errorf("problems: %q", body)
	}
	save(t, name, "---\ntitle: Mended\n---\nText.\n")
	awaitThat(t, events, func(e event) bool { return len(e.Problems) == 0 && e.Page != before.Page })
}

func TestDraftsAreMarked(t *testing.T) {
	r := start(t)
	save(t, filepath.Join(r.dir, "content/cat0/draft.md"), "---\ntitle: Not yet\ndraft: true\n---\nText.\n")
	r.shows("/cat0/draft/", `data-state="draft"`)
	if _, body, _ := r.get("/cat0/a000000/"); !strings.Contains(body, `data-state=""`) {
		t.Error("a finished article is marked")
	}
	if _, body, header := r.get("/.winnow/drafts"); body != `{"cat0/draft/":"draft"}` || header.Get("Content-Type") != "application/json" {
		t.Errorf("drafts: %s %v", body, header)
	}
	if _, body, _ := r.get("/cat0/"); !strings.Contains(body, "Not yet") || !strings.Contains(body, `data-drafts="1"`) {
		t.Error("a list does not know that there is a draft")
	}
}

// The page of an article that an edit moved tells where it stood.
func TestThePlaceBeforeIsTold(t *testing.T) {
	r := start(t)
	name := filepath.Join(r.dir, "content/cat0/ranked.md")
	save(t, name, "---\ntitle: Ranked\nauthor: user1\ndate: 2024-01-01\nkudos: 1\n---\nText.\n")
	await(t, r.reports)
	await(t, r.events("/cat0/ranked/"))
	save(t, name, "---\ntitle: Ranked\nauthor: user1\ndate: 2024-01-01\naccepted_by: user2\nconfirmed: 40\n---\nText.\n")
	r.shows("/cat0/ranked/", ", trust ")
	_, body, _ := r.get("/cat0/ranked/")
	if _, was, ok := strings.Cut(body, `data-was="`); !ok || strings.HasPrefix(was, `"`) {
		t.Error("the place before is not told")
	}
}

// The limit of watches is said, with a remedy, and polling takes over.
func TestTooManyFolders(t *testing.T) {
	full := fmt.Errorf("add: %w", syscall.ENOSPC)
	if !tooMany(full) || !tooMany(syscall.EMFILE) || tooMany(os.ErrPermission) {
		t.Error("the limit is not known")
	}
	dir := sample(t)
	var said []string
	w := newWatcher(Options{Dir: dir, Clock: time.Now, Say: func(s string) { said = append(said, s) }}, unknownSize)
	w.follow = func(string) error { return full }
	if err := w.add(dir); !tooMany(err) {
		t.Errorf("add: %v", err)
	}
	changes := make(chan Change)
	go w.giveUp(t.Context(), changes)
	if c := await(t, changes); !c.All {
		t.Error("what was missed is not built")
	}
	save(t, filepath.Join(dir, article), text(1))
	if c := await(t, changes); c.All || fmt.Sprint(c.Names) != "["+article+"]" {
		t.Errorf("change: %+v", c)
	}
}

func TestListenTakesTheNextPort(t *testing.T) {
	first, err := Listen("127.0.0.1", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	taken := first.Addr().(*net.TCPAddr).Port
	second, err := Listen("127.0.0.1", taken)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if port := second.Addr().(*net.TCPAddr).Port; port <= taken {
		t.Errorf("port %d after %d", port, taken)
	}
	if _, err := Listen("no such host", 80); err == nil {
		t.Error("listens on a host that is not there")
	}
}

// What listens on every interface is visited on this machine's own.
func TestURL(t *testing.T) {
	for addr, want := range map[string]string{
		"127.0.0.1:8080": "http://127.0.0.1:8080/", "[::]:80": "http://127.0.0.1:80/", "0.0.0.0:99": "http://127.0.0.1:99/",
		"[::1]:8080": "http://[::1]:8080/", "192.0.2.7:1": "http://192.0.2.7:1/",
	} {
		if got := URL(net.TCPAddrFromAddrPort(netip.MustParseAddrPort(addr))); got != want {
			t.Errorf("%s: %s, want %s", addr, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	mine := names{port: "8080", host: "127.0.0.1"}
	every := names{port: "8080", host: "0.0.0.0", any: true}
	for host, want := range map[string][2]bool{
		"127.0.0.1:8080": {true, true}, "localhost:8080": {true, true}, "[::1]:8080": {true, true},
		"192.168.1.7:8080": {false, true}, "evil.example:8080": {false, false}, "localhost:9": {false, false},
		"localhost": {false, false}, "": {false, false}, "evil.example:8080:8080": {false, false},
	} {
		if got := [2]bool{mine.has(host), every.has(host)}; got != want {
			t.Errorf("%q: %v, want %v", host, got, want)
		}
	}
}

// When the preview ends, streams end as they should and are not cut off.
func TestItEndsWithOpenStreams(t *testing.T) {
	r := start(t)
	resp, err := http.Get(r.url + ".winnow/events?page=/")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	r.stop()
	if _, err := io.ReadAll(resp.Body); err != nil {
		t.Errorf("the stream was cut: %v", err)
	}
	if err := await(t, r.done); err != nil {
		t.Error(err)
	}
}

// It ends although a build does not.
func TestItEndsInTheMiddleOfABuild(t *testing.T) {
	listener, err := Listen("127.0.0.1", 0)
	if err != nil {
		t.Fatal(err)
	}
	building, never, done := make(chan bool), make(chan bool), make(chan error)
	defer close(never)
	ctx, stop := context.WithCancel(t.Context())
	build := func(Change) (*builder.Result, diag.List, error) {
		close(building)
		<-never
		return nil, nil, nil
	}
	go func() { done <- Serve(ctx, Options{Dir: sample(t), Listener: listener, Clock: time.Now, Build: build}) }()
	await(t, building)
	stop()
	if err := await(t, done); err != nil {
		t.Error(err)
	}
}

// An editor that writes elsewhere first causes one build, at once, whatever the
// other file is called.
func TestFilesOfAMoment(t *testing.T) {
	r := start(t)
	name := filepath.Join(r.dir, article)
	save(t, filepath.Join(filepath.Dir(name), "sedX1y2"), text(1))
	move(t, filepath.Join(filepath.Dir(name), "sedX1y2"), name)
	r.shows("/cat0/a000000/", "Text number 1.")
	r.still()
	w := newWatcher(Options{Dir: r.dir, Clock: time.Now}, unknownSize)
	w.remember(filepath.Join(r.dir, "content/gone"), true)
	if w.incomplete() {
		t.Error("a file that came and went is waited for")
	}
	w.remember(filepath.Join(r.dir, "content/deleted.md"), false)
	if !w.incomplete() {
		t.Error("a file that was deleted is not waited for")
	}
}
