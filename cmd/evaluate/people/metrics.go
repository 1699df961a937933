package people

import (
	"cmp"
	"math"
	"slices"

	"winnow/cmd/evaluate/dump"
)

// A Tally is what was foretold, and how well.
type Tally []Trial

// A Trial is one thing foretold: of which question, about whose answer, and how
// right it was, from 0 to 1.
type Trial struct {
	Question int
	Author   int32 // of the better answer, or the best
	Right    float64
}

// compared tells how right two scores are; equal ones are half right.
func compared(better, worse float64) float64 {
	switch {
	case better > worse:
		return 1
	case better == worse:
		return 0.5
	}
	return 0
}

// A Draw is how often each question, or each author, counts; nil = once.
type Draw struct{ Questions, Authors []float64 }

func (d Draw) of(question int, author int32) float64 {
	switch {
	case d.Questions != nil:
		return d.Questions[question]
	case d.Authors != nil && author != dump.Nobody:
		return d.Authors[author]
	}
	return 1
}

// sums adds up.
func (t Tally) sums(d Draw) (right, trials float64) {
	for _, x := range t {
		w := d.of(x.Question, x.Author)
		right, trials = right+w*x.Right, trials+w
	}
	return right, trials
}

// A Judged is an answer with its score and whether it turned out poor.
type Judged struct {
	Score    float64
	Poor     bool
	Question int
	Author   int32
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
// the ROC curve.
func (s Screening) auc(d Draw) (right, pairs float64) {
	poor, fine := 0.0, 0.0
	s.equals(func(group Screening) {
		p, f := 0.0, 0.0
		for _, x := range group {
			w := d.of(x.Question, x.Author)
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

// gain is the normalized discounted cumulative gain of a list of answers (Järvelin
// and Kekäläinen 2002): what each is worth, less what the worst is, over the
// logarithm of its place in the order of the scores, as a share of the best order.
// Equal scores share their places. It is false where all are worth the same.
func gain(score, worth []float64) (ndcg float64, ok bool) {
	order := make([]int, len(score))
	for i := range order {
		order[i] = i
	}
	low := slices.Min(worth)
	total := func(by []float64) (dcg float64) {
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(by[b], by[a]) })
		for from, to := 0, 0; from < len(order); from = to {
			discount, mass := 0.0, 0.0
			for to = from; to < len(order) && by[order[to]] == by[order[from]]; to++ {
				discount, mass = discount+1/math.Log2(float64(to)+2), mass+worth[order[to]]-low
			}
			dcg += mass * discount / float64(to-from)
		}
		return dcg
	}
	best := total(worth)
	return total(score) / best, best > 0
}
