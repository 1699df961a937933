//go:build browser

// The site in a real browser: go test -tags browser ./themes
//
// It needs Chromium (its path in CHROME, or chromium, chromium-browser or
// google-chrome in PATH) and "npm ci" in this folder, for axe-core.
package themes_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// below is the path on the host under which the site is served.
const below = "/help/"

// TestInBrowser builds a small site, serves it below a path, and reads it as a
// person would. Each case has a tab of its own, in which no error may be
// written to the console and nothing may be asked of another host.
func TestInBrowser(t *testing.T) {
	server := serve(t, buildSmall(t, "en"))
	ctx := startBrowser(t)
	for _, c := range []struct {
		name string
		try  func(*tab)
	}{
		{"search while typing", searchWhileTyping},
		{"search by keyboard alone", searchByKeyboard},
		{"search shortcuts", searchShortcuts},
		{"search page", searchPage},
		{"search page history", searchHistory},
		{"search without results", searchEmpty},
		{"without scripts", withoutScripts},
		{"dark theme", darkTheme},
		{"menu on a phone", phoneMenu},
		{"copy button", copyButton},
		{"copy button at a dangerous command", riskyCopy},
		{"picture", imageZoom},
		{"vote", helpfulVote},
		{"recompute", recompute},
		{"wide table", wideTable},
		{"skip link", skipLink},
		{"keyboard alone", keyboardWalk},
		{"zoomed to 400 %", zoomed},
		{"reduced motion", reducedMotion},
		{"forced colours", forcedColours},
		{"on paper", printView},
		{"every kind of page, small", everyPageSmall},
		{"every kind of page, accessible", everyPageAccessible},
		{"every kind of page, still", everyPageStill},
	} {
		t.Run(c.name, func(t *testing.T) {
			tab := open(t, ctx, server)
			c.try(tab)
			tab.checkQuiet()
		})
	}
}

// TestRightToLeft reads the same site with an interface in Arabic.
func TestRightToLeft(t *testing.T) {
	server := serve(t, buildSmall(t, "ar"))
	tab := open(t, startBrowser(t), server)
	tab.visit("wifi/slow/")
	tab.want(`getComputedStyle(document.body).direction`, "rtl")
	tab.want(`getComputedStyle(document.querySelector('.solution .prose p')).direction`, "ltr") // the answer is in English
	tab.want(`getComputedStyle(document.querySelector('pre')).direction`, "ltr")
	everyPageSmall(tab)
	everyPageAccessible(tab)
	tab.checkQuiet()
}

// buildSmall builds the site of the cases, with an interface in a language, and
// returns its folder.
func buildSmall(t *testing.T, language string) string {
	t.Helper()
	return buildSite(t, smallSite(language))
}

