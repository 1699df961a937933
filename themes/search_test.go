//go:build browser

package themes_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"winnow/builder"
	"winnow/themes"
)

// TestSearchInBrowser tries what the search page offers beside plain results.
func TestSearchInBrowser(t *testing.T) {
	server := serve(t, buildSite(t, searchSite("")))
	ctx := startBrowser(t)
	for _, c := range []struct {
		name string
		try  func(*tab)
	}{
		{"corrected", searchCorrected},
		{"did you mean", searchMeant},
		{"near words", searchNear},
		{"facets", searchFacets},
		{"more in the address", searchMore},
		{"section", searchSection},
		{"no request per letter", searchLetters},
		{"too old a browser", searchTooOld},
	} {
		t.Run(c.name, func(t *testing.T) {
			tab := open(t, ctx, server)
			c.try(tab)
			tab.checkQuiet()
		})
	}
}

func buildSite(t *testing.T, files fstest.MapFS) string {
	t.Helper()
	store, err := builder.OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	b := builder.Builder{Files: files, Themes: themes.Files, Store: store, Now: time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)}
	result, problems, err := b.Build(nil)
	if err != nil || problems.Err() != nil {
		t.Fatalf("build: %v %v", err, problems)
	}
	dir := filepath.Join(t.TempDir(), "public")
	if _, err := result.Publish(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// searchSite has 45 articles with the word printer and one with a slip in it.
// options is the table [search].
func searchSite(options string) fstest.MapFS {
	files := fstest.MapFS{}
	add := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	add("site.toml", "[site]\ntitle = \"Larder Help\"\nbase_url = \"https://example.com"+below+"\"\ncommunity_url = \"https://example.com/forum/\"\n"+
		"[[reputation.rank]]\nname = \"helper\"\nwhen = \"answers > 20\"\n[search]\n"+options)
	add("content/contributors.toml", "[[contributor]]\nid = \"ines\"\nname = \"Ines\"\nrole = \"staff\"\n[[contributor]]\nid = \"bo\"\nname = \"Bo\"\n")
	var evidence strings.Builder
	evidence.WriteString("date,kind,answer,author,by,thread,category,tags,count\n")
	for i := range 45 {
		for _, by := range []string{"ada", "kim", "lee", "sam"}[:1+i%4] {
			fmt.Fprintf(&evidence, "2022-04-01,confirmed,%s/e%02d,%s,%s,t%d,paper,tray,1\n", []string{"paper", "ink"}[i%2], i, []string{"ines", "bo"}[i%5/4], by, i)
		}
		folder := []string{"paper", "ink"}[i%2]
		add(fmt.Sprintf("content/%s/e%02d.md", folder, i), fmt.Sprintf("+++\ntitle = \"Printer shows error E10%02d\"\nauthor = %q\ndate = 20%02d-03-01\ntags = [\"tray%d\"]\n+++\n"+
			"It stopped.\n\n## Cause\n\nDust on roller number %d.\n\n## Clean the roller\n\nUse a lint-free cloth.\n", i, []string{"ines", "bo"}[i%5/4], 20+i%3, i%2, i))
	}
	add("content/evidence.csv", evidence.String())
	add("content/paper/slip.md", "+++\ntitle = \"Primter smells\"\nauthor = \"bo\"\n+++\nAir the room.\n")
	return files
}

const (
	resultsHead = `document.querySelector('.results-head').textContent`
	resultCount = `document.querySelectorAll('.results .item').length`
)

func searchCorrected(b *tab) {
	b.visit("search/?q=prinetr")
	b.wait(resultCount + ` === 20`)
	b.want(resultsHead, "Showing results for printer. Exact matches for printer only · Search instead for prinetr · 45 results")
	b.want(`document.querySelector('[role=status][data-status]').textContent === `+resultsHead, "true")
	b.do(chromedp.Click(`.results-head a:nth-of-type(2)`))
	b.wait(`document.readyState === 'complete' && ` + resultsHead + `.startsWith('No results for prinetr')`)
	b.want(`new URLSearchParams(location.search).has('exact')`, "true")
	b.do(chromedp.Evaluate[chromedp.Void](`history.back()`))
	b.wait(resultsHead + `.startsWith('Showing results for printer.')`)
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('.results-head a').click()`))
	b.wait(`document.readyState === 'complete' && ` + resultsHead + `.startsWith('Showing results for "printer" · 45')`)

	// The box says the same.
	b.visit("paper/e00/")
	b.do(chromedp.Focus("#q"), chromedp.KeyEvent("prinetr"))
	b.wait(`document.querySelectorAll('[role=option]').length > 3`)
	b.want(`document.querySelector('[data-note]').textContent.startsWith('Showing results for printer. Exact matches for printer only')`, "true")
	b.want(`document.querySelector('[data-status]').textContent.startsWith('Showing results for printer.')`, "true")
}

func searchMeant(b *tab) {
	b.visit("search/?q=primter")
	b.wait(resultCount + ` === 1`)
	b.want(resultsHead, "Showing results for primter. Did you mean printer? · 1 result")
	b.do(chromedp.Click(`.results-head a`))
	b.wait(`document.readyState === 'complete' && ` + resultCount + ` === 20 && location.search === '?q=printer'`)
}

func searchNear(b *tab) {
	b.visit("search/?q=rolxxr")
	b.wait(`!document.querySelector('[data-near]').hidden`)
	b.want(resultsHead, "No results for rolxxr")
	b.want(`document.querySelector('[data-near] .chip').textContent`, "roller")
	b.want(`document.querySelectorAll('.lead-on .card a').length > 1`, "true")
	b.want(`document.querySelector('.lead-on .button').href`, "https://example.com/forum/")
	b.want(`document.querySelector('.lead-on .more').href.endsWith('/a-z/')`, "true")
	b.do(chromedp.Click(`[data-near] .chip`))
	b.wait(resultCount + ` === 20`)
}

func searchFacets(b *tab) {
	b.visit("search/?q=printer")
	b.wait(resultCount + ` === 20`)
	shown := func(field string) string {
		return eval[string](b, `[...document.querySelectorAll('[data-facet=`+field+`] .chip')].map((c) => c.textContent).join(' ')`)
	}
	for field, want := range map[string]string{"category": "Paper Ink", "tag": "tray0 tray1", "year": "2020 2021 2022"} {
		if got := shown(field); got != want {
			b.Errorf("%s: %q, want %q", field, got, want)
		}
	}
	if n := len(strings.Fields(shown("rank"))); n < 1 {
		b.Errorf("%d ranks to choose from", n)
	}
	b.do(chromedp.Click(`[data-facet=year] li:nth-child(2) .chip`))
	b.wait(`new URLSearchParams(location.search).get('q') === 'printer year:2021' && ` + resultCount + ` === 15`)
	b.want(`[...document.querySelectorAll('.results time')].every((e) => e.dateTime.startsWith('2021'))`, "true")
	b.do(chromedp.Click(`[data-facet=rank] .chip`))
	b.wait(`/ rank:/.test(new URLSearchParams(location.search).get('q')) && ` + resultCount + ` > 0 && ` + resultCount + ` < 15`)
	b.want(`new Set([...document.querySelectorAll('.results .rank')].map((e) => e.textContent)).size`, "1")
	b.do(chromedp.Evaluate[chromedp.Void](`history.go(-2)`))
	b.wait(`q.value === 'printer' && ` + resultCount + ` === 20`)
}

func searchMore(b *tab) {
	b.visit("search/?q=printer")
	b.wait(resultCount + ` === 20`)
	b.do(chromedp.Click("[data-more]"))
	b.wait(resultCount + ` === 40`)
	b.want(`location.search`, "?q=printer&n=40")
	b.visit("search/?q=printer&n=40")
	b.wait(resultCount + ` === 40`)
	b.do(chromedp.Click("[data-more]"))
	b.wait(resultCount + ` === 45`)
	b.want(`document.querySelector('[data-more]').hidden`, "true")
}

func searchSection(b *tab) {
	b.visit("search/?q=lint-free+cloth")
	b.wait(resultCount + ` === 20`)
	b.want(`document.querySelector('.item-section').textContent`, "Clean the roller")
	b.do(chromedp.Click(`.item-section a`))
	b.wait(`location.hash === '#h-clean-the-roller' && document.readyState === 'complete'`)
	b.want(`document.getElementById('h-clean-the-roller').tagName`, "H2")
	b.visit("search/?q=printer")
	b.wait(resultCount + ` === 20`)
	b.want(`document.querySelector('.item-section')`, "null")
}

// While a word grows, the files that are there answer.
func searchLetters(b *tab) {
	b.visit("paper/e00/")
	b.do(chromedp.Focus("#q"), chromedp.KeyEvent("pr"))
	b.wait(`document.querySelectorAll('[role=option]').length > 5`)
	b.do(chromedp.Sleep(300 * time.Millisecond))
	asked := `performance.getEntriesByType('resource').length`
	n := eval[int](b, asked)
	for _, letter := range "inter sho" {
		b.do(chromedp.KeyEvent(string(letter)), chromedp.Sleep(200*time.Millisecond))
	}
	b.wait(`document.querySelectorAll('[role=option] mark').length > 5`)
	b.want(asked, fmt.Sprint(n))
	b.want(`document.querySelector('[role=option] mark').textContent`, "Printer")
}

func searchTooOld(b *tab) {
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "delete globalThis.DecompressionStream"})
	b.visit("search/?q=printer")
	b.wait(resultsHead + `.startsWith('Your browser is too old to search here.')`)
	b.want(`document.querySelector('.results-head a').href.endsWith('/a-z/')`, "true")
	b.want(`document.querySelector('[data-status]').textContent.startsWith('Your browser is too old')`, "true")
	b.visit("paper/e00/")
	b.do(chromedp.Focus("#q"), chromedp.KeyEvent("printer"))
	b.wait(`document.querySelector('[data-note]').textContent.startsWith('Your browser is too old')`)
	b.do(chromedp.Click(`[data-note] a`))
	b.wait(`location.pathname.endsWith('/a-z/') && document.querySelectorAll('main a').length > 40`)
}

// A page that is opened from disk finds, where the index is written for that.
func TestSearchFromDisk(t *testing.T) {
	ctx := startBrowser(t)
	for options, want := range map[string]string{"from_disk = true\n": "Showing results for printer · 45 results", "": "Search couldn’t load"} {
		dir := buildSite(t, searchSite(options))
		b := open(t, ctx, "file://"+dir)
		b.site = "file://" + dir + "/"
		b.visit("search/index.html?q=printer")
		b.wait(resultsHead + `.startsWith(` + quote(want) + `)`)
	}
}

// Queries without result are told to the address of the site's file, and nobody
// else learns of them: the words alone, without a cookie.
func TestSearchReports(t *testing.T) {
	told := make(chan string, 10)
	desk := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		told <- fmt.Sprintf("%s %s %s cookies %d", r.Method, r.URL, body, len(r.Cookies()))
	}))
	t.Cleanup(desk.Close)
	dir := buildSite(t, searchSite(fmt.Sprintf("report_url = %q\n", desk.URL+"/misses")))
	b := open(t, startBrowser(t), serve(t, dir))
	b.visit("search/?q=printer")
	b.wait(resultCount + ` === 20`)
	b.visit("search/?q=toaster+burns")
	b.wait(`!document.querySelector('[data-nothing]').hidden`)
	select {
	case got := <-told:
		if got != "POST /misses q=toaster+burns cookies 0" {
			t.Errorf("told: %s", got)
		}
	case <-time.After(10 * time.Second):
		t.Error("nothing was told")
	}
	if len(told) > 0 {
		t.Errorf("also told: %s", <-told)
	}
}
