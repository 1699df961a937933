package builder_test

import (
	"bytes"
	"fmt"
	"html"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"winnow/builder"
	"winnow/builder/view"
)

// The rules page names five complaints against scores that rate people, and
// says what is done about each. Each has a test here.

// helpdesk is a community with two trusted people (ann, bea), two who are good
// at something (cem at wifi, dan at energy), and loud, of whom nobody who is
// trusted has said anything.
func helpdesk(rows ...string) fstest.MapFS {
	files := fstest.MapFS{}
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	put("site.toml", `[site]
title = "Help"
base_url = "https://help.example.com/"
[reputation]
mode = "anchored"
as_of = "2026-06-01"
small_cell = 1
[reputation.anchors]
staff = ["ann", "bea"]
`)
	evidence := "date,kind,answer,author,by,thread,category,tags,count\n"
	for i, a := range []struct{ folder, author string }{
		{"wifi", "cem"}, {"wifi", "cem"}, {"wifi", "cem"}, {"wifi", "loud"}, {"energy", "dan"}, {"energy", "dan"}, {"energy", "loud"}, {"energy", "cem"}, {"wifi", "new"},
	} {
		id := fmt.Sprintf("%s/a%d", a.folder, i)
		put("content/"+id+".md", fmt.Sprintf("---\ntitle: Answer %d\nauthor: %s\ndate: 2026-01-0%d\n---\nSay word%d word%d word%d and wait.\n", i, a.author, i+1, 3*i, 3*i+1, 3*i+2))
		if a.author == "cem" && a.folder == "wifi" || a.author == "dan" {
			for _, by := range []string{"ann", "bea"} {
				evidence += fmt.Sprintf("2026-02-0%d,confirmed,%s,%s,%s,t%d,%s,,\n", i+1, id, a.author, by, i, a.folder)
			}
		}
	}
	put("content/evidence.csv", evidence+strings.Join(rows, "\n")+"\n")
	return files
}

// scores reads every score.json of a site, by contributor.
func scores(t *testing.T, dest string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, data := range readTree(t, dest) {
		if filepath.Base(name) == "score.json" {
			out[filepath.Base(filepath.Dir(name))] = string(data)
		}
	}
	return out
}

func order(r *builder.Result) (urls []string) {
	for _, e := range r.Site.Articles {
		urls = append(urls, e.URL)
	}
	return urls
}

func page(t *testing.T, dest, url string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dest, filepath.FromSlash(url), "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	return html.UnescapeString(string(data))
}

// "Nobody knows how it is computed": every constant is on the page about rules,
// with an example whose lines add up. (TestScriptRecomputes and
// TestPublishedNumbersAreEnough: nothing else is needed.)
func TestRulesArePrinted(t *testing.T) {
	r, dest := build(t, helpdesk(), "")
	text := page(t, dest, "rules")
	for _, s := range builder.Settings(r.Config) {
		if !strings.Contains(text, s.Table+"."+s.Key+"</code>") || !strings.Contains(text, "<code>"+s.Value+"</code>") {
			t.Errorf("%s.%s = %s is not on the page", s.Table, s.Key, s.Value)
		}
	}
	_, example, ok := strings.Cut(text, `id="example"`)
	example, _, ok2 := strings.Cut(example, "</table>")
	if !ok || !ok2 {
		t.Fatal("there is no example")
	}
	var sum, last int
	for _, m := range regexp.MustCompile(`<td class="num[^"]*">([+−]?)([0-9]+)\.([0-9])</td>`).FindAllStringSubmatch(example, -1) {
		n, _ := strconv.Atoi(m[2] + m[3])
		if m[1] == "−" {
			n = -n
		}
		sum, last = sum+n, n
	}
	if sum != 2*last || last == 0 {
		t.Errorf("the lines of the example add up to %d tenths, its score is %d", sum-last, last)
	}
	for _, url := range []string{"wifi/a0", "people/cem"} {
		if !strings.Contains(page(t, dest, url), "data-recompute") {
			t.Errorf("%s cannot be recomputed", url)
		}
	}
}

// "It is easy to game": what any number of accounts that nobody knows do, and
// what people do for themselves, changes neither the order nor anybody's score.
func TestGamingBuysNothing(t *testing.T) {
	before, old := build(t, helpdesk(), "")
	var attack []string
	for i := range 300 {
		attack = append(attack, fmt.Sprintf("2026-03-01,kudos,wifi/a3,loud,puppet%d,,wifi,,", i), fmt.Sprintf("2026-03-01,confirmed,energy/a6,loud,puppet%d,,energy,,", i),
			fmt.Sprintf("2026-03-01,accepted,wifi/a3,loud,puppet%d,t3,wifi,,", i), fmt.Sprintf("2026-03-02,kudos,wifi/a3,loud,loud,,wifi,,%d", i+1),
			fmt.Sprintf("2026-03-02,kudos,wifi/a3,loud,,,wifi,,%d", i+1), fmt.Sprintf("2026-03-03,answered,x%d,puppet%d,,t0,wifi,,", i, i))
	}
	after, now := build(t, helpdesk(attack...), "")
	if !slices.Equal(order(before), order(after)) {
		t.Errorf("the order changed from\n%v to\n%v", order(before), order(after))
	}
	was, is := scores(t, old), scores(t, now)
	delete(is, "loud")
	delete(was, "loud")
	if !maps.Equal(was, is) || len(is) < 3 {
		t.Errorf("somebody else's numbers changed from\n%v to\n%v", was, is)
	}
	a, b := before.Ledger.Contributor("loud"), after.Ledger.Contributor("loud")
	if a.Score != 0 || b.Score != 0 || a.Place != b.Place || a.Rank != b.Rank {
		t.Errorf("loud had %d, place %d, %s, and has %d, place %d, %s", a.Score, a.Place, a.Rank, b.Score, b.Place, b.Rank)
	}
}

