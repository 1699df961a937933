package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"winnow/builder/markdown/limits"
	"winnow/builder/markdown/plaintext"
	"winnow/builder/markdown/sanitize"
)

// A writer turns the blocks of one body into HTML. Everything it writes is
// either a constant, escaped text, an address that address.go admitted, or
// sanitized raw HTML (raw.go). What writes one kind of node is a function beside
// its methods: writeLink, writeTable, ….
//
// goldmark's renderer would not do: it escapes, but does not decide which
// addresses are safe or where they lead, and nearly every node is written in
// another way here (doc.go) and leaves something in the Document. So each would
// need a function of ours anyway, and an unknown node could write what is not on
// our list. No time is gained: on the same trees goldmark's takes a third of what
// ours takes with ids, addresses and lines, both a small part of a conversion
// (BenchmarkRenderers: 35 and 95 of 550 µs).
type writer struct {
	c         *Converter
	body      []byte // what the tree's segments point into
	out       []byte
	doc       *Document
	addresses resolver
	lines     lines

	levels    levels           // of the headings written so far
	raw       bool             // whether raw HTML was written in this section
	inLink    bool             // an <a> is open
	expanded  int              // bytes of addresses taken from link reference definitions
	code      int              // bytes of code highlighted so far
	notes     []*east.Footnote // by number - 1; nil once written
	noteQueue []int            // numbers of footnotes met and not written
}

// section writes the blocks of one section with its footnotes and returns
// their HTML. Unclosed and stray tags in raw HTML end with the section.
func (w *writer) section(blocks []ast.Node, base int) []byte {
	if len(blocks) == 0 {
		return nil
	}
	w.out, w.raw = w.out[:0], false
	w.levels = levels{base: base}
	for _, n := range blocks {
		w.block(n)
	}
	writeFootnotes(w)
	if w.raw {
		return sanitize.Balance(w.out)
	}
	return append([]byte(nil), w.out...)
}

func (w *writer) str(s string)  { w.out = append(w.out, s...) }
func (w *writer) esc(s string)  { w.out = plaintext.Escape(w.out, s) }
func (w *writer) text(s []byte) { w.out = plaintext.EscapeMarkdown(w.out, s) }

// attr writes an attribute of a tag.
func (w *writer) attr(name, value string) {
	w.out = append(append(append(w.out, ' '), name...), `="`...)
	w.out = append(plaintext.Escape(w.out, value), '"')
}

// blocks writes the children of a block.
func (w *writer) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n)
	}
}

func (w *writer) block(n ast.Node) {
	if write := w.c.writerOf(n); write != nil {
		write(w, n)
		return
	}
	switch n := n.(type) {
	case *ast.Paragraph:
		w.paragraph(n)
	case *ast.TextBlock:
		w.inlines(n)
		if n.NextSibling() != nil && n.FirstChild() != nil {
			w.out = append(w.out, '\n')
		}
	case *ast.Heading:
		writeHeading(w, n)
	case *ast.List:
		w.list(n)
	case *ast.FencedCodeBlock:
		writeCode(w, string(n.Language(w.body)), n.Lines())
	case *ast.CodeBlock:
		writeCode(w, "", n.Lines())
	case *ast.ThematicBreak:
		w.str("<hr>\n")
	case *ast.HTMLBlock:
		writeRaw(w, htmlBlockSource(n, w.body), n.Pos())
	case *limits.PlainBlock:
		w.str("<p>")
		w.rawLines(n.Lines())
		w.str("</p>\n")
	case *ast.LinkReferenceDefinition: // written where it is referred to
	default:
		w.blocks(n)
	}
}

// paragraph writes a paragraph, unless only attributes and ends of tags were in it.
func (w *writer) paragraph(n *ast.Paragraph) {
	before := len(w.out)
	w.str("<p>")
	start := len(w.out)
	w.inlines(n)
	if len(bytes.TrimSpace(w.out[start:])) == 0 {
		w.out = w.out[:before]
		return
	}
	w.str("</p>\n")
}

// wrap writes the inline content of a node between two tags.
func (w *writer) wrap(open string, n ast.Node, end string) {
	w.str(open)
	w.inlines(n)
	w.str(end)
}

// rawLines writes lines in which nothing is markup.
func (w *writer) rawLines(lines *text.Segments) {
	for i := range lines.Len() {
		line := lines.At(i)
		w.out = plaintext.Escape(w.out, line.Value(w.body))
	}
}

func (w *writer) list(n *ast.List) {
	open, end := "<ul>\n", "</ul>\n"
	if n.IsOrdered() {
		open, end = "<ol>\n", "</ol>\n"
		if n.Start != 1 {
			open = `<ol start="` + strconv.Itoa(n.Start) + "\">\n"
		}
	}
	w.str(open)
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		w.item(item)
	}
	w.str(end)
}

func (w *writer) item(n ast.Node) {
	first := n.FirstChild()
	switch {
	case isTask(first):
		w.str(`<li class="task">`)
	default:
		w.str("<li>")
	}
	if _, text := first.(*ast.TextBlock); first != nil && !text {
		w.out = append(w.out, '\n')
	}
	w.blocks(n)
	w.str("</li>\n")
}
