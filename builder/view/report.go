package view

import (
	"encoding/json"
	"iter"
	"slices"
	"strings"
	"time"

	"winnow/builder/metrics"
	"winnow/builder/site"
)

// ReportView is how the community fares, see package metrics for what each
// number means. Shares are in percent.
type ReportView struct {
	AsOf                   time.Time
	Questions, Solved      int
	Share                  int
	Days                   metrics.Days
	Contributors, Accepted int
	Gini, TopThree, IfLeft int
	Top                    []Person // the three with most accepted answers
	ReviewDue, Outdated    int
	Months                 []metrics.Month // at most the last 36
	Asked, People          Chart           // of Months
	Topics                 []ReportTopic
	Gaps                   []TopicLink // tags with questions and no solution; Count is the number of questions
	MoreGaps               int         // those that are not shown
	Missing                []string    // keys of the string table: "missing_" + key
	DataURL                string      // all of it, for programs
}

// A ReportTopic is a category by its answers.
type ReportTopic struct {
	Name            string
	Answers, Solved int
	Share           int // percent
}

// A Chart is drawn as bars in a box of Width and Height; Max is the number that
// fills the height. Each bar stacks two numbers.
type Chart struct {
	From, To           string // the first and the last bar
	Width, Height, Max int
	Bars               []Bar
}

// A Bar is a pair of rectangles.
type Bar struct {
	X, Width          int
	LowY, LowHeight   int
	HighY, HighHeight int
}

// A community is what report.json says.
type community struct {
	metrics.Report
	AsOf      string `json:"as_of"`
	ReviewDue int    `json:"review_due"` // public articles
	Outdated  int    `json:"outdated"`
}

func (c community) json() ([]byte, error) { return json.Marshal(c) }

func communityOf(in *Input) community {
	s := in.Site
	c := community{Report: metrics.Make(answersOf(in.Ledger)), AsOf: site.Day(in.AsOf)}
	categories, tags := concealed(s)
	c.Topics = slices.DeleteFunc(c.Topics, func(t metrics.Category) bool { return categories[t.Name] })
	for i := range c.Topics {
		c.Topics[i].Name = s.Categories.NameOf(c.Topics[i].Name)
	}
	for i := range c.Gaps {
		c.Gaps[i].Name = in.Ledger.TagName(c.Gaps[i].Tag)
	}
	c.Gaps = slices.DeleteFunc(c.Gaps, func(g metrics.Gap) bool { return tags[g.Name] })
	for _, e := range s.Articles {
		if !reviewDue(e, s.Today()).IsZero() {
			c.ReviewDue++
		}
		if e.Outdated() {
			c.Outdated++
		}
	}
	return c
}

// concealed returns the first folders and tags of articles that are not public,
// where no public one has them: a draft may be in a folder that is not known to
// readers.
func concealed(s *site.Site) (categories, tags map[string]bool) {
	categories, tags = map[string]bool{}, map[string]bool{}
	note := func(e *site.Entry, hide bool) {
		top, _, _ := strings.Cut(e.Category, "/")
		categories[top] = hide
		for _, t := range e.Tags {
			tags[t] = hide
		}
	}
	for _, e := range s.Held {
		note(e, true)
	}
	for _, e := range s.Reachable() {
		note(e, false)
	}
	return categories, tags
}

func answersOf(l Ledger) iter.Seq[metrics.Answer] {
	return func(yield func(metrics.Answer) bool) {
		for a := range l.Answers() {
			if !yield(metrics.Answer{Author: a.Author, Thread: a.Thread, Category: a.Category, Tags: a.Tags, Posted: a.Posted, Accepted: a.Accepted}) {
				return
			}
		}
	}
}

const reportTopics, reportGaps = 100, 40

// Charts are drawn in a box of this size.
const chartWidth, chartHeight, chartMonths = 720, 160, 36

// fillReport shows the last three years; report.json holds all of it.
func fillReport(c *Context, v *View, _ *site.Page) error {
	r := communityOf(c.in)
	out := &ReportView{
		Questions: r.Questions, Solved: r.Solved, Share: percent(r.Share), Days: r.Accepted, AsOf: c.in.AsOf,
		Contributors: r.People.N, Gini: percent(r.People.Gini), IfLeft: percent(r.People.IfLeft), TopThree: r.People.TopThree,
		Accepted: r.People.Accepted, ReviewDue: r.ReviewDue, Outdated: r.Outdated, Missing: r.Missing, DataURL: c.link("report.json"),
	}
	_, named := c.HasReport()
	for _, i := range r.People.Top {
		if st := c.in.Ledger.Author(i); st != nil && named {
			out.Top = append(out.Top, c.person(c.People.Find(st.ID), ""))
		}
	}
	fillCharts(out, r.Months[max(0, len(r.Months)-chartMonths):])
	for _, g := range r.Gaps[:min(len(r.Gaps), reportGaps)] {
		link := c.tagTopic(g.Name)
		link.Count = g.Questions
		out.Gaps = append(out.Gaps, link)
	}
	out.MoreGaps = len(r.Gaps) - len(out.Gaps)
	for _, t := range r.Topics[:min(len(r.Topics), reportTopics)] {
		out.Topics = append(out.Topics, ReportTopic{t.Name, t.Answers, t.Solved, 100 * t.Solved / t.Answers})
	}
	v.Report = out
	return nil
}

func fillCharts(v *ReportView, months []metrics.Month) {
	v.Months = months
	v.Asked = chart(len(months), func(i int) (int, int) { return months[i].Solved, months[i].Questions - months[i].Solved })
	v.People = chart(len(months), func(i int) (int, int) { return months[i].Returning, months[i].New })
	if n := len(months); n > 0 {
		v.Asked.From, v.Asked.To = months[0].Month, months[n-1].Month
		v.People.From, v.People.To = v.Asked.From, v.Asked.To
	}
}

func percent(permille int) int { return (permille + 5) / 10 }

// chart stacks two numbers for each of n things.
func chart(n int, at func(i int) (low, high int)) Chart {
	c := Chart{Width: chartWidth, Height: chartHeight, Bars: make([]Bar, n)}
	for i := range n {
		low, high := at(i)
		c.Max = max(c.Max, low+high)
	}
	if c.Max == 0 {
		return c
	}
	step := max(1, min(chartWidth/max(n, 1), 90))
	for i := range n {
		low, high := at(i)
		a, b := low*chartHeight/c.Max, (low+high)*chartHeight/c.Max
		c.Bars[i] = Bar{X: i * step, Width: max(1, step*4/5), LowY: chartHeight - a, LowHeight: a, HighY: chartHeight - b, HighHeight: b - a}
	}
	return c
}
