package search

import (
	"strings"
	"unicode/utf8"

	"winnow/builder/search/format"
	"winnow/builder/search/words"
)

// A Section is what an answer has under one heading, up to the next.
type Section struct {
	ID, Heading string
	Text, Code  string
}

const (
	maxSections = 12 // of an article; further ones are not distinguished
	maxUnder    = 40 // words noted of a section
)

// A sorter gives each word of an answer to the section that has it first.
type sorter struct {
	seen map[string]bool // words that belong to a section before, or to none
	stop map[string]bool
}

// sectionsOf returns what is to be known of the sections. Words of the title and of
// the question lead to the article as a whole, as do those of the answer that
// come before its first heading.
func sectionsOf(language string, f Fields) (out []format.Section) {
	if len(f.Sections) == 0 {
		return nil
	}
	s := sorter{seen: map[string]bool{}, stop: stopSets()[stopCode(language)]}
	s.words(f.Title)
	s.words(f.Question)
	before, _, _ := strings.Cut(f.Answer, f.Sections[0].Heading+"\n"+f.Sections[0].Text)
	s.words(before)
	for _, v := range f.Sections[:min(len(f.Sections), maxSections)] {
		heading := format.Clean(v.Heading, format.MaxHeading)
		s.words(heading)
		list := append(s.words(v.Text), s.words(v.Code)...)
		out = append(out, format.NewSection(v.ID, heading, list[:min(len(list), maxUnder)]))
	}
	return out
}

// words returns the words of a text that no text before had, but for stop words.
func (s *sorter) words(text string) (list []string) {
	words.Scan([]byte(text), func(_ int, token, _ []byte) {
		if s.seen[string(token)] || s.stop[string(token)] || utf8.RuneCount(token) < 2 {
			return
		}
		word := string(token)
		s.seen[word] = true
		list = append(list, word)
	})
	return list
}
