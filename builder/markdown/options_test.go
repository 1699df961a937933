package markdown

import (
	"strings"
	"testing"

	"winnow/builder/markdown/finish"
)

func TestCheck(t *testing.T) {
	if l := DefaultOptions().Check(); len(l) > 0 {
		t.Errorf("the defaults: %v", l)
	}
	l := Options{RemoteImages: "eager", LightStyle: "github", DarkStyle: "nosuch"}.Check()
	want := `remote_images: "eager" is neither of the two ways to show remote images (write "lazy" or "link")
dark_style: there is no style "nosuch" (use the name of a chroma style, such as "github", "vs", "nord" or "monokai")`
	if l.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", l, want)
	}
}

func TestFingerprint(t *testing.T) {
	a, b := DefaultOptions(), DefaultOptions()
	b.LightStyle = "vs" // shows in the style sheet only
	if string(a.Fingerprint()) != string(b.Fingerprint()) {
		t.Error("a style changes the fingerprint")
	}
	b.Solution = []string{"Fix"}
	if string(a.Fingerprint()) == string(b.Fingerprint()) {
		t.Error("the names of sections do not")
	}
}

func TestRelink(t *testing.T) {
	c := New(DefaultOptions())
	doc := c.convert(source("[a *b*](x.md) [c](y.md) [d](x.md#e) ![](i.png) [f&g](<a&b.txt>) `<a href=\"../x/\">` [![h](j.png)](z.md) ![](k.png)"))
	got := string(relinkBy(doc.Solution, map[string]string{"../x/": "", "../a&b.txt": "", "../nosuch/": "", "../x/#h-e": "../x/?a&b", "../z/": "", "../j.png": "", "../k.png": ""}))
	want := `<p><span class="broken-link">a <em>b</em></span> <a href="../y/">c</a> <a href="../x/?a&amp;b">d</a> ` +
		`<img src="../i.png" alt="" width="600" height="400" loading="lazy" decoding="async"> <span class="broken-link">f&amp;g</span> ` +
		`<code>&lt;a href=&quot;../x/&quot;&gt;</code> <span class="broken-link"><span class="broken-link">h</span></span> <span class="broken-link">k.png</span></p>` + "\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, l := range doc.Links {
		if string(relinkBy(doc.Solution, map[string]string{l.Href: ""})) == string(doc.Solution) {
			t.Errorf("%s is not found", l.Href)
		}
	}
	if string(relinkBy(doc.Solution, nil)) != string(doc.Solution) {
		t.Error("something went without an address")
	}
}

// The code of the question comes first, and is told apart.
func TestQuestionCode(t *testing.T) {
	doc := New(DefaultOptions()).Convert(Source{Body: []byte("## Question\n\n    ask\n\n## Solution\n\n```sh\nanswer\n```\n")})
	if n := doc.Text.QuestionCode; doc.Text.Code[:n] != "ask\n" || doc.Text.Code[n:] != "answer\n" {
		t.Errorf("%q: the question's code ends at %d", doc.Text.Code, n)
	}
}

// An image is shown wherever the body is from, and none is a place of the page.
func TestImagesWithoutPath(t *testing.T) {
	doc := New(DefaultOptions()).Convert(Source{Body: []byte("![a](https://example.org/a.png) ![b](#b) ![c](#c)\n\n## C\n")})
	if got := string(doc.Solution); !strings.Contains(got, `<img src="https://example.org/a.png"`) || strings.Contains(got, `src="#`) {
		t.Error(got)
	}
}

func relinkBy(html []byte, to map[string]string) []byte {
	return finish.Relink(html, func(href string) (string, bool) {
		next, ok := to[href]
		return next, ok
	})
}
