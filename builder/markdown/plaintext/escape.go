// Package plaintext returns the text of a tree of Markdown, and text as HTML.
package plaintext

import (
	"github.com/yuin/goldmark/util"
)

// special marks the bytes that have a meaning in HTML or in Markdown text.
var special = [256]bool{'<': true, '>': true, '&': true, '"': true, 0: true, '\\': true}

// Escape appends text as HTML.
func Escape[T string | []byte](dst []byte, s T) []byte {
	from := 0
	for i := range len(s) {
		if !special[s[i]] || s[i] == '\\' {
			continue
		}
		dst = append(dst, s[from:i]...)
		dst = append(dst, entity(s[i])...)
		from = i + 1
	}
	return append(dst, s[from:]...)
}

func entity(c byte) string {
	switch c {
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '&':
		return "&amp;"
	case '"':
		return "&quot;"
	}
	return "\uFFFD" // NUL
}

// EscapeMarkdown appends Markdown text as HTML: escapes and character references
// are resolved first.
func EscapeMarkdown(dst, s []byte) []byte {
	for i := range s {
		if special[s[i]] {
			return Escape(append(dst, s[:i]...), Unescape(s[i:]))
		}
	}
	return append(dst, s...)
}

// Plain appends Markdown text as plain text.
func Plain(dst, s []byte) []byte {
	for i := range s {
		if s[i] == '\\' || s[i] == '&' || s[i] == 0 {
			return append(append(dst, s[:i]...), Unescape(s[i:])...)
		}
	}
	return append(dst, s...)
}

// Unescape resolves backslash escapes and character references in one pass, so
// that an escaped "&" begins no reference.
func Unescape(s []byte) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
			out = append(out, s[i])
		case c == '&':
			ref := reference(s[i:])
			resolved := ref
			if len(ref) > 1 {
				resolved = util.ResolveEntityNames(util.ResolveNumericReferences(ref))
			}
			out = append(out, resolved...)
			i += len(ref) - 1
		case c == 0:
			out = append(out, "\uFFFD"...)
		default:
			out = append(out, c)
		}
	}
	return out
}

// reference returns the character reference at the head of s, or its "&".
func reference(s []byte) []byte {
	for i := 1; i < len(s) && i < 40; i++ {
		if s[i] == ';' {
			return s[:i+1]
		}
		if !util.IsAlphaNumeric(s[i]) && !(i == 1 && s[i] == '#') {
			break
		}
	}
	return s[:1]
}
