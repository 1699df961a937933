package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"winnow/builder/content"
	"winnow/builder/golden"
	"winnow/builder/markdown"
	"winnow/builder/outline"
	"winnow/builder/ranking"
	"winnow/builder/site"
)

// community is a site of n articles; every tenth is not public, and half of
// these are duplicates.
func community(t testing.TB, o site.Options, n int) *site.Site {
	t.Helper()
	place, in := 0, site.Input{Options: o, Now: time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)}
	for i := range n {
		a := &content.Article{Path: fmt.Sprintf("wifi/%d.md", i), URL: fmt.Sprintf("wifi/%d/", i), Category: "wifi", Title: fmt.Sprintf("Title %d <&> \x01", i),
			Tags: []string{"a & b"}, Date: time.Date(2024, 1, 1+i%28, 0, 0, 0, 0, time.UTC)}
		if i == 0 {
			a.Aliases = []string{"old/\"<&>'/", "old page.html", "viewtopic.php"}
		}
		if i < 3 {
			a.Source = []string{"https://forum.example.com/t/1#p2", "https://forum.example.com/viewtopic.php?t=1&p=2", "https://forum.example.com/t/1#p3"}[i]
		}
		v := ranking.Verdict{State: ranking.Published, Verified: true}
		if i%10 == 9 {
			v.State, a.Title = ranking.Held, "Hidden"
		}
		if i%20 == 19 {
			v.State, v.Canonical = ranking.Duplicate, "wifi/0.md"
		}
		if v.State == ranking.Published {
			place++
			v.Place = place
		}
		in.Articles = append(in.Articles, site.Written{Article: a, Doc: &outline.Outline{Summary: "Short \x00 text"}})
		in.Verdicts = append(in.Verdicts, v)
	}
	s, problems := site.Assemble(in)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return s
}

func body(index int) (site.Body, error) {
	return site.Body{Solution: fmt.Appendf(nil, "<p>Text %d & <a href=\"../x/\">more</a> ]]> \x02</p>", index)}, nil
}

var given = Input{Body: body, Markdown: func(index int, address func(string) (string, bool)) ([]byte, error) {
	text := fmt.Appendf(nil, "Text %d, see [one](1.md#h), [none](9.md), [all](https://x.example/a.md) and `[]`.", index)
	return markdown.New(markdown.DefaultOptions()).Rewrite(text, address), nil
}}

func build(t testing.TB, s *site.Site, o Options) map[string]string {
	t.Helper()
	out := map[string]string{}
	files, _ := Files(s, o, given)
	for _, f := range files {
		if _, twice := out[f.Path]; twice {
			t.Errorf("%s is written twice", f.Path)
		}
		out[f.Path] = string(made(t, f))
	}
	return out
}

func made(t testing.TB, f File) []byte {
	t.Helper()
	data, err := f.Make()
	if err != nil {
		t.Fatalf("%s: %v", f.Path, err)
	}
	return data
}

// The files of a small site, with and without base_url.
func TestFiles(t *testing.T) {
	for name, o := range map[string]site.Options{
		"with": {Title: "Tern <help>", Description: "All & more", BaseURL: "https://help.example.com/tern/"}, "without": {Title: "Tern"},
	} {
		fo := Options{Entries: 2, Markdown: true, OldSite: "https://forum.example.com",
			Security: Security{"mailto:security@example.com", time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)}}
		golden.Run(t, "testdata/"+name+".txtar", func(t *testing.T, a *txtar.Archive) {
			a.Files = nil
			files, _ := Files(community(t, o, 3), fo, given)
			for _, f := range files {
				golden.Set(a, f.Path, string(made(t, f)))
			}
		})
	}
}

// The public articles are the same in pages, sitemap, feeds, lists and sources.
func TestPublicSets(t *testing.T) {
	s := community(t, site.Options{BaseURL: "https://x.example"}, 95)
	files := build(t, s, Options{Entries: 1000, Markdown: true})
	sets := map[string][]string{}
	for _, p := range s.Pages {
		if p.Kind == site.ArticlePage && s.Canonical(p) == p.URL {
			sets["pages"] = append(sets["pages"], s.Absolute(p.URL))
		}
	}
	for _, e := range s.Articles {
		sets["articles"] = append(sets["articles"], s.Absolute(e.URL))
	}
	sets["sitemap"] = articleURLs(texts(t, files["sitemap.xml"], "loc"))
	sets["atom"] = texts(t, files["atom.xml"], "id")[1:]
	sets["atom of the category"] = texts(t, files["wifi/atom.xml"], "id")[1:]
	var list jsonList
	var feed jsonFeed
	decode(t, files["api/articles.json"], &list)
	decode(t, files["feed.json"], &feed)
	for _, a := range list.Articles {
		sets["list"] = append(sets["list"], s.Absolute(a.URL))
	}
	for _, i := range feed.Items {
		sets["feed.json"] = append(sets["feed.json"], i.URL)
	}
	for name, text := range files {
		if u, ok := strings.CutSuffix(name, "index.md"); ok {
			sets["sources"] = append(sets["sources"], s.Absolute(u))
		}
		if strings.Contains(text, "Hidden") {
			t.Errorf("%s names an article that is not public", name)
		}
	}
	slices.Sort(sets["pages"])
	for name, set := range sets {
		slices.Sort(set)
		if !slices.Equal(set, sets["pages"]) || len(set) != 86 {
			t.Errorf("%s: %d articles, of 86", name, len(set))
		}
	}
}

