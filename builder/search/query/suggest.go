package query

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"winnow/builder/search/format"
	"winnow/builder/search/words"
)

const maxKeys = 3 // files of titles for one query

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
	typed, seen := texts(s.significant(items)), map[int]bool{}
	for _, w := range typed[max(0, len(typed)-maxKeys):] {
		for _, r := range s.titlesOf(w) {
			if !seen[r.ID] && titleHas(&r, typed) {
				out = append(out, r)
			}
			seen[r.ID] = true
		}
	}
	whole := texts(allWords(items))
	later := func(r Result) int {
		if titleBegins(r.Title, whole) {
			return 0
		}
		return 1
	}
	slices.SortFunc(out, func(a, b Result) int { return cmp.Or(cmp.Compare(later(a), later(b)), a.ID-b.ID) })
	return out[:min(n, len(out))]
}

func allWords(items []item) (out []*word) {
	for _, it := range items {
		out = append(out, it.words...)
	}
	return out
}

// titleHas reports whether each of the words begins a word of the title, and
// notes those as what is to be highlighted.
func titleHas(r *Result, typed []string) bool {
	in := words.List(r.Title, math.MaxInt)
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

// titleBegins reports whether the title begins with the words, the last one
// perhaps in part.
func titleBegins(title string, typed []string) bool {
	in, n := words.List(title, math.MaxInt), len(typed)-1
	return n >= 0 && len(in) > n && slices.Equal(in[:n], typed[:n]) && strings.HasPrefix(in[n], typed[n])
}

// completions returns queries whose last word is a word of the corpus that
// begins as the last word typed, the most frequent first.
func (s *session) completions(items []item, n int) (out []string) {
	w := unfinished(items)
	if utf8.RuneCountInString(w) < 2 {
		return nil
	}
	found := s.beginning(w)
	found = slices.DeleteFunc(found, func(e format.Entry) bool { return e.Text == w || s.stop[e.Text] })
	slices.SortFunc(found, func(a, b format.Entry) int {
		return cmp.Or(int(b.Weight)-int(a.Weight), strings.Compare(a.Text, b.Text))
	})
	before := ""
	for _, it := range items[:len(items)-1] {
		before += it.raw + " "
	}
	for _, e := range found[:min(n, len(found))] {
		out = append(out, before+e.Text)
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
