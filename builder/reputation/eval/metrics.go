package main

import (
	"cmp"
	"slices"
)

// A Tally is how often the better of two was scored higher, by question; equal
// scores are half right.
type Tally struct{ Right, Pairs []float64 }

func newTally(questions int) Tally {
	return Tally{make([]float64, questions), make([]float64, questions)}
}

func (t Tally) add(question int, better, worse float64) {
	t.Pairs[question]++
	switch {
	case better > worse:
		t.Right[question]++
	case better == worse:
		t.Right[question] += 0.5
	}
}

// sums adds up, each question so many times; nil = once.
func (t Tally) sums(weights []float64) (right, pairs float64) {
	if weights == nil {
		return sum(t.Right), sum(t.Pairs)
	}
	for q, w := range weights {
		right, pairs = right+w*t.Right[q], pairs+w*t.Pairs[q]
	}
	return right, pairs
}

func sum(x []float64) (s float64) {
	for _, v := range x {
		s += v
	}
	return s
}

// A Judged is an answer with its score and whether it turned out poor.
type Judged struct {
	Score    float64
	Poor     bool
	Question int
}

// A Screening looks for poor advice at the low end of the scores.
type Screening []Judged // lowest first

func newScreening(list []Judged) Screening {
	slices.SortStableFunc(list, func(a, b Judged) int { return cmp.Compare(a.Score, b.Score) })
	return list
}

// equals calls f with each group of equal scores, from the lowest up.
func (s Screening) equals(f func(group Screening)) {
	for from, to := 0, 0; from < len(s); from = to {
		for to = from; to < len(s) && s[to].Score == s[from].Score; to++ {
		}
		f(s[from:to])
	}
}

// auc counts the pairs of a poor answer and another one, and how often the poor
// one was scored lower; equal scores are half right. The share is the area under
// the ROC curve. Questions count so many times; nil = once.
func (s Screening) auc(weights []float64) (right, pairs float64) {
	poor, fine := 0.0, 0.0
	s.equals(func(group Screening) {
		p, f := 0.0, 0.0
		for _, x := range group {
			w := 1.0
			if weights != nil {
				w = weights[x.Question]
			}
			if x.Poor {
				p += w
			} else {
				f += w
			}
		}
		right += f * (poor + p/2)
		poor, fine = poor+p, fine+f
	})
	return right, poor * fine
}

// lowest is what the lowest share of answers holds: how much of it is poor, and
// how much of the poor it has. Of equal scores a part is taken as if at random.
func (s Screening) lowest(share float64) (precision, recall float64) {
	taken, found, poor := 0.0, 0.0, 0.0
	limit := share * float64(len(s))
	s.equals(func(group Screening) {
		p := 0.0
		for _, x := range group {
			if x.Poor {
				p++
			}
		}
		n := float64(len(group))
		part := min(n, max(limit-taken, 0))
		taken, found, poor = taken+part, found+p*part/n, poor+p
	})
	return ratio(found, taken), ratio(found, poor)
}
