package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Suggestions are what a reader who is still typing may mean.
type Suggestions struct {
	Titles  []Result // articles for what is typed, those whose title has all the words first
	Queries []string // what is typed with its last word completed
	Message string   // what kept the answer from being complete, or empty
}

// Suggest returns at most n titles and n completions for the beginning of a
// query. While a word grows, the files it needs are mostly those that are there.
func (x *Index) Suggest(prefix string, n int) (Suggestions, error) {
	return x.session().suggestions(prefix, n)
}

func (s *session) suggestions(prefix string, n int) (Suggestions, error) {
	n = max(n, 0)
	r, err := s.search(prefix, 2*n)
	items := parseQuery(prefix)
	typed := texts(s.wordsOf(items))
	title := func(r Result) int {
		if titleHas(r.Title, typed) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(r.Items, func(a, b Result) int { return cmp.Compare(title(a), title(b)) })
	out := Suggestions{Titles: r.Items[:min(n, len(r.Items))], Queries: s.completions(items, n)}
	out.Message = strings.Join(s.lost, "; ")
	return out, err
}

// titleHas tells whether each of the words begins a word of the title.
func titleHas(title string, typed []string) bool {
	left := 1 << 20
	in := texts(words(title, &left))
	for _, w := range typed {
		if !slices.ContainsFunc(in, func(t string) bool { return strings.HasPrefix(t, w) }) {
			return false
		}
	}
	return true
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
