package search

import (
	"math/bits"
	"slices"
)

const (
	// occurrence is the impact, in 1/1024, of one occurrence in a text of mean
	// length: 1 / (1 + k1).
	occurrence  = 539
	priorWeight = occurrence / 2 // of the most trusted article, times the median idf
	coverWeight = occurrence / 2 // of having all words, times the median idf
)

// A term is a group of the index that a word of the query stands for.
type term struct {
	word         string // of the query
	shard, group int
	head         head
	idf          int
	forms        []string // the surfaces of the group in its shard, and of its synonyms
	others       []other
}

// An other is a synonym of a term.
type other struct {
	idf      int
	postings []posting
}

// idf returns log2((2·docs+2) / (2·df+1)) in 1/256: BM25's
// ln(1 + (N − df + ½) / (df + ½)) in another unit.
func idf(docs, df int) int { return log2(2*docs+2) - log2(2*df+1) }

// log2 returns the binary logarithm of n ≥ 1 in 1/256, rounded down, by
// squaring: integers alone, so that it is the same everywhere.
func log2(n int) int {
	whole := bits.Len(uint(n)) - 1
	out := whole << 8
	m := n << 15 >> whole // 1 ≤ m/2^15 < 2
	for bit := 128; bit > 0; bit >>= 1 {
		if m = m * m >> 15; m >= 1<<16 {
			m >>= 1
			out |= bit
		}
	}
	return out
}

// A hit is an article that contains words of the query.
type hit struct {
	id, score int
	part      int    // what the term that was last added gives
	terms     uint32 // which, one bit each
}

// rank scores all articles in the postings. It returns the n best, higher
// scores first and equal ones by trust, and how many there are.
func (s *session) rank(n int) (top []hit, total int) {
	if len(s.terms) == 0 {
		return s.unranked(n)
	}
	hits := s.gather()
	if s.need != 0 || s.sieve.marks != nil {
		hits = slices.DeleteFunc(hits, func(h hit) bool { return h.terms&s.need != s.need || !s.sieve.passes(h.id) })
	}
	median := medianIDF(s.terms)
	for i := range hits {
		hits[i].score += s.together(hits[i], median) + s.trust(hits[i].id, median)
	}
	return best(hits, n), len(hits)
}

// together is what having many of the words adds.
func (s *session) together(h hit, median int) int {
	k := bits.OnesCount32(h.terms)
	return coverWeight * median * k * k / (len(s.terms) * len(s.terms))
}

// trust is what the place of the article in the order of trust adds.
func (s *session) trust(id, median int) int {
	return s.manifest.Trust * priorWeight * median * s.manifest.prior(id) / (256 * maxPrior)
}

// gather adds up what the terms give to each article. A synonym counts where it
// gives more than the word itself.
func (s *session) gather() (hits []hit) {
	place := make([]int32, s.manifest.Docs) // of an article in hits, plus one
	most := 0
	for _, t := range s.terms {
		most = max(most, len(t.head.postings))
	}
	hits = make([]hit, 0, most)
	give := func(t, id, part int) {
		if place[id] == 0 {
			hits = append(hits, hit{id: id})
			place[id] = int32(len(hits))
		}
		h := &hits[place[id]-1]
		if h.terms>>t&1 == 0 {
			h.terms |= 1 << t
			h.part = 0
		}
		if part > h.part {
			h.score += part - h.part
			h.part = part
		}
	}
	for t, term := range s.terms {
		for _, p := range term.head.postings {
			give(t, p.id(), term.idf*s.manifest.Levels[p.impact()])
		}
		for _, o := range term.others {
			for _, p := range o.postings {
				give(t, p.id(), o.idf*s.manifest.Levels[p.impact()]*synonymWeight/10)
			}
		}
	}
	return hits
}

// synonymWeight is what a synonym is worth, in tenths of the word.
const synonymWeight = 6

// unranked returns the articles that pass the filters of a query without words,
// by trust.
func (s *session) unranked(n int) (top []hit, total int) {
	for id := range s.manifest.Docs {
		if s.sieve.passes(id) {
			if total++; total <= n {
				top = append(top, hit{id: id})
			}
		}
	}
	return top, total
}

// explain returns the parts of the scores of hits.
func (s *session) explain(hits []hit) [][]Part {
	parts := make([][]Part, len(hits))
	place := map[int]int{}
	for i, h := range hits {
		place[h.id] = i
	}
	for _, t := range s.terms {
		best := make([]Part, len(hits))
		note := func(kind string, idf, weight int, ps []posting) {
			for _, p := range ps {
				i, ok := place[p.id()]
				if v := idf * s.manifest.Levels[p.impact()] * weight / 10; ok && (best[i].Kind == "" || v > best[i].Score) {
					best[i] = Part{kind, t.word, v}
				}
			}
		}
		note("word", t.idf, 10, t.head.postings)
		for _, o := range t.others {
			note("synonym", o.idf, synonymWeight, o.postings)
		}
		for i, p := range best {
			if p.Kind != "" {
				parts[i] = append(parts[i], p)
			}
		}
	}
	if median := medianIDF(s.terms); len(s.terms) > 0 {
		for i, h := range hits {
			parts[i] = append(parts[i], Part{"together", "", s.together(h, median)}, Part{"trust", "", s.trust(h.id, median)})
		}
	}
	return parts
}

func byScore(a, b hit) int {
	if a.score != b.score {
		return b.score - a.score
	}
	return a.id - b.id
}

// best returns the first n of hits in order. A few are kept sorted on the way.
func best(hits []hit, n int) []hit {
	if n > 100 {
		slices.SortFunc(hits, byScore)
		return hits[:min(n, len(hits))]
	}
	var top []hit
	for _, h := range hits {
		if len(top) == n && (n == 0 || byScore(h, top[n-1]) > 0) {
			continue
		}
		i, _ := slices.BinarySearchFunc(top, h, byScore)
		top = slices.Insert(top, i, h)
		top = top[:min(n, len(top))]
	}
	return top
}

// medianIDF returns the lower median.
func medianIDF(terms []*term) int {
	if len(terms) == 0 {
		return 0
	}
	all := make([]int, len(terms))
	for i, t := range terms {
		all[i] = t.idf
	}
	slices.Sort(all)
	return all[(len(all)-1)/2]
}

// prior returns the prior of an article, 0 … 63.
func (m *manifest) prior(id int) int {
	p := 0
	for i := 0; i+1 < len(m.Prior) && m.Prior[i] <= id; i += 2 {
		p = m.Prior[i+1]
	}
	return p
}
