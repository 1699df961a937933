package query

import (
	"math"
	"slices"

	"winnow/builder/search/words"
)

// titleChecks is how many of the best articles are put in order by how like their
// titles are to the query: those that are read in any case.
const titleChecks = 10

// shortQuery is how many words a query has that may be a phrase: then the pairs of its
// words count twice.
const shortQuery = 3

// A likeness measures how like titles are to a query.
type likeness struct {
	stop   map[string]bool
	plain  map[string]string // form of a term → the word of the query
	weight map[string]int    // of the words of terms
	other  int               // of other words
	words  []string          // of the query
}

// byTitle adds to the score of each hit up to a quarter of the highest one for the
// weight of the words that query and title share, of all words of both, and up to a
// quarter for the pairs of words of the query that the title has; it puts the hits in
// order.
func byTitle(f *files, terms []*term, items []item, hits []hit) {
	if len(hits) == 0 {
		return
	}
	l, highest := newLikeness(f.stop, terms, items), hits[0].score
	for i := range hits {
		if d := f.document(hits[i].id); d != nil {
			hits[i].title = l.of(d.Title, highest)
			hits[i].score += hits[i].title
		}
	}
	slices.SortFunc(hits, byScore)
}

func newLikeness(stop map[string]bool, terms []*term, items []item) *likeness {
	l := &likeness{stop: stop, plain: map[string]string{}, weight: map[string]int{}, other: medianIDF(terms)}
	for _, t := range terms {
		l.plain[t.word] = t.word
		l.weight[t.word] = t.worth(t.idf) / min(t.times, maxTimes)
	}
	for _, t := range terms {
		for _, form := range t.forms {
			if l.plain[form] == "" {
				l.plain[form] = t.word
			}
		}
	}
	for _, it := range items {
		if !it.not && it.field == "" {
			l.words = append(l.words, l.reduced(texts(it.words))...)
		}
	}
	return l
}

// reduced returns words, each form of a term as the word of the query.
func (l *likeness) reduced(list []string) []string {
	out := make([]string, len(list))
	for i, w := range list {
		if out[i] = l.plain[w]; out[i] == "" {
			out[i] = w
		}
	}
	return out
}

// of returns what a title adds to the score, in parts of the highest one.
func (l *likeness) of(title string, highest int) int {
	in := l.reduced(words.List(title, math.MaxInt))
	has, both, all := setIn(in), 0, 0
	for w := range setIn(l.words) {
		if has[w] {
			both += l.weightOf(w)
		}
		all += l.weightOf(w)
		delete(has, w)
	}
	for w := range has {
		all += l.weightOf(w)
	}
	pairs, n := pairsIn(l.words), 0
	for p := range pairsIn(in) {
		if pairs[p] {
			n++
		}
	}
	share := 4
	if len(l.words) <= shortQuery {
		share = 2
	}
	return highest*both/(4*max(all, 1)) + highest*n/(share*max(len(pairs), 1))
}

// weightOf returns what a word weighs; of one that is no term, nobody knows how rare
// it is.
func (l *likeness) weightOf(word string) int {
	if w, ok := l.weight[word]; ok {
		return w
	}
	if l.stop[word] {
		return l.other * 3 / 8
	}
	return l.other
}

func setIn(list []string) set {
	s := set{}
	for _, w := range list {
		s[w] = true
	}
	return s
}

func pairsIn(list []string) map[[2]string]bool {
	pairs := map[[2]string]bool{}
	for i := range len(list) - 1 {
		pairs[[2]string{list[i], list[i+1]}] = true
	}
	return pairs
}
