package dialect

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// An ender says where a box ends: before a line that is not indented, at a line of
// colons, or at a tag.
type ender struct {
	indent int    // columns that its lines are indented
	colons int    // length of the line of colons
	tag    string // name of the tag that ends it
}

// A boxRow is one way to begin a box.
type boxRow struct {
	name  string
	first byte // of the line
	open  func(line string, rest []byte) (b *Box, used int)
}

// boxRows is the table of ways to begin a box.
func boxRows() []boxRow {
	return []boxRow{
		{"containers", ':', openColons},         // :::note Title … :::
		{"admonitions", '!', openAdmonition},    // !!! note "Title", indented text
		{"folded admonitions", '?', openFolded}, // ??? note "Title", indented text
		{"tabs", '=', openTab},                  // === "Title", indented text
		{"tags", '{', openTag},                  // {% hint style="info" %} … {% endhint %}
	}
}

// Boxes reads boxes.
func Boxes() parser.BlockParser {
	p := boxParser{rows: map[byte][]boxRow{}}
	for _, r := range boxRows() {
		p.rows[r.first] = append(p.rows[r.first], r)
		p.trigger = append(p.trigger, r.first)
	}
	return p
}

type boxParser struct {
	rows    map[byte][]boxRow
	trigger []byte
}

// Trigger returns the bytes that begin it.
func (p boxParser) Trigger() []byte { return p.trigger }

// CanInterruptParagraph reports whether it may follow a line of text.
func (boxParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine reports whether it may be indented.
func (boxParser) CanAcceptIndentedLine() bool { return false }

// Close ends a block; see goldmark.
func (boxParser) Close(ast.Node, text.Reader, parser.Context) {}

// Open begins a block; see goldmark.
func (p boxParser) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || pos >= len(line) {
		return nil, parser.NoChildren
	}
	for _, row := range p.rows[line[pos]] {
		b, used := row.open(strings.TrimRight(string(line[pos:]), "\r\n"), r.Source()[segment.Stop:])
		if b == nil || !counted(pc) {
			continue
		}
		if used == 0 || used >= len(bytes.TrimRight(line[pos:], " \t\r\n")) {
			skipLine(r)
		} else {
			r.Advance(pos + used)
			b.ended = b.end.endsLine(string(line[pos+used:]))
		}
		return b, parser.HasChildren
	}
	return nil, parser.NoChildren
}

func counted(pc parser.Context) bool {
	n, _ := pc.Get(boxCount).(int)
	pc.Set(boxCount, n+1)
	return n < maxBoxes
}

// skipLine passes over a line but for its end.
func skipLine(r text.Reader) {
	line, segment := r.PeekLine()
	end := 0
	if bytes.HasSuffix(line, []byte("\n")) {
		end = 1
	}
	r.Advance(segment.Stop - segment.Start - end + segment.Padding)
}

// Continue goes on with a block; see goldmark.
func (p boxParser) Continue(n ast.Node, r text.Reader, pc parser.Context) parser.State {
	b := n.(*Box)
	line, _ := r.PeekLine()
	switch {
	case b.end.indent > 0:
		return continueIndented(b, line, r)
	case b.ended:
		return parser.Close
	}
	if !held(b, pc) {
		b.ended = b.end.endsLine(string(line))
	}
	if !b.end.ends(strings.TrimSpace(string(line))) || held(b, pc) {
		return parser.Continue | parser.HasChildren
	}
	skipLine(r)
	return parser.Close
}

