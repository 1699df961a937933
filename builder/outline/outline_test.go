package outline

import (
	"slices"
	"strings"
	"testing"
)

func TestAddress(t *testing.T) {
	for _, c := range []struct{ from, to, id, want string }{
		{"wifi/slow/", "wifi/a.png", "", "../a.png"},
		{"wifi/slow/", "wifi/slow/", "", "./"},
		{"wifi/slow/", "vpn/keys/", "h-renew", "../../vpn/keys/#h-renew"},
		{"", "wifi/", "h-größe_1.a:b", "wifi/#h-gr%C3%B6%C3%9Fe_1.a:b"},
		{"a/", "a/b:c/ d", "", "./b:c/%20d"},
	} {
		if got := Address(c.from, c.to, c.id); got != c.want {
			t.Errorf("from %q to %q: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestPlaces(t *testing.T) {
	o := Outline{Headings: []Heading{{2, "h-renew-a-key", "Renew a key"}}, Anchors: []string{"answer", "user-content-top"}}
	p := o.Places()
	for name, want := range map[string]string{"renew-a-key": "h-renew-a-key", "Renew a key": "h-renew-a-key", "top": "user-content-top", "Answer": SolutionID, "none": ""} {
		if got, ok := p.Find(name); got != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := p.Names(); !slices.Equal(got, []string{"answer", "renew-a-key", "top"}) {
		t.Error(got)
	}
}

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{"Größe — Teil 2!": "größe--teil-2", "???": "section", "A_b": "a_b"} {
		if got := Slug(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestShorten(t *testing.T) {
	long := strings.Repeat("ä", 150) + " " + strings.Repeat("ö", 30) + " "
	for _, c := range [][2]string{
		{"short", "short"},
		{strings.Repeat("é", 200), strings.Repeat("é", 200)},
		{strings.Repeat("é", 201), strings.Repeat("é", 199) + "…"},
		{long + "words that do not fit", long + "words that do…"},
		{strings.Repeat("ä", 150) + ". " + long, strings.Repeat("ä", 150) + "."},
		{"One. " + long + "words that do not fit", "One. " + long + "words that…"},
	} {
		if got := Shorten(c[0]); got != c[1] {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}
