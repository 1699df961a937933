package theme

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"winnow/builder/content"
	"winnow/builder/feed"
	"winnow/builder/outline"
	"winnow/builder/ranking"
	"winnow/builder/site"
	"winnow/builder/view"
)

// A kind of page is a row that says which pages there are, a row that says what
// they show, and a template. Nothing else knows of it: with these three there is
// a page, it is listed and checked, and its address is reserved.
func TestNewKind(t *testing.T) {
	const glossary = "glossary"
	siteKinds := append(site.Kinds(), site.PageKind{
		Kind: glossary, Addresses: []string{"glossary/"},
		Pages: func(s *site.Site) []site.Page { return []site.Page{{URL: "glossary/", Kind: glossary}} },
	})
	viewKinds := append(view.Kinds(), view.PageKind{
		Kind: glossary, Parts: []string{"Tags"},
		Fill: func(c *view.Context, v *view.View, p *site.Page) error {
			v.Title, v.Tags = "Glossary of "+c.Options.Title, []view.TopicLink{{Name: "SSID"}}
			return nil
		},
	})
	template := func(text string) fstest.MapFS {
		return fstest.MapFS{
			"theme.toml":              {Data: []byte("contract = 1\n")},
			"templates/glossary.html": {Data: []byte(`{{define "main"}}` + text + `{{end}}`)},
		}
	}

	in := site.Input{Kinds: siteKinds, Options: site.Options{Title: "T", BaseURL: "https://x.example/"}}
	for i, path := range []string{"glossary/a.md", "wifi/b.md"} {
		o := content.Options{Reserved: []string{"glossary"}}
		a := &content.Article{Path: path, URL: o.PageURL(path), Category: strings.TrimSuffix(path, path[len(path)-5:]), Title: path, Answer: path}
		in.Articles = append(in.Articles, site.Written{Article: a, Doc: &outline.Outline{}})
		in.Verdicts = append(in.Verdicts, ranking.Verdict{State: ranking.Published, Place: i + 1})
	}
	s, problems := site.Assemble(in)
	if problems.Err() != nil || !strings.Contains(problems.Error(), `"content-glossary/"`) {
		t.Error("the name is not reserved:", problems)
	}
	files, _ := feed.Files(s, feed.DefaultOptions(), feed.Input{})
	at := slices.IndexFunc(files, func(f feed.File) bool { return f.Path == "sitemap.xml" })
	if sitemap, _ := files[at].Make(); !strings.Contains(string(sitemap), "<loc>https://x.example/glossary/</loc>") {
		t.Errorf("the sitemap does not name it: %s", sitemap)
	}

	own := layers{builtin: builtin(t), own: template(`<h1>{{.Title}}</h1>{{range .Tags}}<dt>{{.Name}}</dt>{{end}}`), name: "own"}
	th, problems := load(own, viewKinds, "en", nil)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	v, err := view.New(view.Input{Site: s, Kinds: viewKinds}).Make(s.Page("glossary/"))
	if err != nil {
		t.Fatal(err)
	}
	if page, err := th.Render(v); err != nil || !strings.Contains(string(page), "<h1>Glossary of T</h1><dt>SSID</dt>") {
		t.Errorf("%v\n%s", err, page)
	}
	own.own = template(`{{.Titel}}`)
	if _, problems = load(own, viewKinds, "en", nil); !strings.Contains(problems.Error(), "templates/glossary.html:1") {
		t.Error("its template is not tried:", problems)
	}
}
