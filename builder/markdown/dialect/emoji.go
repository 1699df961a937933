package dialect

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark-emoji/definition"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Emoji reads the names that GitHub gives emoji, between colons.
func Emoji() parser.InlineParser {
	return emojiParser{sync.OnceValue(func() definition.Emojis { return definition.Github() })}
}

type emojiParser struct{ known func() definition.Emojis }

func (emojiParser) Trigger() []byte { return []byte{':'} }

const longestEmoji = 50 // bytes of a name

func (p emojiParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	n := bytes.IndexFunc(line[1:min(len(line), longestEmoji)], func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' || r == '+' || r == '-')
	})
	if n < 2 && !(n == 1 && line[1] > '9') || line[1+n] != ':' {
		return nil
	}
	e, ok := p.known().Get(string(line[1 : 1+n]))
	if !ok || !e.IsUnicode() {
		return nil
	}
	block.Advance(n + 2)
	return ast.NewString([]byte(string(e.Unicode)))
}
