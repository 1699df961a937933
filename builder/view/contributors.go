package view

import "winnow/builder/site"

// ContributorsView is the list of all contributors.
type ContributorsView struct {
	Topic *TopicLink // the category whose contributors these are; nil = all
	Rows  []ContributorRow
	Pager List // Items is empty
}

// A ContributorRow is one contributor in a list.
type ContributorRow struct {
	Place int
	Person
	Score    string
	Solved   int
	Articles int
}

// fillContributors shows a part of the list of all, or the best of a category.
func fillContributors(c *Context, v *View, p *site.Page) error {
	if p.Part == site.OfPeople {
		fillLeaders(c, v, p)
		return nil
	}
	l := c.list(p, site.PeopleURL, len(c.People.Listed), site.PeopleRows)
	v.Contributors = &ContributorsView{Pager: *l}
	for _, i := range c.People.Listed[l.First-1 : min(l.First-1+site.PeopleRows, len(c.People.Listed))] {
		v.Contributors.Rows = append(v.Contributors.Rows, c.row(i))
	}
	return nil
}

func fillLeaders(c *Context, v *View, p *site.Page) {
	to, topic := &c.Categories.List[p.Ref], c.categoryLink(p.Ref)
	v.Title, v.Breadcrumbs = to.Name, c.trail(p.Ref)
	v.Contributors = &ContributorsView{Topic: &topic, Pager: List{First: 1, Total: len(to.Leaders), Page: 1, Pages: 1}}
	for _, l := range to.Leaders {
		v.Contributors.Rows = append(v.Contributors.Rows, c.leaderRow(l))
	}
}
