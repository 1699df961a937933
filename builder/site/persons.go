package site

import (
	"cmp"
	"strings"

	"winnow/builder/fixedpoint"
	"winnow/builder/reputation"
)

func (m maker) row(i int32) ContributorRow {
	p := &m.people[i]
	return ContributorRow{
		Place: p.Place, Person: m.person(i, ""), Score: signed(p.Score), Solved: p.Solved, Articles: len(p.items),
	}
}

func (m maker) contributors(p *Page) *ContributorsView {
	l := m.list(p, peopleURL, len(m.listed), peopleRows)
	v := &ContributorsView{Pager: *l}
	for _, i := range m.listed[l.First-1 : min(l.First-1+peopleRows, len(m.listed))] {
		v.Rows = append(v.Rows, m.row(i))
	}
	return v
}

func (m maker) contributor(v *View, page *Page) {
	p := &m.people[page.ref]
	v.Title = cmp.Or(p.Name, p.ID)
	v.Breadcrumbs = m.trail(0)
	v.List = m.articles(page, p.url(), p.items)
	c := &ContributorView{
		Person: m.person(page.ref, ""), Role: p.Role, Joined: p.Joined, Website: webAddress(p.URL),
		Answers: p.Answers, Solved: p.Solved,
	}
	v.Contributor = c
	if !p.scored() {
		return
	}
	c.Score, c.Judged, c.Judges = signed(p.Score), units(p.Judged), p.Judges
	c.Place, c.Of = p.Place, m.ranked
	if page.part > 0 {
		return
	}
	if x, ok := m.ledger.Explain(p.ID, "", maxLines); ok {
		c.Lines, c.Rest = m.lines(x, p.Score)
		c.Low, c.High = m.band(x, p.Judged)
		c.Start, c.RestCount, c.ScoreURL = signed(0), x.RestCount, m.link(p.scoreFile())
	}
	for i := range p.ByCategory {
		c.ByCategory = append(c.ByCategory, m.topicStanding(&p.ByCategory[i], m.categoryTopic))
	}
	for i := range p.ByTag {
		c.ByTag = append(c.ByTag, m.topicStanding(&p.ByTag[i], m.tagTopic))
	}
}

// band is the score less and more one standard deviation, as far as little
// evidence allows to say: sd = root of R*(1-R)/(kappa + judged + 1).
func (m maker) band(x reputation.Explanation, judged fixedpoint.Micro) (low, high string) {
	r, distance := x.Total, int64(x.Total-x.Start)
	size := m.in.Rules.Kappa.Overall + judged + fixedpoint.One
	sd := fixedpoint.Root(int64(fixedpoint.MulDiv(r*(fixedpoint.One-r), fixedpoint.One, size)))
	whole := func(n int64) string {
		return strings.TrimSuffix(signed(fixedpoint.MulDiv(n, 1, int64(point))*10), ".0")
	}
	return whole(distance - sd), whole(distance + sd)
}

// lines shows a score taken apart, from 0 where everybody starts, in tenths
// that add up to the score.
func (m maker) lines(x reputation.Explanation, score int64) (lines []LineView, rest string) {
	parts := make([]fixedpoint.Micro, 0, len(x.Lines)+1)
	for _, l := range x.Lines {
		parts = append(parts, l.Value)
	}
	shares := fixedpoint.Share(score, append(parts, x.Rest), tenth)
	for i, l := range x.Lines {
		v := LineView{What: l.What, Value: signed(shares[i]), Minus: shares[i] < 0, Date: l.Date}
		if e := m.articleOf(l.Answer); e != nil && l.What == "" {
			v.Title, v.URL = e.Title, m.link(e.URL)
		}
		if v.Copy = l.CopyOf != ""; v.Copy {
			if e := m.articleOf(l.CopyOf); e != nil {
				v.CopyOf = Link{e.Title, m.link(e.URL)}
			}
		}
		for _, c := range l.Events {
			v.Events = addEvent(v.Events, EventCount{string(c.Kind), c.N})
		}
		lines = append(lines, v)
	}
	return lines, signed(shares[len(lines)])
}

// addEvent adds to the count of a kind: the ledger counts by class of giver,
// of which nothing is shown.
func addEvent(list []EventCount, e EventCount) []EventCount {
	for i := range list {
		if list[i].Kind == e.Kind {
			list[i].N += e.N
			return list
		}
	}
	return append(list, e)
}

// articleOf returns the public article of an answer, or nil.
func (s *Site) articleOf(answer string) *Entry {
	lo, hi := 0, len(s.byAnswer)
	for lo < hi {
		mid := (lo + hi) / 2
		if s.Articles[s.byAnswer[mid]].Answer < answer {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(s.byAnswer) && s.Articles[s.byAnswer[lo]].Answer == answer {
		return s.Articles[s.byAnswer[lo]]
	}
	return nil
}

func (m maker) topicStanding(t *reputation.Topic, link func(name string) TopicLink) TopicStanding {
	return TopicStanding{Topic: link(t.Name), Score: signed(t.Score), Rank: t.Rank, Place: t.Place}
}

func (m maker) categoryTopic(name string) TopicLink {
	if c, ok := m.categoryOf[name]; ok {
		return m.categoryLink(c)
	}
	return TopicLink{Name: humane(name)}
}

func (m maker) tagTopic(name string) TopicLink {
	if t, ok := m.tagAt[slug(name)]; ok {
		return m.tagLink(t)
	}
	return TopicLink{Name: name}
}
