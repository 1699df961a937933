package markdown

import (
	"github.com/yuin/goldmark/text"

	"winnow/builder/markdown/plaintext"
)

// maxCode is how many bytes of code are coloured in one body.
const maxCode = 64 << 10

// writeCode writes a code block in a box that scrolls by keyboard, and in which
// a script of the page finds place for a copy button.
func writeCode(w *writer, language string, lines *text.Segments) {
	w.str(`<div class="code"`)
	if language != "" {
		w.str(` data-lang="`)
		w.out = plaintext.EscapeMarkdown(w.out, []byte(language))
		w.str(`"`)
	}
	w.str(`><pre tabindex="0"><code class="chroma">`)
	if !writeColoured(w, language, lines) {
		w.rawLines(lines)
	}
	w.str("</code></pre></div>\n")
}

// writeColoured writes code in colours, and reports whether it did.
func writeColoured(w *writer, language string, lines *text.Segments) (ok bool) {
	size := 0
	for i := range lines.Len() {
		size += lines.At(i).Stop - lines.At(i).Start
	}
	if language == "" || size == 0 || w.code+size > maxCode {
		return false
	}
	code := string(lines.Value(w.body))
	lexer, ok := w.c.highlighter.Find(language, code)
	if !ok {
		return false
	}
	w.code += size
	w.out, ok = lexer.Append(w.out, code)
	return ok
}
