package builder_test

import (
	"strings"
	"testing"
	"testing/fstest"
)

// The text of an article has its alerts in its own language and its links as the
// site has them, in pages as well as in feeds.
func TestTextsAreFinished(t *testing.T) {
	files := fstest.MapFS{
		"site.toml": {Data: []byte("[site]\ntitle = \"T\"\nbase_url = \"https://example.com/\"\n")},
		"content/wifi/a.md": {Data: []byte("---\ntitle: A\nlanguage: de-AT\ndate: 2024-01-01\n---\n" +
			"> [!CAUTION]\n> Heiß.\n\nMehr [dort](gone.md) und [hier](b/).\n")},
		"content/wifi/b.md": {Data: []byte("---\ntitle: B\ndate: 2024-01-02\n---\n> [!TIP]\n> Cool.\n")},
	}
	_, dest := build(t, files, "")
	site := readTree(t, dest)
	for name, want := range map[string][]string{
		"wifi/a/index.html": {`<p class="alert-title">Vorsicht</p>`, `<span class="broken-link">dort</span>`, `<a href="../b/">hier</a>`},
		"wifi/b/index.html": {`<p class="alert-title">Tip</p>`},
		"atom.xml":          {`alert-title&#34;&gt;Vorsicht&lt;`, `alert-title&#34;&gt;Tip&lt;`, `broken-link&#34;&gt;dort&lt;`},
	} {
		for _, w := range want {
			if !strings.Contains(string(site[name]), w) {
				t.Errorf("%s does not have %s:\n%s", name, w, site[name])
			}
		}
	}
}
