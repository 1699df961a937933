package htmlmd

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	renderhtml "github.com/yuin/goldmark/renderer/html"
	gmtext "github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/builder/markdown/mdtext"
)

// The real dumps, absent in a clone elsewhere.
const (
	cardano = "../../../../shared/data/se-cardano"
	conlang = "../../../../shared/data/se-conlang-meta"
)

// forum returns a translator of the posts of a host.
func forum(host string) *Translator {
	return New(&url.URL{Scheme: "https", Host: host, Path: "/"}, Dialect{
		Tag:     func(name string) string { return "https://" + host + "/questions/tagged/" + name },
		Spoiler: true,
		Foreign: regexp.MustCompile(`\[meta-tag:|(?m:^#{1,6}[^#\s])`),
	})
}

// rows calls each with the attributes of every row of a table.
func rows(t *testing.T, dir, table string, each func(map[string]string)) {
	t.Helper()
	in, err := os.ReadFile(filepath.Join(dir, table))
	if err != nil {
		t.Skip("no real dump here:", err)
	}
	d := xml.NewDecoder(bytes.NewReader(in))
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "row" {
			row := map[string]string{}
			for _, a := range e.Attr {
				row[a.Name.Local] = mdtext.Clean(a.Value)
			}
			each(row)
		}
	}
}

// An essence is what must survive the way from HTML to Markdown and back.
type essence struct {
	text  string   // all of it, without white space
	code  []string // text of each block of code
	links []string // targets of links and images, in order
}

func essenceOf(t testing.TB, tr *Translator, body string) essence {
	root, err := parseFragment(body)
	if err != nil {
		t.Skip("not HTML:", err)
	}
	var e essence
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && !hidden(n):
			e.text += n.Data
		case n.DataAtom == atom.Pre && !within(n, atom.Table):
			e.code = append(e.code, strings.Trim(textOf(n), "\n"))
		case n.DataAtom == atom.A && !within(n, atom.Pre):
			e.links = appendTarget(e.links, tr, n, "href")
		case n.DataAtom == atom.Img && !within(n, atom.Pre):
			e.links = appendTarget(e.links, tr, n, "src")
		}
	}
	e.text = strings.Join(strings.Fields(e.text), "")
	return e
}

func hidden(n *html.Node) bool {
	return n.Parent != nil && (n.Parent.DataAtom == atom.Script || n.Parent.DataAtom == atom.Style)
}

func within(n *html.Node, a atom.Atom) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if n.DataAtom == a {
			return true
		}
	}
	return false
}

func appendTarget(links []string, tr *Translator, n *html.Node, key string) []string {
	for _, a := range n.Attr {
		if a.Key == key && strings.TrimSpace(a.Val) != "" {
			return append(links, strings.ReplaceAll(mdtext.Address(mdtext.Absolute(tr.base, a.Val)), "&amp;", "&"))
		}
	}
	return links
}

var (
	unsafe     = goldmark.WithRendererOptions(renderhtml.WithUnsafe())
	commonMark = goldmark.New(unsafe, goldmark.WithExtensions(extension.Table, extension.Strikethrough))
	withLinks  = goldmark.New(unsafe, goldmark.WithExtensions(extension.GFM, extension.Footnote))
)

