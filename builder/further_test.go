package builder

import (
	"strings"
	"testing"

	"winnow/builder/markdown"
	"winnow/builder/markdown/finish"
)

// The places of a further answer have a prefix, and so have the links to them; its
// headings are lower, and its text is what it was.
func TestFurtherHTML(t *testing.T) {
	doc := markdown.New(markdown.DefaultOptions()).Convert(text("## Steps {#x}\n\nSee [here](#x) and [there](https://e.example/#x)[^1].\n\n##### Deep\n\n```html\n<p id=\"x\" href=\"#x\">\n```\n\n[^1]: A note.\n"))
	got := string(finish.Further(doc.Solution, "answer-7-"))
	want := markdown.New(markdown.DefaultOptions()).Convert(text("## Steps {#x}\n\nSee [here](#x) and [there](https://e.example/#x)[^1].\n\n##### Deep\n\n```html\n<p id=\"x\" href=\"#x\">\n```\n\n[^1]: A note.\n"))
	if len(want.Solution) == 0 || string(doc.Solution) != string(want.Solution) {
		t.Error("the text that is kept has changed")
	}
	for _, part := range []string{`<h4 id="answer-7-`, `href="#answer-7-`, `id="answer-7-fn-1"`, `href="https://e.example/#x"`, `<h5 id="answer-7-h-deep`, `</h5>`} {
		if !strings.Contains(got, part) {
			t.Errorf("%s is not in\n%s", part, got)
		}
	}
	for _, part := range []string{`<h2`, ` id="h-`, `href="#h-`, `href="#fn`} {
		if strings.Contains(got, part) {
			t.Errorf("%s is in\n%s", part, got)
		}
	}
}

func text(body string) markdown.Source {
	return markdown.Source{Path: "a.md", URL: "a/", Body: []byte(body), Line: 1, PageURL: func(path string) string { return path },
		ImageSize: func(string) (int, int, bool) { return 0, 0, false }}
}
