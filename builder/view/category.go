package view

import (
	"html/template"

	"winnow/builder/site"
)

// CategoryView is a category.
type CategoryView struct {
	TopicLink
	Body          template.HTML // of its _index.md
	Subcategories []TopicLink
	Top           []ContributorRow // best in this category
	TopURL        string           // the page of all of them; empty where there is none
}

func fillCategory(c *Context, v *View, p *site.Page) (err error) {
	to := &c.Categories.List[p.Ref]
	v.Title, v.Breadcrumbs = to.Name, c.trail(to.Parent)
	if to.Summary != "" {
		v.Description = to.Summary
	}
	v.Category = &CategoryView{TopicLink: c.categoryLink(p.Ref)}
	v.List = within(c.ordered(p), v.Category.URL)
	if v.Canonical != "" {
		v.Feed = v.Category.URL
	}
	if p.Part != 0 {
		return nil
	}
	v.Category.Subcategories = c.subcategories(p.Ref)
	if all := to.URL + site.OrderName(site.OfPeople) + "/"; isLeadersPage(c.Page(all), p.Ref) {
		v.Category.TopURL = c.link(all)
	}
	for _, l := range to.Leaders[:min(topRows, len(to.Leaders))] {
		v.Category.Top = append(v.Category.Top, c.leaderRow(l))
	}
	if to.Section != site.None {
		v.Category.Body, err = c.html(to.Section)
	}
	return err
}

// within leaves out the category of articles on the category's own page.
func within(l *List, own string) *List {
	for i := range l.Items {
		if l.Items[i].Category.URL == own {
			l.Items[i].Category = Link{}
		}
	}
	return l
}

// isLeadersPage reports whether a page shows the contributors of a category.
func isLeadersPage(p *site.Page, category int32) bool {
	return p != nil && p.Part == site.OfPeople && p.Ref == category
}

func fillTag(c *Context, v *View, p *site.Page) error {
	link := c.tagLink(p.Ref)
	v.Title, v.Tag, v.List = link.Name, &link, c.ordered(p)
	return nil
}

func fillTags(c *Context, v *View, _ *site.Page) error {
	v.Tags = c.tagLinks(c.Tags.ByName())
	return nil
}
