package site

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"winnow/builder/content"
	"winnow/builder/outline"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
)

// A Written is an article as read and converted: everything but the texts,
// which stay in the store.
type Written struct {
	*content.Article
	Doc *outline.Outline
}

// An Entry is one article and its place.
type Entry struct {
	Written
	Verdict *ranking.Verdict
	Outcome Outcome
	Index   int   // into Input.Articles, and so into the store
	Number  int32 // into Site.Articles, then Site.Duplicates, then Site.Further: see Site.Entry
	Lead    int32 // of a further answer: the number of the article on whose page it is; else None
	By      int32 // its author: into People.List; None = unknown
	In      int32 // its category: into Categories.List
	Pos     int32 // within its category's list
}

// An Outcome is what happened to an article: from the evidence, or from its
// front matter where the evidence does not know it.
type Outcome struct {
	Confirmed, Failed int32
	confirmed         day  // of the last confirmation
	Accepted          bool // the one who asked, or another person, took the answer as the solution
	SelfAccepted      bool // its author did: they asked as well
}

// LastConfirmed returns the day of the last confirmation, zero for none.
func (o Outcome) LastConfirmed() time.Time { return o.confirmed.time() }

// ShortText returns the article's summary, or else the beginning of its solution.
func (e *Entry) ShortText() string {
	if e.Summary != "" {
		return e.Summary
	}
	return e.Doc.Summary
}

// Trust returns the article's value in points, as lists show it: 0…100.
func (e *Entry) Trust() int { return e.Verdict.Points() }

// Verified reports whether a reviewer verified the article.
func (e *Entry) Verified() bool { return e.Verdict.Verified }

// Outdated reports whether the article may no longer hold.
func (e *Entry) Outdated() bool { return e.Verdict.Tier == 2 }

// Posted returns when the article was written or, where that is not known,
// accepted.
func (e *Entry) Posted() time.Time { return cmp.Or(e.Date, e.AcceptedAt) }

// AcceptedOn returns when the article was accepted: from its front matter, or
// else from the evidence.
func (e *Entry) AcceptedOn() time.Time {
	if e.AcceptedAt.IsZero() {
		for _, t := range e.Verdict.Terms {
			if t.Kind == string(content.Accepted) {
				return t.Date
			}
		}
	}
	return e.AcceptedAt
}

// Changed returns the day on which the article, or what is known of it, changed
// last.
func (e *Entry) Changed() time.Time {
	return max(e.newsDay(), dayOf(e.Updated), dayOf(e.Date)).time()
}

// newsDay is the day of the last good news about an article.
func (e *Entry) newsDay() day {
	if d := max(e.Outcome.confirmed, dayOf(e.AcceptedAt)); d != 0 {
		return d
	}
	return dayOf(e.Date)
}

// placeArticles parts what is public from what is not, and puts the public
// articles in trust order.
func placeArticles(s *Site) {
	entries, public := make([]Entry, len(s.in.Articles)), 0
	for i := range s.in.Verdicts {
		if s.in.Verdicts[i].State.Public() {
			public++
		}
	}
	s.Articles, s.byAnswer = make([]*Entry, public), make([]int32, 0, public)
	s.withheld = map[string]bool{}
	for i := range entries {
		e := &entries[i]
		*e = Entry{Written: s.in.Articles[i], Verdict: &s.in.Verdicts[i], Index: i, By: None, Lead: None}
		if !e.Verdict.State.Shown() {
			s.Held, s.withheld[e.Answer] = append(s.Held, e), true
			continue
		}
		e.Outcome = outcomeOf(e.Article, s.in.Ledger)
		if changed := dayOf(e.Changed()); s.in.Now.IsZero() || changed <= dayOf(s.in.Now)+1 { // later is a typing error
			s.updated = max(s.updated, changed)
		}
		switch {
		case e.Verdict.State == ranking.Further:
			s.Further = append(s.Further, e)
		case e.Verdict.State.Public():
			e.Number = int32(e.Verdict.Place - 1)
			s.Articles[e.Number], s.byAnswer = e, append(s.byAnswer, e.Number)
		default:
			s.Duplicates = append(s.Duplicates, e)
		}
	}
	byPath := func(a, b *Entry) int { return cmp.Compare(a.Path, b.Path) }
	slices.SortStableFunc(s.Held, byPath)
	slices.SortStableFunc(s.Duplicates, byPath)
	for i, e := range s.Duplicates {
		e.Number = int32(len(s.Articles) + i)
	}
	s.originals = findOriginals(s)
	slices.SortFunc(s.byAnswer, func(a, b int32) int { // they come by path, which is nearly it
		return cmp.Or(cmp.Compare(s.Articles[a].Answer, s.Articles[b].Answer), cmp.Compare(a, b))
	})
	s.Recent = s.Newest(recentItems)
	s.States, s.HeldRows = countStates(s.in.Verdicts), heldRowsOf(s.Held)
}

