package view

import (
	"html/template"
	"time"

	"winnow/builder/site"
)

// Better is the answer of the same thread to which readers gave more votes.
type Better struct {
	URL, Title string // Title is empty where it is on the same page or in the thread elsewhere
	Here       bool   // it is on the same page
	Votes, Own int    // upvotes less downvotes
}

// An AnswerView is a further answer on the page of its thread. Its fields are those of
// an ArticleView; a further answer has no marks of what the page as a whole is.
type AnswerView struct {
	Place, Language              string // id of its place on the page; language of its text, where it is not the site's
	Solution                     template.HTML
	Author                       Person
	AcceptedBy                   Person
	AcceptedAt                   time.Time
	Accepted, NotAccepted        bool
	VerifiedBy                   string
	Confirmed, Failed            int
	Date, Updated, LastConfirmed time.Time
	YearsAgo, MonthsAgo          int
	Reviewed                     time.Time
	AppliesTo                    []string
	Source, License, LicenseURL  string
	Outdated                     bool
	CopyOf                       Link
	Risks                        []RiskView
	Release                      *Release
	Why                          WhyView
}

// furtherView returns an answer as it is shown below the one that leads.
func furtherView(c *Context, e *site.Entry, text site.Body) AnswerView {
	a := answerView(c, e, text)
	return AnswerView{
		Place: e.Place(), Language: otherLanguage(c, e), Solution: a.Solution, Author: a.Author,
		AcceptedBy: a.AcceptedBy, AcceptedAt: a.AcceptedAt, Accepted: a.Accepted, VerifiedBy: a.VerifiedBy,
		Confirmed: a.Confirmed, Failed: a.Failed, Date: a.Date, Updated: a.Updated, LastConfirmed: a.LastConfirmed,
		YearsAgo: a.YearsAgo, MonthsAgo: a.MonthsAgo, AppliesTo: e.AppliesTo, Source: a.Source, License: a.License, LicenseURL: a.LicenseURL,
		Outdated: e.Outdated(), CopyOf: original(c, e.Verdict.CopyOf), Risks: a.Risks, Release: a.Release, Why: a.Why,
	}
}

// otherLanguage returns the language of a text where it is not the site's.
func otherLanguage(c *Context, e *site.Entry) string {
	if e.Language == c.Options.Language {
		return ""
	}
	return e.Language
}

// answerView returns what is shown of an answer wherever it is.
func answerView(c *Context, e *site.Entry, text site.Body) *ArticleView {
	a := &ArticleView{
		Question: template.HTML(text.Question), Solution: template.HTML(text.Solution),
		Source: c.SourceOf(e), License: e.License, LicenseURL: licenseURL(e.License),
		Date: e.Date, Updated: e.Updated, LastConfirmed: e.Outcome.LastConfirmed(),
		Confirmed: int(e.Outcome.Confirmed), Failed: int(e.Outcome.Failed), Why: why(c, e),
	}
	a.YearsAgo, a.MonthsAgo = ago(e.Date, c.Today())
	for _, r := range e.Doc.Risks {
		a.Risks = append(a.Risks, RiskView{r.Kind, r.Command, r.Block})
	}
	fillPeople(c, a, e)
	return a
}

// fillAnswers shows the further answers of a thread below the one that leads.
func fillAnswers(c *Context, a *ArticleView, e *site.Entry) error {
	for _, x := range c.FurtherOf(e) {
		text, err := c.in.Text(x.Index)
		if err != nil {
			return err
		}
		if a.Question == "" { // it is in the file of one of the answers
			a.Question = template.HTML(text.Question)
		}
		a.Answers = append(a.Answers, furtherView(c, x, text))
	}
	return nil
}

// notAccepted reports whether an article is the best answer of a thread of which
// nobody accepted one.
func notAccepted(e *site.Entry) bool { return e.Thread != "" && !e.Outcome.Accepted }

// better leads to the answer of the thread that readers gave more votes.
func better(c *Context, e *site.Entry) *Better {
	b, ok := c.BetterThan(e)
	if !ok {
		return nil
	}
	out := &Better{URL: b.URL, Title: b.Title, Votes: b.Votes, Own: b.Own}
	if b.Here {
		out.Here, out.URL = true, "#"+b.Place
	} else if b.URL != "" && site.WebAddress(b.URL) == "" {
		out.URL = c.root + site.EscapedPlace(b.URL)
	}
	return out
}
