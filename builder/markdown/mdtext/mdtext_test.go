package mdtext

import (
	"bytes"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
)

func ExampleText() {
	fmt.Println(Text("1. *x* is <b>, not snake_case &amp; [y](z)!"))
	// Output: 1\. \*x\* is \<b\>, not snake_case &amp;amp; \[y\](z)\!
}

func ExampleAddress() {
	fmt.Println(Address("/a b_(c)?x=1&y=2"))
	// Output: /a%20b_%28c%29?x=1&amp;y=2
}

func ExampleCodeSpan() {
	fmt.Println(CodeSpan("a `b`"))
	// Output: `` a `b` ``
}

func ExampleFence() {
	fmt.Println(Fence("md", "```go\nx\n```\n"))
	// Output:
	// ````md
	// ```go
	// x
	// ```
	// ````
}

func ExampleAbsolute() {
	base := &url.URL{Scheme: "https", Host: "x.example", Path: "/"}
	fmt.Println(Absolute(base, "q/1?a=b"), Absolute(base, "mailto:a@b.example"), Absolute(base, "#top"))
	// Output: https://x.example/q/1?a=b mailto:a@b.example #top
}

// Markdown reads nothing but text in a text, and nothing but code in code.
func FuzzText(f *testing.F) {
	for _, s := range []string{"# a", "1) b", "a_b_ _c_", "![x](y)", "&lt; &#35; &", "C#", "```\nx", "<!-- a", "| a | b |", "~~~", "\\*", "===", "[a]: b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = OneLine(Clean(s))
		if strings.ContainsRune(s, 0) || s == "" {
			return
		}
		if got, want := render(t, Text(s)), "<p>"+s+"</p>"; got != want {
			t.Errorf("text %q became %q, read as %q", s, Text(s), got)
		}
		if got, want := render(t, Fence("", s)), "<pre><code>"+s+"\n</code></pre>"; got != want {
			t.Errorf("code %q became %q, read as %q", s, Fence("", s), got)
		}
		if got, want := render(t, "x"+CodeSpan(s)), "<p>x<code>"+s+"</code></p>"; got != want {
			t.Errorf("code %q became %q, read as %q", s, CodeSpan(s), got)
		}
	})
}

// render returns Markdown as HTML, with its references resolved.
func render(t *testing.T, md string) string {
	t.Helper()
	var b bytes.Buffer
	if err := goldmark.Convert([]byte(md), &b); err != nil {
		t.Fatal(err)
	}
	return html.UnescapeString(strings.TrimSuffix(b.String(), "\n"))
}
