package query

import (
	"math/bits"
	"slices"

	"winnow/builder/search/format"
)

const (
	// What the most trusted article gains, and one that has all words, times the median
	// idf: twice the impact, in 1/1024, of one occurrence in an answer of mean length;
	// one in a title is worth 228.
	priorWeight = 136
	coverWeight = 136
)

// A term is a group of the index that a word of the query means.
type term struct {
	word         string // of the query
	shard, group int
	head         format.Head
	idf          int
	forms        []string // the surfaces of the group in its shard, and of its synonyms
	times        int      // how often the query has it
	light        bool     // a stop word beside others
	names        bool     // an identifier
	others       []other
}

// worth returns what one of the term's idf counts: as often as the query has the
// word, of a stop word three quarters, of an identifier four times as much.
func (t *term) worth(idf int) int {
	times := t.times
	if t.names {
		times *= 4
	}
	w := idf * min(times, maxTimes)
	if t.light {
		w = w * 3 / 4
	}
	return w
}

// manyDocs is how many articles must be there to tell what most of them have.
const manyDocs = 100

// An other is a synonym of a term.
type other struct {
	idf      int
	postings []format.Posting
}

// idf returns log2((2·docs+2) / (2·df+1)) in 1/256: BM25's
// ln(1 + (N − df + ½) / (df + ½)) in another unit.
func idf(docs, df int) int { return format.Log2(2*docs+2) - format.Log2(2*df+1) }

// A hit is an article that contains words of the query.
type hit struct {
	id, score int
	part      int    // what the term that was last added gives
	title     int    // what is given for the words in the title
	terms     uint32 // which, one bit each
}

// A ranking is what scores depend on: the articles of each term, and what an
// article must have.
type ranking struct {
	manifest *format.Manifest
	terms    []*term // each group once, at most maxWords
	need     uint32  // terms that an article must have, one bit each
	sieve    sieve
}

// rank scores all articles in the postings. It returns the n best, higher
// scores first and equal ones by trust, and how many there are.
func (r *ranking) rank(n int) (top []hit, total int) {
	if len(r.terms) == 0 {
		return r.unranked(n)
	}
	hits := r.gather()
	if lead := r.lead(); lead != 0 || r.need != 0 || r.sieve.marks != nil {
		hits = slices.DeleteFunc(hits, func(h hit) bool {
			return lead != 0 && h.terms&lead == 0 || h.terms&r.need != r.need || !r.sieve.passes(h.id)
		})
	}
	median := medianIDF(r.terms)
	for i := range hits {
		hits[i].score += r.together(hits[i], median) + r.trust(hits[i].id, median)
	}
	return best(hits, n), len(hits)
}

// lead returns the terms of which a result has one, 0 for any: neither stop words nor
// words of most articles are enough where a query has others.
func (r *ranking) lead() (bits uint32) {
	for i, t := range r.terms {
		if docs := r.manifest.Docs; docs >= manyDocs && !t.light && 2*t.head.DF <= docs {
			bits |= 1 << i
		}
	}
	return bits
}

// together is what having many of the words adds.
func (r *ranking) together(h hit, median int) int {
	k := bits.OnesCount32(h.terms)
	return coverWeight * median * k * k / (len(r.terms) * len(r.terms))
}

// trust is what the place of the article in the order of trust adds.
func (r *ranking) trust(id, median int) int {
	return r.manifest.Trust * priorWeight * median * r.manifest.PriorOf(id) / (256 * format.MaxPrior)
}

// gather adds up what the terms give to each article. A synonym counts where it
// gives more than the word itself.
func (r *ranking) gather() (hits []hit) {
	place := make([]int32, r.manifest.Docs) // of an article in hits, plus one
	most := 0
	for _, t := range r.terms {
		most = max(most, len(t.head.Postings))
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
	for t, term := range r.terms {
		for _, p := range term.head.Postings {
			give(t, p.ID(), term.worth(term.idf)*r.manifest.Levels[p.Level()])
		}
		for _, o := range term.others {
			for _, p := range o.postings {
				give(t, p.ID(), term.worth(o.idf)*r.manifest.Levels[p.Level()]*synonymWeight/10)
			}
		}
	}
	return hits
}

// synonymWeight is what a synonym is worth, in tenths of the word.
const synonymWeight = 6

// unranked returns the articles that pass the filters of a query without words,
// by trust.
func (r *ranking) unranked(n int) (top []hit, total int) {
	for id := range r.manifest.Docs {
		if r.sieve.passes(id) {
			if total++; total <= n {
				top = append(top, hit{id: id})
			}
		}
	}
	return top, total
}

// explain returns the parts of the scores of hits.
func (r *ranking) explain(hits []hit) [][]Part {
	parts := make([][]Part, len(hits))
	place := map[int]int{}
	for i, h := range hits {
		place[h.id] = i
	}
	for _, t := range r.terms {
		best := make([]Part, len(hits))
		note := func(kind string, idf, weight int, ps []format.Posting) {
			for _, p := range ps {
				i, ok := place[p.ID()]
				if v := idf * r.manifest.Levels[p.Level()] * weight / 10; ok && (best[i].Kind == "" || v > best[i].Score) {
					best[i] = Part{kind, t.word, v}
				}
			}
		}
		note("word", t.worth(t.idf), 10, t.head.Postings)
		for _, o := range t.others {
			note("synonym", t.worth(o.idf), synonymWeight, o.postings)
		}
		for i, p := range best {
			if p.Kind != "" {
				parts[i] = append(parts[i], p)
			}
		}
	}
	if median := medianIDF(r.terms); len(r.terms) > 0 {
		for i, h := range hits {
			parts[i] = append(parts[i], Part{"together", "", r.together(h, median)}, Part{"trust", "", r.trust(h.id, median)})
			if h.title > 0 {
				parts[i] = append(parts[i], Part{"title", "", h.title})
			}
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
