package dialect

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"winnow/builder/markdown/math"
)

// A Formula is one in TeX; its content is its words.
type Formula struct {
	ast.BaseInline
	TeX    string
	MathML string // empty = it is not understood
	Why    string // it is not understood
}

// KindFormula is the kind of a Formula.
var KindFormula = ast.NewNodeKind("Formula")

// Kind returns the kind of the node.
func (*Formula) Kind() ast.NodeKind { return KindFormula }

// Dump prints the node, for debugging.
func (n *Formula) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// A FormulaBlock holds the lines of a formula that stands by itself, in which nothing
// begins a list or a heading.
type FormulaBlock struct {
	ast.BaseBlock
	end string // how it ends; empty = it has ended
}

// KindFormulaBlock is the kind of a FormulaBlock.
var KindFormulaBlock = ast.NewNodeKind("FormulaBlock")

// Kind returns the kind of the node.
func (*FormulaBlock) Kind() ast.NodeKind { return KindFormulaBlock }

// Dump prints the node, for debugging.
func (n *FormulaBlock) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// maxFormula is how long the source of a formula may be.
const maxFormula = 16 << 10

// mathText is the text whose formulas are read, in the context of a body.
var mathText = parser.NewContextKey()

// marks are the ways to write a formula: how it begins and ends, and whether it stands
// by itself. $`x`$ is that of GitLab.
var marks = []struct {
	open, end string
	display   bool
}{
	{"$$", "$$", true}, {"$`", "`$", false}, {"$", "$", false},
	{`\\[`, `\\]`, true}, {`\\(`, `\\)`, false}, {`\[`, `\]`, true}, {`\(`, `\)`, false},
}

// Formulas reads formulas in a line or over several.
func Formulas(l *math.Language) parser.InlineParser { return formulaParser{l} }

type formulaParser struct{ language *math.Language }

// Trigger returns the bytes that begin it.
func (formulaParser) Trigger() []byte { return []byte{'$', '\\'} }

// Parse reads what begins here; see goldmark.
func (p formulaParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if env := environmentOf(line); env != "" {
		return p.read(block, pc, "", `\end{`+env+`}`, true)
	}
	for _, m := range marks {
		if !bytes.HasPrefix(line, []byte(m.open)) {
			continue
		}
		if m.open == "$" && !opens(line, block.PrecendingCharacter()) {
			return nil
		}
		if n := p.read(block, pc, m.open, m.end, m.display); n != nil {
			return n
		}
	}
	return nil
}

// opens reports whether a dollar begins a formula: no blank follows, and no word or
// number is before it.
func opens(line []byte, before rune) bool {
	if len(line) < 3 || util.IsSpace(line[1]) || line[1] == '$' || bytes.IndexByte([]byte(",;.:"), line[1]) >= 0 && line[2] == ' ' {
		return false
	}
	return !unicode.IsLetter(before) && !unicode.IsDigit(before) && before != '\\' && before != '$'
}

// environmentOf returns the name of the environment that begins a line.
func environmentOf(line []byte) string {
	rest, ok := bytes.CutPrefix(line, []byte(`\begin{`))
	if !ok {
		return ""
	}
	name, _, ok := bytes.Cut(rest, []byte("}"))
	if !ok || len(name) > 20 || bytes.ContainsAny(name, " \n{") {
		return ""
	}
	return string(name)
}

// read takes a formula up to its end; without it, nothing.
func (p formulaParser) read(block text.Reader, pc parser.Context, open, end string, display bool) ast.Node {
	savedLine, saved := block.Position()
	var source bytes.Buffer
	for first := true; ; first = false {
		line, _ := block.PeekLine()
		if line == nil || source.Len() > maxFormula {
			block.SetPosition(savedLine, saved)
			return nil
		}
		from := 0
		if first {
			from = len(open)
		}
		if n := endOf(line, from, end); n >= 0 {
			source.Write(line[from:n])
			block.Advance(n + len(end))
			break
		}
		source.Write(line[from:])
		block.AdvanceLine()
	}
	tex := source.String()
	if open == "" {
		tex += end
	}
	if strings.TrimSpace(tex) == "" || open == "$" && (isPrice(tex) || strings.Contains(tex, "$") && !strings.Contains(tex, `\text`) && !strings.Contains(tex, "box{")) {
		block.SetPosition(savedLine, saved)
		return nil
	}
	n := p.formula(pc, tex, display)
	if n.Why != "" && open == "$" && !strings.ContainsAny(tex, `\^_{`) { // dollars of money
		block.SetPosition(savedLine, saved)
		return nil
	}
	return n
}

