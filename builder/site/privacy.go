package site

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// Those who are erased or anonymous are named neither by the site nor by an
// address on it: their ids, aliases and names are words that sources,
// attachments and old addresses may not hold, and sources do not lead to their
// own websites. What articles say of them in their texts is their writers'
// business.
type hiddenWords struct {
	all   map[string]bool     // folded
	of    map[string][]string // the same by the id that the ledger shows of a person
	sites []string            // folded, without scheme
}

// wordsOfHidden collects the words of those who do not want to be named.
func wordsOfHidden(people []content.Contributor, ledger Ledger) hiddenWords {
	h := hiddenWords{all: map[string]bool{}, of: map[string][]string{}}
	for i := range people {
		c := &people[i]
		st := ledger.Contributor(c.ID)
		if st == nil || st.Privacy != content.Erased && st.Privacy != content.Anonymous {
			continue
		}
		if own := bare(c.URL); own != "" {
			h.sites = append(h.sites, own)
		}
		for _, word := range append([]string{c.ID, c.Name}, c.Aliases...) {
			for _, form := range []string{word, slug(word), strings.ReplaceAll(word, " ", "_")} {
				if form = fold(form); word != "" {
					h.all[form] = true
					h.of[st.ID] = append(h.of[st.ID], form)
				}
			}
		}
	}
	return h
}

// bare returns an address without scheme, folded.
func bare(address string) string {
	_, rest, _ := strings.Cut(fold(address), "://")
	return strings.TrimSuffix(rest, "/")
}

func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// names reports whether a part of an address is the name of a person who does
// not want to be named: a folder, a file, a value.
func (h *hiddenWords) names(address string) bool {
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

// mentions reports whether an address holds a word of one person anywhere, also
// within other words; a short one, or one of digits, only as a whole.
func (h *hiddenWords) mentions(address, id string) bool {
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

// owns reports whether an address is on the website of a person who does not
// want to be named.
func (h *hiddenWords) owns(address string) bool {
	return slices.ContainsFunc(h.sites, func(own string) bool { return strings.HasPrefix(bare(address), own) })
}

// placeAttachments leaves out files that are named after a person who does not
// want to be named, and warns of articles whose path is.
func placeAttachments(s *Site) (problems diag.List) {
	warn := func(name, msg string) {
		problems = append(problems, diag.Problem{Path: name, Warning: true, Msg: msg, Hint: "rename the file or folder"})
	}
	for _, name := range s.in.Attachments {
		if s.hidden.names(name) {
			warn(name, "the path names a contributor who is erased or anonymous; the file is left out")
			continue
		}
		s.Attachments = append(s.Attachments, name)
	}
	slices.Sort(s.Attachments)
	for _, e := range s.Reachable() {
		if s.hidden.names(e.Path) {
			warn(e.Path, "the path, and so the address, names a contributor who is erased or anonymous")
		}
	}
	return problems
}
