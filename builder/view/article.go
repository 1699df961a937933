package view

import (
	"bytes"
	"cmp"
	"html"
	"html/template"
	"net/url"
	"slices"
	"strings"
	"time"

	"winnow/builder/ranking"
	"winnow/builder/site"
)

// ArticleView is one article.
type ArticleView struct {
	Summary                      string // the article's own, from its front matter; may be empty
	Question, Solution           template.HTML
	Asked                        string // how a long question begins, as plain text; empty: it is short
	Headings                     []HeadingLink
	Author                       Person
	AuthorCard                   *AuthorCard // nil for unknown and anonymous authors
	AskedBy                      Person
	AcceptedBy                   Person
	AcceptedAt                   time.Time
	Accepted                     bool // by another person than the author
	SelfAnswered                 bool // its author asked, and accepted it
	Proved                       bool // accepted by another person or verified, and current: it may be called a solution
	NotAccepted                  bool // nobody accepted an answer of its thread
	VerifiedBy                   string
	Confirmed, Failed            int
	Date, Updated, LastConfirmed time.Time
	YearsAgo, MonthsAgo          int // whole ones since Date, at the time of the build; months only below a year
	Category                     Link
	Tags                         []Link
	Source                       string // absolute address, checked: http or https
	License                      string
	LicenseURL                   string
	AppliesTo                    []string
	State                        string // "published", "outdated", "duplicate"
	Outdated                     bool
	ReviewDue                    time.Time // set when a review is due and the day has passed
	SupersededBy                 Link
	DuplicateOf                  Link      // the article that is listed instead; the page of a duplicate only
	Duplicates                   []Link    // pages that lead on to this one
	Reviewed                     time.Time // when a reviewer looked at it last; zero = never, or that is too long ago
	CopyOf                       Link      // the article whose answer it repeats, if that has a page
	StateReasons                 []string
	Risks                        []RiskView
	Release                      *Release // nil: no rule would hold it back
	Why                          WhyView
	Answers                      []AnswerView // further answers of the thread, most trusted first
	Better                       *Better      // nil: no answer of the thread has more votes
	Further                      []Item       // other solutions of the same question, most trusted first
	Related                      []Item
	EditURL                      string
	Helpful                      *Helpful
	SourceText                   string // address of the Markdown that the page was made from; may be empty
}

// Helpful is how readers are asked whether an article helped; one of its fields
// is set. It is nil where they are not asked.
type Helpful struct {
	Post string // address to which the vote is posted: url, helpful = "yes" or "no"
	Mail string // mailto address with a subject
}

// A HeadingLink is an entry of the contents list.
type HeadingLink struct {
	Level    int
	ID, Text string
}

// An AuthorCard is the author's standing.
type AuthorCard struct {
	Person
	Score  string // "+12.3"
	Judged string // "23"
	Solved int
	Since  time.Time
	Place  int
	Of     int
}

// A Release is a reviewer's word that an article is published although a rule holds
// it back.
type Release struct {
	By, Reason string   // By is empty for a reviewer who is not named on this site
	Rules      []string // keys of the string table: "reason_" + rule
}

// A RiskView is a dangerous command found in the article.
type RiskView struct {
	Kind    string // key of the string table: "risk_" + Kind
	Command string
	Block   bool
}

// How many other articles are named.
const (
	maxRepeats   = 10
	furtherItems = 5
	relatedItems = 5
)

