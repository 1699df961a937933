package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"

	"winnow/builder/markdown/sanitize"
	"winnow/builder/outline"
)

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
	if sanitize.Passes(raw) {
		w.raw = true
		w.out = append(w.out, raw...)
		return
	}
	w.sanitized(raw, max(n.Pos(), 0))
}

// sanitized writes a piece of raw HTML, such as one tag or the lines of a
// block. What it leaves open or closes too often is set right at the end of the
// section.
func (w *writer) sanitized(raw []byte, pos int) {
	w.raw = true
	for t := range w.c.policy.Tokens(raw) {
		switch {
		case t.Name == "":
			w.out = append(w.out, t.Raw...)
		case t.End: // the level of a heading's is that of its start, which Balance knows
			w.str("</" + t.Name + ">")
		default:
			w.rawTag(t, pos)
		}
	}
}

// rawTag writes a start tag: links and images as those of Markdown, headings
// on the level that fits, ids with their prefix.
func (w *writer) rawTag(t sanitize.Token, pos int) {
	switch t.Name {
	case "img":
		width, _ := strconv.Atoi(digits(t.Attr("width")))
		height, _ := strconv.Atoi(digits(t.Attr("height")))
		w.picture(picture{t.Attr("src"), t.Attr("alt"), t.Attr("title"), width, height}, pos)
		return
	case "a":
		w.rawLink(t, pos)
		return
	case "h1", "h2", "h3", "h4", "h5", "h6":
		t.Name = "h" + strconv.Itoa(w.levels.level(int(t.Name[1]-'0')))
	}
	w.str("<" + t.Name)
	for _, a := range t.Attrs {
		if a.Key == "id" {
			a.Value = outline.RawID + a.Value
		}
		w.str(" " + a.Key + `="`)
		w.esc(a.Value)
		w.str(`"`)
	}
	w.str(">")
}

// rawLink writes the start of a link; one without an address, or with one that
// is not allowed, may still be the target of another.
func (w *writer) rawLink(t sanitize.Token, pos int) {
	if name := firstOf(t.Attr("id"), t.Attr("name")); name != "" {
		w.str(`<span id="`)
		w.esc(outline.RawID + name)
		w.str(`"></span>`)
	}
	if href := t.Attr("href"); href != "" {
		w.inLink = false // Balance closes a link that is still open
		w.openLink(w.target(href), t.Attr("title"), pos)
		w.inLink = false
	}
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
