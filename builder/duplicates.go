package builder

import (
	"cmp"

	"winnow/builder/cache"
	"winnow/builder/corpus"
	"winnow/builder/neardup"
	"winnow/builder/parallel"
)

// duplicates are the articles that are like others, by number.
type duplicates struct {
	compared    []neardup.Article
	copies      []int32   // of each article the one whose answer it repeats, or -1
	problems    [][]int32 // groups that are the same problem
	fingerprint cache.Fingerprint
}

// update compares the articles of a corpus: those that differ from the last time
// with all others.
func (d duplicates) update(c *corpus.Corpus) duplicates {
	now := duplicates{compared: compared(c)}
	differ, same := now.differences(d)
	switch {
	case !same:
		parallel.Do(
			func() error { now.copies = neardup.Copies(now.compared); return nil },
			func() error { now.problems = neardup.Problems(now.compared); return nil },
		)
	case len(differ) == 0:
		now.copies, now.problems = d.copies, d.problems
	default:
		now.copies = neardup.UpdateCopies(d.copies, now.compared, differ)
		now.problems = neardup.UpdateProblems(d.problems, now.compared, differ)
	}
	h := cache.NewHasher()
	h.Value(now.copies)
	h.Value(now.problems)
	now.fingerprint = h.Sum()
	return now
}

// differences returns the older articles that differ, by number; same is false
// when there was another number of them.
func (d duplicates) differences(old duplicates) (differ map[int32]neardup.Article, same bool) {
	if len(d.compared) != len(old.compared) || len(old.compared) == 0 {
		return nil, false
	}
	differ = map[int32]neardup.Article{}
	for i, a := range old.compared {
		if !a.Equal(d.compared[i]) {
			differ[int32(i)] = a
		}
	}
	return differ, true
}

// compared returns the articles as package neardup compares them. Each person has
// one name.
func compared(c *corpus.Corpus) []neardup.Article {
	person := map[string]string{}
	for _, p := range c.People {
		for _, alias := range p.Aliases {
			person[alias] = p.ID
		}
	}
	out := make([]neardup.Article, len(c.Articles))
	for i, sketch := range c.Sketches() {
		a := c.Articles[i]
		out[i] = neardup.Article{Sketch: sketch, Author: cmp.Or(person[a.Author], a.Author), Written: a.Date, Changed: a.Updated}
	}
	return out
}
