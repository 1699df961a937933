package dialect

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Emphasis returns a parser of emphasis that also understands it beside the text of
// scripts without blanks: there, the marks of **「刻舟求剣」**です stand between
// punctuation and a letter, which CommonMark takes for the wrong side. The rule is
// that of the proposal "markdown-cjk-friendly": East Asian punctuation counts as a
// letter, and an East Asian character beside other punctuation as a blank.
func Emphasis(p parser.InlineParser) parser.InlineParser { return eastAsian{p} }

type eastAsian struct{ parser.InlineParser }

// Parse reads what begins here; see goldmark.
func (p eastAsian) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, _ := block.PeekLine()
	n := p.InlineParser.Parse(parent, block, pc)
	d, ok := n.(*parser.Delimiter)
	if !ok || d.Char == '_' || d.OriginalLength > len(line) {
		return n
	}
	after := ' '
	if d.OriginalLength < len(line) {
		after, _ = utf8.DecodeRune(line[d.OriginalLength:])
	}
	if IsEastAsian(before) || IsEastAsian(after) {
		d.CanOpen, d.CanClose = flanks(after, before), flanks(before, after)
	}
	return n
}

// flanks reports whether marks are at the side of inner, with outer on their other
// side.
func flanks(inner, outer rune) bool {
	if util.IsSpaceRune(inner) {
		return false
	}
	return !isOtherPunct(inner) || util.IsSpaceRune(outer) || isOtherPunct(outer) || IsEastAsian(outer)
}

func isOtherPunct(r rune) bool { return util.IsPunctRune(r) && !IsEastAsian(r) }

// IsEastAsian reports whether a character is of a script that is written without
// blanks, or a mark of its punctuation; Korean, which has blanks, is in it.
func IsEastAsian(r rune) bool {
	return r >= 0x1100 && (isUnspaced(r) || unicode.Is(unicode.Hangul, r))
}

// isUnspaced reports the same without Korean.
func isUnspaced(r rune) bool {
	switch {
	case r < 0x2e80:
		return false
	case r >= 0x2e80 && r <= 0x312f, r >= 0x3190 && r <= 0xa4cf, r >= 0xf900 && r <= 0xfaff, r >= 0xfe30 && r <= 0xfe4f, r >= 0xff00 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6:
		return true
	}
	return r >= 0x1b000 && r <= 0x1b2ff || r >= 0x20000 && r <= 0x3ffff
}

// Joins reports whether the lines before and after a break are joined without a
// blank: both have East Asian text at the break.
func Joins(before, after []byte) bool {
	last, _ := utf8.DecodeLastRune(before)
	if !isUnspaced(last) {
		return false
	}
	first, _ := utf8.DecodeRune(after)
	return isUnspaced(first)
}
