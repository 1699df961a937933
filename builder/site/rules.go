package site

import (
	"winnow/builder/content"
)

// rules shows the rules in force.
func (m maker) rules() *RulesView {
	v := &RulesView{Mode: m.in.Rules.Mode, Settings: m.in.RulesTOML, States: m.states}
	v.AsOf, v.Prior = m.in.Ledger.AsOf, decimal(rounded(m.in.Ledger.Prior, tenth))
	holders := map[string]int{}
	for i := range m.people {
		if p := &m.people[i]; p.scored() {
			holders[p.Rank]++
		}
	}
	for _, r := range m.in.Rules.Ranks {
		v.Ranks = append(v.Ranks, RankRule{r.Name, r.When, holders[r.Name]})
	}
	v.Coverage = m.coverage()
	v.Example = m.example()
	return v
}

// coverage counts what anything is known of.
func (m maker) coverage() Coverage {
	c := Coverage{Articles: len(m.Articles)}
	for _, e := range m.Articles {
		if e.Verdict.Judged > 0 {
			c.JudgedArticles++
		}
	}
	for i := range m.people {
		if p := &m.people[i]; p.scored() && p.Answers > 0 {
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

// example works out the score of the best contributor who has a page.
func (m maker) example() *Example {
	for _, i := range m.listed {
		p := &m.people[i]
		x, ok := m.ledger.Explain(p.ID, "", exampleLines)
		if !ok || len(x.Lines) == 0 || p.Privacy != content.Public && p.Privacy != "" {
			continue
		}
		e := &Example{Person: m.person(i, ""), Start: signed(0), RestCount: x.RestCount, Score: signed(p.Score)}
		e.Lines, e.Rest = m.lines(x, p.Score)
		return e
	}
	return nil
}
