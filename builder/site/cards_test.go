package site

import (
	"slices"
	"testing"

	"winnow/builder/content"
	"winnow/builder/outline"
	"winnow/builder/ranking"
)

// Every page that has an address names a picture that is there: its category's,
// the site's where the font does not know the name, and the site's own file
// where it has one.
func TestCards(t *testing.T) {
	in := Input{Cards: true, Options: Options{Title: "Help", BaseURL: "https://x.example/"}, Attachments: []string{"own/share.png"}}
	for i, path := range []string{"wifi/a.md", "wifi/mesh/b.md", "own/c.md", "網/d.md", "top.md"} {
		a := &content.Article{Path: path, URL: content.PageURL(path), Category: content.CategoryPath(folderOf(path)), Title: path, Answer: path}
		in.Articles = append(in.Articles, Written{Article: a, Doc: &outline.Outline{}})
		in.Verdicts = append(in.Verdicts, ranking.Verdict{State: ranking.Published, Place: i + 1})
	}
	s, _ := Assemble(in)
	if want := []Card{{"share.png", "Help"}, {"wifi/share.png", "Wifi"}}; !slices.Equal(s.Cards, want) {
		t.Errorf("cards %v, want %v", s.Cards, want)
	}
	for url, want := range map[string]string{
		"": "share.png", "wifi/": "wifi/share.png", "wifi/a/": "wifi/share.png", "wifi/mesh/": "wifi/share.png", "wifi/mesh/b/": "wifi/share.png",
		"own/c/": "own/share.png", "網/d/": "share.png", "top/": "share.png", "rules/": "share.png",
	} {
		p := s.Page(url)
		if p == nil {
			t.Errorf("no page %q", url)
			continue
		}
		v, err := s.View(p, bodies)
		if err != nil {
			t.Fatal(err)
		}
		if want = "https://x.example/" + want; v.Image != want {
			t.Errorf("%q shows %s, want %s", url, v.Image, want)
		}
	}
	in.Cards = false
	if s, _ = Assemble(in); s.Cards != nil || s.cardOf(s.Page("")) != "" {
		t.Errorf("cards that nobody wants: %v", s.Cards)
	}
}
