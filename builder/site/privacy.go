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

// Whoever is erased or anonymous is named neither by the site nor by an address
// on it: ids, aliases and names of such people are words that sources,
// attachments and old addresses may not hold, and sources do not lead to their
// own websites. What articles say of somebody in their texts is their writers'
// business.
type hiddenWords struct {
	all   map[string]bool     // folded
	of    map[string][]string // the same by the id that the ledger shows of a person
	sites []string            // folded, without scheme
}

// hideWords collects the words of those who do not want to be named.
func (s *Site) hideWords() {
	s.hidden = hiddenWords{all: map[string]bool{}, of: map[string][]string{}}
	for i := range s.in.People {
		c := &s.in.People[i]
		st := s.ledger.Contributor(c.ID)
		if st == nil || st.Privacy != content.Erased && st.Privacy != content.Anonymous {
			continue
		}
		if own := bare(c.URL); own != "" {
			s.hidden.sites = append(s.hidden.sites, own)
		}
		for _, word := range append([]string{c.ID, c.Name}, c.Aliases...) {
			for _, form := range []string{word, slug(word), strings.ReplaceAll(word, " ", "_")} {
				if form = fold(form); word != "" {
					s.hidden.all[form] = true
					s.hidden.of[st.ID] = append(s.hidden.of[st.ID], form)
				}
			}
		}
	}
}

// bare is an address without scheme, folded.
func bare(address string) string {
	_, rest, _ := strings.Cut(fold(address), "://")
	return strings.TrimSuffix(rest, "/")
}

func fold(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// names tells whether a part of an address is the name of somebody who does
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

// mentions tells whether an address holds a word of one person anywhere, also
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

// touches tells whether a letter or digit stands right before or after a part.
func touches(s string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	return from > 0 && inWord(before) || to < len(s) && inWord(after)
}

// SourceOf is the address at which an article was said, unless it names somebody
// who does not want to be named.
func (s *Site) SourceOf(e *Entry) string {
	address := webAddress(e.Source)
	if address == "" || len(s.hidden.all) == 0 {
		return address
	}
	for _, id := range []string{e.Author, e.AskedBy, e.AcceptedBy} {
		if st := s.ledger.Contributor(id); st != nil && s.hidden.mentions(address, st.ID) {
			return ""
		}
	}
	if s.hidden.names(address) || slices.ContainsFunc(s.hidden.sites, func(own string) bool { return strings.HasPrefix(bare(address), own) }) {
		return ""
	}
	return address
}

// placeAttachments leaves out files that are named after somebody who does not
// want to be named, and warns of articles whose path is.
func (s *Site) placeAttachments() (problems diag.List) {
	warn := func(name, msg string) {
		problems = append(problems, diag.Problem{Path: name, Warning: true, Msg: msg, Hint: "rename the file or folder"})
	}
	for _, name := range s.in.Attachments {
		if s.hidden.names(name) {
			warn(name, "the path names a contributor who is erased or anonymous; the file is left out")
			continue
		}
		s.attachments = append(s.attachments, name)
	}
	for _, e := range s.reachable() {
		if s.hidden.names(e.Path) {
			warn(e.Path, "the path, and so the address, names a contributor who is erased or anonymous")
		}
	}
	return problems
}
