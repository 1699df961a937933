package feed

import (
	"slices"
	"strings"
	"testing"

	"winnow/builder/content"
	"winnow/builder/outline"
	"winnow/builder/ranking"
	"winnow/builder/site"
	"winnow/builder/view"
)

// Every page that has an address names a picture that is there: its category's,
// the site's where the font does not know the name, and the site's own file
// where it has one.
func TestCards(t *testing.T) {
	in := site.Input{Options: site.Options{Title: "Help", BaseURL: "https://x.example/"}, Attachments: []string{"own/share.png"}}
	for i, path := range []string{"wifi/a.md", "wifi/mesh/b.md", "own/c.md", "網/d.md", "top.md"} {
		a := &content.Article{Path: path, URL: content.PageURL(path), Category: content.CategoryPath(strings.TrimSuffix(path[:strings.LastIndexByte(path, '/')+1], "/")), Title: path, Answer: path}
		in.Articles = append(in.Articles, site.Written{Article: a, Doc: &outline.Outline{}})
		in.Verdicts = append(in.Verdicts, ranking.Verdict{State: ranking.Published, Place: i + 1})
	}
	s, _ := site.Assemble(in)
	o := Options{Cards: true}
	if cards, _ := placeCards(s, o); !slices.Equal(cards, []card{{"share.png", "Help"}, {"wifi/share.png", "Wifi"}}) {
		t.Errorf("cards %v", cards)
	}
	m := view.New(view.Input{Site: s, Pictures: Pictures(s, o), Text: body})
	for url, want := range map[string]string{
		"": "share.png", "wifi/": "wifi/share.png", "wifi/a/": "wifi/share.png", "wifi/mesh/": "wifi/share.png", "wifi/mesh/b/": "wifi/share.png",
		"own/c/": "own/share.png", "網/d/": "share.png", "top/": "share.png", "rules/": "share.png",
	} {
		v, err := m.Make(s.Page(url))
		if err != nil {
			t.Fatal(err)
		}
		if want = "https://x.example/" + want; v.Image != want {
			t.Errorf("%q shows %s, want %s", url, v.Image, want)
		}
	}
	if pictures := Pictures(s, Options{}); len(pictures) > 0 {
		t.Errorf("cards that nobody wants: %v", pictures)
	}
}
