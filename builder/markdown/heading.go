package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"

	"winnow/builder/markdown/plaintext"
	"winnow/builder/outline"
)

// levels gives headings their level on the page, so that no level is
// skipped: the title of the page is level 1, what the author put on top is
// level base, and a heading below another one is one level deeper.
type levels struct {
	base int
	open []int // author's levels of the headings that the next one may be below
}

func (o *levels) level(author int) int {
	for len(o.open) > 0 && o.open[len(o.open)-1] >= author {
		o.open = o.open[:len(o.open)-1]
	}
	o.open = append(o.open, author)
	return min(6, o.base+len(o.open)-1)
}

// writeHeading writes a heading with a link to itself, which is left to the mouse:
// the contents list offers the same to the keyboard.
func writeHeading(w *writer, n *ast.Heading) {
	level := w.levels.level(n.Level)
	id := w.addresses.ids.of[n]
	tag := "h" + strconv.Itoa(level)
	w.str("<" + tag + ` id="`)
	w.esc(id)
	w.str(`">`)
	w.inlines(n)
	w.str(` <a class="anchor" href="#`)
	w.esc(escapeURL(id))
	w.str(`" aria-hidden="true" tabindex="-1">#</a></` + tag + ">\n")
	if _, top := n.Parent().(*ast.Document); top && level <= 4 {
		w.doc.Headings = append(w.doc.Headings, outline.Heading{Level: level, ID: id, Text: string(plaintext.Inline(nil, n, w.body))})
	}
}
