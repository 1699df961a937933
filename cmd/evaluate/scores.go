package main

import (
	"winnow/builder/reputation"
)

// score runs the package itself on what happened before the cut.
func (t *Split) score(rules reputation.Rules) *reputation.Ledger {
	l, _ := reputation.Score(reputation.Input{Rules: rules, Evidence: t.evidence(t.Cut)})
	return l
}

// overall scores an answer by its author's standing as a whole.
func (t *Split) overall(l *reputation.Ledger) Scorer {
	memo := map[int32]float64{}
	return Scorer{"winnow", func(a int32) float64 {
		author := t.Answers[a].Author
		r, ok := memo[author]
		if !ok {
			r = float64(l.Record(t.UserID(author), "", nil, "").R)
			memo[author] = r
		}
		return r
	}}
}

// byTopic scores an answer by its author's standing in the question's tags, or
// its category, as an article's place does.
func (t *Split) byTopic(l *reputation.Ledger) Scorer {
	return Scorer{"winnow by topic", func(a int32) float64 {
		x := &t.Answers[a]
		q := &t.Questions[x.Question]
		return float64(l.Record(t.UserID(x.Author), t.category(q), q.Tags, "").R)
	}}
}
