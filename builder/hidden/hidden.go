// Package hidden knows by which words people who are erased or anonymous are called.
package hidden

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words are those of people who are erased or anonymous: they are named neither by the site nor by an
// address on it: their ids, aliases and names are words that sources,
// attachments and old addresses may not hold, and sources do not lead to their
// own websites. What articles say of them in their texts is their writers'
// business.
type Words struct {
	all   map[string]bool     // folded
	of    map[string][]string // the same by the id that the ledger shows of a person
	sites []string            // folded, without scheme
}

// Add adds the words of a person whom the site calls by an id, and their website.
func (h *Words) Add(as, website string, words []string) {
	if own := bare(website); own != "" {
		h.sites = append(h.sites, own)
	}
	if h.all == nil {
		h.all, h.of = map[string]bool{}, map[string][]string{}
	}
	for _, word := range words {
		if word = fold(word); word != "" {
			h.all[word] = true
			h.of[as] = append(h.of[as], word)
		}
	}
}

// None reports whether everybody may be named.
func (h *Words) None() bool { return len(h.all) == 0 }

// Has reports whether a name is one of the words.
func (h *Words) Has(name string) bool { return h.all[fold(name)] }

// bare returns an address without scheme, folded.
func bare(address string) string {
	_, rest, _ := strings.Cut(fold(address), "://")
	return strings.TrimSuffix(rest, "/")
}

func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// Names reports whether a part of an address is the name of a person who does
// not want to be named: a folder, a file, a value.
func (h *Words) Names(address string) bool {
	if len(h.all) == 0 {
		return false
	}
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	for _, part := range strings.FieldsFunc(fold(address), func(r rune) bool { return strings.ContainsRune("/?&=#@:;+", r) }) {
		if h.all[part] || h.all[strings.TrimSuffix(part, path.Ext(part))] {
			return true
		}
	}
	return false
}

// Mentions reports whether an address holds a word of one person anywhere, also
// within other words; a short one, or one of digits, only as a whole.
func (h *Words) Mentions(address, id string) bool {
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	address = fold(address)
	for _, word := range h.of[id] {
		long := len(word) > 3 && strings.ContainsFunc(word, unicode.IsLetter)
		for from := 0; ; {
			i := strings.Index(address[from:], word)
			if i < 0 {
				break
			}
			if from += i; long || !touches(address, from, from+len(word)) {
				return true
			}
			from += len(word)
		}
	}
	return false
}

// touches reports whether a letter or digit is right before or after a part.
func touches(s string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	return from > 0 && inWord(before) || to < len(s) && inWord(after)
}

// Owns reports whether an address is on the website of a person who does not
// want to be named.
func (h *Words) Owns(address string) bool {
	return slices.ContainsFunc(h.sites, func(own string) bool { return strings.HasPrefix(bare(address), own) })
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