func fillArticle(c *Context, v *View, p *site.Page) error {
	e := c.Entry(p.Ref)
	text, err := c.in.Text(e.Index)
	if err != nil {
		return err
	}
	v.Title, v.Description = e.Title, e.ShortText()
	v.Language = cmp.Or(e.Language, c.Options.Language)
	v.Breadcrumbs = c.trail(e.In)
	a := answerView(c, e, text)
	a.Asked, a.Summary, a.AppliesTo, a.NotAccepted, a.Better = beginning(text.Question), e.Summary, e.AppliesTo, notAccepted(e), better(c, e)
	a.ReviewDue, a.EditURL = reviewDue(e, c.Today()), c.editURL(e.Path)
	others := further(c, e)
	a.Further, a.Related = c.items(others), c.items(related(c.Site, e, others))
	if e.In != 0 {
		a.Category = Link{Text: c.CategoryOf(e), URL: c.link(c.Categories.List[e.In].URL)}
	}
	for _, i := range c.TagsOf(e) {
		t := &c.Tags.List[i]
		a.Tags = append(a.Tags, Link{Text: t.Name, URL: c.link(t.URL())})
	}
	for _, h := range e.Doc.Headings {
		a.Headings = append(a.Headings, HeadingLink(h))
	}
	if c.in.Markdown && !c.IsDuplicate(e) {
		a.SourceText = "index.md"
	}
	a.Helpful = helpful(c.Options.Helpful, e, a.Source)
	fillState(c, a, e)
	v.Article = a
	return fillAnswers(c, a, e)
}

// Questions of at most so many bytes of HTML are shown whole; of longer ones so
// many characters come before the fold.
const (
	shortQuestion = 240
	askedLength   = 180
)

// beginning returns how a long text begins, without its tags.
func beginning(text []byte) string {
	if len(text) <= shortQuestion && !bytes.Contains(text, []byte("<pre")) {
		return ""
	}
	var plain strings.Builder
	for rest := string(text); rest != "" && plain.Len() < 8*askedLength; {
		before, tag, _ := strings.Cut(rest, "<")
		plain.WriteString(before)
		var ends bool
		if _, rest, ends = strings.Cut(tag, ">"); ends && isBlock(tag) {
			plain.WriteByte(' ')
		}
	}
	words := strings.Join(strings.Fields(html.UnescapeString(plain.String())), " ")
	if r := []rune(words); len(r) > askedLength {
		words = strings.TrimRight(string(r[:askedLength]), " ,.;:") + "…"
	}
	return words
}

// isBlock reports whether a tag parts words that follow each other.
func isBlock(tag string) bool {
	name := strings.TrimLeft(tag, "/")
	return !strings.HasPrefix(name, "a ") && !strings.HasPrefix(name, "a>") && !slices.ContainsFunc([]string{"code", "em", "strong", "span", "del", "kbd", "sub", "sup"},
		func(inline string) bool { return strings.HasPrefix(name, inline) })
}

// ago counts the whole years, or the whole months of less than one, from a day
// to now. Days are not counted: they would be wrong tomorrow.
func ago(day, now time.Time) (years, months int) {
	if day.IsZero() || !now.After(day) {
		return 0, 0
	}
	now = now.In(day.Location())
	months = (now.Year()-day.Year())*12 + int(now.Month()-day.Month())
	if now.Day() < day.Day() {
		months--
	}
	if months >= 12 {
		return months / 12, 0
	}
	return 0, months
}

// helpful asks where the site wants it: an answer without a thread is not asked
// about there.
func helpful(to string, e *site.Entry, thread string) *Helpful {
	switch {
	case to == "", to == site.HelpfulThread && thread == "":
		return nil
	case to == site.HelpfulThread:
		return &Helpful{}
	case strings.HasPrefix(to, "mailto:"):
		sign := "?"
		if strings.Contains(to, "?") {
			sign = "&"
		}
		return &Helpful{Mail: to + sign + "subject=" + url.PathEscape(e.Title+" ("+e.URL+")")}
	}
	return &Helpful{Post: to}
}

// fillPeople fills in who wrote an article, asked for it, accepted and verified
// it.
func fillPeople(c *Context, a *ArticleView, e *site.Entry) {
	a.Author, a.AuthorCard = c.person(e.By, e.Category), authorCard(c, e)
	a.AskedBy = c.person(c.People.Find(e.AskedBy), e.Category)
	a.Accepted, a.AcceptedAt = e.Outcome.Accepted, e.AcceptedOn()
	a.SelfAnswered = e.Outcome.SelfAccepted && !a.Accepted
	a.Proved = (a.Accepted || e.Verified()) && e.Verdict.State == ranking.Published
	acceptor := e.AcceptedBy
	if o, ok := c.in.Ledger.Outcome(e.Answer); ok && acceptor == "" {
		acceptor = o.AcceptedBy
	}
	a.AcceptedBy = c.person(c.People.Find(acceptor), e.Category)
	if e.Verified() && c.in.Ledger.Reviews(e.VerifiedBy, e.Author) {
		a.VerifiedBy = c.Reviewer(e.VerifiedBy)
	}
	a.Release = releaseOf(c, e)
}

