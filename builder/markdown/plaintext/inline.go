package plaintext

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"winnow/builder/markdown/dialect"
	"winnow/builder/markdown/sanitize"
)

// Inline appends the text of inline content: that of links, images
// and code too, without markup.
func Inline(dst []byte, parent ast.Node, body []byte) []byte {
	return InlineFrom(dst, parent.FirstChild(), body)
}

// InlineFrom does the same from one node on.
func InlineFrom(dst []byte, n ast.Node, body []byte) []byte {
	for ; n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			if n.IsRaw() {
				dst = append(dst, n.Segment.Value(body)...)
			} else {
				dst = Plain(dst, n.Segment.Value(body))
			}
			if n.HardLineBreak() || n.SoftLineBreak() && !Joins(n, body) {
				dst = append(dst, ' ')
			}
		case *ast.String:
			dst = append(dst, n.Value...)
		case *ast.CodeSpan:
			dst = CodeSpan(dst, n, body, func(d, s []byte) []byte { return append(d, s...) })
		case *ast.AutoLink:
			dst = append(dst, n.Label(body)...)
		case *ast.RawHTML:
			dst = sanitize.AppendText(dst, n.Segments.Value(body))
		default:
			dst = Inline(dst, n, body)
		}
	}
	return dst
}

// Joins reports whether the break after a text is none that is shown: East Asian
// lines are joined without a blank.
func Joins(n *ast.Text, body []byte) bool {
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

// CodeSpan appends the text of inline code, its line breaks as spaces.
func CodeSpan(dst []byte, n *ast.CodeSpan, body []byte, add func([]byte, []byte) []byte) []byte {
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
