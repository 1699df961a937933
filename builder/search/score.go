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
	shard, group int
	head         head
	idf          int
	forms        []string // the surfaces of the group in its shard
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
	terms     uint32 // which, one bit each
}

// rank scores all articles in the postings. It returns the n best, higher
// scores first and equal ones by trust, and how many there are.
func (m *manifest) rank(terms []*term, n int) (top []hit, total int) {
	place := make([]int32, m.Docs) // of an article in hits, plus one
	var hits []hit
	for t, term := range terms {
		for _, p := range term.head.postings {
			if place[p.id()] == 0 {
				hits = append(hits, hit{id: p.id()})
				place[p.id()] = int32(len(hits))
			}
			h := &hits[place[p.id()]-1]
			h.score += term.idf * m.Levels[p.impact()]
			h.terms |= 1 << t
		}
	}
	median, words := medianIDF(terms), len(terms)*len(terms)
	for i := range hits {
		h := &hits[i]
		k := bits.OnesCount32(h.terms)
		h.score += coverWeight * median * k * k / words
		h.score += m.Trust * priorWeight * median * m.prior(h.id) / (256 * maxPrior)
	}
	return best(hits, n), len(hits)
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
