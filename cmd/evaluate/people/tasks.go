package people

import (
	"math"
	"math/rand/v2"
	"slices"

	"winnow/cmd/evaluate/dump"
)

// A Result is how well a scorer foretold what became of the answers that one
// split tests.
type Result struct {
	Accept Tally // the accepted answer against each other one
	Known  Tally // the same where both authors had answered before
	Vote   Tally // pairs whose votes differ by two or more in the end
	Poor   Screening
	Order  Tally // the order of all answers of a question, by votes in the end
}

// poorScore is the final score from which downwards an answer is poor advice.
const poorScore = -1

// test puts a scorer through all tasks of a split.
func test(p *Past, s Scorer) Result {
	var r Result
	var list []Judged
	for i, number := range p.Tests {
		q := &p.Questions[number]
		score, worth := make([]float64, len(q.Answers)), make([]float64, len(q.Answers))
		for k, a := range q.Answers {
			score[k], worth[k] = s.Of(a), float64(p.Answers[a].Score)
			list = append(list, Judged{score[k], p.Answers[a].Score <= poorScore, i, p.Answers[a].Author})
		}
		if len(worth) > 1 {
			if g, ok := gain(score, worth); ok {
				best := slices.Index(worth, slices.Max(worth))
				r.Order = append(r.Order, Trial{i, p.Answers[q.Answers[best]].Author, g})
			}
		}
		acceptPairs(p, q, i, score, &r)
		votePairs(p, q, i, score, &r)
	}
	r.Poor = newScreening(list)
	return r
}

// acceptPairs leaves out what the asker answered, who is the judge here.
func acceptPairs(p *Past, q *dump.Question, i int, score []float64, r *Result) {
	best := slices.Index(q.Answers, q.Accepted)
	if best < 0 || own(p, q, q.Accepted) {
		return
	}
	winner := p.Answers[q.Accepted].Author
	for k, a := range q.Answers {
		if own(p, q, a) || p.Answers[a].Author == winner {
			continue
		}
		x := Trial{i, winner, compared(score[best], score[k])}
		r.Accept = append(r.Accept, x)
		if p.known(winner) && p.known(p.Answers[a].Author) {
			r.Known = append(r.Known, x)
		}
	}
}

// own tells whether the asker gave an answer, or nobody knows who did.
func own(p *Past, q *dump.Question, a int32) bool {
	return p.Answers[a].Author == dump.Nobody || p.Answers[a].Author == q.Asker
}

func votePairs(p *Past, q *dump.Question, i int, score []float64, r *Result) {
	for k, a := range q.Answers {
		for j, b := range q.Answers[:k] {
			if p.Answers[a].Author == p.Answers[b].Author || own(p, q, a) || own(p, q, b) {
				continue
			}
			switch d := p.Answers[a].Score - p.Answers[b].Score; {
			case d >= 2:
				r.Vote = append(r.Vote, Trial{i, p.Answers[a].Author, compared(score[k], score[j])})
			case d <= -2:
				r.Vote = append(r.Vote, Trial{i, p.Answers[b].Author, compared(score[j], score[k])})
			}
		}
	}
}

// Numbers are those that tables show: the shares of pairs that were foretold
// (accepted, both known, votes), the area under the curve of poor advice, and the
// gain of ordering all answers of a question. Where votes decide, Kendall's tau
// is twice the share of pairs, less one.
type Numbers [5]float64

var NumberNames = [len(Numbers{})]string{"accepted", "both known", "votes", "poor AUC", "nDCG"}

// A Run is a scorer on one split, or on several that test different questions.
type Run []Result

// Measure tests what f makes of each split.
func Measure(on []*Past, f func(*Past) Scorer) Run {
	out := make(Run, len(on))
	for i, p := range on {
		out[i] = test(p, f(p))
	}
	return out
}

// Numbers are over all pairs of the run, with a draw for each split; nil = each
// counts once. What there are no pairs for is not a number.
func (r Run) Numbers(draw []Draw) Numbers {
	var right, pairs Numbers
	for i, x := range r {
		var d Draw
		if draw != nil {
			d = draw[i]
		}
		for k, f := range []func(Draw) (float64, float64){x.Accept.sums, x.Known.sums, x.Vote.sums, x.Poor.auc, x.Order.sums} {
			a, b := f(d)
			right[k], pairs[k] = right[k]+a, pairs[k]+b
		}
	}
	for k := range right {
		right[k] /= pairs[k]
	}
	return right
}

// sizes are how many pairs, answers and questions are behind the numbers.
func (r Run) sizes() (out Numbers) {
	for _, x := range r {
		for k, n := range []int{len(x.Accept), len(x.Known), len(x.Vote), len(x.Poor), len(x.Order)} {
			out[k] += float64(n)
		}
	}
	return out
}

// An Interval holds 95 of 100 draws.
type Interval struct{ Low, High float64 }

const draws = 1000

// ahead is how far r is above another run on the same splits: the paired
// bootstrap draws questions with repetition, or people, the same for both. Where
// it draws people, a pair counts as often as who wrote the better answer, and the
// order of a question's answers as often as who wrote the best one.
func (r Run) ahead(other Run, questions []int, people int) (diff Numbers, in [len(Numbers{})]Interval) {
	random := rand.New(rand.NewPCG(seed, 1))
	draw := make([]Draw, len(r))
	users := make([]float64, people)
	for i := range r {
		draw[i] = Draw{Authors: users}
		if people == 0 {
			draw[i] = Draw{Questions: make([]float64, questions[i])}
		}
	}
	var values [len(Numbers{})][]float64
	for range draws {
		drawn(random, users)
		for _, d := range draw {
			drawn(random, d.Questions)
		}
		mine, theirs := r.Numbers(draw), other.Numbers(draw)
		for k := range mine {
			values[k] = append(values[k], mine[k]-theirs[k])
		}
	}
	mine, theirs := r.Numbers(nil), other.Numbers(nil)
	for k := range mine {
		diff[k], in[k] = mine[k]-theirs[k], middle(values[k])
	}
	return diff, in
}

// drawn counts how often each of n was drawn in n draws.
func drawn(r *rand.Rand, counts []float64) {
	clear(counts)
	for range counts {
		counts[r.IntN(len(counts))]++
	}
}

// middle is the middle 95 % of the values that are numbers.
func middle(values []float64) Interval {
	values = slices.DeleteFunc(values, math.IsNaN)
	if len(values) == 0 {
		return Interval{math.NaN(), math.NaN()}
	}
	slices.Sort(values)
	n := len(values)
	return Interval{values[n*25/1000], values[n-1-n*25/1000]}
}
