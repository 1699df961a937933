package themes_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"winnow/builder/content"
	"winnow/builder/markdown/finish"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/risk"
	"winnow/builder/site"
	"winnow/builder/theme"
	"winnow/builder/view"
	"winnow/themes"
)

// files returns the built-in theme's files below a folder, by path.
func files(t *testing.T, folder string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := fs.WalkDir(themes.Files, "default/"+folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(themes.Files, name)
		found[strings.TrimPrefix(name, "default/")] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func load(t *testing.T) *theme.Theme {
	t.Helper()
	builtin, err := fs.Sub(themes.Files, "default")
	if err != nil {
		t.Fatal(err)
	}
	loaded, problems := theme.Load(builtin, nil, theme.Options{}, "en")
	for _, p := range problems {
		t.Errorf("%v", p)
	}
	if loaded == nil {
		t.FailNow()
	}
	return loaded
}

// render gives the page of each kind in which everything is set.
func render(t *testing.T) map[site.Kind]string {
	t.Helper()
	loaded := load(t)
	pages := map[site.Kind]string{}
	for _, k := range view.Kinds() {
		kind := k.Kind
		b, err := loaded.Render(theme.Sample(kind))
		if err != nil {
			t.Fatal(err)
		}
		pages[kind] = string(b)
	}
	return pages
}

var (
	named    = regexp.MustCompile(`\b(t|plural) "([^"]+)"`)
	computed = regexp.MustCompile(`\b(t|plural) \(print "([^"]+)" `)
)

// Every text that a template names exists, and every text is named.
func TestTexts(t *testing.T) {
	texts := texts(t, "en")
	used := map[string]bool{"date.long": true, "dir": true}
	for _, kind := range finish.Alerts() {
		used["alert_"+kind] = true
	}
	for m := 1; m <= 12; m++ {
		used[fmt.Sprintf("month.%d", m)] = true
	}
	want := func(file, key string) {
		used[key] = true
		if texts[key] == "" {
			t.Errorf("%s: no text for %q", file, key)
		}
	}
	for file, source := range files(t, "templates") {
		for _, m := range named.FindAllStringSubmatch(source, -1) {
			if m[1] == "t" {
				want(file, m[2])
				continue
			}
			want(file, m[2]+".one")
			want(file, m[2]+".other")
		}
		for _, m := range computed.FindAllStringSubmatch(source, -1) {
			for key := range texts {
				used[key] = used[key] || strings.HasPrefix(key, m[2])
			}
		}
	}
	for key := range texts {
		if !used[key] {
			t.Errorf("strings/en.toml: nothing uses %q", key)
		}
	}
}

// Another theme, written against the contract alone, shows every kind of page,
// and nothing of the built-in one comes through.
func TestAnotherTheme(t *testing.T) {
	builtin, err := fs.Sub(themes.Files, "default")
	if err != nil {
		t.Fatal(err)
	}
	tiny, problems := theme.Load(builtin, os.DirFS("testdata/tiny"), theme.Options{Name: "tiny"}, "en")
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	for _, k := range view.Kinds() {
		kind := k.Kind
		b, err := tiny.Render(theme.Sample(kind))
		if err != nil {
			t.Fatal(err)
		}
		page := string(b)
		if !strings.Contains(page, "A small theme.") || !strings.Contains(page, "<h1>") || strings.Contains(page, "style.") || strings.Contains(page, "class=") {
			t.Errorf("%s:\n%s", kind, page)
		}
	}
}

var hole = regexp.MustCompile(`\{[a-z_]+\}`)

// Every language says all that English says and nothing else, with the same
// names to fill in, and has a form for each number that it tells apart and for
// no other. A form may say its number in words.
func TestLanguages(t *testing.T) {
	english := texts(t, "en")
	builtin, err := fs.Sub(themes.Files, "default")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"en", "de", "fr", "es", "pt", "ja", "zh", "ar"} {
		got, want, forms := texts(t, name), map[string]string{}, forms(name)
		for key, text := range english {
			base, form, _ := strings.Cut(key, ".")
			switch form {
			case "one":
			case "other":
				for _, f := range forms {
					want[base+"."+f] = text
				}
			default:
				want[key] = text
			}
		}
		for key, text := range want {
			_, form, _ := strings.Cut(key, ".")
			number := form != "other" && slices.Contains(forms, form)
			switch holes, all := holesOf(got[key]), holesOf(text); {
			case got[key] == "":
				t.Errorf("%s: no text for %q", name, key)
			case !slices.Equal(holes, all) && !(number && slices.Equal(holes, without(all, "{n}"))):
				t.Errorf("%s: %q names %v, English %v", name, key, holes, all)
			}
		}
		for key := range got {
			if want[key] == "" {
				t.Errorf("%s: %q is no text of the theme, or no form of the language", name, key)
			}
		}
		if (got["dir"] == "rtl") != (name == "ar") {
			t.Errorf("%s: direction %q", name, got["dir"])
		}
		if _, problems := theme.Load(builtin, nil, theme.Options{}, name); len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

// texts are those of a language, by key.
func texts(t *testing.T, language string) map[string]string {
	t.Helper()
	out := map[string]string{}
	if _, err := toml.Decode(files(t, "strings")["strings/"+language+".toml"], &out); err != nil {
		t.Fatal(language, err)
	}
	return out
}

// forms are the plural forms that a language has for whole numbers.
func forms(name string) []string {
	var out []string
	for n := range 201 {
		form := [...]string{plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}
		if f := form[plural.Cardinal.MatchPlural(language.Make(name), n, 0, 0, 0, 0)]; !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// holesOf are the names to fill in of a text, sorted.
func holesOf(text string) []string {
	found := hole.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

func without(all []string, one string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == one })
}

// What is counted has a text for each number, with the number in it or not.
func TestPluralsAreComplete(t *testing.T) {
	texts := texts(t, "en")
	for key := range texts {
		name, form, _ := strings.Cut(key, ".")
		if form == "one" && texts[name+".other"] == "" || form == "other" && texts[name+".one"] == "" {
			t.Errorf("strings/en.toml: %q stands alone", key)
		}
	}
}

var (
	scriptWord = regexp.MustCompile(`\bwords\.([A-Za-z]+)`)
	upper      = regexp.MustCompile(`[A-Z]`)
)

// The words that scripts say stand in the page.
func TestScriptsFindTheirWords(t *testing.T) {
	page := render(t)[site.ArticlePage] + render(t)[site.SearchPage]
	for file, source := range files(t, "assets") {
		for _, m := range scriptWord.FindAllStringSubmatch(source, -1) {
			attribute := "data-" + upper.ReplaceAllStringFunc(m[1], func(s string) string { return "-" + strings.ToLower(s) })
			if !strings.Contains(page, attribute+`="`) {
				t.Errorf("%s uses %s, but no page has %s", file, m[0], attribute)
			}
		}
	}
}

var inline = regexp.MustCompile(`(?i)<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|<script(>|\s+[^>]*>)[^<]`)

// The pages work under a policy that forbids inline code and foreign hosts.
func TestNothingInlineOrForeign(t *testing.T) {
	for file, source := range files(t, "templates") {
		if m := inline.FindString(source); m != "" {
			t.Errorf("%s: inline code: %q", file, m)
		}
	}
	foreign := regexp.MustCompile(`(https?:)?//[a-z0-9-]+\.[a-z]`)
	for _, folder := range []string{"templates", "assets"} {
		for file, source := range files(t, folder) {
			source = strings.ReplaceAll(source, `xmlns="http://www.w3.org/2000/svg"`, "")
			if m := foreign.FindString(source); m != "" {
				t.Errorf("%s: an address outside the site: %q", file, m)
			}
		}
	}
}

func TestStyleSheetStandsAlone(t *testing.T) {
	for file, source := range files(t, "assets") {
		if path.Ext(file) != ".css" {
			continue
		}
		if m := regexp.MustCompile(`@import|url\(`).FindString(source); m != "" {
			t.Errorf("%s: %s", file, m)
		}
		if open, closed := strings.Count(source, "{"), strings.Count(source, "}"); open != closed {
			t.Errorf("%s: %d { and %d }", file, open, closed)
		}
		for _, m := range regexp.MustCompile(`var\((--[a-z0-9-]+)`).FindAllStringSubmatch(source, -1) {
			if !strings.Contains(source, m[1]+":") {
				t.Errorf("%s: %s is never set", file, m[1])
			}
		}
	}
}

// Scripts never make markup of data.
func TestScriptsWriteTextOnly(t *testing.T) {
	bad := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function`)
	for file, source := range files(t, "assets") {
		if m := bad.FindString(source); m != "" {
			t.Errorf("%s: %s", file, m)
		}
	}
}

// What a reader's browser must fetch stays small.
func TestBudgets(t *testing.T) {
	sizes := map[string]int{}
	for _, a := range load(t).Assets() {
		size := zipped(t, string(a.Data))
		switch name, _, _ := strings.Cut(a.Path, "."); name {
		case "reading": // not on the search page
			sizes["reading"] = size
		case "why", "score": // fetched by who recomputes a number
			if size > 2048 {
				t.Errorf("%s: %d bytes compressed, at most 2048", a.Path, size)
			}
		default:
			sizes[path.Ext(a.Path)] += size
		}
	}
	// 12 kB and 16 kB are for everything: the colours of code and the search
	// engine, which other packages bring, take 2 and at most 11 of them.
	for ext, limit := range map[string]int{".css": 10_000, ".js": 5_000, "reading": 3_000, ".svg": 1_000} {
		if sizes[ext] == 0 || sizes[ext] > limit {
			t.Errorf("%s: %d bytes compressed, at most %d", ext, sizes[ext], limit)
		}
	}
}

func zipped(t *testing.T, s string) int {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte(s))
	w.Close()
	return b.Len()
}

// The kinds of events, terms and states that other packages know have a text
// of their own.
func TestKindsHaveTexts(t *testing.T) {
	texts := texts(t, "en")
	kinds := map[string][]string{
		"term_":   {ranking.TermAuthor, ranking.TermCopy, ranking.TermUnvouched, ranking.TermCaution, string(ranking.SelfAccepted)},
		"line_":   {"unvouched", "probation", "copy"},
		"state_":  {"published", "outdated", "held", "draft", "scheduled", "expired", "duplicate"},
		"reason_": ranking.ReasonRules(),
		"after_":  {"tier", "trust", "date", "path"},
		"alert_":  finish.Alerts(),
	}
	for _, k := range content.EvidenceKinds() {
		kinds["event_"] = append(kinds["event_"], string(k.Kind))
		if k.Polarity != 0 {
			kinds["term_"] = append(kinds["term_"], string(k.Kind))
		}
	}
	for _, k := range reputation.ThreadKinds() {
		kinds["event_"], kinds["term_"] = append(kinds["event_"], string(k)), append(kinds["term_"], string(k))
	}
	for _, k := range risk.Kinds() {
		kinds["risk_"] = append(kinds["risk_"], k.Name)
	}
	for prefix, names := range kinds {
		for _, name := range names {
			if texts[prefix+name] == "" && texts[prefix+name+".other"] == "" {
				t.Errorf("strings/en.toml: no text for %s%s", prefix, name)
			}
		}
	}
}

// Each name that a category can choose has a drawing of its own.
func TestIcons(t *testing.T) {
	loaded, seen := load(t), map[string]string{}
	for _, name := range content.Icons {
		v := theme.Sample(site.HomePage)
		v.URL, v.Home.Categories = "", []view.TopicLink{{Name: "A", URL: "a/", Icon: name}}
		page, err := loaded.Render(v)
		if err != nil {
			t.Fatal(err)
		}
		_, card, _ := strings.Cut(string(page), `<li class="card">`)
		drawing, _, _ := strings.Cut(card, "</svg>")
		if other, ok := seen[drawing]; ok || !strings.Contains(drawing, `d="`) || strings.Contains(drawing, `d=""`) {
			t.Errorf("%s looks like %s: %s", name, other, drawing)
		}
		seen[drawing] = name
	}
}