// A list in parts holds every article once, in trust order.
func TestListParts(t *testing.T) {
	s := community(t, site.Options{}, 30)
	m := maker{s, given, DefaultOptions()}
	for _, size := range []int{1, 4, 27, 100} {
		files, at, n := lists(m, size), 0, 0
		for {
			var l jsonList
			decode(t, string(made(t, files[at])), &l)
			if l.First != n+1 || l.Total != 27 || len(l.Articles) > size {
				t.Fatalf("size %d: part %d begins at %d and holds %d of %d", size, at, l.First, len(l.Articles), l.Total)
			}
			for _, a := range l.Articles {
				if a.URL != s.Articles[n].URL {
					t.Errorf("size %d: article %d is %s", size, n, a.URL)
				}
				n++
			}
			if l.Next == "" {
				break
			}
			at = slices.IndexFunc(files, func(f File) bool { return f.Path == "api/"+l.Next })
		}
		if n != 27 {
			t.Errorf("size %d: %d articles", size, n)
		}
	}
}

func decode(t *testing.T, text string, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), v); err != nil {
		t.Fatal(err)
	}
}

// Values that cannot be obeyed are found under their keys.
func TestCheck(t *testing.T) {
	if found := DefaultOptions().Check(); len(found) > 0 {
		t.Error(found)
	}
	bad := Options{OldSite: "forum", Security: Security{Contact: "security@example.com"}}
	var keys []string
	for _, p := range bad.Check() {
		keys = append(keys, p.Path)
	}
	if want := []string{"entries", "old_site", "security.contact", "security.contact"}; !slices.Equal(keys, want) {
		t.Errorf("got %v, want %v", keys, want)
	}
}

func articleURLs(all []string) []string {
	return slices.DeleteFunc(all, func(u string) bool { return strings.Count(u, "/") != 5 || !strings.Contains(u, "/wifi/") })
}

// texts reads the content of all elements of a name; the file must be XML.
func texts(t *testing.T, file, element string) []string {
	t.Helper()
	var out []string
	d := xml.NewDecoder(strings.NewReader(file))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == element {
			var text string
			if err := d.DecodeElement(&text, &start); err != nil {
				t.Fatal(err)
			}
			out = append(out, text)
		}
	}
}

// A long sitemap is cut, and nothing is lost by it.
func TestSitemapParts(t *testing.T) {
	s := community(t, site.Options{BaseURL: "https://x.example/"}, 50)
	whole := texts(t, string(made(t, sitemap(s, 1000)[0])), "loc")
	for _, size := range []int{1, 7, len(whole)} {
		files := sitemap(s, size)
		if size == len(whole) {
			if len(files) != 1 {
				t.Errorf("%d pages in %d files", size, len(files))
			}
			continue
		}
		var got []string
		for i, name := range texts(t, string(made(t, files[len(files)-1])), "loc") {
			if name != s.Absolute(files[i].Path) {
				t.Errorf("the index names %s, the file is %s", name, files[i].Path)
			}
			part := texts(t, string(made(t, files[i])), "loc")
			if len(part) > size {
				t.Errorf("%d pages in a part of %d", len(part), size)
			}
			got = append(got, part...)
		}
		if !slices.Equal(got, whole) {
			t.Errorf("size %d: %d of %d pages", size, len(got), len(whole))
		}
	}
}

// What an entry says in HTML comes back from the feed as it was, but for
// characters that XML cannot hold.
func TestContentSurvives(t *testing.T) {
	s := community(t, site.Options{BaseURL: "https://x.example/"}, 1)
	got := texts(t, build(t, s, Options{Entries: 1})["atom.xml"], "content")
	if want := "<p>Text 0 & <a href=\"../x/\">more</a> ]]> </p>"; len(got) != 1 || got[0] != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzLegal(f *testing.F) {
	f.Add("a\x00b\ufffe\ufffd")
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		escape(&b, s)
		if err := xml.Unmarshal([]byte("<a>"+b.String()+"</a>"), new(string)); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	})
}

func BenchmarkBuild(b *testing.B) {
	s := community(b, site.Options{BaseURL: "https://x.example/"}, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		files, _ := Files(s, DefaultOptions(), given)
		for _, f := range files {
			made(b, f)
		}
	}
}