// endOf returns where a formula ends in a line, from an offset on, or -1.
func endOf(line []byte, from int, end string) int {
	for i := from; i+len(end) <= len(line); i++ {
		switch {
		case bytes.HasPrefix(line[i:], []byte(end)):
			if end != "$" || i > from && !util.IsSpace(line[i-1]) && !(i+1 < len(line) && line[i+1] >= '0' && line[i+1] <= '9') {
				return i
			}
		case line[i] == '\\':
			i++
		}
	}
	return -1
}

// isPrice reports whether text between dollars is about money: "5 or" of $5 or $6.
func isPrice(tex string) bool {
	if tex[0] < '0' || tex[0] > '9' {
		return false
	}
	words := strings.Fields(tex)
	return len(words) > 1 && !strings.ContainsAny(tex, `\^_{}=+<>/*`)
}

// formula converts a source.
func (p formulaParser) formula(pc parser.Context, tex string, display bool) *Formula {
	t, ok := pc.Get(mathText).(*math.Text)
	if !ok {
		t = p.language.Text()
		pc.Set(mathText, t)
	}
	n := &Formula{TeX: strings.TrimSpace(tex)}
	f, err := t.Convert(tex)
	words := n.TeX
	if err != nil {
		n.Why = err.Error()
	} else {
		n.MathML, words = f.MathML(display), f.Words()
	}
	n.AppendChild(n, ast.NewString([]byte(words)))
	return n
}

// FormulaBlocks reads formulas that begin on a line of their own.
func FormulaBlocks() parser.BlockParser { return formulaBlocks{} }

type formulaBlocks struct{}

// Trigger returns the bytes that begin it.
func (formulaBlocks) Trigger() []byte { return []byte{'$', '\\'} }

// CanInterruptParagraph reports whether it may follow a line of text.
func (formulaBlocks) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine reports whether it may be indented.
func (formulaBlocks) CanAcceptIndentedLine() bool { return false }

// Close ends a block; see goldmark.
func (formulaBlocks) Close(ast.Node, text.Reader, parser.Context) {}

// Open begins a block; see goldmark.
func (formulaBlocks) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	end, open := blockEnd(line[pos:])
	if end == "" || !endsAlone(r.Source()[segment.Start+pos+open:], end) {
		return nil, parser.NoChildren
	}
	n := &FormulaBlock{}
	n.Lines().Append(segment.WithStart(segment.Start + pos))
	if !bytes.Contains(line[pos+open:], []byte(end)) {
		n.end = end
	}
	r.AdvanceToEOL()
	return n, parser.NoChildren
}

// blockEnd returns how a formula ends that begins a line, and how long its beginning
// is.
func blockEnd(line []byte) (end string, open int) {
	switch env := environmentOf(line); {
	case bytes.HasPrefix(line, []byte("$$")):
		return "$$", 2
	case bytes.HasPrefix(line, []byte(`\[`)):
		return `\]`, 2
	case bytes.HasPrefix(line, []byte(`\\[`)):
		return `\\]`, 3
	case env != "":
		return `\end{` + env + `}`, len(`\begin{}`) + len(env)
	}
	return "", 0
}

// endsAlone reports whether the end of a formula is the end of a line, too, with at
// most a mark after it.
func endsAlone(rest []byte, end string) bool {
	n := bytes.Index(rest[:min(len(rest), maxFormula)], []byte(end))
	if n < 0 {
		return false
	}
	after := rest[n+len(end):]
	if i := bytes.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	}
	return len(bytes.Trim(after, " \t\r.,;")) == 0
}

// Continue goes on with a block; see goldmark.
func (formulaBlocks) Continue(n ast.Node, r text.Reader, pc parser.Context) parser.State {
	f := n.(*FormulaBlock)
	if f.end == "" {
		return parser.Close
	}
	line, segment := r.PeekLine()
	f.Lines().Append(segment)
	r.AdvanceToEOL()
	if bytes.Contains(line, []byte(f.end)) {
		f.end = ""
	}
	return parser.Continue | parser.NoChildren
}
