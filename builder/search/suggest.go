package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Suggestions are what a reader who is still typing may mean.
type Suggestions struct {
	Titles  []Result // articles whose titles have what is typed, else the best for it
	Queries []string // what is typed with its last word completed
	Message string   // what kept the answer from being complete, or empty
}

// Suggest returns at most n titles and n completions for the beginning of a
// query: first titles that begin with it, then titles that have all its words,
// by trust. Only where there is none, the query is answered as by Search. Of an
// article that is found by its title, summary, tags and score are not known.
func (x *Index) Suggest(prefix string, n int) (Suggestions, error) {
	return x.session().suggestions(prefix, n)
}

func (s *session) suggestions(prefix string, n int) (out Suggestions, err error) {
	n = max(n, 0)
	items := parseQuery(prefix)
	if out.Titles = s.titled(items, n); len(out.Titles) == 0 {
		var r Results
		r, err = s.search(prefix, n)
		out.Titles = r.Items
	}
	out.Queries = s.completions(items, n)
	out.Message = strings.Join(s.lost, "; ")
	return out, err
}

// titled returns articles whose titles have all words, the last ones perhaps
// in part.
func (s *session) titled(items []item, n int) (out []Result) {
	if slices.ContainsFunc(items, func(it item) bool { return !it.plain() }) {
		return nil
	}
	typed, seen := texts(s.wordsOf(items)), map[int]bool{}
	for _, w := range typed[max(0, len(typed)-maxKeys):] {
		for _, r := range s.titlesOf(w) {
			if !seen[r.ID] && titleHas(&r, typed) {
				out = append(out, r)
			}
			seen[r.ID] = true
		}
	}
	whole := texts(wordsOfItems(items))
	later := func(r Result) int {
		if titleBegins(r.Title, whole) {
			return 0
		}
		return 1
	}
	slices.SortFunc(out, func(a, b Result) int { return cmp.Or(cmp.Compare(later(a), later(b)), a.ID-b.ID) })
	return out[:min(n, len(out))]
}

func wordsOfItems(items []item) (out []*queryWord) {
	for _, it := range items {
		out = append(out, it.words...)
	}
	return out
}

// titleHas tells whether each of the words begins a word of the title, and
// notes those as what is to be highlighted.
func titleHas(r *Result, typed []string) bool {
	left := 1 << 20
	in := texts(words(r.Title, &left))
	for _, w := range typed {
		if !slices.ContainsFunc(in, func(t string) bool { return strings.HasPrefix(t, w) }) {
			return false
		}
	}
	r.Highlight = slices.DeleteFunc(in, func(t string) bool {
		return !slices.ContainsFunc(typed, func(w string) bool { return strings.HasPrefix(t, w) })
	})
	return true
}

// titleBegins tells whether the title begins with the words, the last one
// perhaps in part.
func titleBegins(title string, typed []string) bool {
	left := 1 << 20
	in, n := texts(words(title, &left)), len(typed)-1
	return n >= 0 && len(in) > n && slices.Equal(in[:n], typed[:n]) && strings.HasPrefix(in[n], typed[n])
}

// completions returns queries whose last word is a word of the corpus that
// begins as the last word typed, the most frequent first.
func (s *session) completions(items []item, n int) (out []string) {
	w := unfinished(items)
	if utf8.RuneCountInString(w) < 2 {
		return nil
	}
	found := s.beginning("w", s.words, s.manifest.Dictionary[0], w)
	found = slices.DeleteFunc(found, func(e entry) bool { return e.text == w || s.stop[e.text] })
	slices.SortFunc(found, func(a, b entry) int {
		return cmp.Or(int(b.weight)-int(a.weight), strings.Compare(a.text, b.text))
	})
	before := ""
	for _, it := range items[:len(items)-1] {
		before += it.raw + " "
	}
	for _, e := range found[:min(n, len(found))] {
		out = append(out, before+e.text)
	}
	return out
}

// unfinished returns the last word of a query when it may grow, else nothing.
func unfinished(items []item) string {
	if len(items) == 0 || !items[len(items)-1].plain() {
		return ""
	}
	ws := items[len(items)-1].words
	if len(ws) != 1 || !ws[0].last || len(ws[0].parts) > 0 {
		return ""
	}
	return ws[0].text
}
