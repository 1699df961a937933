// Package limits keeps the cost of reading Markdown linear. Its parsers are those of
// goldmark, but for constructs that would cost the square of their number: beyond the
// limits these are text.
package limits

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
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
	maxEscapes   = 500      // "\|" in the Tables of a body
	maxRows      = 10000    // lines of a table
	maxPadding   = 20       // cells that a table adds to short rows, per byte
)

// A goldmark context has room for values by key; these count, for each body,
// what has been met so far. The variables are never set again.
var (
	footnoteCount = parser.NewContextKey()
	escapeCount   = parser.NewContextKey()
)

// A CharSet is a set of bytes.
type CharSet [256]bool

// Nested opens blocks inside blocks only down to maxDepth; what is deeper is
// text of the innermost one.
type Nested struct{ parser.BlockParser }

// Open begins a block; see goldmark.
func (p Nested) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
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

// Sized replaces a finished block that is too large to look for inline markup
// in by a block of plain text.
type Sized struct {
	parser.BlockParser
	Marks *CharSet
}

// Close ends a block; see goldmark.
func (p Sized) Close(n ast.Node, r text.Reader, pc parser.Context) {
	p.BlockParser.Close(n, r, pc)
	if n.Parent() == nil || !p.tooLarge(n.Lines(), r.Source()) {
		return
	}
	plain := &PlainBlock{}
	plain.SetLines(n.Lines())
	n.Parent().ReplaceChild(n.Parent(), n, plain)
}

func (p Sized) tooLarge(lines *text.Segments, source []byte) bool {
	size, marks := 0, 0
	for i := range lines.Len() {
		line := lines.At(i)
		size += line.Len()
		if size > maxMarks {
			marks += p.Marks.count(line.Value(source))
		}
	}
	return size > maxBlock || marks > maxMarks
}

func (set *CharSet) count(line []byte) int {
	n := 0
	for _, c := range line {
		if set[c] {
			n++
		}
	}
	return n
}

// A PlainBlock is a paragraph without inline markup.
type PlainBlock struct{ ast.BaseBlock }

var KindPlainBlock = ast.NewNodeKind("PlainBlock")

// Kind returns the kind of the node.
func (n *PlainBlock) Kind() ast.NodeKind { return KindPlainBlock }

// IsRaw reports that its content is not escaped; see goldmark.
func (n *PlainBlock) IsRaw() bool { return true }

// Dump prints the node, for debugging.
func (n *PlainBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// References reads link reference definitions at the head of a paragraph.
type References struct{}

// Transform changes the tree of a document; see goldmark.
func (References) Transform(n *ast.Paragraph, r text.Reader, pc parser.Context) {
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
