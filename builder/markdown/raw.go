package markdown

import (
	"bytes"
	"regexp"
	"strconv"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"winnow/builder/outline"
)

// newPolicy is what raw HTML may say: what people write into forum posts. No
// style, no class, no form, no frame, no vector graphics or formulas.
func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowNoAttrs().OnElements("a", "abbr", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col",
		"colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3",
		"h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s",
		"samp", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
		"thead", "time", "tr", "tt", "u", "ul", "var", "wbr")
	number := regexp.MustCompile(`^\s*[0-9]{1,4}\s*(px)?$`)
	p.AllowAttrs("id").Matching(regexp.MustCompile(`^[\pL\pN][\pL\pN_.:-]{0,99}$`)).OnElements("a", "div", "dl", "dt", "h1", "h2", "h3",
		"h4", "h5", "h6", "li", "p", "span", "table")
	p.AllowAttrs("name").Matching(regexp.MustCompile(`^[\pL\pN][\pL\pN_.:-]{0,99}$`)).OnElements("a")
	p.AllowAttrs("title").OnElements("a", "abbr", "dfn", "img", "span")
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[a-zA-Z0-9-]{1,35}$`)).OnElements("div", "p", "span", "blockquote", "q")
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(ltr|rtl|auto)$`)).OnElements("div", "p", "span", "bdo", "blockquote", "li", "table")
	p.AllowAttrs("align").Matching(regexp.MustCompile(`^(?i:left|right|center)$`)).OnElements("p", "div", "td", "th", "tr")
	p.AllowAttrs("colspan", "rowspan").Matching(regexp.MustCompile(`^[0-9]{1,3}$`)).OnElements("td", "th")
	p.AllowAttrs("span").Matching(regexp.MustCompile(`^[0-9]{1,3}$`)).OnElements("col", "colgroup")
	p.AllowAttrs("start", "value").Matching(regexp.MustCompile(`^-?[0-9]{1,9}$`)).OnElements("ol", "li")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^[1aAiI]$`)).OnElements("ol")
	p.AllowAttrs("open").Matching(regexp.MustCompile(`^(open)?$`)).OnElements("details")
	p.AllowAttrs("datetime").Matching(regexp.MustCompile(`^[0-9TZ:+. -]{1,40}$`)).OnElements("time")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(number).OnElements("img")
	// Addresses pass here: link.go judges them, the same way as those of Markdown.
	return p
}

func htmlBlockSource(n *ast.HTMLBlock, body []byte) []byte {
	var raw []byte
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		raw = append(raw, line.Value(body)...)
	}
	if n.HasClosure() {
		raw = append(raw, n.ClosureLine.Value(body)...)
	}
	return raw
}

func rawInlineSource(n *ast.RawHTML, body []byte) []byte {
	var raw []byte
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		raw = append(raw, segment.Value(body)...)
	}
	return raw
}

func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	w.sanitized(htmlBlockSource(n, w.body), max(n.Pos(), 0))
}

func (w *writer) rawInline(n *ast.RawHTML) {
	raw := rawInlineSource(n, w.body)
	if plainTags[string(raw)] {
		w.raw = true
		w.out = append(w.out, raw...)
		return
	}
	w.sanitized(raw, max(n.Pos(), 0))
}

// plainTags are the common tags that need no look.
var plainTags = func() map[string]bool {
	all := map[string]bool{"<br>": true, "<br/>": true, "<br />": true}
	for _, name := range []string{"b", "code", "em", "i", "kbd", "s", "small", "strong", "sub", "sup", "u", "mark", "del", "ins"} {
		all["<"+name+">"], all["</"+name+">"] = true, true
	}
	return all
}()

// sanitized writes a piece of raw HTML, such as one tag or the lines of a
// block. What it leaves open or closes too often is set right by balance at
// the end of the section.
func (w *writer) sanitized(raw []byte, pos int) {
	w.raw = true
	z := html.NewTokenizer(bytes.NewReader(w.c.policy.SanitizeBytes(raw)))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			w.rawTag(z, pos)
		case html.EndTagToken:
			w.rawEnd(z)
		default:
			w.out = append(w.out, z.Raw()...)
		}
	}
}

// rawTag writes a start tag: links and images as those of Markdown, headings
// on the level that fits, ids with their prefix.
func (w *writer) rawTag(z *html.Tokenizer, pos int) {
	t := z.Token()
	switch t.Data {
	case "img":
		width, _ := strconv.Atoi(digits(attr(t, "width")))
		height, _ := strconv.Atoi(digits(attr(t, "height")))
		w.picture(picture{attr(t, "src"), attr(t, "alt"), attr(t, "title"), width, height}, pos)
		return
	case "a":
		w.rawLink(t, pos)
		return
	case "h1", "h2", "h3", "h4", "h5", "h6":
		t.Data = "h" + strconv.Itoa(w.levels.level(int(t.Data[1]-'0')))
	}
	w.str("<" + t.Data)
	for _, a := range t.Attr {
		if a.Key == "id" {
			a.Val = outline.RawID + a.Val
		}
		w.str(" " + a.Key + `="`)
		w.esc(a.Val)
		w.str(`"`)
	}
	w.str(">")
}

// rawLink writes the start of a link; one without an address, or with one that
// is not allowed, may still be the target of another.
func (w *writer) rawLink(t html.Token, pos int) {
	if name := firstOf(attr(t, "id"), attr(t, "name")); name != "" {
		w.str(`<span id="`)
		w.esc(outline.RawID + name)
		w.str(`"></span>`)
	}
	if href := attr(t, "href"); href != "" {
		w.inLink = false // balance closes a link that is still open
		w.openLink(w.target(href), attr(t, "title"), pos)
		w.inLink = false
	}
}

// rawEnd writes an end tag. The level of a heading's end tag is that of its
// start, which balance knows.
func (w *writer) rawEnd(z *html.Tokenizer) {
	name, _ := z.TagName()
	w.str("</" + string(name) + ">")
}

func attr(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// digits returns the number at the head of an attribute such as "300px".
func digits(s string) string {
	s = string(bytes.TrimSpace([]byte(s)))
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return s[:i]
		}
	}
	return s
}
