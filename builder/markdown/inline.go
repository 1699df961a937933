package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"winnow/builder/markdown/plaintext"
)

// inlines writes the inline content of a block. In a task the content is the
// label of the box.
func (w *writer) inlines(parent ast.Node) {
	task := isTask(parent)
	if task {
		w.str("<label>")
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.inline(n)
	}
	if task {
		w.str("</label>")
	}
}

func (w *writer) inline(n ast.Node) {
	if write := w.c.writerOf(n); write != nil {
		write(w, n)
		return
	}
	switch n := n.(type) {
	case *ast.Text:
		w.textNode(n)
	case *ast.String:
		w.out = plaintext.Escape(w.out, n.Value)
	case *ast.CodeSpan:
		w.str("<code>")
		w.out = plaintext.CodeSpan(w.out, n, w.body, plaintext.Escape[[]byte])
		w.str("</code>")
	case *ast.Emphasis:
		w.emphasis(n)
	case *ast.Link:
		writeLink(w, n)
	case *ast.AutoLink:
		writeAutoLink(w, n)
	case *ast.Image:
		writeImage(w, n)
	case *ast.RawHTML:
		writeRawInline(w, n)
	default:
		w.inlines(n)
	}
}

func (w *writer) emphasis(n *ast.Emphasis) {
	if n.Level == 2 {
		w.wrap("<strong>", n, "</strong>")
		return
	}
	w.wrap("<em>", n, "</em>")
}

func (w *writer) textNode(n *ast.Text) {
	s := n.Segment.Value(w.body)
	if n.IsRaw() {
		w.out = plaintext.Escape(w.out, s)
	} else {
		w.text(s)
	}
	switch {
	case n.HardLineBreak():
		w.str("<br>\n")
	case n.SoftLineBreak() && !plaintext.Joins(n, w.body):
		w.out = append(w.out, '\n')
	}
}

func isTask(block ast.Node) bool {
	if block == nil {
		return false
	}
	_, ok := block.FirstChild().(*east.TaskCheckBox)
	return ok
}

func writeCheckBox(w *writer, n ast.Node) {
	w.str(`<input type="checkbox" disabled`)
	if n.(*east.TaskCheckBox).IsChecked {
		w.str(" checked")
	}
	w.str("> ")
}