// smallSite has a page of every kind, and whatever is hard to lay out.
func smallSite(language string) fstest.MapFS {
	files := fstest.MapFS{}
	add := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	add("site.toml", `[site]
title = "Larder Help"
base_url = "https://example.com`+below+`"
description = "Answers for the Larder hub."
community_url = "https://example.com/forum/"
helpful = "https://example.com/vote"
page_size = 10
held_list = true
language = "`+language+`"
`)
	add("content/wifi/risky.md", riskyArticle)
	add("content/wifi/plan.png", string(widePicture()))
	add("content/wifi/_index.md", "+++\ntitle = \"Wi-Fi\"\nicon = \"wifi\"\n+++\n")
	add("content/contributors.toml", `[[contributor]]
id = "ines"
role = "moderator"
name = "Ines Halvorsen"
joined = 2019-04-01
[[contributor]]
id = "bo"
role = "staff"
name = "Maximilian-Alexander Featherstonehaugh-Cholmondeley-Donaudampfschifffahrt"
`)
	var evidence strings.Builder
	evidence.WriteString("date,kind,answer,author,by,thread,category,tags,count\n")
	for i := range 30 {
		author := []string{"ines", "bo"}[i%2]
		add(fmt.Sprintf("content/printers/error-e10%02d.md", i), fmt.Sprintf("+++\ntitle = \"Printer shows error E10%02d\"\n"+
			"author = %q\ndate = 2024-03-%02d\ntags = [\"printer\"]\n+++\n## Question\nMy printer stopped.\n\n## Solution\nClean roller %d and start again.\n", i, author, 1+i%28, i))
		for _, by := range []string{"ada", "kim", "lee", "sam"}[:1+i%4] {
			fmt.Fprintf(&evidence, "2024-04-01,confirmed,printers/error-e10%02d,%s,%s,t%d,printers,printer,1\n", i, author, by, i)
		}
	}
	add("content/evidence.csv", evidence.String())
	add("content/wifi/slow.md", hardArticle)
	add("content/wifi/old.md", "+++\ntitle = \"Slow network, the old way\"\nauthor = \"bo\"\ndate = 2016-01-01\nsuperseded_by = \"wifi/slow.md\"\n+++\nReplace the cable.\n")
	add("content/wifi/bad.md", "+++\ntitle = \"Wipe it\"\nauthor = \"bo\"\nrejected_by = \"ines\"\nreason = \"it does not help\"\n+++\nBuy a new one.\n")
	add("content/manual/_index.md", "+++\nkind = \"page\"\ntitle = \"Manual\"\n+++\n")
	add("content/manual/first.md", "+++\nkind = \"page\"\ntitle = \"First steps\"\n+++\n## Unpack\nTake it out.\n\n## Plug in\nUse the cable.\n")
	add("content/manual/second.md", "+++\nkind = \"page\"\ntitle = \"Second steps\"\n+++\nGo on.\n")
	return files
}

const hardArticle = `+++
title = "Pneumonoultramicroscopicsilicovolcanoconiosis_driver_is_slow on 5 GHz"
summary = "Set the channel width back to 80 MHz."
author = "ines"
asked_by = "bo"
accepted_by = "bo"
accepted_at = 2024-03-04
date = 2024-03-03
source = "https://example.com/forum/t/1"
license = "CC BY-SA 4.0"
tags = ["wifi", "a-tag-with-a-very-long-name-that-cannot-be-broken"]
applies_to = ["Hub 2", "firmware 4.2 and later"]
+++
## Question
The network is slow.

## Solution
Set the width. See https://example.com/a-very-long-address/that/goes/on/and/on/without/any/break/in/it/at/all.html

### Where it is

| Model | Default before the update | Default since | Recommended | Throughput in Mbit/s |
|---|---|---|---|---:|
| Hub_one_without_a_break_in_its_name | 40 MHz | 40 MHz | 40 MHz | 212 |
| Hub 2 | 80 MHz | 160 MHz | 80 MHz | 431 |

| Narrow | Table |
|---|---|
| a | b |

### From the command line

` + "```sh\nlarder set wifi.5ghz.width 80 # a comment that is much longer than the screen of any telephone\nlarder restart radio\n```" + `

> [!WARNING]
> Devices lose the network.

- [x] done
- [ ] not done

Footnote.[^1]

[^1]: The note.
`

// serve serves a folder below a path, as a host would: with its 404 page and
// the policy.
func serve(t *testing.T, dir string) string {
	t.Helper()
	files := http.StripPrefix(below, http.FileServer(http.Dir(dir)))
	missing, err := os.ReadFile(filepath.Join(dir, "404.html"))
	if err != nil {
		t.Fatal(err)
	}
	policy := policyOf(t, dir)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		name := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(r.URL.Path, below)))
		if _, err := os.Stat(name); err != nil || !strings.HasPrefix(r.URL.Path, below) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusNotFound)
			w.Write(missing)
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// policyOf is the content security policy that the site asks its host to send.
func policyOf(t *testing.T, dir string) string {
	t.Helper()
	headers, err := os.ReadFile(filepath.Join(dir, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(headers), "Content-Security-Policy: ")
	if !ok {
		t.Fatal("_headers has no policy")
	}
	policy, _, _ := strings.Cut(rest, "\n")
	return policy
}

func startBrowser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)), chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("the browser does not start: %v", err)
	}
	return ctx
}

