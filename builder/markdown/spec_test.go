package markdown

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
)

// hostile is where collected test data lies beside a checkout, if it does.
const hostile = "../../../shared/data/hostile"

func readHostile(t *testing.T, name string) []byte {
	data, err := os.ReadFile(filepath.Join(hostile, filepath.FromSlash(name)))
	if err != nil {
		t.Skipf("needs the data set %s: %v", name, err)
	}
	return data
}

func commonMarkExamples(t *testing.T) []string {
	var examples []struct{ Markdown string }
	if err := json.Unmarshal(readHostile(t, "commonmark/spec.json"), &examples); err != nil {
		t.Fatal(err)
	}
	var bodies []string
	for _, e := range examples {
		bodies = append(bodies, e.Markdown)
	}
	return bodies
}

// gfmExamples reads the examples of a specification in cmark's text format.
func gfmExamples(t *testing.T, name string) []string {
	fence := strings.Repeat("`", 32)
	var bodies []string
	for _, part := range strings.Split(string(readHostile(t, name)), fence+" example")[1:] {
		_, rest, _ := strings.Cut(part, "\n")
		body, _, ok := strings.Cut(rest, "\n.\n")
		if strings.HasPrefix(rest, ".\n") {
			body, ok = "", true
		}
		if !ok {
			t.Fatalf("%s: an example without result: %.80s", name, part)
		}
		bodies = append(bodies, strings.ReplaceAll(body, "→", "\t")+"\n")
	}
	return bodies
}

func TestCommonMarkExamples(t *testing.T) {
	testExamples(t, commonMarkExamples(t), 655/2)
}

func TestGFMExamples(t *testing.T) {
	var bodies []string
	for _, name := range []string{"spec.txt", "extensions.txt", "regression.txt"} {
		bodies = append(bodies, gfmExamples(t, "cmark-gfm/"+name)...)
	}
	testExamples(t, bodies, 673/2)
}

// testExamples converts bodies, all of which must be inert. Those in which none
// of our additions can show must give what goldmark's own renderer gives; at
// least want of them are compared.
func testExamples(t *testing.T, bodies []string, want int) {
	c := New(DefaultOptions())
	reference := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(html.WithUnsafe()))
	compared := 0
	for _, body := range bodies {
		body = "first\n\n" + body // so that a leading heading is not taken as the title
		doc := c.convert(Source{Body: normalize([]byte(body))})
		assertInertDocument(t, doc)
		var out bytes.Buffer
		if err := reference.Convert([]byte(body), &out); err != nil {
			t.Fatal(err)
		}
		if !comparable(body, out.String()) {
			continue
		}
		compared++
		if got, want := ours(string(doc.Solution)), theirs(out.String()); got != want {
			t.Errorf("%q\n got %q\nwant %q", body, got, want)
		}
	}
	t.Logf("%d of %d compared", compared, len(bodies))
	if compared < want {
		t.Errorf("only %d of %d examples were compared", compared, len(bodies))
	}
}

// comparable reports whether an example has none of what we write in our own
// way: raw HTML, footnotes, images, alerts, names in double brackets, addresses that we
// refuse.
func comparable(body, out string) bool {
	return !regexp.MustCompile(`\r|</?[a-zA-Z!?]|\[\^|\[!|\[[ xX]\]|\[\[`).MatchString(body) &&
		!regexp.MustCompile(`<img|<a href="[a-z0-9+.-]*:[^"]*"|href="[^"]*[%"\\]`).MatchString(strings.ReplaceAll(out, `<a href="http`, `<a hrEf="http`))
}

// ours takes our additions out of HTML.
func ours(s string) string {
	s = regexp.MustCompile(` <a class="anchor"[^>]*>#</a>`).ReplaceAllString(s, "")
	s = regexp.MustCompile(`<h\d id="[^"]*">`).ReplaceAllString(s, "<h>")
	s = regexp.MustCompile(`</h\d>`).ReplaceAllString(s, "</h>")
	s = regexp.MustCompile(`<div class="code"[^>]*><pre tabindex="0"><code class="chroma">`).ReplaceAllString(s, "<pre><code>")
	s = regexp.MustCompile(`</?span[^>]*>`).ReplaceAllString(s, "")
	s = strings.ReplaceAll(s, "</code></pre></div>\n", "</code></pre>\n")
	s = strings.NewReplacer(`<div class="table" tabindex="0">`, "", "</table></div>", "</table>", ` rel="nofollow ugc noopener"`, "").Replace(s)
	s = regexp.MustCompile(` class="(left|right|center)"`).ReplaceAllString(s, "")
	return relativeHref(s)
}

// theirs takes out of goldmark's HTML what ours spells differently.
func theirs(s string) string {
	for i := range 7 {
		s = strings.NewReplacer(fmt.Sprintf("<h%d>", i), "<h>", fmt.Sprintf("</h%d>", i), "</h>").Replace(s)
	}
	s = regexp.MustCompile(`<code class="language-[^"]*">`).ReplaceAllString(s, "<code>")
	s = regexp.MustCompile(` style="text-align:[a-z]+"`).ReplaceAllString(s, "")
	return relativeHref(s)
}

// relativeHref takes out how an address inside the site is written.
func relativeHref(s string) string {
	s = regexp.MustCompile(`href="#h-`).ReplaceAllString(s, `href="#`)
	return regexp.MustCompile(`href="(\./)?([^"]*)"`).ReplaceAllString(s, `href="$2"`)
}