func render(t testing.TB, md string, with goldmark.Markdown) string {
	var b bytes.Buffer
	if err := with.Convert([]byte(md), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// checkRoundTrip translates a body and reports what was lost on the way.
func checkRoundTrip(t testing.TB, tr *Translator, name, body string) bool {
	md, _ := tr.HTML(body)
	want, got := essenceOf(t, tr, body), essenceOf(t, tr, render(t, md, commonMark))
	if linked := essenceOf(t, tr, render(t, md, withLinks)); got.text == want.text {
		got.text = linked.text
	}
	switch {
	case got.text != want.text:
		i := 0
		for i < min(len(got.text), len(want.text)) && got.text[i] == want.text[i] {
			i++
		}
		t.Errorf("%s: text differs at %q, want %q\n%s", name, cut(got.text, i), cut(want.text, i), md)
	case !slices.Equal(got.code, want.code):
		t.Errorf("%s: code\n%q, want\n%q\n%s", name, got.code, want.code, md)
	case !slices.Equal(got.links, want.links):
		t.Errorf("%s: links\n%q, want\n%q\n%s", name, got.links, want.links, md)
	default:
		return true
	}
	return false
}

func cut(s string, i int) string { return s[max(0, i-20):min(len(s), i+40)] }

// Text, code and targets of every post of the real dumps survive.
func TestRealPostsSurvive(t *testing.T) {
	tr := forum("example.stackexchange.com")
	for _, dir := range []string{cardano, conlang} {
		bad := 0
		rows(t, dir, "Posts.xml", func(row map[string]string) {
			if bad < 10 && !checkRoundTrip(t, tr, dir+" post "+row["Id"], row["Body"]) {
				bad++
			}
		})
	}
}

// randomHTML is a tree of the elements that posts are made of, around words
// that mean something in Markdown.
func randomHTML(r *rand.Rand, depth int) string {
	words := []string{"word", "# heading", "1. one", "- item", "* x", "> q", "===", "---", "`tick`", "```", "~~~", "_u_", "**b**",
		"[a](b)", "[1]: x", "&lt;b&gt;", "&amp;lt;", "&amp;", "a|b", "\\", "snake_case_name", "&lt;!-- x", "+++", "~~s~~", "![i](j)", "$x$", "é", "http://a.b/c_d_e ", "http://a.b/c?x=1&amp;y=2 ", "http://a.b/&lt;id&gt; ", "    four", "&amp;#35;", "C#", "!", "12", ". x", "(p)", "&quot;q&quot;"}
	blocks := []string{"p", "p", "p", "blockquote", "ul", "ol", "pre", "h1", "h2", "h3", "hr", "table"}
	inline := []string{"em", "strong", "code", "a", "s", "br", "img", "kbd", "sub", "span", "u"}
	text := func() string {
		var b strings.Builder
		for range 1 + r.IntN(4) {
			w := words[r.IntN(len(words))]
			switch tag := inline[r.IntN(len(inline))]; {
			case r.IntN(3) > 0:
				b.WriteString(w)
			case tag == "br":
				b.WriteString(w + "<br>")
			case tag == "img":
				b.WriteString(`<img src="/i/a_(1).png" alt="x">`)
			case tag == "a":
				b.WriteString(`<a href="https://x.y/?a=b+c&amp;d=%20e_f_(g)#h">` + w + "</a>")
			default:
				inner := "<i>" + words[r.IntN(len(words))] + "</i>"
				b.WriteString("<" + tag + ">" + []string{w, w + " " + inner, inner, inner + "x"}[r.IntN(4)] + "</" + tag + ">")
			}
			b.WriteString([]string{" ", " ", "\n", ", ", "", "x"}[r.IntN(6)])
		}
		return b.String()
	}
	var b strings.Builder
	for range 1 + r.IntN(3) {
		switch tag := blocks[r.IntN(len(blocks))]; {
		case tag == "hr":
			b.WriteString("<hr>\n")
		case tag == "pre":
			b.WriteString("<pre class=\"lang-go\"><code>" + words[r.IntN(len(words))] + "\n\n  " + words[r.IntN(len(words))] + "\n</code></pre>\n")
		case tag == "table":
			b.WriteString("<table><thead><tr><th>" + words[r.IntN(len(words))] + "</th><th>b</th></tr></thead><tbody><tr><td>" + text() + "</td><td>" + text() + "</td></tr></tbody></table>\n")
		case tag == "blockquote" && depth > 0:
			b.WriteString("<blockquote>" + randomHTML(r, depth-1) + "</blockquote>\n")
		case (tag == "ul" || tag == "ol") && depth > 0:
			b.WriteString("<" + tag + "><li>" + randomHTML(r, depth-1) + "</li><li>" + text() + "</li></" + tag + ">\n")
		default:
			b.WriteString("<p>" + text() + "</p>\n")
		}
	}
	return b.String()
}

// Random posts survive as the real ones do.
func TestRandomPostsSurvive(t *testing.T) {
	tr := forum("example.stackexchange.com")
	bad := 0
	for seed := range uint64(1000) {
		body := randomHTML(rand.New(rand.NewPCG(seed, 1)), 2)
		if !checkRoundTrip(t, tr, fmt.Sprintf("seed %d\n%s", seed, body), body) {
			if bad++; bad == 5 {
				return
			}
		}
	}
}

// checkEmbedded looks whether a body stays within its part of an article.
func checkEmbedded(t testing.TB, body, md string) {
	question := strings.Trim(md, "\n")
	if question != "" {
		question = "## Question\n\n" + question + "\n\n"
	}
	text := []byte(question + "## Solution\n\nend")
	root := withLinks.Parser().Parse(gmtext.NewReader(text))
	var top []string
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level < 3 {
			top = append(top, string(h.Lines().Value(text)))
		}
	}
	want := []string{"Question", "Solution"}
	if strings.Trim(md, "\n") == "" {
		want = want[1:]
	}
	if last := string(root.LastChild().Lines().Value(text)); !slices.Equal(top, want) || last != "end" {
		t.Fatalf("%q\nbecame\n%s\nand broke its article: %q, last %q", body, md, top, last)
	}
}

// No HTML breaks out of its place in an article.
func FuzzMarkdown(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(randomHTML(rand.New(rand.NewPCG(seed, 2)), 1))
	}
	f.Add("<pre>a<pre>b</pre><!-- <table><td><h2>Solution</h2>")
	tr := forum("x.example")
	f.Fuzz(func(t *testing.T, body string) {
		body = mdtext.Clean(body)
		md, _ := tr.HTML(body)
		checkEmbedded(t, body, md)
	})
}

