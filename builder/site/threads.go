package site

import (
	"cmp"
	"slices"

	"winnow/builder/ranking"
	"winnow/builder/site/slug"
)

// A thread has one page: that of its lead. Its further answers follow there, each at
// a place of its own; they have no page and are in no list of articles. Numbers of
// entries go on with them: public ones, duplicates, further answers.

// placeFurther puts the further answers below the articles on whose pages they are,
// in trust order.
func placeFurther(s *Site) {
	leads := map[string]int32{}
	for _, e := range s.Further {
		leads[e.Verdict.Lead] = None
	}
	for i, e := range s.Reachable() {
		if _, ok := leads[e.Path]; ok {
			leads[e.Path] = int32(i)
		}
	}
	for _, e := range s.Further {
		e.Lead = leads[e.Verdict.Lead]
	}
	slices.SortStableFunc(s.Further, func(a, b *Entry) int {
		return cmp.Or(cmp.Compare(a.Lead, b.Lead), ranking.Compare(a.Verdict, b.Verdict))
	})
	s.furtherBy = indexFurther(s.Further)
	for i, e := range s.Further {
		e.Number = int32(len(s.Articles) + len(s.Duplicates) + i)
	}
}

// FurtherOf returns the other answers on the page of an article, in trust order.
func (s *Site) FurtherOf(e *Entry) []*Entry {
	byLead := func(x *Entry, lead int32) int { return cmp.Compare(x.Lead, lead) }
	from, _ := slices.BinarySearchFunc(s.Further, e.Number, byLead)
	to, _ := slices.BinarySearchFunc(s.Further, e.Number+1, byLead)
	return s.Further[from:to]
}

// Place returns the id of the place that a further answer has on its page.
func (e *Entry) Place() string { return "answer-" + slug.Of(e.Answer) }

// PlaceOf returns the place of a further answer by its number in Input.Articles, "" of
// any other text.
func (s *Site) PlaceOf(index int) string {
	if index < len(s.in.Articles) {
		if e := s.furtherBy.path[s.in.Articles[index].Path]; e != nil {
			return e.Place()
		}
	}
	return ""
}

// AddressOf returns the address of an answer below the root: its page, and of a
// further answer its place on the page of its thread.
func (s *Site) AddressOf(e *Entry) string {
	if e.Verdict.State != ranking.Further {
		return e.URL
	}
	return s.Entry(e.Lead).URL + "#" + e.Place()
}

// A Better is an answer of the same thread to which readers gave more votes.
type Better struct {
	URL        string // below the root, or the absolute address of the thread; empty = it is nowhere to be seen
	Title      string // of another article; empty = it is on the same page or elsewhere
	Here       bool   // it is on the article's own page
	Place      string // its place there
	Votes, Own int    // upvotes less downvotes
	Clearly    bool   // half as many again, and two more
}

// BetterThan returns the answer of an article's thread that has most votes, if that
// is another one. One that is held back is not led to.
func (s *Site) BetterThan(e *Entry) (b Better, ok bool) {
	best, own, ok := s.in.Ledger.Ahead(e.Answer, func(id string) bool { return !s.withheld[id] })
	if !ok {
		return Better{}, false
	}
	b = Better{URL: s.SourceOf(e), Votes: best.Votes, Own: own, Clearly: 2*best.Votes >= 3*own && best.Votes >= own+2}
	if to := s.byID(best.Answer); to != nil {
		b.URL = s.AddressOf(to)
		if b.Here = to.Lead == e.Number; b.Here {
			b.Place = to.Place()
		} else {
			b.Title = to.Title
		}
	}
	return b, true
}

// byID returns the public article or the further answer with an id, or nil.
func (s *Site) byID(answer string) *Entry {
	if e := s.Answer(answer); e != nil {
		return e
	}
	return s.furtherBy.answer[answer]
}

// furtherBy finds further answers by the id of the answer and by the path of the file.
type furtherBy struct{ answer, path map[string]*Entry }

func indexFurther(list []*Entry) furtherBy {
	by := furtherBy{map[string]*Entry{}, map[string]*Entry{}}
	for _, e := range list {
		by.answer[e.Answer], by.path[e.Path] = e, e
	}
	return by
}
