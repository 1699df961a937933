package builder

import (
	"winnow/builder/content"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
)

// Subject gathers what ranking must know of an article from the ledger: its
// author's record, and what happened to it. paths returns the paths of articles
// by answer, and is called for a copy alone.
func Subject(a *content.Article, l *reputation.Ledger, paths func() map[string]string) ranking.Subject {
	s := ranking.Subject{Article: a, SelfSolved: l.SamePerson(a.AskedBy, a.Author)}
	s.Released = a.ReleasedBy != "" && a.Reason != "" && l.Reviews(a.ReleasedBy, a.Author)
	rec := l.Record(a.Author, a.Category, a.Tags, a.Answer)
	s.AuthorR, s.AuthorJudged, s.AuthorJudges, s.AuthorTopic = int64(rec.R), int64(rec.Judged), rec.Judges, rec.Topic
	o, ok := l.Outcome(a.Answer)
	if !ok {
		return s
	}
	s.SelfSolved, s.Chosen = !o.Accepted && (s.SelfSolved || o.SelfAccepted), o.Accepted || o.SelfAccepted
	s.Accepted, s.Verified, s.Newest, s.UnvouchedNewest = o.Accepted, o.Verified, o.Newest, o.NewestUnvouched
	if o.CopyOf != "" {
		s.CopyOf = paths()[o.CopyOf]
	}
	for _, c := range o.Counts {
		e := ranking.Evidence{Kind: c.Kind, N: c.N, Weight: int64(c.Weight), Unvouched: int64(c.Unvouched), Date: c.Date, Heard: c.Heard}
		if c.Kind == content.Accepted && o.SelfAccepted && o.CopyOf == "" && !l.Rules.Anchored() {
			selfAccepted(&s, &e)
		}
		s.Evidence = append(s.Evidence, e)
	}
	return s
}

// selfAccepted notes what the platform says where the person who asked answered as
// well: the problem is solved. That is no praise by another person, so it ages by its
// own date only where no one else said anything.
func selfAccepted(s *ranking.Subject, e *ranking.Evidence) {
	e.Kind, e.Weight = ranking.SelfAccepted, int64(reputation.One)
	if s.Newest.IsZero() {
		s.Newest = e.Date
	}
}