func continueIndented(b *Box, line []byte, r text.Reader) parser.State {
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	at, padding := util.IndentPosition(line, r.LineOffset(), b.end.indent)
	if at < 0 {
		return parser.Close
	}
	r.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

// ends reports whether a line ends a box.
func (e ender) ends(line string) bool {
	if e.colons > 0 {
		return len(line) >= e.colons && strings.Trim(line, ":") == ""
	}
	t, used := readTag(line)
	return used == len(line) && t.ends == e.tag
}

// endsLine reports whether the tag that ends a box is at the end of a line of text.
func (e ender) endsLine(line string) bool {
	line = strings.TrimRight(line, " \t\r\n")
	if e.tag == "" || !strings.HasSuffix(line, "}") {
		return false
	}
	i := strings.LastIndex(line, "{%")
	if k := strings.LastIndex(line, "{{"); k > i {
		i = k
	}
	return i > 0 && strings.TrimSpace(line[:i]) != "" && e.ends(line[i:])
}

// held reports whether a line that could end a box belongs to a block inside it: code,
// or a box that ends in the same way.
func held(b *Box, pc parser.Context) bool {
	inside := false
	for _, open := range pc.OpenedBlocks() {
		switch n := open.Node.(type) {
		case *Box:
			if n == b {
				inside = true
			} else if inside && n.end.indent == 0 && (n.end.tag == b.end.tag && n.end.colons <= max(b.end.colons, 3)) {
				return true
			}
		case *ast.FencedCodeBlock:
			if inside {
				return true
			}
		}
	}
	return false
}

var (
	colonLine = regexp.MustCompile(`^(:{3,})[ \t]*(?:\{[.]?([\pL\pN_-]+)[^}]*\}|([\pL][\pL\pN_-]*))?(?:\[([^\]]*)\]|\{[^}]*\}|[ \t]+(.*))?[ \t]*$`)
	admonLine = regexp.MustCompile(`^(!!!|\?\?\?\+?)[ \t]*([\pL][\pL\pN_-]*)((?:[ \t]+[\pL\pN_-]+)*)[ \t]*(?:"(.*)")?[ \t]*$`)
	tabLine   = regexp.MustCompile(`^===[!+]?[ \t]+"(.*)"[ \t]*$`)
)

// plainBoxes are names of boxes that only arrange their content.
var plainBoxes = map[string]bool{
	"tabs": true, "code-group": true, "columns": true, "column": true, "row": true, "div": true, "cards": true, "grid": true,
	"steps": true, "wrapper": true, "container": true, "block": true,
}

func openColons(line string, rest []byte) (*Box, int) {
	m := colonLine.FindStringSubmatch(line)
	if m == nil || m[2]+m[3] == "" || !bytes.Contains(rest, []byte(":::")) {
		return nil, 0
	}
	b := newBox(m[2]+m[3], m[4]+strings.Trim(strings.TrimSpace(m[5]), `"`), ender{colons: len(m[1])})
	return b, 0
}

func openAdmonition(line string, rest []byte) (*Box, int) {
	m := admonLine.FindStringSubmatch(line)
	if m == nil || m[4] == "" && !indented(rest) {
		return nil, 0
	}
	b := newBox(m[2], m[4], ender{indent: 4})
	b.Folded, b.Open = m[1][0] == '?', m[1] == "???+"
	return b, 0
}

func openFolded(line string, rest []byte) (*Box, int) { return openAdmonition(line, rest) }

func openTab(line string, rest []byte) (*Box, int) {
	m := tabLine.FindStringSubmatch(line)
	if m == nil || !indented(rest) {
		return nil, 0
	}
	return &Box{Role: Tab, Of: "tab", Title: m[1], end: ender{indent: 4}}, 0
}

// indented reports whether the next line that is not blank is indented.
func indented(rest []byte) bool {
	for len(rest) > 0 {
		line := rest
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			line, rest = rest[:i], rest[i+1:]
		} else {
			rest = nil
		}
		if len(bytes.TrimSpace(line)) > 0 {
			return line[0] == '\t' || bytes.HasPrefix(line, []byte("    "))
		}
	}
	return false
}

func newBox(of, title string, end ender) *Box {
	of = strings.ToLower(of)
	b := &Box{Role: Alert, Of: of, Title: strings.TrimSpace(title), end: end}
	switch {
	case plainBoxes[of]:
		b.Role, b.Title = Plain, ""
	case of == "tab" || of == "tab-item":
		b.Role = Tab
	case of == "details" || of == "spoiler" || of == "collapse" || of == "expand":
		b.Folded = true
	}
	return b
}
