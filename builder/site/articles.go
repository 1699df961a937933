package site

import (
	"cmp"
	"html/template"
	"math/bits"
	"net/url"
	"slices"
	"strings"
	"time"

	"winnow/builder/content"
	"winnow/builder/ranking"
)

func (m maker) article(v *View, p *Page) error {
	e := m.entry(p.ref)
	text, err := m.body(e.Index)
	if err != nil {
		return err
	}
	v.Title, v.Description = e.Title, e.ShortText()
	v.Language = cmp.Or(e.Language, m.Options.Language)
	v.Breadcrumbs = m.trail(e.category)
	a := &ArticleView{
		Question: template.HTML(text.Question), Solution: template.HTML(text.Solution),
		Summary: e.Summary, Source: m.SourceOf(e), License: e.License, LicenseURL: licenseURL(e.License),
		Date: e.Date, Updated: e.Updated, LastConfirmed: dayTime(e.heard),
		Confirmed: int(e.confirmed), Failed: int(e.failed), AppliesTo: e.AppliesTo,
		ReviewDue: m.reviewDue(e), EditURL: m.editURL(e.Path),
		Why: m.why(e), Further: m.items(m.further(e)), Related: m.items(m.related(e)),
	}
	a.YearsAgo, a.MonthsAgo = ago(e.Date, m.today())
	if e.category != 0 {
		a.Category = Link{m.categories[e.category].name, m.link(m.categories[e.category].url)}
	}
	for _, t := range m.tagsOfEntry(e) {
		a.Tags = append(a.Tags, Link{m.tags[t].name, m.link(m.tags[t].url())})
	}
	for _, h := range e.Doc.Headings {
		a.Headings = append(a.Headings, HeadingLink(h))
	}
	for _, r := range e.Doc.Risks {
		a.Risks = append(a.Risks, RiskView{r.Kind, r.Command, r.Block})
	}
	if m.in.Markdown && !m.isDuplicate(e) {
		a.SourceText = "index.md"
	}
	a.Helpful = m.helpful(e, a.Source)
	m.standing(a, e)
	m.state(a, e)
	a.Prev, a.Next = m.neighbours(e)
	v.Article = a
	return nil
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
func (m maker) helpful(e *Entry, thread string) *Helpful {
	to := m.Options.Helpful
	switch {
	case to == "", to == helpfulThread && thread == "":
		return nil
	case to == helpfulThread:
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

// standing fills in who stands behind an article.
func (m maker) standing(a *ArticleView, e *Entry) {
	a.Author = m.person(e.author, e.Category)
	a.AuthorCard = m.card(e)
	a.AskedBy = m.person(m.personByID(e.AskedBy), e.Category)
	a.Accepted, a.AcceptedAt = e.accepted, e.AcceptedAt
	acceptor := e.AcceptedBy
	if o, ok := m.ledger.Outcome(e.Answer); ok && acceptor == "" {
		acceptor = o.AcceptedBy
	}
	a.AcceptedBy = m.person(m.personByID(acceptor), e.Category)
	if e.VerifiedBy != "" {
		a.VerifiedBy = m.reviewer(e.VerifiedBy)
	}
	for _, t := range e.Verdict.Terms {
		if t.Kind == string(content.Accepted) && a.AcceptedAt.IsZero() {
			a.AcceptedAt = t.Date
		}
	}
}

// reviewer is the name of who verified an article: a contributor's as the site
// may show it, or the name as it was written.
func (m maker) reviewer(name string) string {
	st := m.ledger.Contributor(name)
	switch {
	case st == nil && m.hidden.all[fold(name)]:
		return ""
	case st == nil:
		return name
	case st.Privacy == content.Anonymous, st.Privacy == content.Erased:
		return ""
	}
	return st.Name
}

// state fills in whether an article still holds.
func (m maker) state(a *ArticleView, e *Entry) {
	a.State = string(e.Verdict.State)
	a.Outdated = e.Verdict.State == ranking.Outdated
	for _, r := range e.Verdict.Reasons {
		a.StateReasons = append(a.StateReasons, r.Text)
	}
	if a.ReviewDue.IsZero() && e.Verdict.State == ranking.Published {
		a.Reviewed = e.ReviewedAt
	}
	a.Duplicates = m.repeatsOf(e)
	a.DuplicateOf, a.CopyOf = m.original(e.Verdict.Canonical), m.original(e.Verdict.CopyOf)
	if to, ok := m.successors[e.at]; ok {
		a.SupersededBy = Link{to.Text, m.successorLink(to.URL)}
	}
}

func (m maker) successorLink(u string) string {
	if a := webAddress(u); a != "" {
		return a
	}
	return m.link(u)
}

// reviewDue is the day on which an article should have been reviewed, if that
// day has passed.
func (s *Site) reviewDue(e *Entry) time.Time {
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
	if last.IsZero() || due.After(s.today()) {
		return time.Time{}
	}
	return due
}

func (s *Site) editURL(path string) string {
	if s.Options.EditURL == "" {
		return ""
	}
	return strings.TrimSuffix(s.Options.EditURL, "/") + "/" + Escaped(path)
}

// card is the author's standing in the article's category where that is
// published, else over all.
func (m maker) card(e *Entry) *AuthorCard {
	if e.author == none {
		return nil
	}
	p := &m.people[e.author]
	if p.Privacy == content.Anonymous || !p.scored() {
		return nil
	}
	c := &AuthorCard{
		Person: m.person(e.author, e.Category), Score: signed(p.Score), Judged: units(p.Judged),
		Solved: p.Solved, Since: p.Joined, Place: p.Place, Of: m.ranked,
	}
	if t := p.topic(e.Category); t != nil {
		c.Score, c.Judged, c.Place, c.Of = signed(t.Score), units(t.Judged), t.Place, m.categories[e.category].ranked
	}
	return c
}

// neighbours are the articles above and below in the category's order.
func (m maker) neighbours(e *Entry) (above, below Link) {
	if m.isDuplicate(e) {
		return Link{}, Link{}
	}
	items := m.categories[e.category].items
	at := func(i int32) Link {
		if i < 0 || int(i) >= len(items) {
			return Link{}
		}
		n := m.Articles[items[i]]
		return Link{n.Title, m.link(n.URL)}
	}
	return at(e.pos - 1), at(e.pos + 1)
}

// Related articles are looked for among the most trusted of each tag, from the
// rarest tag on: bounded work, however large the site.
const relatedTags, relatedDepth = 8, 40

// A relative is an article that shares tags with another.
type relative struct{ at, weight int32 }

// related returns articles that share tags, those with the rarest first, and
// among equals the more trusted; where there are few, the best of the category
// follow.
func (m maker) related(e *Entry) []int32 {
	found := m.relatives(e)
	slices.SortFunc(found, func(a, b relative) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.at, b.at))
	})
	out := make([]int32, 0, relatedItems)
	for _, r := range found[:min(relatedItems, len(found))] {
		out = append(out, r.at)
	}
	items := m.categories[e.category].items
	for _, at := range items[:min(len(items), 2*relatedItems+1)] {
		if len(out) < relatedItems && at != e.at && !slices.Contains(out, at) && m.Articles[at].Verdict.State == ranking.Published {
			out = append(out, at)
		}
	}
	return out
}

// relatives are all candidates, each once, with the weights of the tags that
// they share summed up.
func (m maker) relatives(e *Entry) []relative {
	tags := slices.Clone(m.tagsOfEntry(e))
	slices.SortFunc(tags, func(a, b int32) int {
		return cmp.Or(cmp.Compare(len(m.tags[a].items), len(m.tags[b].items)), cmp.Compare(a, b))
	})
	var all []relative
	for _, t := range tags[:min(len(tags), relatedTags)] {
		items := m.tags[t].items
		weight := int32(bits.Len(uint(len(m.Articles)/len(items)))) + 1
		for _, at := range items[:min(len(items), relatedDepth)] {
			if at != e.at && m.Articles[at].Verdict.State == ranking.Published {
				all = append(all, relative{at, weight})
			}
		}
	}
	slices.SortFunc(all, func(a, b relative) int { return cmp.Compare(a.at, b.at) })
	n := 0
	for _, r := range all {
		if n > 0 && all[n-1].at == r.at {
			all[n-1].weight += r.weight
			continue
		}
		all[n] = r
		n++
	}
	return all[:n]
}