// recentItems is how many of the newest articles the home page shows.
const recentItems = 6

// countStates counts the articles of each state.
func countStates(verdicts []ranking.Verdict) (out []StateCount) {
	count := map[ranking.State]int{}
	for i := range verdicts {
		count[verdicts[i].State]++
	}
	for _, state := range []ranking.State{ranking.Published, ranking.Outdated, ranking.Held, ranking.Draft,
		ranking.Scheduled, ranking.Expired, ranking.Duplicate, ranking.Further} {
		if count[state] > 0 {
			out = append(out, StateCount{string(state), count[state]})
		}
	}
	return out
}

// heldRowsOf chooses what the held list names. Drafts and scheduled articles are
// their authors' own business until they are ready.
func heldRowsOf(held []*Entry) (rows []*Entry) {
	for _, e := range held {
		if st := e.Verdict.State; st != ranking.Draft && st != ranking.Scheduled {
			rows = append(rows, e)
		}
	}
	return rows
}

func outcomeOf(a *content.Article, l Ledger) Outcome {
	out := Outcome{Confirmed: int32(a.Confirmed), Failed: int32(a.Failed)}
	out.SelfAccepted = a.AcceptedBy != "" && (a.AcceptedBy == a.Author || l.SamePerson(a.AcceptedBy, a.Author))
	out.Accepted = a.AcceptedBy != "" && !out.SelfAccepted
	o, ok := l.Outcome(a.Answer)
	if !ok {
		o = reputation.Outcome{}
	}
	if out.Accepted = out.Accepted || o.Accepted; !out.Accepted {
		out.SelfAccepted = out.SelfAccepted || o.SelfAccepted
		out.Accepted = !out.SelfAccepted && !a.AcceptedAt.IsZero()
	}
	if ok {
		out.Confirmed, out.Failed = countOf(o.Counts, content.Confirmed), countOf(o.Counts, content.Failed)
		out.confirmed = dayOf(o.LastConfirmed)
	}
	return out
}

func countOf(counts []reputation.Count, kind content.EvidenceKind) int32 {
	n := 0
	for _, c := range counts {
		if c.Kind == kind {
			n += c.N
		}
	}
	return int32(n)
}

// newest returns the n articles that were accepted or confirmed last, newest
// first; those of one day in the order given. Outdated ones are not among them.
func newest(all iter.Seq[*Entry], n int) []*Entry {
	var top []*Entry
	for e := range all {
		d := e.newsDay()
		if d == 0 || e.Verdict.State != ranking.Published {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, d, func(x *Entry, d day) int {
			if x.newsDay() >= d {
				return -1
			}
			return 1
		})
		if at < n {
			top = slices.Insert(top, at, e)
			top = top[:min(n, len(top))]
		}
	}
	return top
}

// Day returns a day as pages and files for programs have it, 2006-01-02; empty for
// none.
func Day(t time.Time) string { return content.Day(t) }

// A day counts the days from 1970; 0 is no day.
type day int32

const daySeconds = 24 * 60 * 60

func dayOf(t time.Time) day {
	if t.IsZero() {
		return 0
	}
	return day(t.Unix() / daySeconds)
}

// time is the inverse of dayOf.
func (d day) time() time.Time {
	if d == 0 {
		return time.Time{}
	}
	return time.Unix(int64(d)*daySeconds, 0).UTC()
}
