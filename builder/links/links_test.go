package links

import (
	"strings"
	"testing"

	"winnow/builder/outline"
)

// site is a map of three articles and a few files.
func site(l outline.Link) *Map {
	doc := func(links ...outline.Link) *outline.Outline {
		return &outline.Outline{Headings: []outline.Heading{{Level: 2, ID: "h-renew", Text: "Renew"}}, Links: links}
	}
	texts := []Text{
		{Path: "wifi/slow.md", URL: "wifi/slow/", Title: "Slow wifi", Public: true, Doc: doc(l), Source: "https://f.example/questions/12/slow/34#34"},
		{Path: "vpn/2021-05-01-keys.md", URL: "vpn/keys/", Title: "The keys", Public: true, Doc: doc(), Old: []string{"/old/keys/", "Key ring"}, Source: "https://f.example/q/56"},
		{Path: "vpn/Über uns.md", URL: "vpn/uber/", Title: "Us", Public: true, Doc: doc(), Source: "https://help.example/hc/en-us/articles/789-Us"},
		{Path: "held.md", URL: "held/", Title: "Held", Doc: doc()},
	}
	return New(Input{
		Texts: texts, Files: []string{".gitbook/assets/a.png", "img/B.png", "img/Shot 1\u202fPM.png", "static/logo.svg"},
		Page:    func(url string) (int, string, bool) { return -1, url, url == "tags/" },
		Address: func(path string) string { return strings.ToLower(strings.TrimSuffix(path, ".md")) + "/" },
		LeftOut: func(path string) bool { return path == "broken.md" },
	})
}

func TestLinks(t *testing.T) {
	for _, c := range []struct {
		link      outline.Link
		want, msg string
	}{
		{outline.Link{Path: "vpn/2021-05-01-keys.md", Fragment: "renew"}, "../../vpn/keys/#h-renew", ""},
		{outline.Link{Path: "vpn/2021-05-01-keys.md", Fragment: "the-keys"}, "../../vpn/keys/", ""},
		{outline.Link{Path: "wifi/slow.md", Fragment: "Slow-wifi"}, "./", ""},
		{outline.Link{Path: "old/keys/", Else: "/old/keys/"}, "../../vpn/keys/", ""},
		{outline.Link{Path: "article/keys", Else: "/article/keys", Fragment: "renew"}, "../../vpn/keys/#h-renew", ""},
		{outline.Link{Path: "keys", Else: "/keys"}, "/keys", "begins at the top"},
		{outline.Link{Path: "q/56", Else: "/q/56"}, "../../vpn/keys/", ""},
		{outline.Link{Path: "logo.svg", Else: "/logo.svg", Image: true}, "../../static/logo.svg", ""},
		{outline.Link{Path: "img/b.png", Image: true}, "../../img/B.png", "letter case"},
		{outline.Link{Path: "img/Shot 1 PM.png", Image: true}, "../../img/Shot%201%E2%80%AFPM.png", ""},
		{outline.Link{Path: "vpn/U\u0308ber uns.md"}, "../../vpn/uber/", ""},
		{outline.Link{Path: "a.png", Name: true, Image: true}, "../../gitbook/assets/a.png", ""},
		{outline.Link{Path: "Über Uns", Name: true}, "../../vpn/uber/", ""},
		{outline.Link{Path: "vpn/über uns", Name: true}, "../../vpn/uber/", ""},
		{outline.Link{Path: "key ring", Name: true}, "../../vpn/keys/", ""},
		{outline.Link{Path: "wifi/über uns", Name: true}, "", "does not exist"},
		{outline.Link{Path: "img/c.heic", Image: true}, "", "HEIC"},
		{outline.Link{Path: "broken.md"}, "", "left out"},
		{outline.Link{Path: "held.md"}, "", "not published"},
	} {
		c.link.Href = "as written"
		hrefs, problems := site(c.link).Check(0)
		if got := hrefs["as written"]; got != c.want || (c.msg == "") != (problems == nil) || !strings.Contains(problems.Error(), c.msg) {
			t.Errorf("%+v leads to %q, want %q; %v", c.link, got, c.want, problems)
		}
	}
}

// Every form of an address that a text had elsewhere leads to the text.
func TestSources(t *testing.T) {
	m := site(outline.Link{})
	for address, want := range map[string]string{
		"https://f.example/a/56":                           "../../vpn/keys/",
		"http://www.f.example/questions/56/any-slug#renew": "../../vpn/keys/#h-renew",
		"https://help.example/hc/de/articles/789-Wir":      "../../vpn/uber/",
		"https://f.example/questions/12":                   "", // itself
		"https://f.example/":                               "",
		"https://other.example/q/56":                       "",
		"https://help.example/hc/de/articles/7890":         "",
	} {
		if got, _ := m.Local(0, address); got != want {
			t.Errorf("%s leads to %q, want %q", address, got, want)
		}
	}
}
