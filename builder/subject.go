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
	s := ranking.Subject{Article: a}
	rec := l.Record(a.Author, a.Category, a.Tags, a.Answer)
	s.AuthorR, s.AuthorJudged, s.AuthorJudges, s.AuthorTopic = int64(rec.R), int64(rec.Judged), rec.Judges, rec.Topic
	o, ok := l.Outcome(a.Answer)
	if !ok {
		return s
	}
	s.Accepted, s.Verified, s.Newest, s.LastConfirmed = o.Accepted, o.Verified, o.Newest, o.LastConfirmed
	s.Unvouched, s.UnvouchedNewest = int64(o.Unvouched), o.NewestUnvouched
	if o.CopyOf != "" {
		s.CopyOf = paths()[o.CopyOf]
	}
	for _, c := range o.Counts {
		s.Evidence = append(s.Evidence, ranking.Evidence{Kind: c.Kind, N: c.N, Value: int64(c.Value), Date: c.Date})
	}
	return s
}
