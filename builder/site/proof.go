package site

import (
	"slices"
	"strconv"
	"time"

	"winnow/builder/audit"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
)

// placeScores lists the files with the numbers behind a score: of everybody who
// has a page and a score.
func (s *Site) placeScores() {
	s.scoreOf = map[string]int32{}
	for i := range s.people {
		if p := &s.people[i]; p.slug != "" && p.scored() {
			s.scoreOf[p.scoreFile()] = int32(i)
			s.Scores = append(s.Scores, p.scoreFile())
		}
	}
	slices.Sort(s.Scores)
	s.proofRules = proofRules(s.in.Rules)
}

// Constants is every constant in force, as JSON.
func (s *Site) Constants() ([]byte, error) {
	c := audit.Constants{Version: audit.Version, List: make([]audit.Constant, len(s.in.RulesTOML))}
	for i, x := range s.in.RulesTOML {
		c.List[i] = audit.Constant{Name: x.Table + "." + x.Key, Value: x.Value, Meaning: x.Meaning}
	}
	return c.JSON()
}

func (p *person) scoreFile() string { return p.url() + "score.json" }

func proofRules(r reputation.Rules) audit.Rules {
	return audit.Rules{
		Kappa:   audit.Kappa{Overall: int64(r.Kappa.Overall), Category: int64(r.Kappa.Category), Tag: int64(r.Kappa.Tag)},
		Caution: int64(r.Caution), HalfLife: r.HalfLife, UnvouchedShare: int64(r.UnvouchedShare), ProbationDays: r.ProbationDays,
		Mass:     r.MassesByKey(),
		Rounding: audit.Rounding,
	}
}

// articleProof is why an article stands where it stands, for programs.
func (m maker) articleProof(e *Entry, shown ranking.Shown) *audit.Article {
	v := e.Verdict
	a := &audit.Article{
		Version: audit.Version, URL: e.URL, Title: e.Title, State: string(v.State), Tier: v.Tier,
		Confirmed: dateOf(dayTime(e.heard)),
		Start:     v.Start, AuthorWeight: int64(m.in.Policy.AuthorWeight), Author: v.AuthorR,
		UnvouchedShare: int64(m.in.Policy.UnvouchedShare), Decay: v.Decay, UnvouchedDecay: v.OpenDecay,
		Value: v.Value, Trust: shown.Total, Terms: make([]audit.Term, len(v.Terms)),
	}
	if !m.isDuplicate(e) {
		a.Place, a.Of = int(e.pos)+1, len(m.categories[e.category].items)
	}
	if e.category != 0 {
		a.Category = m.categories[e.category].name
	}
	for i, t := range v.Terms {
		a.Terms[i] = audit.Term{Kind: t.Kind, N: t.N, Topic: t.Topic, Date: dateOf(t.Date), Mass: t.Mass, Adds: t.Value, Tenths: shown.Terms[i]}
	}
	return a
}

// Score makes one of the files that Scores names; ok is false for any other.
func (s *Site) Score(name string) (data []byte, ok bool) {
	i, ok := s.scoreOf[name]
	if !ok {
		return nil, false
	}
	p := &s.people[i]
	st, ok := s.ledger.Statement(p.ID)
	if !ok {
		return nil, false
	}
	c := audit.Contributor{
		Version: audit.Version, ID: p.ID, AsOf: dateOf(s.in.Ledger.AsOf), Mode: s.in.Rules.Mode, Rules: s.proofRules,
		Answers: make([]audit.Answer, len(st.Answers)), Probation: int64(st.ProbationAdds),
		Start: int64(st.Start), Sum: int64(st.Total - st.Start), Total: int64(st.Total), Score: st.Score,
		Judged: int64(p.Judged), Judges: p.Judges, Rank: p.Rank,
	}
	if st.Open != (reputation.Sums{}) {
		c.Unvouched = &audit.Unvouched{Good: int64(st.Open.Good), Bad: int64(st.Open.Bad), Adds: int64(st.OpenAdds)}
	}
	for i := range st.Answers {
		c.Answers[i] = s.answerProof(&st.Answers[i], i)
	}
	for _, t := range st.Topics {
		c.Topics = append(c.Topics, audit.Topic{Topic: t.Topic, Category: t.Category, Tag: t.Tag, Probation: t.Probation,
			Total: int64(t.Total), Score: t.Score})
	}
	return c.JSON(), true
}

// answerProof shows an answer by the address of its article, or by a number
// that says nothing.
func (s *Site) answerProof(x *reputation.Stated, i int) audit.Answer {
	a := audit.Answer{Answer: "#" + strconv.Itoa(i+1), Outcome: outcomeProof(x.Judged), Tags: x.Tags, Adds: int64(x.Adds),
		Events: make([]audit.Event, len(x.Events))}
	if e := s.articleOf(x.Answer); e != nil {
		a.Answer = e.URL
	}
	if x.CopyOf != "" {
		a.CopyOf = "#"
		if e := s.articleOf(x.CopyOf); e != nil {
			a.CopyOf = e.URL
		}
	}
	if x.Open.Good+x.Open.Bad != 0 {
		open := outcomeProof(x.Open)
		a.Unvouched = &open
	}
	for i, c := range x.Events {
		a.Events[i] = audit.Event{Kind: string(c.Kind), N: c.N, Mass: int64(c.Value), Staff: c.Staff, Vouched: c.Vouched,
			Others: c.Others, Unidentified: c.Unidentified, Self: c.Self}
	}
	return a
}

func outcomeProof(j reputation.Judgement) audit.Outcome {
	return audit.Outcome{Date: dateOf(j.Date), Positive: int64(j.Positive), Negative: int64(j.Negative),
		Good: int64(j.Good), Bad: int64(j.Bad), Decay: j.Decay}
}

// dateOf writes a day, empty for none.
func dateOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
