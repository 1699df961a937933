package site

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

const (
	alphabetURL  = "a-z/"
	alphabetRows = 300
)

// byTitle lists the articles, by their place in trust order, in the order of
// the site's language, for readers without scripts and for who knows the name
// of a thing. It is the dearest of all lists and only its own pages show it, so
// it is made when the first of them is asked for.
func (s *Site) byTitle() []int32 {
	tag, err := language.Parse(s.Options.Language)
	if err != nil {
		tag = language.English
	}
	c := collate.New(tag, collate.Numeric, collate.IgnoreCase)
	var buf collate.Buffer
	keys := make([][]byte, len(s.Articles))
	order := make([]int32, len(s.Articles))
	for i, e := range s.Articles {
		keys[i], order[i] = slices.Clone(c.KeyFromString(&buf, strings.TrimLeftFunc(e.Title, notSaid))), int32(i)
		buf.Reset()
	}
	slices.SortStableFunc(order, func(a, b int32) int { return bytes.Compare(keys[a], keys[b]) })
	return order
}

// notSaid tells whether a character is skipped where a title begins.
func notSaid(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// initial is the heading under which a title stands: its first letter without
// accent, "0–9" for digits, "#" for titles that begin with neither.
func initial(title string) string {
	for _, r := range norm.NFD.String(title[:min(len(title), 40)]) {
		switch {
		case unicode.IsDigit(r):
			return "0–9"
		case unicode.IsLetter(r):
			return string(unicode.ToUpper(r))
		}
	}
	return "#"
}

// alphabetView is one part of the list, cut by initials.
func (m maker) alphabetView(p *Page) *AlphabetView {
	l := m.list(p, alphabetURL, len(m.Articles), alphabetRows)
	v := &AlphabetView{Pager: *l}
	for _, i := range m.alphabet()[l.First-1 : min(l.First-1+alphabetRows, len(m.Articles))] {
		e := m.Articles[i]
		letter := initial(e.Title)
		if n := len(v.Letters); n == 0 || v.Letters[n-1].Letter != letter {
			v.Letters = append(v.Letters, LetterView{Letter: letter})
		}
		last := &v.Letters[len(v.Letters)-1]
		last.Articles = append(last.Articles, Link{e.Title, m.link(e.URL)})
	}
	return v
}
