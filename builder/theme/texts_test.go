package theme

import (
	"testing"
	"testing/fstest"
	"time"
)

func TestTexts(t *testing.T) {
	own := fstest.MapFS{"strings/pl.toml": {Data: []byte(`articles = {one = "{n} artykuł", few = "{n} artykuły", other = "{n} artykułów {what}"}`)}}
	for _, c := range []struct{ language, got, want string }{
		{"en", articles(t, own, "en", 1), "1 article"},
		{"en", articles(t, own, "en", 1234567), "1,234,567 articles"},
		{"pl", articles(t, own, "pl", 3), "3 artykuły"},
		{"pl", articles(t, own, "pl", 5), "5 artykułów {what}"},
		{"de", articles(t, own, "de", 1234), "1.234 articles"},
		{"ar", articles(t, own, "ar", -3), "\u200e-3 articles"},
		{"not a language", articles(t, own, "not a language", 0), "0 articles"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.language, c.got, c.want)
		}
	}
	polish, _ := loadTexts(layers{builtin: builtin(t), own: own, name: "own"}, "pl")
	if got, _ := polish.text("articles.many"); got != "{n} artykułów {what}" {
		t.Errorf("a form that the language does not have: %q", got)
	}
	x, _ := loadTexts(layers{builtin: builtin(t)}, "en")
	if got := x.longdate(time.Date(2024, 3, 3, 23, 0, 0, 0, time.UTC)) + x.longdate(time.Time{}) + isodate(time.Time{}); got != "3 March 2024" {
		t.Errorf("got %q", got)
	}
	if _, err := x.text("by", "name"); err == nil {
		t.Error("a name without a value is accepted")
	}
	for key, want := range map[string]string{"state_x_y": "Other state", "none": "none", "search": "Search"} {
		if got, _ := x.text(key); got != want {
			t.Errorf("t %q = %q, want %q", key, got, want)
		}
	}
}

func TestTextsOfOtherLanguages(t *testing.T) {
	own := fstest.MapFS{
		"strings/en.toml": {Data: []byte(`by = "Solved by"`)},
		"strings/pl.toml": {Data: []byte(`by = "Autor"`)},
		"strings/de.toml": {Data: []byte(`by = `)},
	}
	x, problems := loadTexts(layers{builtin: builtin(t), own: own, name: "own"}, "en")
	if len(problems) > 0 {
		t.Error("a language that the site is not in is a problem:", problems)
	}
	for _, c := range [][2]string{{"pl", "Autor"}, {"pl-PL", "Autor"}, {"en", "Solved by"}, {"fi", "Solved by"}, {"de", "Solved by"}, {"", "Solved by"}} {
		if got := x.in(c[0], "by"); got != c[1] {
			t.Errorf("%s: %q, want %q", c[0], got, c[1])
		}
	}
	if got := x.in("pl", "none"); got != "" {
		t.Errorf("a key that no language has: %q", got)
	}
}

func articles(t *testing.T, own fstest.MapFS, language string, n int) string {
	x, _ := loadTexts(layers{builtin: builtin(t), own: own, name: "own"}, language)
	s, err := x.plural("articles", n)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
