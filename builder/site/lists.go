package site

// list makes one part of a list: size entries of total, on the page p whose
// first part is at base.
func (m maker) list(p *Page, base string, total, size int) *List {
	pages := max(1, (total+size-1)/size)
	l := &List{Order: orderName(0), First: int(p.part)*size + 1, Total: total, Page: int(p.part) + 1, Pages: pages}
	at := func(page int) string { return m.link(partURL(base, page-1)) }
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

// articles is list with the articles that stand on the part.
func (m maker) articles(p *Page, base string, items []int32) *List {
	size := m.Options.PageSize
	l := m.list(p, base, len(items), size)
	l.Items = m.items(items[l.First-1 : min(l.First-1+size, len(items))])
	return l
}

func (m maker) home(v *View, p *Page) error {
	v.Title, v.Breadcrumbs = m.Options.Title, nil
	v.Home = &HomeView{}
	if p.URL != "" {
		v.List, v.Breadcrumbs = m.ordered(p), m.trail(0)
		return nil
	}
	v.List = m.best()
	if m.Page(partURL("", 0)) != nil {
		v.Home.AllURL = m.link(partURL("", 0))
	}
	v.Home.Categories = m.subcategories(0)
	v.Home.Tags = m.tagLinks(m.largestTags())
	for _, e := range m.recent {
		v.Home.Recent = append(v.Home.Recent, m.item(e))
	}
	for _, i := range m.listed[:min(topRows, len(m.listed))] {
		if m.people[i].Score > 0 {
			v.Home.Top = append(v.Home.Top, m.row(i))
		}
	}
	v.Home.Pages = m.manualLinks()
	return m.section(0, func(w Written, index int) (err error) {
		if w.Summary != "" {
			v.Description = w.Summary
		}
		v.Home.Body, err = m.html(index)
		return err
	})
}

// best is what the home page shows of the list of the whole site.
func (m maker) best() *List {
	items := m.categories[0].items
	top := items[:min(homeItems, len(items))]
	return &List{Items: m.items(top), First: 1, Total: len(items), Page: 1, Pages: 1, Order: orderName(0), Orders: m.orders(Home, 0, 0)}
}

// section calls show with the _index.md of a category, if there is one.
func (m maker) section(c int32, show func(w Written, index int) error) error {
	if i := m.categories[c].section; i != none {
		return show(m.in.Pages[i], len(m.in.Articles)+i)
	}
	return nil
}

func (m maker) category(v *View, p *Page) error {
	c := &m.categories[p.ref]
	v.Title, v.Breadcrumbs = c.name, m.trail(c.parent)
	if c.summary != "" {
		v.Description = c.summary
	}
	v.List = m.ordered(p)
	v.Category = &CategoryView{TopicLink: m.categoryLink(p.ref)}
	if v.Canonical != "" {
		v.Feed = v.Category.URL
	}
	if p.part != 0 {
		return nil
	}
	v.Category.Subcategories = m.subcategories(p.ref)
	v.Category.TopURL = m.orderLink(Category, p.ref, ofPeople)
	for _, l := range c.top[:min(topRows, len(c.top))] {
		v.Category.Top = append(v.Category.Top, m.leader(l))
	}
	return m.section(p.ref, func(_ Written, index int) (err error) {
		v.Category.Body, err = m.html(index)
		return err
	})
}

// leader is the row of a contributor among the best of a category.
func (m maker) leader(l leading) ContributorRow {
	t := &m.people[l.person].ByCategory[l.topic]
	row := m.row(l.person)
	row.Place, row.Score, row.Rank, row.Topic = t.Place, signed(t.Score), t.Rank, m.categoryName(t.Name)
	return row
}

func (m maker) categoryLink(i int32) TopicLink {
	c := &m.categories[i]
	return TopicLink{Name: c.name, URL: m.link(c.url), Count: len(c.items), Summary: c.summary, Icon: c.icon}
}

func (m maker) subcategories(i int32) []TopicLink {
	var out []TopicLink
	for _, c := range m.categories[i].children {
		out = append(out, m.categoryLink(c))
	}
	return out
}

func (m maker) tag(v *View, p *Page) {
	t := &m.tags[p.ref]
	link := m.tagLink(p.ref)
	v.Title, v.Tag, v.List = t.name, &link, m.ordered(p)
}

func (m maker) tagLink(i int32) TopicLink {
	t := &m.tags[i]
	return TopicLink{Name: t.name, URL: m.link(t.url()), Count: len(t.items)}
}

func (m maker) tagLinks(at []int32) []TopicLink {
	out := make([]TopicLink, len(at))
	for i, t := range at {
		out[i] = m.tagLink(t)
	}
	return out
}

func (s *Site) largestTags() []int32 { return s.largest[:min(homeTags, len(s.largest))] }

func (m maker) held(p *Page) *HeldView {
	l := m.list(p, heldURL, len(m.heldRows), heldRows)
	h := &HeldView{Pager: *l, States: m.states}
	for _, e := range m.heldRows[l.First-1 : min(l.First-1+heldRows, len(m.heldRows))] {
		row := HeldRow{State: string(e.Verdict.State)}
		if m.Options.HeldList {
			row.Title = e.Title
		}
		for i, r := range e.Verdict.Reasons {
			row.Rules = append(row.Rules, r.Rule)
			if i == 0 {
				row.Reason = r.Text
			}
		}
		h.Rows = append(h.Rows, row)
	}
	return h
}
