package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// footnotesOf returns the footnotes of a body by number - 1.
func footnotesOf(root ast.Node) []*east.Footnote {
	list, ok := root.LastChild().(*east.FootnoteList)
	if !ok {
		return nil
	}
	notes := make([]*east.Footnote, list.Count)
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		if note, ok := n.(*east.Footnote); ok && note.Index > 0 && note.Index <= len(notes) {
			notes[note.Index-1] = note
		}
	}
	return notes
}

func writeFootnoteLink(w *writer, node ast.Node) {
	n := node.(*east.FootnoteLink)
	if w.inLink {
		return
	}
	number := strconv.Itoa(n.Index)
	w.str(`<sup class="fnref" id="` + refID(n.RefIndex, number) + `"><a href="#fn-` + number +
		`" role="doc-noteref">` + number + "</a></sup>")
	w.noteQueue = append(w.noteQueue, n.Index)
}

func writeFootnoteBacklink(w *writer, node ast.Node) {
	n := node.(*east.FootnoteBacklink)
	w.str(` <a href="#` + refID(n.RefIndex, strconv.Itoa(n.Index)) + `" role="doc-backlink">↩</a>`)
}

// refID is the id of the k-th reference to a footnote, counted from 0.
func refID(k int, number string) string {
	if k == 0 {
		return "fnref-" + number
	}
	return "fnref-" + number + "-" + strconv.Itoa(k+1)
}

// writeFootnotes writes the footnotes that this section was the first to refer to,
// and those that they refer to.
func writeFootnotes(w *writer) {
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
