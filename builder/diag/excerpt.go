package diag

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// A longer line is cut to this many characters before and after the column.
const before, after = 48, 40

// Excerpt returns line of src as it may be shown, and a line with a caret that
// is under its column: both are made for a font of fixed width, in which
// wide characters take two cells. A long line is cut around the column. Both
// are empty when src has no such line, the caret alone when col is 0.
func Excerpt(src []byte, line, col int) (text, caret string) {
	if line < 1 {
		return "", ""
	}
	for ; line > 1; line-- {
		i := bytes.IndexByte(src, '\n')
		if i < 0 {
			return "", ""
		}
		src = src[i+1:]
	}
	if i := bytes.IndexByte(src, '\n'); i >= 0 {
		src = src[:i]
	}
	return clip(src, col)
}

// clip cuts one line around col and makes it harmless.
func clip(line []byte, col int) (text, caret string) {
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("\ufeff")), []byte("\r"))
	at := offset(line, col)
	left, right := line[:at], line[at:]
	head, tail := "", ""
	if i := fromEnd(left, before); i > 0 {
		left, head = left[i:], "…"
	}
	if i := offset(right, after+1); i < len(right) {
		right, tail = right[:i], "…"
	}
	shown := head + Visible(string(left))
	text = shown + Visible(string(right)) + tail
	if col > 0 {
		caret = strings.Repeat(" ", uniseg.StringWidth(shown)) + "^"
	}
	return text, caret
}

// offset returns the byte at which character col begins, counted from 1.
func offset(line []byte, col int) int {
	i := 0
	for ; col > 1 && i < len(line); col-- {
		_, n := utf8.DecodeRune(line[i:])
		i += n
	}
	return i
}

// fromEnd returns the byte at which the last n characters begin.
func fromEnd(line []byte, n int) int {
	i := len(line)
	for ; n > 0 && i > 0; n-- {
		_, w := utf8.DecodeLastRune(line[:i])
		i -= w
	}
	return i
}

// Visible makes text from a file fit to be shown on one line: tabs become four
// spaces, control characters their pictures (␛ for escape), what would turn the
// direction of writing or is not text becomes �.
func Visible(s string) string {
	if strings.IndexFunc(s, hidden) < 0 && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteString("    ")
		case r < ' ':
			b.WriteRune('␀' + r)
		case r == 0x7f:
			b.WriteRune('␡')
		case hidden(r):
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hidden reports whether a character acts on the terminal instead of being seen.
func hidden(r rune) bool {
	return unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 ||
		r == 0x2028 || r == 0x2029 || r == 0xfeff
}
