package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"winnow/builder/markdown/dialect"
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
		w.out = appendEscaped(w.out, n.Value)
	case *ast.CodeSpan:
		w.str("<code>")
		w.out = appendCodeSpan(w.out, n, w.body, appendEscaped[[]byte])
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
		w.out = appendEscaped(w.out, s)
	} else {
		w.text(s)
	}
	switch {
	case n.HardLineBreak():
		w.str("<br>\n")
	case n.SoftLineBreak() && !joins(n, w.body):
		w.out = append(w.out, '\n')
	}
}

// joins reports whether the break after a text is none that is shown: East Asian
// lines are joined without a blank.
func joins(n *ast.Text, body []byte) bool {
	before, after := lastText(n), ast.Node(n.NextSibling())
	for after != nil && after.FirstChild() != nil {
		after = after.FirstChild()
	}
	next, ok := after.(*ast.Text)
	return ok && before != nil && dialect.Joins(before.Segment.Value(body), next.Segment.Value(body))
}

// lastText returns the text at the end of a node, or before it where it is empty.
func lastText(n *ast.Text) *ast.Text {
	if n.Segment.Len() > 0 {
		return n
	}
	before := n.PreviousSibling()
	for before != nil && before.LastChild() != nil {
		before = before.LastChild()
	}
	t, _ := before.(*ast.Text)
	return t
}

// appendCodeSpan appends the text of inline code, its line breaks as spaces.
func appendCodeSpan(dst []byte, n *ast.CodeSpan, body []byte, add func([]byte, []byte) []byte) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		s := t.Segment.Value(body)
		if line, broken := bytes.CutSuffix(s, []byte("\n")); broken {
			dst = append(add(dst, line), ' ')
			continue
		}
		dst = add(dst, s)
	}
	return dst
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
