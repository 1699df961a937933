package limits

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Tables makes Tables of paragraphs, unless they would grow out of proportion.
type Tables struct {
	parser.ParagraphTransformer
	Marks *CharSet
}

// Transform changes the tree of a document; see goldmark.
func (t Tables) Transform(n *ast.Paragraph, r text.Reader, pc parser.Context) {
	lines, source := n.Lines(), r.Source()
	if lines.Len() < 2 || lines.Len() > maxRows {
		return
	}
	columns, escapes, size := 0, 0, 0
	for i := range lines.Len() {
		line := lines.At(i)
		value := line.Value(source)
		columns = max(columns, bytes.Count(value, []byte("|")))
		escapes += bytes.Count(value, []byte(`\|`))
		size += len(value)
		if len(value) > maxMarks && (len(value) > maxBlock || t.Marks.count(value) > maxMarks) {
			return
		}
	}
	if columns*lines.Len() > maxPadding*size || count(pc, escapeCount, escapes) > maxEscapes {
		return
	}
	t.ParagraphTransformer.Transform(n, r, pc)
}

// Footnotes understands the first maxFootnotes definitions.
type Footnotes struct{ parser.BlockParser }

// Open begins a block; see goldmark.
func (p Footnotes) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if count(pc, footnoteCount, 0) >= maxFootnotes {
		return nil, parser.NoChildren
	}
	n, state := p.BlockParser.Open(parent, r, pc)
	if n != nil {
		count(pc, footnoteCount, 1)
	}
	return n, state
}

// Identified understands an id after a heading, as in "## Renew {#renew}", which
// many generators do.
type Identified struct{ parser.BlockParser }

var headingID = regexp.MustCompile(`[ \t]*\{:?[ \t]*#([\pL\pN][\pL\pN_.:-]{0,99})(?:[ \t]+[^{}]*)?\}[ \t]*\n?$`)

// Close ends a block; see goldmark.
func (p Identified) Close(n ast.Node, r text.Reader, pc parser.Context) {
	p.BlockParser.Close(n, r, pc)
	lines := n.Lines()
	if _, ok := n.(*ast.Heading); !ok || lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	value := last.Value(r.Source())
	if !bytes.Contains(value, []byte("#")) {
		return
	}
	if m := headingID.FindSubmatchIndex(value); m != nil && (m[0] > 0 || lines.Len() > 1) {
		n.SetAttributeString("id", string(value[m[2]:m[3]]))
		lines.Set(lines.Len()-1, last.WithStop(last.Start+m[0]))
	}
}