// "It measures noise": posts change no number; what failed or was taken back
// does.
func TestOutcomesMoveScores(t *testing.T) {
	_, dest := build(t, helpdesk(), "")
	var posts []string
	for i := range 500 {
		posts = append(posts, fmt.Sprintf("2026-03-01,answered,post%d,loud,,,wifi,,", i), fmt.Sprintf("2026-03-01,answered,more%d,cem,,,wifi,,", i))
	}
	if _, busy := build(t, helpdesk(posts...), ""); !maps.Equal(scores(t, dest), scores(t, busy)) {
		t.Error("posting a thousand answers changed a score")
	}
	score := func(rows ...string) int64 {
		r, _ := build(t, helpdesk(rows...), "")
		return r.Ledger.Contributor("cem").Score
	}
	accepted := "2026-03-01,accepted,wifi/a0,cem,ann,t0,wifi,,"
	plain, good := score(), score(accepted)
	failed, undone := score(accepted, "2026-03-02,failed,wifi/a0,cem,bea,t0,wifi,,"), score(accepted, "2026-03-02,unaccepted,wifi/a0,cem,ann,t0,wifi,,")
	if good <= plain || failed >= good || undone != plain {
		t.Errorf("score %d, accepted %d, then failed %d, taken back %d", plain, good, failed, undone)
	}
}

// "Good at one thing is taken for good at everything": what fails in one topic
// is that topic's; the record elsewhere stays.
func TestTopicsAreApart(t *testing.T) {
	var rows []string
	for i := range 6 { // ann is staff
		rows = append(rows, fmt.Sprintf("2026-03-0%d,verified,w%d,cem,ann,,wifi,,", i+1, i))
		for _, by := range []string{"ann", "bea"} {
			rows = append(rows, fmt.Sprintf("2026-03-0%d,failed,e%d,cem,%s,,energy,,", i+1, i, by))
		}
	}
	r, dest := build(t, helpdesk(rows...), "")
	topic := map[string]int64{}
	for _, c := range r.Ledger.Contributor("cem").ByCategory {
		topic[c.Name] = c.Score
	}
	if topic["wifi"] <= 0 || topic["energy"] >= 0 {
		t.Errorf("cem has %v", topic)
	}
	author := map[string]int64{}
	for i, a := range r.Articles() {
		author[a.URL] = r.Verdicts[i].AuthorR - int64(r.Ledger.Prior)
	}
	if author["wifi/a0/"] <= 0 || author["energy/a7/"] >= 0 {
		t.Errorf("cem's record is %d on wifi and %d on energy", author["wifi/a0/"], author["energy/a7/"])
	}
	if !strings.Contains(page(t, dest, "people/cem"), ">Energy</a>") {
		t.Error("the page of cem does not show the standing in energy")
	}
}

// "It covers few, judges the rest by silence, and nobody can leave": who is
// unknown stands where every newcomer does, how little is known is printed, and
// to leave costs nothing but the score.
func TestSilenceIsNotHeldAgainstAnybody(t *testing.T) {
	files := helpdesk("2026-03-01,failed,wifi/a3,loud,ann,,wifi,,", "2026-03-01,failed,wifi/a3,loud,bea,,wifi,,")
	files["content/wifi/nobody.md"] = &fstest.MapFile{Data: []byte("# By nobody\n\nSay something else entirely.\n")}
	r, dest := build(t, files, "")
	trust, judged := map[string]int64{}, 0
	for _, e := range r.Site.Articles {
		trust[e.URL] = e.Verdict.Value
		if e.Verdict.Judged > 0 {
			judged++
		}
	}
	if s := r.Ledger.Contributor("new"); s.Score != 0 || trust["wifi/a8/"] != trust["wifi/nobody/"] || trust["wifi/a8/"] <= trust["wifi/a3/"] {
		t.Errorf("the newcomer has %d; trust is %v", s.Score, trust)
	}
	want := fmt.Sprintf("So far %d of %d articles and 3 of 4 contributors have been rated at least once", judged, len(r.Site.Articles))
	if text := page(t, dest, "rules"); !strings.Contains(text, want) {
		t.Errorf("the rules page does not say %q", want)
	}
	for _, want := range []string{"Rated answers (weighted)", "Rated by", "Likely range"} {
		if !strings.Contains(page(t, dest, "people/cem"), ">"+want+"<") {
			t.Errorf("the page of cem does not say: %s", want)
		}
	}
	files["content/contributors.toml"] = &fstest.MapFile{Data: []byte("[[contributor]]\nid = \"loud\"\nprivacy = \"unscored\"\n")}
	r, dest = build(t, files, "")
	v := viewOf(t, r, "people/loud/")
	if v.Contributor.Score != "" || v.Contributor.Rank != "" || bytes.Contains([]byte(page(t, dest, "people/loud")), []byte("data-recompute")) {
		t.Errorf("somebody who is unscored has a score: %+v", v.Contributor)
	}
}

func viewOf(t *testing.T, r *builder.Result, url string) *view.View {
	t.Helper()
	v, err := r.View(url + "index.html")
	if err != nil {
		t.Fatal(err)
	}
	return v
}
