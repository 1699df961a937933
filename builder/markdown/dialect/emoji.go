package dialect

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"winnow/builder/markdown/emoji"
)

// Emoji reads the names that GitHub gives emoji, between colons.
func Emoji() parser.InlineParser {
	return emojiParser{}
}

type emojiParser struct{}

// Trigger returns the bytes that begin it.
func (emojiParser) Trigger() []byte { return []byte{':'} }

const longestEmoji = 50 // bytes of a name

// Parse reads what begins here; see goldmark.
func (emojiParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	n := bytes.IndexFunc(line[1:min(len(line), longestEmoji)], func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '+' || r == '-')
	})
	if n < 2 && !(n == 1 && line[1] > '9') || line[1+n] != ':' {
		return nil
	}
	picture, ok := emoji.Unicode(string(line[1 : 1+n]))
	if !ok {
		return nil
	}
	block.Advance(n + 2)
	return ast.NewString([]byte(picture))
}