// releaseOf returns who published an article although a rule holds it back, or nil.
func releaseOf(c *Context, e *site.Entry) *Release {
	if e.ReleasedBy == "" || len(e.Verdict.Despite) == 0 {
		return nil
	}
	r := &Release{By: c.Reviewer(e.ReleasedBy), Reason: e.Reason}
	for _, x := range e.Verdict.Despite {
		if !slices.Contains(r.Rules, x.Rule) {
			r.Rules = append(r.Rules, x.Rule)
		}
	}
	return r
}

// authorCard is the author's standing in the article's category where that is
// published, else over all.
func authorCard(c *Context, e *site.Entry) *AuthorCard {
	if e.By == site.None {
		return nil
	}
	p := &c.People.List[e.By]
	if p.Anonymous() || !p.Scored() {
		return nil
	}
	card := &AuthorCard{
		Person: c.person(e.By, e.Category), Score: signed(p.Score), Judged: units(p.Judged),
		Solved: p.Solved, Since: p.Joined, Place: p.Place, Of: c.People.Ranked,
	}
	if t := p.Topic(e.Category); t != nil {
		card.Score, card.Judged, card.Place, card.Of = signed(t.Score), units(t.Judged), t.Place, c.Categories.List[e.In].Ranked
	}
	return card
}

// fillState fills in whether an article still holds.
func fillState(c *Context, a *ArticleView, e *site.Entry) {
	a.State = string(e.Verdict.State)
	a.Outdated = e.Outdated()
	for _, r := range e.Verdict.Reasons {
		a.StateReasons = append(a.StateReasons, r.Text)
	}
	if a.ReviewDue.IsZero() && e.Verdict.State == ranking.Published {
		a.Reviewed = e.ReviewedAt
	}
	for _, d := range c.RepeatsOf(e, maxRepeats) {
		a.Duplicates = append(a.Duplicates, Link{Text: d.Title, URL: c.link(d.URL)})
	}
	a.DuplicateOf, a.CopyOf = original(c, e.Verdict.Canonical), original(c, e.Verdict.CopyOf)
	if to, ok := c.SupersededBy(e); ok {
		a.SupersededBy = to
		if site.WebAddress(to.URL) == "" {
			a.SupersededBy.URL = c.link(to.URL)
		}
	}
}

// original links to the article at a path, if it has a page.
func original(c *Context, path string) Link {
	if e := c.Original(path); e != nil {
		return Link{Text: e.Title, URL: c.link(e.URL)}
	}
	return Link{}
}

// further returns other solutions of an article's question, the most trusted
// ones.
func further(c *Context, e *site.Entry) []int32 {
	return c.threads().others(c.in.Ledger.Thread(e.Answer), e.Number, furtherItems)
}

// reviewDue returns the day on which an article should have been reviewed, if
// that day has passed.
func reviewDue(e *site.Entry, today time.Time) time.Time {
	if e.ReviewEvery <= 0 {
		return time.Time{}
	}
	last := e.Date
	for _, t := range []time.Time{e.AcceptedAt, e.Updated, e.ReviewedAt} {
		if t.After(last) {
			last = t
		}
	}
	due := last.AddDate(0, 0, e.ReviewEvery)
	if last.IsZero() || due.After(today) {
		return time.Time{}
	}
	return due
}

// neighbours are the articles above and below in the category's order.
func neighbours(c *Context, e *site.Entry) (above, below Link) {
	if c.IsDuplicate(e) {
		return Link{}, Link{}
	}
	items := c.Categories.List[e.In].Items
	at := func(i int32) Link {
		if i < 0 || int(i) >= len(items) {
			return Link{}
		}
		n := c.Articles[items[i]]
		return Link{Text: n.Title, URL: c.link(n.URL)}
	}
	return at(e.Pos - 1), at(e.Pos + 1)
}
