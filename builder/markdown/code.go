package markdown

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/yuin/goldmark/text"
)

// Code beyond these bounds is shown plain. Highlighters try regular
// expressions at each character, and some of those run far ahead.
const (
	maxHighlight = 12 << 10 // bytes of one block
	maxCode      = 64 << 10 // highlighted bytes of one body
	maxCodeLine  = 1000     // bytes of one line
)

// codeBlock writes a code block in a box that scrolls by keyboard, and in which
// a script of the page finds place for a copy button.
func (w *writer) codeBlock(language string, lines *text.Segments) {
	w.str(`<div class="code"`)
	if language != "" {
		w.str(` data-lang="`)
		w.out = appendText(w.out, []byte(language))
		w.str(`"`)
	}
	w.str(`><pre tabindex="0"><code class="chroma">`)
	if !w.highlight(language, lines) {
		w.rawLines(lines)
	}
	w.str("</code></pre></div>\n")
}

// highlight writes code with a span for each token that the style sheet
// colours, and reports whether it did.
func (w *writer) highlight(language string, lines *text.Segments) bool {
	lexer := w.c.lexers[strings.ToLower(language)]
	size := 0
	for i := range lines.Len() {
		n := lines.At(i).Stop - lines.At(i).Start
		if size += n; n > maxCodeLine {
			return false
		}
	}
	if lexer == nil || size == 0 || size > maxHighlight || w.code+size > maxCode {
		return false
	}
	w.code += size
	start := len(w.out)
	if !w.tokens(lexer, string(lines.Value(w.body))) {
		w.out = w.out[:start]
		return false
	}
	return true
}

// tokens writes highlighted code. What a lexer consists of may panic by its
// contract.
func (w *writer) tokens(l *lexer, code string) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	class := ""
	err := l.tokenise(code, func(t chroma.TokenType, text []rune) {
		if c := tokenClass(t); c != class {
			w.endToken(class)
			class = c
			if class != "" {
				w.str(`<span class="` + class + `">`)
			}
		}
		w.out = appendEscapedRunes(w.out, text)
	})
	w.endToken(class)
	return err == nil
}

func (w *writer) endToken(class string) {
	if class != "" {
		w.str("</span>")
	}
}

// tokenClass is chroma's class name for a kind of token, or that of the kind
// above it. White space, punctuation and names without a meaning look like the
// text around them. So do errors: what is posted is seldom a whole program.
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
