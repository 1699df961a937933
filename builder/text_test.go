package builder_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"winnow/builder"
	"winnow/builder/cache"
	"winnow/themes"
)

const textConfig = "[site]\ntitle = \"T\"\nbase_url = \"https://example.com/\"\n[feed]\nmarkdown = true\n"

// The text of an article has its alerts in its own language and its links as the
// site has them, in pages, in feeds and in the source that is published.
func TestTextsAreFinished(t *testing.T) {
	files := fstest.MapFS{
		"site.toml": {Data: []byte(textConfig)},
		"content/wifi/a.md": {Data: []byte("---\ntitle: A\nlanguage: de-AT\ndate: 2024-01-01\n---\n" +
			"> [!CAUTION]\n> Heiß.\n\nMehr [dort](gone.md), [hier](b/), [oben](/wifi/b.md) und [da][b].\n\n```\n[b](b.md)\n```\n\n[b]: b.md 'B'\n")},
		"content/wifi/b.md": {Data: []byte("---\ntitle: B\ndate: 2024-01-02\n---\n> [!TIP]\n> Cool.\n")},
	}
	_, dest := build(t, files, "")
	site := readTree(t, dest)
	for name, want := range map[string][]string{
		"wifi/a/index.html": {`<p class="alert-title">Vorsicht</p>`, `<span class="broken-link">dort</span>`, `<a href="../b/">hier</a>`, `<a href="../b/" title="B">da</a>`},
		"wifi/a/index.md": {"[dort](), [hier](https://example.com/wifi/b/), [oben](https://example.com/wifi/b/) und [da][b]",
			"```\n[b](b.md)\n```\n", "\n[b]: https://example.com/wifi/b/ 'B'\n"},
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

// panicking fails where it is asked for a picture.
type panicking struct{ fs.FS }

func (f panicking) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".png") {
		panic("out of ink")
	}
	return f.FS.Open(name)
}

// A text on which the conversion panics is shown as it was written, and the
// build says so, also the next time.
func TestFailureIsReported(t *testing.T) {
	files := panicking{fstest.MapFS{
		"site.toml":         {Data: []byte(textConfig)},
		"content/wifi/a.md": {Data: []byte("---\ntitle: A\n---\n\n*See* ![this](this.png)\n")},
	}}
	dir := t.TempDir()
	for range 2 {
		store, err := cache.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		b := builder.Builder{Files: files, Themes: themes.Files, Store: store, Now: now}
		r, problems, err := b.Build(nil)
		if err != nil || problems.Err() != nil {
			t.Fatalf("%v\n%v", err, problems)
		}
		if p := problems[0]; p.Path != "content/wifi/a.md" || p.Line != 5 || !p.Warning || !strings.HasSuffix(p.Msg, "written: out of ink") {
			t.Errorf("%+v", problems)
		}
		if page, err := r.File("wifi/a/index.html"); err != nil || !strings.Contains(string(page), "*See* ![this](this.png)") {
			t.Errorf("%v\n%s", err, page)
		}
		store.Close()
	}
}
