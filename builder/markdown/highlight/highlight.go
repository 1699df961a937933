// Package highlight colours code: it marks the tokens of a piece of code with
// spans, whose classes are chroma's, and writes the style sheet for them. It is
// the door to chroma.
//
// Code is posted by strangers and seldom a whole program. So white space,
// punctuation, names without a meaning and errors are not coloured, and code that
// would take long stays plain: lexers try regular expressions at each character,
// and some of those run far ahead.
package highlight

import (
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
)

// Code beyond these bounds is left plain.
const (
	maxBlock = 12 << 10 // bytes of one block
	maxLine  = 1000     // bytes of one line
)

// A Highlighter knows the languages. It is safe for several goroutines.
type Highlighter struct{ lexers map[string]*lexer }

// New returns a highlighter for all languages of chroma. Each is prepared when
// it is first used.
func New() Highlighter { return Highlighter{allLexers()} }

// A Lexer takes code of one language apart.
type Lexer struct{ lexer *lexer }

// Find returns the lexer for a piece of code. It reports false where the language
// is not known or the code is to stay plain.
func (h Highlighter) Find(language, code string) (Lexer, bool) {
	l := h.lexers[strings.ToLower(language)]
	if l == nil || code == "" || len(code) > maxBlock {
		return Lexer{}, false
	}
	for line := range strings.Lines(code) {
		if len(line) > maxLine {
			return Lexer{}, false
		}
	}
	return Lexer{l}, true
}

// Append appends code as HTML with a span for each token that the style sheet
// colours. Where the lexer fails it appends nothing and reports false. What a
// lexer consists of may panic by its contract.
func (l Lexer) Append(dst []byte, code string) (out []byte, ok bool) {
	start := len(dst)
	defer func() {
		if recover() != nil {
			out, ok = dst[:start], false
		}
	}()
	class := ""
	end := func() {
		if class != "" {
			dst = append(dst, "</span>"...)
		}
	}
	err := l.lexer.tokenise(code, func(t chroma.TokenType, text []rune) {
		if c := tokenClass(t); c != class {
			end()
			if class = c; class != "" {
				dst = append(append(append(dst, `<span class="`...), class...), `">`...)
			}
		}
		dst = appendEscaped(dst, text)
	})
	end()
	if err != nil {
		return dst[:start], false
	}
	return dst, true
}

func appendEscaped(dst []byte, text []rune) []byte {
	for _, r := range text {
		switch r {
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		case '&':
			dst = append(dst, "&amp;"...)
		case '"':
			dst = append(dst, "&quot;"...)
		case 0:
			dst = append(dst, "\uFFFD"...)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// tokenClass returns chroma's class name for a kind of token, or that of the kind
// above it; empty for what is not coloured.
func tokenClass(t chroma.TokenType) string {
	switch t {
	case chroma.Error, chroma.TextWhitespace, chroma.Punctuation, chroma.Name, chroma.NameOther:
		return ""
	}
	for ; t > 0; t = t.Parent() {
		if class := chroma.StandardTypes[t]; class != "" {
			return class
		}
	}
	return ""
}
