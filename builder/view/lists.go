package view

import (
	"time"

	"winnow/builder/site"
)

// A List is one page of a list of articles, best first.
type List struct {
	Items       []Item
	First       int // number of the first item, from 1
	Total       int
	Page, Pages int
	Prev, Next  string       // addresses; empty at the ends
	Numbers     []PageNumber // for the pager; a gap is a PageNumber with Page 0
	Order       string       // "trust", "newest", "confirmed"
	Orders      []OrderLink  // the same list in other orders; nil where there is one only
}

// An OrderLink leads to a list in some order.
type OrderLink struct {
	Order   string // key of the string table: "order_" + Order
	URL     string
	Current bool
}

// A PageNumber is one entry of the pager.
type PageNumber struct {
	Page    int
	URL     string
	Current bool
}

// An Item is one article in a list.
type Item struct {
	Title, URL, Summary          string
	Author                       Person
	Category                     Link // empty on the page of that category
	Date                         time.Time
	Trust                        int // 0…100, V as shown
	Accepted, Verified, Outdated bool
	NotAccepted                  bool // nobody accepted an answer of its thread
	Better                       bool // another answer of its thread has many more votes
	Confirmed                    int  // members who confirmed it
}

// list makes one part of a list: size entries of total, on the page p whose
// first part is at base.
func (c *Context) list(p *site.Page, base string, total, size int) *List {
	pages := max(1, (total+size-1)/size)
	l := &List{Order: site.OrderName(0), First: int(p.Part)*size + 1, Total: total, Page: int(p.Part) + 1, Pages: pages}
	at := func(page int) string { return c.link(site.PartURL(base, page-1)) }
	if l.Page > 1 {
		l.Prev = at(l.Page - 1)
	}
	if l.Page < pages {
		l.Next = at(l.Page + 1)
	}
	if pages == 1 {
		return l
	}
	last := 0
	for _, page := range []int{1, l.Page - 1, l.Page, l.Page + 1, pages} {
		if page <= last || page > pages {
			continue
		}
		if page > last+1 {
			l.Numbers = append(l.Numbers, PageNumber{})
		}
		l.Numbers = append(l.Numbers, PageNumber{page, at(page), page == l.Page})
		last = page
	}
	return l
}

// articles is list with the articles of the part.
func (c *Context) articles(p *site.Page, base string, items []int32) *List {
	size := c.Options.PageSize
	l := c.list(p, base, len(items), size)
	l.Items = c.items(items[l.First-1 : min(l.First-1+size, len(items))])
	return l
}

// ordered returns the list on a page: a part of it in trust order, or the first
// articles in another.
func (c *Context) ordered(p *site.Page) *List {
	base, items := c.List(p.Kind, p.Ref)
	var l *List
	if p.Part >= 0 {
		l = c.articles(p, base, items)
	} else {
		top := c.Ordered(items, p.Part)
		l = &List{Items: c.items(top), Order: site.OrderName(p.Part), First: 1, Total: len(top), Page: 1, Pages: 1}
	}
	l.Orders = c.orders(p.Kind, p.Ref, p.Part)
	return l
}

// orders lead from one order of a list to the others.
func (c *Context) orders(kind site.Kind, ref, current int32) []OrderLink {
	if c.orderLink(kind, ref, site.ByNewest) == "" {
		return nil
	}
	var out []OrderLink
	for _, part := range []int32{0, site.ByNewest, site.ByConfirmed} {
		if u := c.orderLink(kind, ref, part); u != "" {
			out = append(out, OrderLink{site.OrderName(part), u, part == min(current, 0)})
		}
	}
	return out
}

// orderLink returns the address of a list in another order, "" where there is
// none.
func (c *Context) orderLink(kind site.Kind, ref, part int32) string {
	u, _ := c.List(kind, ref)
	if part < 0 {
		u += site.OrderName(part) + "/"
		if p := c.Page(u); p == nil || p.Part != part || p.Ref != ref {
			return ""
		}
	}
	return c.link(u)
}

func (c *Context) items(numbers []int32) []Item {
	out := make([]Item, len(numbers))
	for i, n := range numbers {
		out[i] = c.item(c.Entry(n))
	}
	return out
}

func (c *Context) item(e *site.Entry) Item {
	b, _ := c.BetterThan(e)
	i := Item{
		Title: e.Title, URL: c.address(e), NotAccepted: notAccepted(e), Better: b.Clearly, Summary: e.ShortText(), Author: c.person(e.By, e.Category),
		Date: e.Posted(), Trust: e.Trust(), Accepted: e.Outcome.Accepted,
		Verified: e.Verified(), Outdated: e.Outdated(), Confirmed: int(e.Outcome.Confirmed),
	}
	if e.In != 0 {
		i.Category = Link{Text: c.CategoryOf(e), URL: c.link(c.Categories.List[e.In].URL)}
	}
	return i
}

// A TopicLink is a category or tag with its address and size.
type TopicLink struct {
	Name    string // as shown
	URL     string
	Count   int
	Summary string
	Icon    string // of a category: one of content.Icons; empty where it names none
}

func (c *Context) categoryLink(i int32) TopicLink {
	to := &c.Categories.List[i]
	return TopicLink{Name: to.Name, URL: c.link(to.URL), Count: len(to.Items), Summary: to.Summary, Icon: to.Icon}
}

// subcategories links to the children of a category.
func (c *Context) subcategories(i int32) (out []TopicLink) {
	for _, child := range c.Categories.List[i].Children {
		out = append(out, c.categoryLink(child))
	}
	return out
}

func (c *Context) tagLink(i int32) TopicLink {
	t := &c.Tags.List[i]
	return TopicLink{Name: t.Name, URL: c.link(t.URL()), Count: len(t.Items)}
}

func (c *Context) tagLinks(numbers []int32) []TopicLink {
	out := make([]TopicLink, len(numbers))
	for i, t := range numbers {
		out[i] = c.tagLink(t)
	}
	return out
}

// categoryTopic and tagTopic link to a topic by the name that evidence has for
// it.
func (c *Context) categoryTopic(name string) TopicLink {
	if i, ok := c.Categories.Find(name); ok {
		return c.categoryLink(i)
	}
	return TopicLink{Name: site.Title(name)}
}

func (c *Context) tagTopic(name string) TopicLink {
	if i, ok := c.Tags.Find(name); ok {
		return c.tagLink(i)
	}
	return TopicLink{Name: name}
}

func (c *Context) row(i int32) ContributorRow {
	p := &c.People.List[i]
	return ContributorRow{
		Place: p.Place, Person: c.person(i, ""), Score: signed(p.Score), Solved: p.Solved, Articles: len(p.Items) + len(p.Further),
	}
}

// leaderRow is the row of a contributor among the best of a category.
func (c *Context) leaderRow(l site.Leader) ContributorRow {
	t := &c.People.List[l.Person].ByCategory[l.Topic]
	row := c.row(l.Person)
	row.Place, row.Score, row.Rank, row.Topic = t.Place, signed(t.Score), t.Rank, c.Categories.NameOf(t.Name)
	return row
}
