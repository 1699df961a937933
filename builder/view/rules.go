package view

import (
	"time"

	"winnow/builder/site"
)

// RulesView is "how ranking works here", made from the configuration in force.
type RulesView struct {
	Mode     string
	AsOf     time.Time
	Prior    string
	Ranks    []RankRule // best first
	Settings []Setting
	States   []site.StateCount
	Coverage Coverage
	Example  *Example
}

// Coverage is of how much anything is known: the rest starts where an unknown
// newcomer does.
type Coverage struct {
	Articles, JudgedArticles int // public ones; those with judged evidence of their own
	People, JudgedPeople     int // contributors with a score; those of whom an answer was judged
}

// A RankRule is a rank and the rule that gives it.
type RankRule struct {
	Name, When string
	Holders    int
}

// An Example is one contributor's score worked out line by line.
type Example struct {
	Person
	Start     string
	Lines     []LineView
	Rest      string
	RestCount int
	Score     string
}

// fillRules shows the rules in force.
func fillRules(c *Context, v *View, _ *site.Page) error {
	in := c.in
	v.Rules = &RulesView{
		Mode: in.Rules.Mode, AsOf: in.AsOf, Prior: decimal(in.Prior.Round(tenth)), Settings: in.Settings, States: c.States,
		Coverage: coverageOf(c.Site), Example: exampleOf(c),
	}
	holders := map[string]int{}
	for i := range c.People.List {
		if p := &c.People.List[i]; p.Scored() {
			holders[p.Rank]++
		}
	}
	for _, r := range in.Rules.Ranks {
		v.Rules.Ranks = append(v.Rules.Ranks, RankRule{r.Name, r.When, holders[r.Name]})
	}
	return nil
}

// coverageOf counts what anything is known of.
func coverageOf(s *site.Site) Coverage {
	c := Coverage{Articles: len(s.Articles)}
	for _, e := range s.Articles {
		if e.Verdict.Judged > 0 {
			c.JudgedArticles++
		}
	}
	for i := range s.People.List {
		if p := &s.People.List[i]; p.Scored() && p.Answers > 0 {
			c.People++
			if p.Judged > 0 {
				c.JudgedPeople++
			}
		}
	}
	return c
}

// exampleLines is how many lines the worked example has.
const exampleLines = 5

// exampleOf works out the score of the best contributor who has a page.
func exampleOf(c *Context) *Example {
	for _, i := range c.People.Listed {
		p := &c.People.List[i]
		x, ok := c.in.Ledger.Explain(p.ID, "", exampleLines)
		if !ok || len(x.Lines) == 0 {
			continue
		}
		e := &Example{Person: c.person(i, ""), Start: signed(0), RestCount: x.RestCount, Score: signed(p.Score)}
		e.Lines, e.Rest = linesOf(c, x)
		return e
	}
	return nil
}
