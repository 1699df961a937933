package markdown

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"winnow/builder/golden"
)

// addressOf gives the addresses of rewrite cases: *.md files have pages, gone.md has none.
func addressOf(href string) (string, bool) {
	switch {
	case strings.Contains(href, ":"):
	case strings.HasPrefix(href, "gone"):
		return "", true
	case strings.HasSuffix(href, ".md"):
		return "https://e.org/" + strings.NewReplacer(" ", "%20", "ä", "%C3%A4").Replace(strings.TrimSuffix(href, ".md")) + "/", true
	}
	return "", false
}

// TestRewrite rewrites the input of each testdata/rewrite/*.txtar; nothing but
// addresses may change.
func TestRewrite(t *testing.T) {
	c := New(DefaultOptions())
	golden.Run(t, "testdata/rewrite/*.txtar", func(t *testing.T, a *txtar.Archive) {
		body := a.Files[0].Data
		golden.Set(a, "output.md", string(c.Rewrite(body, addressOf)))
		if same := c.Rewrite(body, func(string) (string, bool) { return "", false }); string(same) != string(body) {
			t.Errorf("something changed without a new address:\n%s", same)
		}
	})
}

func TestRewriteKeepsBytes(t *testing.T) {
	c := New(DefaultOptions())
	for _, test := range [][2]string{
		{"[a](b.md)", "[a](https://e.org/b/)"},
		{"a\r\n[b](c.md)  \r\nd\\\r\n> [e\r\n> f]( <g.md>\r\n> 'h')\ri\r", "a\r\n[b](https://e.org/c/)  \r\nd\\\r\n> [e\r\n> f]( <https://e.org/g/>\r\n> 'h')\ri\r"},
		{"\xff[a](b.md)\xc3\x00", "\xff[a](https://e.org/b/)\xc3\x00"},
		{"- \t[a](b.md)\n-\t\t`](c.md)`", "- \t[a](https://e.org/b/)\n-\t\t`](c.md)`"},
		{"[a](b(.md)", "[a](b(.md)"},
		{"[a](b\\(.md)", "[a](https://e.org/b%28/)"},
		{"[a](b&amp;copy;.md)", "[a](https://e.org/b&amp;copy;/)"},
		{"[a]: b.md", "[a]: https://e.org/b/"},
	} {
		if got := string(c.Rewrite([]byte(test[0]), addressOf)); got != test[1] {
			t.Errorf("%q: %q, want %q", test[0], got, test[1])
		}
	}
}

// A rewritten body is the same text, and has all its new addresses.
func FuzzRewrite(f *testing.F) {
	for _, attack := range attacks {
		f.Add(attack)
	}
	f.Add(sample)
	f.Add("[a]: <b.md> 'c'\n\n[a] ![d](e.md \"f\")\n\n> - [g](h.md#i)\n\n```\n[j](k.md)\n```")
	c := New(DefaultOptions())
	f.Fuzz(func(t *testing.T, body string) {
		rewritten := c.Rewrite([]byte(body), func(string) (string, bool) { return "https://e.org/x/", true })
		if got, want := c.Convert(source(string(rewritten))).Text.Answer, c.Convert(source(body)).Text.Answer; got != want {
			t.Errorf("%q became %q: %q instead of %q", body, rewritten, got, want)
		}
		c.Rewrite(rewritten, func(address string) (string, bool) {
			if address != "https://e.org/x/" {
				t.Errorf("%q became %q, in which %q is an address", body, rewritten, address)
			}
			return "", false
		})
	})
}
