package people

import (
	"math"

	"winnow/cmd/evaluate/dump"
)

// A Past is what is known of each user before the cut of a split, for the
// scores that others have proposed. Slices are by user.
type Past struct {
	*Split
	asked, answers     []float64
	up, down           []float64
	accepted, resolved []float64 // answers that were accepted; in threads where one was
	net                []float64 // votes, by answer
	won                []bool    // by answer: accepted
	others             []Scorer  // the baselines
}

func newPast(t *Split) *Past {
	n := len(t.Users)
	p := &Past{Split: t, asked: make([]float64, n), answers: make([]float64, n), up: make([]float64, n),
		down: make([]float64, n), accepted: make([]float64, n), resolved: make([]float64, n),
		net: make([]float64, len(t.Answers)), won: make([]bool, len(t.Answers))}
	for i := range t.Questions {
		if q := &t.Questions[i]; q.Asker != dump.Nobody && dump.DayOf(q.At) < t.Cut {
			p.asked[q.Asker]++
		}
	}
	for i := range t.Answers {
		if a := &t.Answers[i]; a.Author != dump.Nobody && dump.DayOf(a.At) < t.Cut {
			p.answers[a.Author]++
		}
	}
	for _, v := range t.Votes {
		if v.Day >= t.Cut {
			break
		}
		p.vote(v)
	}
	p.others = p.baselines()
	return p
}

func (p *Past) vote(v dump.Vote) {
	a := &p.Answers[v.Answer]
	switch v.Kind {
	case dump.Up:
		p.net[v.Answer]++
		add(p.up, a.Author)
	case dump.Down:
		p.net[v.Answer]--
		add(p.down, a.Author)
	case dump.Accept:
		q := &p.Questions[a.Question]
		if p.won[v.Answer] || a.Author == q.Asker {
			return
		}
		p.won[v.Answer] = true
		add(p.accepted, a.Author)
		for _, other := range q.Answers {
			if o := &p.Answers[other]; dump.DayOf(o.At) < p.Cut && o.Author != q.Asker {
				add(p.resolved, o.Author)
			}
		}
	}
}

func add(to []float64, user int32) {
	if user != dump.Nobody {
		to[user]++
	}
}

// known tells whether somebody had answered before the cut.
func (p *Past) known(user int32) bool { return user != dump.Nobody && p.answers[user] > 0 }

// A Thread is what a question had got before the cut.
type thread struct {
	asker   int32
	answers []int32
}

// threads are the questions with answers before the cut, in order of date.
func (p *Past) threads() []thread {
	var out []thread
	for i := range p.Questions {
		q := &p.Questions[i]
		if dump.DayOf(q.At) >= p.Cut {
			break
		}
		t := thread{asker: q.Asker}
		for _, a := range q.Answers {
			if x := &p.Answers[a]; dump.DayOf(x.At) < p.Cut && x.Author != dump.Nobody {
				t.answers = append(t.answers, a)
			}
		}
		if len(t.answers) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// wilson is the lower bound of Wilson's interval of a share of n at 95 %
// (Miller, How Not To Sort By Average Rating).
func wilson(good, n float64) float64 {
	if n <= 0 {
		return 0
	}
	const z = 1.96
	p := good / n
	return (p + z*z/(2*n) - z*math.Sqrt((p*(1-p)+z*z/(4*n))/n)) / (1 + z*z/n)
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}
