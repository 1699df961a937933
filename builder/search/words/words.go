// Package words cuts text into words, for the articles of an index and for the
// queries to it. search.js does the same; testdata/tokens.json of package search
// holds what both must give.
//
// Text is cut into chunks of letters, digits, marks and the joiners
// _ . - + # / \ : ' ’ ~ @. Joiners at the ends of a chunk are dropped, except
// those in --flag, .NET, /etc, ./run, C++ and C#. A chunk with joiners inside
// gives its words, and itself as one more token where it is an identifier: it
// holds _ . @ \ :: or two slashes, or a digit beside one of - : / +, or kept a
// joiner at an end (file.ext, snake_case, v2.3.1, utf-8, C++). A word of one or
// two letters with a hyphen joins the next: wi-fi gives wifi, wi and fi. An
// apostrophe before the last one or two letters is dropped: don't gives dont.
// camelCase gives itself and its parts. Scripts without spaces, and Hangul,
// give overlapping pairs of characters. Tokens have at most 40 characters.
//
// A token is folded: compatibility forms and accents are dropped (NFKD), case
// is lowered, ß becomes ss, ø o, ς σ and so on (see fold.go). й keeps its breve.
package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// List returns the words of a text without their parts. Words and parts together
// count up to most; what follows is left out.
func List(text string, most int) (list []string) {
	Scan([]byte(text), func(depth int, token, _ []byte) {
		if most--; most >= 0 && depth == 0 {
			list = append(list, string(token))
		}
	})
	return list
}

// Label returns the form in which values of filters are compared: folded, on one
// line, with hyphens for spaces, at most MaxToken characters long.
func Label(s string) string {
	token, _ := Fold([]byte(s))
	parts := strings.FieldsFunc(string(token), func(r rune) bool { return strings.ContainsRune(Blank, r) })
	return string(Cut([]byte(strings.Join(parts, "-")), MaxToken))
}

// Blank are the characters that separate the items of a query.
const Blank = " \t\r\n"

// NotLetter reports whether r is anything but a letter of a script with spaces.
func NotLetter(r rune) bool { return !unicode.IsLetter(r) || Spaceless(r) }

// Beginning returns the part of a word by which titles are listed: two
// characters, one of scripts without spaces, none of a shorter word.
func Beginning(word []byte) []byte {
	n := runeLen(word)
	if r, _ := utf8.DecodeRune(word); len(word) > 0 && Spaceless(r) {
		return word[:n]
	}
	if n == len(word) {
		return nil
	}
	return word[:n+runeLen(word[n:])]
}
