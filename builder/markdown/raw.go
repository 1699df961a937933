package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"winnow/builder/markdown/finish"
	"winnow/builder/markdown/sanitize"
	"winnow/builder/outline"
)

func htmlBlockSource(n *ast.HTMLBlock, body []byte) []byte {
	raw := n.Lines().Value(body)
	if n.HasClosure() {
		raw = append(raw, n.ClosureLine.Value(body)...)
	}
	return raw
}

// writeRawInline writes a tag in a paragraph.
func writeRawInline(w *writer, n *ast.RawHTML) {
	raw := n.Segments.Value(w.body)
	if sanitize.Passes(raw) {
		w.raw = true
		w.out = append(w.out, raw...)
		return
	}
	writeRaw(w, raw, n.Pos())
}

// writeRaw writes a piece of raw HTML, such as one tag or the lines of a
// block. What it leaves open or closes too often is set right at the end of the
// section.
func writeRaw(w *writer, raw []byte, pos int) {
	pos = max(pos, 0)
	w.raw = true
	raw = sanitize.Media(raw)
	for t := range w.c.policy.Tokens(raw) {
		switch {
		case t.Name == "":
			w.out = append(w.out, t.Raw...)
		case t.End: // the level of a heading's is that of its start, which Balance knows
			w.str("</" + tagOf(t.Name) + ">")
		default:
			writeTag(w, t, pos)
		}
	}
}

// writeTag writes a start tag: links and images as those of Markdown, headings
// on the level that fits, ids with their prefix.
func writeTag(w *writer, t sanitize.Token, pos int) {
	switch t.Name {
	case "img":
		width, _ := strconv.Atoi(digits(t.Attr("width")))
		height, _ := strconv.Atoi(digits(t.Attr("height")))
		writePicture(w, picture{t.Attr("src"), t.Attr("alt"), t.Attr("title"), width, height}, pos)
		return
	case "a":
		writeRawLink(w, t, pos)
		return
	case "aside", "div":
		if t.Name == "aside" || t.Attr("class") != "" {
			alert{kind: alertClass(t.Attr("class"))}.start(w)
			return
		}
	case "h1", "h2", "h3", "h4", "h5", "h6":
		t.Name = "h" + strconv.Itoa(w.levels.level(int(t.Name[1]-'0')))
	}
	w.str("<" + t.Name)
	for _, a := range t.Attrs {
		if a.Key == "id" {
			a.Value = outline.RawID + a.Value
		}
		w.attr(a.Key, a.Value)
	}
	w.str(">")
}

// tagOf returns the element that is written for one of the author's.
func tagOf(name string) string {
	if name == "aside" { // an alert
		return "div"
	}
	return name
}

// alertClass returns the kind of alert that classes name.
func alertClass(classes string) string {
	for _, word := range strings.FieldsFunc(strings.ToLower(classes), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }) {
		if finish.AlertTitles[word] != "" || styles[word] != "" {
			return word
		}
	}
	return "note"
}

// writeRawLink writes the start of a link; one without an address, or with one that
// is not allowed, may still be the target of another.
func writeRawLink(w *writer, t sanitize.Token, pos int) {
	if name := rawID(t); name != "" {
		w.str("<span")
		w.attr("id", outline.RawID+name)
		w.str("></span>")
	}
	if href := t.Attr("href"); href != "" {
		w.inLink = false // Balance closes a link that is still open
		openLink(w, w.addresses.target(href), t.Attr("title"), pos)
		w.inLink = false
	}
}

// digits returns the number at the head of an attribute such as "300px".
func digits(s string) string {
	s = strings.TrimSpace(s)
	return s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
}
