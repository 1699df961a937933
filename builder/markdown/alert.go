package markdown

import (
	"bytes"
	"cmp"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"winnow/builder/markdown/dialect"
	"winnow/builder/markdown/finish"
	"winnow/builder/markdown/plaintext"
)

// styles are the kinds of other programs, by the one of ours that looks alike.
var styles = map[string]string{
	"info": "note", "abstract": "note", "summary": "note", "tldr": "note", "todo": "note", "example": "note", "quote": "note",
	"cite": "note", "seealso": "note", "question": "note", "help": "note", "faq": "note", "prerequisite": "note",
	"hint": "tip", "success": "tip", "check": "tip", "done": "tip", "best-practice": "tip",
	"attention": "warning", "alert": "warning", "warn": "warning", "deprecated": "warning",
	"danger": "caution", "error": "caution", "bug": "caution", "failure": "caution", "fail": "caution", "missing": "caution", "critical": "caution",
}

// An alert is a box with a title.
type alert struct {
	kind   string // as it was written, in lower case
	title  string // empty = that of the kind
	folded bool   // its content is shown on request
	open   bool
}

var alertLine = regexp.MustCompile(`^\[!([\pL][\pL\pN_-]*)(?:\|[^\]\n]*)?\]([-+]?)[ \t]*(.*)$|^!\[([a-zA-Z]+)\][ \t]*$`)

// alertOf returns what the first line of a quotation makes of it; ok is false for a
// common quotation.
func alertOf(n *ast.Blockquote, body []byte) (a alert, ok bool) {
	p, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 {
		return alert{}, false
	}
	line := p.Lines().At(0)
	m := alertLine.FindSubmatch(bytes.TrimSpace(line.Value(body)))
	if m == nil {
		return alert{}, false
	}
	kind := strings.ToLower(string(m[1]) + string(m[4]))
	return alert{kind, plainTitle(string(m[3])), len(m[2]) > 0, string(m[2]) == "+"}, true
}

// plainTitle returns a title without the marks of emphasis and code.
func plainTitle(s string) string {
	return string(plaintext.Unescape([]byte(strings.NewReplacer("**", "", "__", "", "`", "").Replace(s))))
}

// writeQuote writes a quotation, or an alert where its first line is "[!NOTE]" or
// the like.
func writeQuote(w *writer, node ast.Node) {
	n := node.(*ast.Blockquote)
	a, ok := alertOf(n, w.body)
	if !ok {
		w.str("<blockquote>\n")
		w.blocks(n)
		w.str("</blockquote>\n")
		return
	}
	end := a.start(w)
	writeAlertHead(w, n.FirstChild())
	for c := n.FirstChild().NextSibling(); c != nil; c = c.NextSibling() {
		w.block(c)
	}
	w.str(end)
}

// start writes the head of an alert and returns its end. A kind that is not ours
// keeps its name.
func (a alert) start(w *writer) (end string) {
	style := a.kind
	if finish.AlertTitles[style] == "" {
		style = cmp.Or(styles[style], "note")
		a.title = cmp.Or(a.title, titleOfKind(a.kind))
	}
	switch {
	case a.folded:
		w.str(`<details class="alert alert-` + style + `"`)
		if a.open {
			w.str(" open")
		}
		w.str(`><summary class="alert-title">`)
		w.esc(cmp.Or(a.title, finish.AlertTitles[style]))
		w.str("</summary>\n")
		return "</details>\n"
	case a.title == "":
		w.str(finish.AlertOpen + style + finish.AlertTitle + finish.AlertTitles[style] + "</p>\n")
	default:
		w.str(finish.AlertOpen + style + `" role="note"><p class="alert-title" dir="auto">`)
		w.esc(a.title)
		w.str("</p>\n")
	}
	return "</div>\n"
}

// titleOfKind returns the name of a kind as a title.
func titleOfKind(kind string) string {
	r, size := utf8.DecodeRuneInString(kind)
	return string(unicode.ToUpper(r)) + strings.NewReplacer("-", " ", "_", " ").Replace(kind[size:])
}

// writeBox writes a box of another program: an alert, or one of several parts with
// titles.
func writeBox(w *writer, node ast.Node) {
	b := node.(*dialect.Box)
	switch b.Role {
	case dialect.Alert:
		end := alert{b.Of, plainTitle(b.Title), b.Folded, b.Open}.start(w)
		w.blocks(b)
		w.str(end)
	case dialect.Tab:
		w.str(`<div class="tab"><p class="tab-title"><strong>`)
		w.esc(plainTitle(b.Title))
		w.str("</strong></p>\n")
		w.blocks(b)
		w.str("</div>\n")
	case dialect.Plain:
		w.blocks(b)
	}
}

// writeAlertHead writes the first paragraph of an alert without its first line.
func writeAlertHead(w *writer, n ast.Node) {
	c := afterLine(n)
	if c == nil {
		return
	}
	w.str("<p>")
	for ; c != nil; c = c.NextSibling() {
		w.inline(c)
	}
	w.str("</p>\n")
}

// afterLine returns what follows the first line of a paragraph, or nil.
func afterLine(n ast.Node) ast.Node {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			return c.NextSibling()
		}
	}
	return nil
}
