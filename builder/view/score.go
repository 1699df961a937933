package view

import (
	"strconv"

	"winnow/builder/audit"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/site"
)

// constants are the constants in force as package audit publishes them.
func constants(settings []Setting) audit.Constants {
	c := audit.Constants{Version: audit.Version, List: make([]audit.Constant, len(settings))}
	for i, x := range settings {
		c.List[i] = audit.Constant{Name: x.Table + "." + x.Key, Value: x.Value, Meaning: x.Meaning}
	}
	return c
}

// rulesOf returns the rules that a recomputation needs, as package audit publishes them.
func rulesOf(r reputation.Rules) audit.Rules {
	return audit.Rules{
		Kappa:   audit.Kappa{Overall: int64(r.Kappa.Overall), Category: int64(r.Kappa.Category), Tag: int64(r.Kappa.Tag)},
		Caution: int64(r.Caution), HalfLife: r.HalfLife, UnvouchedShare: int64(r.UnvouchedShare), ProbationDays: r.ProbationDays,
		Mass:     r.MassesByKey(),
		Rounding: audit.Rounding,
	}
}

// auditOf says why an article has its place, for programs.
func auditOf(c *Context, e *site.Entry, shown ranking.Shown) *audit.Article {
	v := e.Verdict
	a := &audit.Article{
		Version: audit.Version, URL: c.AddressOf(e), Title: e.Title, State: string(v.State), Tier: v.Tier,
		Written: site.Day(e.Date), Confirmed: site.Day(e.Outcome.LastConfirmed()), Category: c.CategoryOf(e),
		Start: v.Start, AuthorWeight: int64(c.in.Policy.AuthorWeight), Author: v.AuthorR,
		Caution: int64(c.in.Policy.Caution), Odds: int64(c.in.Policy.Odds),
		UnvouchedShare: int64(c.in.Policy.UnvouchedShare), Decay: v.Decay, UnvouchedDecay: v.OpenDecay,
		Value: v.Value, Trust: shown.Total, Terms: make([]audit.Term, len(v.Terms)),
	}
	if !c.IsDuplicate(e) {
		a.Place, a.Of = int(e.Pos)+1, len(c.Categories.List[e.In].Items)
	}
	for _, x := range c.FurtherOf(e) {
		a.Answers = append(a.Answers, *auditOf(c, x, x.Verdict.Shown()))
	}
	for i, t := range v.Terms {
		a.Terms[i] = audit.Term{Kind: t.Kind, N: t.N, Topic: t.Topic, Date: site.Day(t.Date), Mass: t.Mass, Adds: t.Value, Tenths: shown.Terms[i]}
	}
	return a
}

// scoreOf takes a score apart, for programs.
func scoreOf(m *Maker, p *site.Person, st *reputation.Statement) *audit.Contributor {
	c := &audit.Contributor{
		Version: audit.Version, ID: p.ID, AsOf: site.Day(m.in.AsOf), Mode: m.in.Rules.Mode, Rules: m.rules,
		Answers: make([]audit.Answer, len(st.Answers)), Probation: int64(st.ProbationAdds),
		Start: int64(st.Start), Sum: int64(st.Total - st.Start), Total: int64(st.Total), Score: st.Score,
		Judged: int64(p.Judged), Judges: p.Judges, Rank: p.Rank,
	}
	if st.Open != (reputation.Sums{}) {
		c.Unvouched = &audit.Unvouched{Good: int64(st.Open.Good), Bad: int64(st.Open.Bad), Adds: int64(st.OpenAdds)}
	}
	for i := range st.Answers {
		c.Answers[i] = answerOf(m.in.Site, &st.Answers[i], i)
	}
	for _, t := range st.Topics {
		c.Topics = append(c.Topics, audit.Topic{Topic: t.Topic, Category: t.Category, Tag: t.Tag, Probation: t.Probation,
			Total: int64(t.Total), Score: t.Score})
	}
	return c
}

// answerOf shows an answer by the address of its article, or by a number
// that says nothing.
func answerOf(s *site.Site, x *reputation.Stated, i int) audit.Answer {
	a := audit.Answer{Answer: "#" + strconv.Itoa(i+1), Outcome: outcomeOf(x.Judged), Tags: x.Tags, Adds: int64(x.Adds),
		Events: make([]audit.Event, len(x.Events))}
	if e := s.Answer(x.Answer); e != nil {
		a.Answer = e.URL
	}
	if x.CopyOf != "" {
		a.CopyOf = "#"
		if e := s.Answer(x.CopyOf); e != nil {
			a.CopyOf = e.URL
		}
	}
	if x.Open.Good+x.Open.Bad != 0 {
		open := outcomeOf(x.Open)
		a.Unvouched = &open
	}
	for i, c := range x.Events {
		a.Events[i] = audit.Event{Kind: string(c.Kind), N: c.N, Mass: int64(c.Value), Staff: c.Staff, Vouched: c.Vouched,
			Others: c.Others, Unidentified: c.Unidentified, Self: c.Self}
	}
	return a
}

func outcomeOf(j reputation.Judgement) audit.Outcome {
	return audit.Outcome{Date: site.Day(j.Date), Positive: int64(j.Positive), Negative: int64(j.Negative),
		Good: int64(j.Good), Bad: int64(j.Bad), Decay: j.Decay}
}
