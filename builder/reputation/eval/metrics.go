package main

import (
	"cmp"
	"math/rand/v2"
	"slices"
)

// A Tally is how often the better of two was scored higher, by question; equal
// scores are half right.
type Tally struct {
	Right []float64 // by test question
	Pairs []float64
}

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

func (t Tally) share() float64 { return ratio(sum(t.Right), sum(t.Pairs)) }

// weighted is the share when each question counts so many times.
func (t Tally) weighted(weights []float64) float64 {
	right, pairs := 0.0, 0.0
	for q, w := range weights {
		right, pairs = right+w*t.Right[q], pairs+w*t.Pairs[q]
	}
	return ratio(right, pairs)
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

// auc is the probability that a poor answer is scored below another one; equal
// scores are half right. weights count questions; nil = each once.
func (s Screening) auc(weights []float64) float64 {
	right, poor, fine := 0.0, 0.0, 0.0
	for from, to := 0, 0; from < len(s); from = to {
		p, f := 0.0, 0.0
		for to = from; to < len(s) && s[to].Score == s[from].Score; to++ {
			w := 1.0
			if weights != nil {
				w = weights[s[to].Question]
			}
			if s[to].Poor {
				p += w
			} else {
				f += w
			}
		}
		right += f * (poor + p/2)
		poor, fine = poor+p, fine+f
	}
	return ratio(right, poor*fine)
}

// lowest is what the lowest share of answers holds: how many of it are poor, and
// how many of the poor it has. Of equal scores a part is taken as if at random.
func (s Screening) lowest(share float64) (precision, recall float64) {
	taken, found, poor := 0.0, 0.0, 0.0
	limit := share * float64(len(s))
	for from, to := 0, 0; from < len(s); from = to {
		p := 0.0
		for to = from; to < len(s) && s[to].Score == s[from].Score; to++ {
			if s[to].Poor {
				p++
			}
		}
		n := float64(to - from)
		part := min(n, max(limit-taken, 0))
		taken, found, poor = taken+part, found+p*part/n, poor+p
	}
	return ratio(found, taken), ratio(found, poor)
}

// An Interval holds 95 of 100 draws.
type Interval struct{ Low, High float64 }

const draws = 1000

// bootstrap draws questions with repetition and returns the middle 95 % of what
// f makes of each draw. The draws are the same in every call, so differences
// are paired.
func bootstrap(questions int, f func(weights []float64) float64) Interval {
	values := make([]float64, draws)
	r := rand.New(rand.NewPCG(seed, 1))
	weights := make([]float64, questions)
	for d := range values {
		clear(weights)
		for range questions {
			weights[r.IntN(questions)]++
		}
		values[d] = f(weights)
	}
	slices.Sort(values)
	return Interval{values[draws*25/1000], values[draws*975/1000-1]}
}
