package markdown

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// alertTitles are the kinds of alerts and the titles that Convert gives them; see
// NameAlerts.
var alertTitles = map[string]string{
	"note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning", "caution": "Caution",
}

// The start of an alert up to its title is alertOpen, the kind, alertTitle.
const alertOpen, alertTitle = `<div class="alert alert-`, `" role="note"><p class="alert-title">`

// Alerts returns the kinds of alerts, sorted.
func Alerts() []string { return slices.Sorted(maps.Keys(alertTitles)) }

// alertKind returns the kind of an alert, or "" for a common quotation.
func alertKind(n *ast.Blockquote, body []byte) string {
	p, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 {
		return ""
	}
	line := p.Lines().At(0)
	s := strings.TrimSpace(string(line.Value(body)))
	if len(s) < 4 || s[:2] != "[!" || s[len(s)-1] != ']' {
		return ""
	}
	kind := strings.ToLower(s[2 : len(s)-1])
	if alertTitles[kind] == "" {
		return ""
	}
	return kind
}

// writeQuote writes a quotation, or an alert where its first line is "[!NOTE]" or
// the like.
func writeQuote(w *writer, node ast.Node) {
	n := node.(*ast.Blockquote)
	if kind := alertKind(n, w.body); kind != "" {
		writeAlert(w, kind, n)
		return
	}
	w.str("<blockquote>\n")
	w.blocks(n)
	w.str("</blockquote>\n")
}

// writeAlert writes a quotation as an alert.
func writeAlert(w *writer, kind string, n *ast.Blockquote) {
	w.str(alertOpen + kind + alertTitle + alertTitles[kind] + "</p>\n")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c == n.FirstChild() {
			writeAlertHead(w, c)
			continue
		}
		w.block(c)
	}
	w.str("</div>\n")
}

// writeAlertHead writes the first paragraph of an alert without its first line.
func writeAlertHead(w *writer, n ast.Node) {
	c := n.FirstChild()
	for ; c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			c = c.NextSibling()
			break
		}
	}
	if c == nil {
		return
	}
	w.str("<p>")
	for ; c != nil; c = c.NextSibling() {
		w.inline(c)
	}
	w.str("</p>\n")
}

// NameAlerts gives other titles to the alerts of HTML that Convert wrote, by
// their kind; an empty title leaves the English one. Convert does not know the
// words of the site, so that a converted text can be kept when they change.
func NameAlerts(text []byte, title func(kind string) string) []byte {
	var out []byte
	for {
		at := bytes.Index(text, []byte(alertOpen))
		if at < 0 {
			break
		}
		kind, rest, _ := bytes.Cut(text[at+len(alertOpen):], []byte(alertTitle))
		_, after, _ := bytes.Cut(rest, []byte("</p>"))
		named := title(string(kind))
		if named == "" {
			named = alertTitles[string(kind)]
		}
		out = append(append(append(out, text[:at]...), alertOpen...), kind...)
		out = append(appendEscaped(append(out, alertTitle...), named), "</p>"...)
		text = after
	}
	if out == nil {
		return text
	}
	return append(out, text...)
}
