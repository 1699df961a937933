package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"winnow/builder/markdown/dialect"
)

// Limits on what is understood as markup. Some constructs cost the parser time
// that grows with the square of their number; beyond these limits, which no
// honest text meets, markup is kept and shown as plain text.
const (
	maxDepth     = 40       // open blocks: quotes, lists and list items inside each other
	maxBlock     = 64 << 10 // bytes of one paragraph, heading or cell
	maxMarks     = 2000     // markup characters in one of them
	maxRefBlock  = 16 << 10 // bytes of one run of link reference definitions
	maxFootnotes = 500      // footnote definitions in a body
	maxEscapes   = 500      // "\|" in the tables of a body
	maxRows      = 10000    // lines of a table
	maxPadding   = 20       // cells that a table adds to short rows, per byte
)

// A goldmark context has room for values by key; these count, for each body,
// what has been met so far. The variables are never set again.
var (
	footnoteCount = parser.NewContextKey()
	escapeCount   = parser.NewContextKey()
)

// newParser returns a parser for CommonMark and its additions, within the limits
// above. It is safe for several goroutines.
func newParser(additions []addition) parser.Parser {
	at := util.Prioritized
	marks := marksOf(additions)
	options := []parser.Option{
		parser.WithBlockParsers(
			at(sized{identified{parser.NewSetextHeadingParser()}, marks}, 100),
			at(parser.NewThematicBreakParser(), 200),
			at(nested{parser.NewListParser()}, 300),
			at(parser.NewListItemParser(), 400),
			at(parser.NewCodeBlockParser(), 500),
			at(sized{identified{parser.NewATXHeadingParser()}, marks}, 600),
			at(parser.NewFencedCodeBlockParser(), 700),
			at(nested{parser.NewBlockquoteParser()}, 800),
			at(parser.NewHTMLBlockParser(), 900),
			at(sized{parser.NewParagraphParser(), marks}, 1000)),
		parser.WithInlineParsers(inlineParsers()...),
		parser.WithParagraphTransformers(at(references{}, 100)),
	}
	for _, a := range additions {
		if a.parse != nil {
			options = append(options, a.parse(marks)...)
		}
	}
	return parser.NewParser(options...)
}

// inlineParsers returns those of CommonMark, with emphasis that understands East Asian
// text.
func inlineParsers() []util.PrioritizedValue {
	all := parser.DefaultInlineParsers()
	for i, p := range all {
		if inline := p.Value.(parser.InlineParser); bytes.IndexByte(inline.Trigger(), '*') >= 0 {
			all[i].Value = dialect.Emphasis(inline)
		}
	}
	return all
}

// A charSet is a set of bytes.
type charSet [256]bool

// marksOf returns the characters that are inline markup.
func marksOf(additions []addition) *charSet {
	var set charSet
	for _, a := range append([]addition{{marks: "[](*_`<!\\"}}, additions...) {
		for i := range len(a.marks) {
			set[a.marks[i]] = true
		}
	}
	return &set
}

// nested opens blocks inside blocks only down to maxDepth; what is deeper is
// text of the innermost one.
type nested struct{ parser.BlockParser }

func (p nested) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) >= maxDepth {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, r, pc)
}

// count adds to a counter of the body and returns it.
func count(pc parser.Context, key parser.ContextKey, add int) int {
	n, _ := pc.Get(key).(int)
	if add > 0 {
		pc.Set(key, n+add)
	}
	return n + add
}

// sized replaces a finished block that is too large to look for inline markup
// in by a block of plain text.
type sized struct {
	parser.BlockParser
	marks *charSet
}

func (p sized) Close(n ast.Node, r text.Reader, pc parser.Context) {
	p.BlockParser.Close(n, r, pc)
	if n.Parent() == nil || !p.tooLarge(n.Lines(), r.Source()) {
		return
	}
	plain := &plainBlock{}
	plain.SetLines(n.Lines())
	n.Parent().ReplaceChild(n.Parent(), n, plain)
}

func (p sized) tooLarge(lines *text.Segments, source []byte) bool {
	size, marks := 0, 0
	for i := range lines.Len() {
		line := lines.At(i)
		size += line.Len()
		if size > maxMarks {
			marks += p.marks.count(line.Value(source))
		}
	}
	return size > maxBlock || marks > maxMarks
}

func (set *charSet) count(line []byte) int {
	n := 0
	for _, c := range line {
		if set[c] {
			n++
		}
	}
	return n
}

// A plainBlock is a paragraph without inline markup.
type plainBlock struct{ ast.BaseBlock }

var kindPlainBlock = ast.NewNodeKind("PlainBlock")

func (n *plainBlock) Kind() ast.NodeKind            { return kindPlainBlock }
func (n *plainBlock) IsRaw() bool                   { return true }
func (n *plainBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// references reads link reference definitions at the head of a paragraph.
type references struct{}

func (references) Transform(n *ast.Paragraph, r text.Reader, pc parser.Context) {
	lines := n.Lines()
	first := lines.At(0)
	start := bytes.TrimLeft(first.Value(r.Source()), " ")
	if len(start) == 0 || start[0] != '[' { // saves the common paragraph the work
		return
	}
	if lines.At(lines.Len()-1).Stop-first.Start <= maxRefBlock {
		parser.LinkReferenceParagraphTransformer.Transform(n, r, pc)
	}
}
