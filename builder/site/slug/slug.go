// Package slug makes addresses of names: of tags, and of people.
package slug

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Of makes one segment of a URL from a name: lower case, letters and digits
// of any script, "-" for everything between. "C++" is "c-plus-plus", "C#" is
// "c-sharp" and ".NET" is "dot-net", so that they do not become one; a point
// between letters or digits stays ("node.js"), except in "index.html", a file of
// the folder above. A name without any letter becomes its hash.
func Of(name string) string {
	if isSlug(name) {
		return name
	}
	var b strings.Builder
	gap := false
	put := func(s string) {
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteString(s)
	}
	text := norm.NFC.String(strings.ToValidUTF8(name, "-"))
	for i, r := range text {
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		switch {
		case InWord(r):
			put(string(unicode.ToLower(r)))
		case r == '.' && InWord(next) && b.Len() > 0 && !gap:
			put(".")
		case r == '.' && InWord(next) && b.Len() == 0:
			put("dot")
			gap = true
		case r == '+', r == '#':
			gap = true
			put(map[rune]string{'+': "plus", '#': "sharp"}[r])
			gap = true
		default:
			gap = true
		}
	}
	switch s := b.String(); {
	case s == "":
		return "x-" + Hash(name)
	case s == "index.html":
		return "index-html"
	case len(s) > maxSlug:
		return strings.ToValidUTF8(s[:maxSlug], "") + "-" + Hash(name)
	default:
		return s
	}
}

const maxSlug = 100 // bytes; file systems stop at 255

// InWord reports whether a character is part of a word of a name.
func InWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// isSlug reports whether a name is a slug already, as most are.
func isSlug(name string) bool {
	gap := true
	for i := range len(name) {
		c := name[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			gap = false
		case c == '-' && !gap:
			gap = true
		default:
			return false
		}
	}
	return !gap && len(name) <= maxSlug
}

// Hash distinguishes names that have the same slug.
func Hash(name string) string {
	h := fnv.New32a()
	h.Write([]byte(name))
	return fmt.Sprintf("%08x", h.Sum32())
}
