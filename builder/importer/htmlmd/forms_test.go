package htmlmd

import (
	"net/url"
	"testing"
)

func TestBody(t *testing.T) {
	to := New(&url.URL{Scheme: "https", Host: "x.example", Path: "/"}, Dialect{})
	for _, c := range []struct{ form, body, want string }{
		{Markdown, "see [this](/t/1)", "see [this](https://x.example/t/1)"},
		{Markdown, "- a\n  ```go\n  x\n  ```\n", "- a\n  \n  ```go\n  x\n  ```"},
		{HTML, "<p>a <b>b</b></p>", "a **b**"},
		{BBCode, "a [b]b[/b]\nc\n\nd", "a **b**  \nc\n\nd"},
		{Stored, "<t>a *b*<br/>\nc</t>", "a \\*b\\*  \nc"},
		{Chat, "a <b> **c**\n<https://x.example/> `<d>`", "a \\<b\\> **c**  \n[https://x.example/](https://x.example/) `<d>`"},
		{Text, "a *b*\nc\n\n<d>", "a \\*b\\*  \nc\n\n\\<d\\>"},
	} {
		if got := to.Body(c.form, c.body); got != c.want {
			t.Errorf("%s %q is\n%q, want\n%q", c.form, c.body, got, c.want)
		}
	}
}
