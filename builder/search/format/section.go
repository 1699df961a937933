package format

import (
	"slices"
	"strings"
)

// A Section is what the index knows of a part of an answer: its heading, and marks
// of the words that the article has under it first, two characters each, sorted.
type Section struct{ ID, Heading, Marks string }

// MaxHeading is how many characters of a heading are kept.
const MaxHeading = 60

const markLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

// Mark returns the mark of a word, twelve bits of a hash (FNV-1a over its
// characters). One word in 4096 has the mark of another; readers take it for a
// word of the section then, and send their user to the wrong heading.
func Mark(word string) string {
	h := uint32(2166136261)
	for _, r := range word {
		h = (h ^ uint32(r)) * 16777619
	}
	h ^= h >> 15
	return string([]byte{markLetters[h>>6&63], markLetters[h&63]})
}

// NewSection returns the section that has the words under its heading.
func NewSection(id, heading string, words []string) Section {
	marks := make([]string, 0, len(words))
	for _, w := range words {
		marks = append(marks, Mark(w))
	}
	slices.Sort(marks)
	return Section{id, heading, strings.Join(slices.Compact(marks), "")}
}

// Has reports whether a section has a mark.
func (s Section) Has(mark string) bool {
	for i := 0; i+1 < len(s.Marks); i += 2 {
		if s.Marks[i:i+2] == mark {
			return true
		}
	}
	return false
}

// headingPrefix begins the ids of headings.
const headingPrefix = "h-"

// Sections returns the sections of an article as a document block has them.
func Sections(list []Section) string {
	var values []string
	for _, s := range list {
		id, ok := strings.CutPrefix(s.ID, headingPrefix)
		if ok {
			id = shortSlug(Clean(id, MaxTitle), slugOf(s.Heading))
		} else {
			id = "=" + Clean(s.ID, MaxTitle)
		}
		values = append(values, s.Heading, id, s.Marks)
	}
	return strings.Join(values, betweenParts)
}

// ReadSections undoes Sections.
func ReadSections(s string) (out []Section) {
	if s == "" {
		return nil
	}
	values := strings.Split(s, betweenParts)
	for ; len(values) >= 3; values = values[3:] {
		id, literal := strings.CutPrefix(values[1], "=")
		if !literal {
			id = headingPrefix + longSlug(id, values[0])
		}
		out = append(out, Section{id, values[0], values[2]})
	}
	return out
}
