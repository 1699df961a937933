package view

import (
	"html/template"

	"winnow/builder/site"
)

// HomeView is the home page.
type HomeView struct {
	Body       template.HTML // of the _index.md at the top
	Categories []TopicLink
	Tags       []TopicLink // the largest ones
	Top        []ContributorRow
	Recent     []Item // recently confirmed or accepted
	Pages      []Link // ordinary pages
	AllURL     string // the whole list, most trusted first; empty where the home page has it all
}

// Sizes of what is shown in part.
const (
	topRows = 5 // contributors
	topTags = 24
)

func fillHome(c *Context, v *View, p *site.Page) (err error) {
	v.Title, v.Breadcrumbs = c.Options.Title, nil
	v.Home = &HomeView{}
	if p.URL != "" {
		v.List, v.Breadcrumbs = c.ordered(p), c.trail(0)
		return nil
	}
	v.List = best(c)
	if all := site.PartURL("", 0); c.Page(all) != nil {
		v.Home.AllURL = c.link(all)
	}
	v.Home.Categories = c.subcategories(0)
	v.Home.Tags = c.tagLinks(largestTags(c.Site))
	for _, e := range c.Recent {
		v.Home.Recent = append(v.Home.Recent, c.item(e))
	}
	for _, i := range c.People.Listed[:min(topRows, len(c.People.Listed))] {
		if c.People.List[i].Score > 0 {
			v.Home.Top = append(v.Home.Top, c.row(i))
		}
	}
	v.Home.Pages = manualLinks(c)
	whole := &c.Categories.List[0]
	if whole.Section == site.None {
		return nil
	}
	if whole.Summary != "" {
		v.Description = whole.Summary
	}
	v.Home.Body, err = c.html(whole.Section)
	return err
}

// best is what the home page shows of the list of the whole site.
func best(c *Context) *List {
	items := c.Categories.List[0].Items
	top := items[:min(site.HomeItems, len(items))]
	return &List{Items: c.items(top), First: 1, Total: len(items), Page: 1, Pages: 1, Order: site.OrderName(0), Orders: c.orders(site.HomePage, 0, 0)}
}

// fillTopics fills in pages that lead on to categories and tags.
func fillTopics(c *Context, v *View, _ *site.Page) error {
	v.Home = &HomeView{Categories: c.subcategories(0), Tags: c.tagLinks(largestTags(c.Site))}
	return nil
}

func largestTags(s *site.Site) []int32 { return s.Tags.Largest[:min(topTags, len(s.Tags.Largest))] }
