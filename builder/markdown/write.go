package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"winnow/builder/markdown/sanitize"
)

// A writer turns the blocks of one body into HTML. Everything it writes is
// either a constant, escaped text, an address that package-level rules admitted
// (link.go), or sanitized raw HTML (raw.go).
type writer struct {
	c    *Converter
	src  *Source
	body []byte // what the tree's segments point into
	out  []byte
	doc  *Document
	ids  ids

	lines     []int            // offset of each line of body; made when first asked for
	levels    levels           // levels of the headings written so far
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
	w.footnotes()
	if w.raw {
		return sanitize.Balance(w.out)
	}
	return append([]byte(nil), w.out...)
}

func (w *writer) str(s string)  { w.out = append(w.out, s...) }
func (w *writer) esc(s string)  { w.out = appendEscaped(w.out, s) }
func (w *writer) text(s []byte) { w.out = appendText(w.out, s) }

// blocks writes the children of a block.
func (w *writer) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n)
	}
}

func (w *writer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		w.wrap("<p>", n, "</p>\n")
	case *ast.TextBlock:
		w.inlines(n)
		if n.NextSibling() != nil && n.FirstChild() != nil {
			w.out = append(w.out, '\n')
		}
	case *ast.Heading:
		w.heading(n)
	case *ast.List:
		w.list(n)
	case *ast.Blockquote:
		w.quote(n)
	case *ast.FencedCodeBlock:
		w.codeBlock(string(n.Language(w.body)), n.Lines())
	case *ast.CodeBlock:
		w.codeBlock("", n.Lines())
	case *ast.ThematicBreak:
		w.str("<hr>\n")
	case *ast.HTMLBlock:
		w.htmlBlock(n)
	case *east.Table:
		w.table(n)
	case *plainBlock:
		w.str("<p>")
		w.rawLines(n.Lines())
		w.str("</p>\n")
	case *ast.LinkReferenceDefinition, *east.FootnoteList: // written where they are referred to
	default:
		w.blocks(n)
	}
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
		w.out = appendEscaped(w.out, line.Value(w.body))
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

func isTask(block ast.Node) bool {
	if block == nil {
		return false
	}
	_, ok := block.FirstChild().(*east.TaskCheckBox)
	return ok
}

// quote writes a quotation, or an alert where its first line is "[!NOTE]" or
// the like.
func (w *writer) quote(n *ast.Blockquote) {
	if kind := alertKind(n, w.body); kind != "" {
		w.alert(kind, n)
		return
	}
	w.str("<blockquote>\n")
	w.blocks(n)
	w.str("</blockquote>\n")
}

// table writes a table in a box that scrolls sideways, also by keyboard.
func (w *writer) table(n *east.Table) {
	w.str("<div class=\"table\" tabindex=\"0\"><table>\n")
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, head := row.(*east.TableHeader)
		switch {
		case head:
			w.str("<thead>\n")
			w.row(row, "th")
			w.str("</thead>\n")
		case !body:
			body = true
			w.str("<tbody>\n")
			fallthrough
		default:
			w.row(row, "td")
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

func (w *writer) row(row ast.Node, tag string) {
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
