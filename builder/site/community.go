package site

import (
	"encoding/json"
	"iter"
	"slices"
	"strings"

	"winnow/builder/metrics"
	"winnow/builder/ranking"
)

const reportURL = "report/"

// A Community is what report.json says.
type Community struct {
	metrics.Report
	AsOf      string `json:"as_of"`
	ReviewDue int    `json:"review_due"` // public articles
	Outdated  int    `json:"outdated"`
}

// Report is the report on the community as JSON.
func (s *Site) Report() ([]byte, error) { return json.Marshal(s.community()) }

func (s *Site) community() Community {
	c := Community{Report: metrics.Make(s.answers()), AsOf: dateOf(s.in.Ledger.AsOf)}
	categories, tags := s.concealed()
	c.Topics = slices.DeleteFunc(c.Topics, func(t metrics.Category) bool { return categories[t.Name] })
	for i := range c.Topics {
		c.Topics[i].Name = s.categoryName(c.Topics[i].Name)
	}
	for i := range c.Gaps {
		c.Gaps[i].Name = s.in.Ledger.TagName(c.Gaps[i].Tag)
	}
	c.Gaps = slices.DeleteFunc(c.Gaps, func(g metrics.Gap) bool { return tags[g.Name] })
	for _, e := range s.Articles {
		if !s.reviewDue(e).IsZero() {
			c.ReviewDue++
		}
		if e.Verdict.State == ranking.Outdated {
			c.Outdated++
		}
	}
	return c
}

// concealed are the first folders and tags of articles that are not public, where
// no public one has them: a draft may be in a folder that nobody should know of.
func (s *Site) concealed() (categories, tags map[string]bool) {
	categories, tags = map[string]bool{}, map[string]bool{}
	for _, reachable := range []bool{false, true} {
		for i, a := range s.in.Articles {
			if s.in.Verdicts[i].State.Reachable() != reachable {
				continue
			}
			top, _, _ := strings.Cut(a.Category, "/")
			categories[top] = !reachable
			for _, t := range a.Tags {
				tags[t] = !reachable
			}
		}
	}
	return categories, tags
}

func (s *Site) answers() iter.Seq[metrics.Answer] {
	return func(yield func(metrics.Answer) bool) {
		for a := range s.in.Ledger.Answers() {
			if !yield(metrics.Answer{Author: a.Author, Thread: a.Thread, Category: a.Category, Tags: a.Tags, Posted: a.Posted, Accepted: a.Accepted}) {
				return
			}
		}
	}
}

const reportTopics, reportGaps = 100, 40

// Charts are drawn in a box of this size.
const chartWidth, chartHeight, chartMonths = 720, 160, 36

// reportView shows the last three years; report.json holds all of it.
func (m maker) reportView() *ReportView {
	c := m.community()
	v := &ReportView{
		Questions: c.Questions, Solved: c.Solved, Share: percent(c.Share), Days: c.Accepted, AsOf: m.in.Ledger.AsOf,
		Contributors: c.People.N, Gini: percent(c.People.Gini), IfLeft: percent(c.People.IfLeft), TopThree: c.People.TopThree,
		Accepted: c.People.Accepted, ReviewDue: c.ReviewDue, Outdated: c.Outdated, Missing: c.Missing, DataURL: m.link("report.json"),
	}
	for _, i := range c.People.Top {
		st := m.in.Ledger.Author(i)
		if st == nil {
			continue
		}
		v.Top = append(v.Top, m.person(m.personByID(st.ID), ""))
	}
	months := c.Months[max(0, len(c.Months)-chartMonths):]
	v.Months = months
	v.Asked = chart(len(months), func(i int) (int, int) { return months[i].Solved, months[i].Questions - months[i].Solved })
	v.People = chart(len(months), func(i int) (int, int) { return months[i].Returning, months[i].New })
	if n := len(months); n > 0 {
		v.Asked.From, v.Asked.To = months[0].Month, months[n-1].Month
		v.People.From, v.People.To = v.Asked.From, v.Asked.To
	}
	for _, g := range c.Gaps[:min(len(c.Gaps), reportGaps)] {
		link := m.tagTopic(g.Name)
		link.Count = g.Questions
		v.Gaps = append(v.Gaps, link)
	}
	v.MoreGaps = len(c.Gaps) - len(v.Gaps)
	for _, t := range c.Topics[:min(len(c.Topics), reportTopics)] {
		v.Topics = append(v.Topics, ReportTopic{t.Name, t.Answers, t.Solved, 100 * t.Solved / t.Answers})
	}
	return v
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
