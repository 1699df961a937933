package view

import (
	"cmp"
	"strings"
	"time"

	"winnow/builder/reputation"
	"winnow/builder/site"
)

// ContributorView is a contributor's own page.
type ContributorView struct {
	Person
	Role            string
	Joined          time.Time
	Website         string // checked: http or https
	Score           string
	Low, High       string // what the score is likely to lie between, in whole points
	Judged          string
	Judges          int
	Answers, Solved int
	Place, Of       int
	Start           string     // where everybody starts
	Lines           []LineView // Start + Lines + Rest = Score
	Rest            string
	RestCount       int
	ScoreURL        string // the numbers behind the score, for programs; empty where Start is
	ByCategory      []TopicStanding
	ByTag           []TopicStanding
}

// A LineView is what one answer adds to a score.
type LineView struct {
	Title, URL string // empty when the answer is not a public article
	What       string // empty for an answer; else key of the string table: "line_" + What
	Value      string
	Minus      bool
	Date       time.Time
	Events     []EventCount
	Copy       bool // it repeats an earlier answer, so nothing good counts
	CopyOf     Link // that one, if it is a public article
}

// An EventCount is how often something happened.
type EventCount struct {
	Kind string // key of the string table: "event_" + Kind
	N    int
}

// A TopicStanding is a standing within one category or tag.
type TopicStanding struct {
	Topic TopicLink
	Score string
	Rank  string
	Place int
}

// maxLines is how many lines of a score taken apart are shown.
const maxLines = 10

func fillContributor(c *Context, v *View, page *site.Page) error {
	p := &c.People.List[page.Ref]
	v.Title = cmp.Or(p.Name, p.ID)
	v.List = c.articles(page, p.PageURL(), p.Answered())
	v.Contributor = &ContributorView{
		Person: c.person(page.Ref, ""), Role: p.Role, Joined: p.Joined, Website: site.WebAddress(p.URL),
		Answers: p.Answers, Solved: p.Solved,
	}
	if p.Scored() {
		fillScore(c, v.Contributor, p, page.First())
	}
	return nil
}

// fillScore says how the score of a contributor came about; the first page of
// their articles takes it apart.
func fillScore(c *Context, v *ContributorView, p *site.Person, apart bool) {
	v.Score, v.Judged, v.Judges = signed(p.Score), units(p.Judged), p.Judges
	v.Place, v.Of = p.Place, c.People.Ranked
	if !apart {
		return
	}
	if x, ok := c.in.Ledger.Explain(p.ID, "", maxLines); ok {
		v.Lines, v.Rest = linesOf(c, x)
		v.Low, v.High = band(x, c.in.Rules.Kappa.Overall+p.Judged)
		v.Start, v.RestCount, v.ScoreURL = signed(0), x.RestCount, c.link(p.ScoreFile())
	}
	for i := range p.ByCategory {
		v.ByCategory = append(v.ByCategory, topicStanding(&p.ByCategory[i], c.categoryTopic))
	}
	for i := range p.ByTag {
		v.ByTag = append(v.ByTag, topicStanding(&p.ByTag[i], c.tagTopic))
	}
}

// band returns the score less and more one standard deviation.
func band(x reputation.Explanation, evidence reputation.Micro) (low, high string) {
	distance, sd := x.Total-x.Start, x.Deviation(evidence)
	whole := func(m reputation.Micro) string { return strings.TrimSuffix(signed(m.Round(point)*10), ".0") }
	return whole(distance - sd), whole(distance + sd)
}

// linesOf shows a score taken apart, from 0 where every contributor starts, in
// tenths that add up to the score.
func linesOf(c *Context, x reputation.Explanation) (lines []LineView, rest string) {
	shown := x.Tenths()
	for i, l := range x.Lines {
		v := LineView{What: l.What, Value: signed(shown.Lines[i]), Minus: shown.Lines[i] < 0, Date: l.Date}
		if e := c.Answer(l.Answer); e != nil && l.What == "" {
			v.Title, v.URL = e.Title, c.link(e.URL)
		}
		if v.Copy = l.CopyOf != ""; v.Copy {
			if e := c.Answer(l.CopyOf); e != nil {
				v.CopyOf = Link{Text: e.Title, URL: c.link(e.URL)}
			}
		}
		for _, n := range l.Events {
			v.Events = addEvent(v.Events, EventCount{string(n.Kind), n.N})
		}
		lines = append(lines, v)
	}
	return lines, signed(shown.Rest)
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

func topicStanding(t *reputation.Topic, link func(name string) TopicLink) TopicStanding {
	return TopicStanding{Topic: link(t.Name), Score: signed(t.Score), Rank: t.Rank, Place: t.Place}
}
