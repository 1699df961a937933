package feed

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"winnow/builder/content"
	"winnow/builder/markdown"
	"winnow/builder/ranking"
	"winnow/builder/site"
)

var update = flag.Bool("update", false, "write testdata anew")

// community is a site of n articles; every tenth is not public.
func community(t testing.TB, o site.Options, n int) *site.Site {
	t.Helper()
	in := site.Input{Options: o, Now: time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)}
	for i := range n {
		a := &content.Article{Path: fmt.Sprintf("wifi/%d.md", i), URL: fmt.Sprintf("wifi/%d/", i), Category: "wifi", Title: fmt.Sprintf("Title %d <&> \x01", i),
			Tags: []string{"a & b"}, Date: time.Date(2024, 1, 1+i%28, 0, 0, 0, 0, time.UTC)}
		if i == 0 {
			a.Aliases = []string{"old/\"<&>'/", "old page.html", "viewtopic.php"}
		}
		v := ranking.Verdict{State: ranking.Published, Place: i + 1}
		if i%10 == 9 {
			v.State, a.Title = ranking.Held, "Hidden"
		}
		in.Articles = append(in.Articles, site.Written{Article: a, Doc: &markdown.Document{Summary: "Short \x00 text"}})
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

func build(t testing.TB, s *site.Site, o Options) map[string]string {
	t.Helper()
	files, err := Build(s, o, body)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		if _, twice := out[f.Path]; twice {
			t.Errorf("%s is written twice", f.Path)
		}
		out[f.Path] = string(f.Data)
	}
	return out
}

// The files of a small site, with and without base_url.
func TestFiles(t *testing.T) {
	for name, o := range map[string]site.Options{
		"with": {Title: "Tern <help>", Description: "All & more", BaseURL: "https://help.example.com/tern/"}, "without": {Title: "Tern"},
	} {
		files, err := Build(community(t, o, 3), Options{Entries: 2}, body)
		if err != nil {
			t.Fatal(err)
		}
		got := new(txtar.Archive)
		for _, f := range files {
			got.Files = append(got.Files, txtar.File{Name: f.Path, Data: f.Data})
		}
		file := "testdata/" + name + ".txtar"
		if *update {
			if err := os.WriteFile(file, txtar.Format(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(txtar.Format(got), want) {
			t.Errorf("%s:\n%s", name, txtar.Format(got))
		}
	}
}

// The public articles are the same in pages, sitemap and feed.
func TestPublicSets(t *testing.T) {
	s := community(t, site.Options{BaseURL: "https://x.example"}, 95)
	files := build(t, s, Options{Entries: 1000})
	var pages []string
	for _, p := range s.Pages {
		if p.Kind == site.Article {
			pages = append(pages, s.Absolute(p.URL))
		}
	}
	var entries []string
	for _, e := range s.Articles {
		entries = append(entries, s.Absolute(e.URL))
	}
	slices.Sort(entries)
	maps := articleURLs(texts(t, files["sitemap.xml"], "loc"))
	feed := texts(t, files["atom.xml"], "id")[1:]
	slices.Sort(feed)
	if !slices.Equal(pages, entries) || !slices.Equal(pages, maps) || !slices.Equal(pages, feed) || len(pages) != 86 {
		t.Errorf("pages %d, articles %d, sitemap %d, feed %d", len(pages), len(entries), len(maps), len(feed))
	}
	for name, text := range files {
		if strings.Contains(text, "Hidden") {
			t.Errorf("%s names an article that is not public", name)
		}
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
	whole := texts(t, string(sitemapOf(s, 1000)[0].Data), "loc")
	for _, size := range []int{1, 7, len(whole)} {
		files := sitemapOf(s, size)
		if size == len(whole) {
			if len(files) != 1 {
				t.Errorf("%d pages in %d files", size, len(files))
			}
			continue
		}
		var got []string
		for i, name := range texts(t, string(files[0].Data), "loc") {
			if name != s.Absolute(files[i+1].Path) {
				t.Errorf("the index names %s, the file is %s", name, files[i+1].Path)
			}
			part := texts(t, string(files[i+1].Data), "loc")
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
		if _, err := Build(s, DefaultOptions(), body); err != nil {
			b.Fatal(err)
		}
	}
}
