package site

import "slices"

// A list of articles can be read in other orders: one page each, with the first
// articles of it. They are the parts of a list below 0. Where a page of their
// address is there already, they are left out.
const (
	byNewest    = -1
	byConfirmed = -2
	ofPeople    = -3 // the contributors of a category
)

// orderNames are the last folders of the addresses of such pages, and keys of
// the string table: "order_" + name.
func orderName(part int32) string {
	switch part {
	case byNewest:
		return "newest"
	case byConfirmed:
		return "confirmed"
	case ofPeople:
		return "people"
	}
	return "trust"
}

// Lists shorter than this are seen at a glance; of long ones the other orders
// show the first.
const orderFrom, orderRows = 6, 100

// hallFrom is how many contributors a category needs for a page of them.
const hallFrom = 2

// listOf is a list that has orders: that of the site, of a category or of a
// tag, by the kind of its page.
func (s *Site) listOf(kind Kind, ref int32) (base string, items []int32) {
	if kind == Tag {
		return s.tags[ref].url(), s.tags[ref].items
	}
	return s.categories[ref].url, s.categories[ref].items
}

// orderPages are the pages of such a list besides those in trust order. There
// are many tags, so only those have them whose list does not fit one page.
func (s *Site) orderPages(kind Kind, ref int32) []Page {
	var out []Page
	base, items := s.listOf(kind, ref)
	if len(items) >= orderFrom && (kind != Tag || len(items) > s.Options.PageSize) {
		for _, part := range []int32{byNewest, byConfirmed} {
			out = append(out, Page{base + orderName(part) + "/", kind, ref, part})
		}
	}
	if kind == Category && len(s.categories[ref].top) >= hallFrom {
		out = append(out, Page{base + orderName(ofPeople) + "/", Contributors, ref, ofPeople})
	}
	return out
}

// orderLink is the address of such a page, "" where there is none.
func (m maker) orderLink(kind Kind, ref, part int32) string {
	u, _ := m.listOf(kind, ref)
	if part < 0 {
		u += orderName(part) + "/"
		if p := m.Page(u); p == nil || p.part != part || p.ref != ref {
			return ""
		}
	}
	return m.link(u)
}

// orders lead from one order of a list to the others.
func (m maker) orders(kind Kind, ref, current int32) []OrderLink {
	if m.orderLink(kind, ref, byNewest) == "" {
		return nil
	}
	var out []OrderLink
	for _, part := range []int32{0, byNewest, byConfirmed} {
		if u := m.orderLink(kind, ref, part); u != "" {
			out = append(out, OrderLink{orderName(part), u, part == min(current, 0)})
		}
	}
	return out
}

// ordered is the list on a page: a part of it in trust order, or the first
// articles in another.
func (m maker) ordered(p *Page) *List {
	base, items := m.listOf(p.Kind, p.ref)
	var l *List
	if p.part >= 0 {
		l = m.articles(p, base, items)
	} else {
		key := (*Entry).newsDay
		if p.part == byConfirmed {
			key = func(e *Entry) int32 { return e.confirmed }
		}
		top := m.first(items, orderRows, key)
		l = &List{Items: m.items(top), Order: orderName(p.part), First: 1, Total: len(top), Page: 1, Pages: 1}
	}
	l.Orders = m.orders(p.Kind, p.ref, p.part)
	if p.Kind == Category {
		return m.within(l, p.ref)
	}
	return l
}

// within leaves out the category of articles on the category's own page.
func (m maker) within(l *List, c int32) *List {
	own := m.link(m.categories[c].url)
	for i := range l.Items {
		if l.Items[i].Category.URL == own {
			l.Items[i].Category = Link{}
		}
	}
	return l
}

// first returns the n articles with the highest keys, those of one key in the
// order given. A key of 0 stands for none.
func (s *Site) first(items []int32, n int, key func(*Entry) int32) []int32 {
	var top []int32
	for _, i := range items {
		k := key(s.Articles[i])
		if k == 0 || len(top) == n && key(s.Articles[top[n-1]]) >= k {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, k, func(x, k int32) int {
			if key(s.Articles[x]) >= k {
				return -1
			}
			return 1
		})
		top = slices.Insert(top, at, i)
		top = top[:min(n, len(top))]
	}
	return top
}

// leaders is the page of a category's contributors, best first.
func (m maker) leaders(v *View, p *Page) {
	c := &m.categories[p.ref]
	topic := m.categoryLink(p.ref)
	v.Title, v.Breadcrumbs = c.name, m.trail(p.ref)
	v.Contributors = &ContributorsView{Topic: &topic, Pager: List{First: 1, Total: len(c.top), Page: 1, Pages: 1}}
	for _, l := range c.top {
		v.Contributors.Rows = append(v.Contributors.Rows, m.leader(l))
	}
}
