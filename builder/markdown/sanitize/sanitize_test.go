package sanitize

import (
	"fmt"
	"strings"
	"testing"
)

func TestTokens(t *testing.T) {
	var b strings.Builder
	for token := range New().Tokens([]byte(`<a href="x&amp;y" onclick=z>t &lt;</a><script>s</script><img src=a style=b>`)) {
		fmt.Fprintf(&b, "%s %v %v %s|", token.Name, token.End, token.Attrs, token.Raw)
	}
	if got, want := b.String(), `a false [{href x&y}] | false [] t &lt;|a true [] |img false [{src a}] |`; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestBalance(t *testing.T) {
	for _, c := range [][2]string{
		{"<b>a", "<b>a</b>"},
		{"a</div>", "a"},
		{"<p>a<p>b", "<p>a</p><p>b</p>"},
		{"<table>a", "<table><tbody><tr><td>a</td></tr></tbody></table>"},
		{"<li>a<li>b", "<li>a</li><li>b</li>"},
		{"<h2>a</h3>", "<h2>a</h2>"},
		{"<td>a", "a"},
	} {
		got := string(Balance([]byte(c[0])))
		if got != c[1] {
			t.Errorf("%s: %s, want %s", c[0], got, c[1])
		}
		if again := string(Balance([]byte(got))); again != got {
			t.Errorf("%s: not balanced, %s", got, again)
		}
	}
}

func TestAppendText(t *testing.T) {
	if got := string(AppendText([]byte("x"), []byte(`<p>a &amp; b<script>s</script><br>c<img alt="d" src=e>`))); got != "x a & b c d" {
		t.Errorf("%q", got)
	}
}

// A tag that passes is one that the policy keeps as it is.
func TestPasses(t *testing.T) {
	policy := New()
	for tag := range plainTags {
		if got := string(policy.policy.SanitizeBytes([]byte(tag))); got != tag && !strings.HasPrefix(tag, "</") && !strings.HasPrefix(tag, "<br") {
			t.Errorf("%s: %s", tag, got)
		}
	}
	if Passes([]byte("<b title=a>")) || Passes([]byte("<script>")) {
		t.Error("other tags pass")
	}
}
