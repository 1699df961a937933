//go:build browser

// The preview in a real browser: go test -tags browser ./builder/preview
//
// It needs Chromium: its path in CHROME, or chromium, chromium-browser or
// google-chrome in PATH.
package preview

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// window opens a browser for one test. Whoever asks for this test wants it run,
// so that a missing browser is a failure.
func window(t *testing.T) context.Context {
	t.Helper()
	name := os.Getenv("CHROME")
	for _, known := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(known); name == "" && err == nil {
			name = found
		}
	}
	if name == "" {
		t.Fatal("no browser found; set CHROME to the path of Chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(name), chromedp.NoSandbox, chromedp.DisableGPU)
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("the browser does not start: %v", err)
	}
	return ctx
}

// until waits for a condition of the page, which may be loading again.
func until(t *testing.T, ctx context.Context, what, condition string) {
	t.Helper()
	for range 200 {
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+condition+")"))
		if err == nil && ok {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	text, _ := chromedp.Run(ctx, chromedp.Evaluate[string]("document.body.innerText"))
	t.Fatalf("%s: the page shows\n%s", what, text)
}

// shown waits until there is a page.
func (r *running) shown(page string) {
	r.t.Helper()
	for range 200 {
		if code, _, _ := r.get(page); code == 200 {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	r.t.Fatalf("%s is not shown", page)
}

func do(t *testing.T, ctx context.Context, script string) {
	t.Helper()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](script+"; true")); err != nil {
		t.Fatal(err)
	}
}

// A writer edits files and looks at the page, which is never loaded by hand.
func TestInBrowser(t *testing.T) {
	r := start(t)
	name := filepath.Join(r.dir, article)
	long := strings.Repeat("A paragraph of the text.\n\n", 200)
	save(t, name, "---\ntitle: First title\nauthor: user1\n---\n"+long)
	ctx := window(t)
	if err := chromedp.Do(ctx, chromedp.Navigate(r.url+"cat0/a000000/")); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, "the page", "document.title.includes('First title') && document.readyState === 'complete'")
	until(t, ctx, "why is open", "document.querySelector('details.why').open")

	do(t, ctx, "window.old = true; scrollTo({top: 700, behavior: 'instant'})")
	save(t, name, "---\ntitle: First title\nauthor: user1\n---\n"+long+"The very last line.\n")
	until(t, ctx, "an edited text", "document.body.textContent.includes('The very last line.') && !window.old")
	until(t, ctx, "the place that was read", "Math.abs(scrollY - 700) < 3")

	do(t, ctx, "window.old = true")
	save(t, filepath.Join(r.dir, "content/cat1/other.md"), "# Another article\n\nText.\n")
	save(t, filepath.Join(r.dir, "content/cat0/broken.md"), "---\ntitle: [\n---\n")
	until(t, ctx, "a problem", "/broken\\.md:2/.test(document.getElementById('winnow-problems')?.textContent) && document.querySelector('#winnow-problems pre').textContent.includes('^')")
	if err := os.Remove(filepath.Join(r.dir, "content/cat0/broken.md")); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, "a mended problem", "!document.getElementById('winnow-problems')")

	save(t, filepath.Join(r.dir, "themes/own/theme.toml"), "contract = 1\n")
	site, err := os.ReadFile(filepath.Join(r.dir, "site.toml"))
	if err != nil {
		t.Fatal(err)
	}
	save(t, filepath.Join(r.dir, "site.toml"), string(site)+"\n[theme]\nname = \"own\"\n")
	until(t, ctx, "the site's own theme", "document.readyState === 'complete'")
	do(t, ctx, "window.sheet = true")
	save(t, filepath.Join(r.dir, "themes/own/assets/own.css"), "body { outline: 3px solid rgb(1, 2, 3) }\n")
	until(t, ctx, "a new style", "getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)'")
	until(t, ctx, "the page was not loaded for a style", "window.sheet === true")
}

// A page says where its article stood before an edit, and what is not to be
// published is marked wherever it is shown.
func TestMarksInBrowser(t *testing.T) {
	r := start(t)
	ctx := window(t)
	ranked, standing := filepath.Join(r.dir, "content/cat0/ranked.md"), "---\ntitle: Ranked\nauthor: user1\ndate: 2024-01-01\n%s\n---\nText.\n"
	save(t, ranked, fmt.Sprintf(standing, "kudos: 1"))
	r.shown("/cat0/ranked/")
	if err := chromedp.Do(ctx, chromedp.Navigate(r.url+"cat0/ranked/")); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, "an article", "document.readyState === 'complete' && document.querySelector('details.why').open")
	do(t, ctx, "window.old = true")
	save(t, ranked, fmt.Sprintf(standing, "confirmed: 40"))
	until(t, ctx, "the place before", "!window.old && document.querySelector('details.why').open && / of \\d+, trust /.test(document.querySelector('details.why .winnow-was')?.textContent)")

	save(t, filepath.Join(r.dir, "content/cat0/draft.md"), "---\ntitle: Not yet\ndraft: true\n---\nText.\n")
	r.shown("/cat0/draft/")
	if err := chromedp.Do(ctx, chromedp.Navigate(r.url+"cat0/")); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, "a mark in a list", "[...document.querySelectorAll('main a')].some(a => a.textContent.includes('Not yet') && a.querySelector('.winnow-mark')?.textContent === 'draft')")
	until(t, ctx, "a finished article has no mark", "document.querySelectorAll('.winnow-mark').length === 1")
	if err := chromedp.Do(ctx, chromedp.Navigate(r.url+"cat0/draft/")); err != nil {
		t.Fatal(err)
	}
	until(t, ctx, "a mark on the page", "document.getElementById('winnow-state').textContent.startsWith('draft')")
}
