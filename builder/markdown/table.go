package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// writeTable writes a table in a box that scrolls sideways, also by keyboard.
func writeTable(w *writer, n ast.Node) {
	w.str("<div class=\"table\" tabindex=\"0\"><table>\n")
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, head := row.(*east.TableHeader)
		switch {
		case head:
			w.str("<thead>\n")
			writeRow(w, row, "th")
			w.str("</thead>\n")
		case !body:
			body = true
			w.str("<tbody>\n")
			fallthrough
		default:
			writeRow(w, row, "td")
		}
	}
	if body {
		w.str("</tbody>\n")
	}
	w.str("</table></div>\n")
}

var alignments = map[east.Alignment]string{
	east.AlignLeft: ` class="left"`, east.AlignRight: ` class="right"`, east.AlignCenter: ` class="center"`,
}

func writeRow(w *writer, row ast.Node, tag string) {
	w.str("<tr>\n")
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		w.str("<" + tag)
		if cell, ok := c.(*east.TableCell); ok {
			w.str(alignments[cell.Alignment])
		}
		w.str(">")
		w.inlines(c)
		w.str("</" + tag + ">\n")
	}
	w.str("</tr>\n")
}
