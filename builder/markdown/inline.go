package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
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
	case *east.Strikethrough:
		w.wrap("<del>", n, "</del>")
	case *ast.Link:
		w.link(n)
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.Image:
		w.image(n)
	case *ast.RawHTML:
		w.rawInline(n)
	case *east.TaskCheckBox:
		w.checkBox(n)
	case *east.FootnoteLink:
		w.footnoteLink(n)
	case *east.FootnoteBacklink:
		w.footnoteBacklink(n)
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
	case n.SoftLineBreak():
		w.out = append(w.out, '\n')
	}
}

// appendCodeSpan appends the text of inline code, its line breaks as spaces.
func appendCodeSpan(dst []byte, n *ast.CodeSpan, body []byte, add func([]byte, []byte) []byte) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		s := t.Segment.Value(body)
		if line, broken := bytes.CutSuffix(s, newline); broken {
			dst = append(add(dst, line), ' ')
			continue
		}
		dst = add(dst, s)
	}
	return dst
}

var newline = []byte("\n")

func (w *writer) checkBox(n *east.TaskCheckBox) {
	w.str(`<input type="checkbox" disabled`)
	if n.IsChecked {
		w.str(" checked")
	}
	w.str("> ")
}

func (w *writer) footnoteLink(n *east.FootnoteLink) {
	if w.inLink {
		return
	}
	number := strconv.Itoa(n.Index)
	w.str(`<sup class="fnref" id="` + refID(n.RefIndex, number) + `"><a href="#fn-` + number +
		`" role="doc-noteref">` + number + "</a></sup>")
	w.noteQueue = append(w.noteQueue, n.Index)
}

func (w *writer) footnoteBacklink(n *east.FootnoteBacklink) {
	w.str(` <a href="#` + refID(n.RefIndex, strconv.Itoa(n.Index)) + `" role="doc-backlink">↩</a>`)
}

// refID is the id of the k-th reference to a footnote, counted from 0.
func refID(k int, number string) string {
	if k == 0 {
		return "fnref-" + number
	}
	return "fnref-" + number + "-" + strconv.Itoa(k+1)
}

// footnotes writes the footnotes that this section was the first to refer to,
// and those that they refer to.
func (w *writer) footnotes() {
	open := false
	for next := 1; len(w.noteQueue) > 0; {
		number := w.noteQueue[0]
		w.noteQueue = w.noteQueue[1:]
		if number > len(w.notes) || w.notes[number-1] == nil {
			continue
		}
		note := w.notes[number-1]
		w.notes[number-1] = nil
		if !open {
			open = true
			w.str("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n")
		}
		w.str(`<li id="fn-` + strconv.Itoa(number) + `"`)
		if number != next {
			w.str(` value="` + strconv.Itoa(number) + `"`)
		}
		next = number + 1
		w.str(">\n")
		w.blocks(note)
		w.str("</li>\n")
	}
	if open {
		w.str("</ol>\n</section>\n")
	}
}
