package main

import "math"

// A Result is how well a scorer foretold what became of the tested answers.
type Result struct {
	Name   string
	Accept Tally // the accepted answer against each other one
	Known  Tally // the same where both authors had answered before
	Vote   Tally // pairs whose votes differ by two or more in the end
	Poor   Screening
}

// poorScore is the final score from which downwards an answer is poor advice.
const poorScore = -1

// test puts a scorer through all tasks of a split.
func (p *Past) test(s Scorer) Result {
	n := len(p.Tests)
	r := Result{Name: s.Name, Accept: newTally(n), Known: newTally(n), Vote: newTally(n)}
	var list []Judged
	for i, number := range p.Tests {
		q := &p.Questions[number]
		score := make([]float64, len(q.Answers))
		for k, a := range q.Answers {
			score[k] = s.Of(a)
			list = append(list, Judged{score[k], p.Answers[a].Score <= poorScore, i})
		}
		p.acceptPairs(q, i, score, &r)
		p.votePairs(q, i, score, &r)
	}
	r.Poor = newScreening(list)
	return r
}

// acceptPairs leaves out what the asker answered, who is the judge here.
func (p *Past) acceptPairs(q *Question, i int, score []float64, r *Result) {
	best := nobody
	for k, a := range q.Answers {
		if a == q.Accepted && !p.own(q, a) {
			best = k
		}
	}
	if best == nobody {
		return
	}
	winner := p.Answers[q.Accepted].Author
	for k, a := range q.Answers {
		if k == best || p.own(q, a) || p.Answers[a].Author == winner {
			continue
		}
		r.Accept.add(i, score[best], score[k])
		if p.known(winner) && p.known(p.Answers[a].Author) {
			r.Known.add(i, score[best], score[k])
		}
	}
}

// own tells whether the asker gave an answer, or nobody knows who did.
func (p *Past) own(q *Question, a int32) bool {
	return p.Answers[a].Author == nobody || p.Answers[a].Author == q.Asker
}

func (p *Past) votePairs(q *Question, i int, score []float64, r *Result) {
	for k, a := range q.Answers {
		for j, b := range q.Answers[:k] {
			if p.Answers[a].Author == p.Answers[b].Author || p.own(q, a) || p.own(q, b) {
				continue
			}
			switch d := p.Answers[a].Score - p.Answers[b].Score; {
			case d >= 2:
				r.Vote.add(i, score[k], score[j])
			case d <= -2:
				r.Vote.add(i, score[j], score[k])
			}
		}
	}
}

// numbers are the four that the tables show.
func (r Result) numbers() [4]float64 {
	return [4]float64{r.Accept.share(), r.Known.share(), r.Vote.share(), r.Poor.auc(nil)}
}

var numberNames = [4]string{"accepted", "both known", "votes", "poor advice"}

// ahead is by how much r is above other, in the four numbers, with intervals.
func (r Result) ahead(other Result) (diff [4]float64, by [4]Interval) {
	mine, theirs := r.numbers(), other.numbers()
	n := len(r.Accept.Pairs)
	for i, f := range [4]func(Result, []float64) float64{
		func(r Result, w []float64) float64 { return r.Accept.weighted(w) },
		func(r Result, w []float64) float64 { return r.Known.weighted(w) },
		func(r Result, w []float64) float64 { return r.Vote.weighted(w) },
		func(r Result, w []float64) float64 { return r.Poor.auc(w) },
	} {
		diff[i] = mine[i] - theirs[i]
		by[i] = bootstrap(n, func(w []float64) float64 { return f(r, w) - f(other, w) })
	}
	return diff, by
}

// mean of numbers that exist.
func mean(x []float64) float64 {
	s, n := 0.0, 0.0
	for _, v := range x {
		if !math.IsNaN(v) {
			s, n = s+v, n+1
		}
	}
	return ratio(s, n)
}