// chromium finds the browser. Whoever asks for these tests wants them run, so
// its absence is a failure.
func chromium(t *testing.T) string {
	t.Helper()
	names := []string{"chromium", "chromium-browser", "google-chrome"}
	if own := os.Getenv("CHROME"); own != "" {
		names = []string{own}
	}
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	t.Fatalf("no browser found (%s); set CHROME to the path of Chromium", strings.Join(names, ", "))
	return ""
}

// A tab is one page of the browser and what it complained of.
type tab struct {
	*testing.T
	ctx  context.Context
	site string // address of the site's root

	mu       sync.Mutex
	problems []string
}

func open(t *testing.T, parent context.Context, server string) *tab {
	b := &tab{T: t, site: server + below}
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithNewBrowserContext(), chromedp.WithListener(b.listen(server)))
	t.Cleanup(cancel)
	b.ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	b.do()
	call(b, log.Enable, cdp.Empty{})
	call(b, network.Enable, network.EnableParams{})
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	b.size(1280, 900)
	return b
}

// listen collects what the case must not cause.
func (b *tab) listen(server string) func(any) {
	return func(event any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch e := event.(type) {
		case *log.EventEntryAdded:
			b.problems = append(b.problems, fmt.Sprintf("console: %s %s", e.Entry.Text, e.Entry.URL))
		case *runtime.EventExceptionThrown:
			b.problems = append(b.problems, fmt.Sprintf("exception: %s %v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception))
		case *network.EventRequestWillBeSent:
			u, err := url.Parse(e.Request.URL)
			if err == nil && u.Scheme != "data" && u.Scheme != "chrome-error" && !strings.HasPrefix(e.Request.URL, server+"/") {
				b.problems = append(b.problems, "request outside the site: "+e.Request.URL)
			}
		}
	}
}

func (b *tab) checkQuiet() {
	b.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.problems {
		b.Error(p)
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

func call[P, R any](b *tab, command cdp.Command[P, R], params P) {
	b.Helper()
	if _, err := chromedp.Call(b.ctx, command, params); err != nil {
		b.Fatal(err)
	}
}

// visit opens a page of the site, by its path below the root.
func (b *tab) visit(page string) {
	b.Helper()
	b.do(chromedp.Navigate(b.site + page))
}

func (b *tab) size(width, height int64) {
	b.Helper()
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 600})
}

func (b *tab) scheme(dark bool) {
	b.Helper()
	value := map[bool]string{false: "light", true: "dark"}[dark]
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: value}}})
}

// allowClipboard lets the page read the clipboard, as a person may.
func (b *tab) allowClipboard() {
	b.Helper()
	id := chromedp.FromContext(b.ctx).BrowserContextID
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		_, err := chromedp.CallBrowser(b.ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted, BrowserContextID: id})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// eval gives the value of an expression in the page.
func eval[T any](b *tab, expression string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return v
}

// wait waits until an expression holds, also across pages.
func (b *tab) wait(expression string) {
	b.Helper()
	for range 400 {
		ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if ok && err == nil {
			return
		}
		if err := chromedp.Do(b.ctx, chromedp.Sleep(25*time.Millisecond)); err != nil {
			b.Fatal(err)
		}
	}
	b.checkQuiet()
	b.Fatalf("never true: %s (at %s)", expression, eval[string](b, "location.href"))
}

// want compares the value of an expression in the page.
func (b *tab) want(expression, value string) {
	b.Helper()
	if got := eval[string](b, "String("+expression+")"); got != value {
		b.Errorf("%s is %q, want %q", expression, got, value)
	}
}
