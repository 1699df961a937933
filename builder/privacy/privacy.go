// Package privacy knows the words that name those who do not want to be named, and
// finds them in addresses.
package privacy

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/builder/content"
)

// Hidden are the words of those who are hidden. Those who are erased or anonymous are named neither by the site nor by an
// address on it: their ids, aliases and names are words that sources,
// attachments and old addresses may not hold, and sources do not lead to their
// own websites. What articles say of them in their texts is their writers'
// business.
type Hidden struct {
	all   map[string]bool     // folded
	of    map[string][]string // the same by the id that the ledger shows of a person
	sites []string            // folded, without scheme
}

// Of collects the words of those who do not want to be named: shown returns the id
// that the site shows of a person, and whether it may not name them; slug is how
// addresses are made of names.
func Of(people []content.Contributor, shown func(id string) (as string, hidden bool), slug func(string) string) Hidden {
	h := Hidden{all: map[string]bool{}, of: map[string][]string{}}
	for i := range people {
		c := &people[i]
		as, hidden := shown(c.ID)
		if !hidden {
			continue
		}
		if own := bare(c.URL); own != "" {
			h.sites = append(h.sites, own)
		}
		for _, word := range append([]string{c.ID, c.Name}, c.Aliases...) {
			for _, form := range []string{word, slug(word), strings.ReplaceAll(word, " ", "_")} {
				if form = Fold(form); word != "" {
					h.all[form] = true
					h.of[as] = append(h.of[as], form)
				}
			}
		}
	}
	return h
}

// bare returns an address without scheme, folded.
func bare(address string) string {
	_, rest, _ := strings.Cut(Fold(address), "://")
	return strings.TrimSuffix(rest, "/")
}

// Fold returns a word as it is compared.
func Fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// Names reports whether a part of an address is the name of a person who does
// not want to be named: a folder, a file, a value.
func (h *Hidden) Names(address string) bool {
	if len(h.all) == 0 {
		return false
	}
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	for _, part := range strings.FieldsFunc(Fold(address), func(r rune) bool { return strings.ContainsRune("/?&=#@:;+", r) }) {
		if h.all[part] || h.all[strings.TrimSuffix(part, path.Ext(part))] {
			return true
		}
	}
	return false
}

// Mentions reports whether an address holds a word of one person anywhere, also
// within other words; a short one, or one of digits, only as a whole.
func (h *Hidden) Mentions(address, id string) bool {
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	address = Fold(address)
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
func (h *Hidden) Owns(address string) bool {
	return slices.ContainsFunc(h.sites, func(own string) bool { return strings.HasPrefix(bare(address), own) })
}

// Empty reports whether everyone may be named.
func (h *Hidden) Empty() bool { return len(h.all) == 0 }

// Has reports whether a word, folded, names one of them.
func (h *Hidden) Has(word string) bool { return h.all[word] }

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