// No Markdown source breaks out of its place in an article.
func FuzzEmbed(f *testing.F) {
	for _, s := range []string{"# a\n\nb\n===\n", "```\nx\n```", "- a\n\n      b\n\n<div>\n\n[x][1]\n\n[1]: /y 'z'", "> a\n---\n", "<!-- language: lang-js -->\n\n    x\n\ty", "a `[b]` [b][] [b]\n\n[b]: <c>"} {
		f.Add(s)
	}
	tr := forum("x.example")
	f.Fuzz(func(t *testing.T, body string) {
		body = mdtext.Clean(body)
		if md, ok := tr.Source(body); ok {
			checkEmbedded(t, body, md)
		}
	})
}

// Bodies of thousands of the same sign stay in their place, too.
func TestHugeBodies(t *testing.T) {
	tr := forum("x.example")
	for _, s := range []string{"<b>x ", "<i>a</i><b>b</b>", "<blockquote>", "<ul><li>x", "<li>x", "`", "*", "&amp;", "<tr><td>x", "<table><tr><td>x",
		"<a href=x>y</a>", "1. ", "<br>", "<pre>x</pre>", "<code>a</code>", "qw", "- ", "\n", "#", "=", "[x](", "<img src=x alt=y>", "<h1>x</h1>", "<span>",
		"<sub>x", "<!-- ", "~", "<del>x</del>", "\\"} {
		md, _ := tr.HTML(strings.Repeat(s, 2000))
		checkEmbedded(t, s, md)
	}
	for _, s := range []string{"`", "[", "[a]", "](/", "[a]: b\n", "# x\n", "x\n---\n", "```\n", "> ", "> x\n", "- x\n", "    x\n", "<a ", "\\", "[a][b]", "` `` ",
		"<!-- x -->\n", "[tag:x]", "`a` ``b``` "} {
		if md, ok := tr.Source(strings.Repeat(s, 2000) + "\n\n[a]: /x\n[b]: /y"); ok {
			checkEmbedded(t, s, md)
		}
	}
}

// A source says the same as the HTML that was made from it: the same code, and
// the same targets but for those that the platform alone resolves.
func TestRealSourcesSurvive(t *testing.T) {
	tr := forum("conlang.meta.stackexchange.com")
	sources := map[string]string{}
	rows(t, conlang, "PostHistory.xml", func(row map[string]string) {
		if slices.Contains([]string{"2", "5", "8"}, row["PostHistoryTypeId"]) {
			sources[row["PostId"]] = row["Text"]
		}
	})
	embedded := 0
	rows(t, conlang, "Posts.xml", func(row map[string]string) {
		md, ok := tr.Source(sources[row["Id"]])
		if !ok || md == "" || strings.Contains(md, "i.stack.imgur.com") {
			return
		}
		embedded++
		body := row["Body"]
		want, got := essenceOf(t, tr, body), essenceOf(t, tr, render(t, md, withLinks))
		if !slices.Equal(got.code, want.code) || !strings.Contains(md, "/tagged/") && !slices.Equal(got.links, want.links) {
			t.Errorf("post %s: %v, want %v", row["Id"], got, want)
		}
		if bare := strings.Contains(got.text, "https://"); !bare && !strings.Contains(md, "/tagged/") && got.text != want.text {
			t.Errorf("post %s: %q, want %q", row["Id"], got.text, want.text)
		}
	})
	if embedded < 130 {
		t.Errorf("%d sources could be used, want most of %d", embedded, len(sources))
	}
}

// Links within a body keep their targets: a heading has its name behind it, what is no
// heading an empty link before it. Names that no link needs are dropped.
func TestPlaces(t *testing.T) {
	to := New(&url.URL{Scheme: "https", Host: "forum.example", Path: "/"}, Dialect{})
	for body, want := range map[string]string{
		`<p><a href="#h_01A">down</a></p><h2 id="h_01A">A <b>title</b></h2>`:   "[down](#h_01A)\n\n#### A **title** {#h_01A}",
		`<p><a href="#%E3%81%82">down</a></p><h3><a name="あ"></a>Title</h3>`:   "[down](#%E3%81%82)\n\n##### Title {#あ}",
		`<p>one<a href="#fn1">1</a></p><p id="fn1">note</p>`:                   "one[1](#fn1)\n\n<a id=\"fn1\"></a>note",
		`<h2 id="unused">Title</h2>`:                                           "#### Title",
		`<p><a href="#x y">bad</a></p><h2 id="x y">Title</h2>`:                 "[bad](#x%20y)\n\n#### Title",
		`<p><a href="#a">1</a></p><h2 id="a">First</h2><h2 id="a">Second</h2>`: "[1](#a)\n\n#### First {#a}\n\n#### Second",
	} {
		if got, ok := to.HTML(body); !ok || got != want {
			t.Errorf("%s\ngives %q\nwant  %q", body, got, want)
		}
	}
}
