package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A Section is what stands under one heading of an answer, up to the next.
type Section struct {
	ID, Heading string
	Text, Code  string
}

const (
	maxSections = 12 // of an article; further ones are not told apart
	maxHeading  = 60 // characters
	maxUnder    = 40 // words noted of a section
)

// A part is what the index knows of a section: its heading, and marks of the
// words that the article has under it first, two characters each, sorted.
type part struct{ id, heading, marks string }

const markLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

// markOf returns the mark of a word, twelve bits of a hash (FNV-1a over its
// characters). One word in 4096 has the mark of another; readers take it for a
// word of the section then, and send their user to the wrong heading.
func markOf(word string) string {
	h := uint32(2166136261)
	for _, r := range word {
		h = (h ^ uint32(r)) * 16777619
	}
	h ^= h >> 15
	return string([]byte{markLetters[h>>6&63], markLetters[h&63]})
}

// A sorter gives each word of an answer to the section that has it first.
type sorter struct {
	seen map[string]bool // words that belong to a section before, or to none
	stop map[string]bool
}

// partsOf returns what is to be known of the sections. Words of the title and of
// the question lead to the article as a whole, as do those of the answer that
// come before its first heading.
func partsOf(language string, f Fields) (out []part) {
	if len(f.Sections) == 0 {
		return nil
	}
	s := sorter{seen: map[string]bool{}, stop: stopSets()[stopCode(language)]}
	s.words(f.Title)
	s.words(f.Question)
	before, _, _ := strings.Cut(f.Answer, f.Sections[0].Heading+"\n"+f.Sections[0].Text)
	s.words(before)
	for _, v := range f.Sections[:min(len(f.Sections), maxSections)] {
		heading := clean(v.Heading, maxHeading)
		s.words(heading)
		list := append(s.words(v.Text), s.words(v.Code)...)
		marks := make([]string, 0, len(list))
		for _, w := range list[:min(len(list), maxUnder)] {
			marks = append(marks, markOf(w))
		}
		slices.Sort(marks)
		out = append(out, part{v.ID, heading, strings.Join(slices.Compact(marks), "")})
	}
	return out
}

// words returns the words of a text that no text before had, but for stop words.
func (s *sorter) words(text string) (list []string) {
	tokenizer{emit: func(_ int, token, _ []byte) {
		if s.seen[string(token)] || s.stop[string(token)] || utf8.RuneCount(token) < 2 {
			return
		}
		word := string(token)
		s.seen[word] = true
		list = append(list, word)
	}}.scan([]byte(text))
	return list
}

// column returns the parts of an article as they stand in a document block.
func column(sections []part) string {
	var values []string
	for _, p := range sections {
		id, ok := strings.CutPrefix(p.id, headingPrefix)
		if ok {
			id = shortSlug(clean(id, maxTitle), slugOf(p.heading))
		} else {
			id = "=" + clean(p.id, maxTitle)
		}
		values = append(values, p.heading, id, p.marks)
	}
	return strings.Join(values, betweenParts)
}

// headingPrefix begins the ids of headings.
const headingPrefix = "h-"

// partsIn undoes column.
func partsIn(s string) (out []part) {
	if s == "" {
		return nil
	}
	values := strings.Split(s, betweenParts)
	for ; len(values) >= 3; values = values[3:] {
		id, literal := strings.CutPrefix(values[1], "=")
		if !literal {
			id = headingPrefix + longSlug(id, values[0])
		}
		out = append(out, part{id, values[0], values[2]})
	}
	return out
}

// under returns the section that has most of the words found, by how rare they
// are: those that are not in the title, each in one of its forms. It returns
// nothing when no section has any.
func under(d *Document, terms []*term) (best part) {
	if len(d.parts) == 0 {
		return best
	}
	title, highest := wordSet(d.Title), 0
	for _, p := range d.parts {
		heading, sum := wordSet(p.heading), 0
		for _, t := range terms {
			if !anyIn(t.forms, title.has) && anyIn(t.forms, func(w string) bool { return heading.has(w) || p.has(markOf(w)) }) {
				sum += t.idf
			}
		}
		if sum > highest {
			best, highest = p, sum
		}
	}
	return best
}

func (p part) has(mark string) bool {
	for i := 0; i+1 < len(p.marks); i += 2 {
		if p.marks[i:i+2] == mark {
			return true
		}
	}
	return false
}

func anyIn(forms []string, has func(string) bool) bool { return slices.ContainsFunc(forms, has) }

type set map[string]bool

func (s set) has(w string) bool { return s[w] }

// wordSet returns the words of a text and their parts.
func wordSet(text string) set {
	s := set{}
	tokenizer{emit: func(_ int, token, _ []byte) { s[string(token)] = true }}.scan([]byte(text))
	return s
}
