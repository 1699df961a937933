package site

import (
	"cmp"
	"slices"
	"strings"

	"winnow/builder/content"
)

// A category is a folder of articles, or what their front matter names.
type category struct {
	name, summary string
	icon          string
	card          string // absolute address of its picture; "" = the one above has it
	url           string
	weight        int
	parent        int32 // none for the whole site
	children      []int32
	items         []int32 // public articles of it and below, in trust order
	section       int     // of its _index.md into Input.Pages; none
	count         int
	ranked        int       // contributors with a standing in it
	top           []leading // the best of them above where everybody starts, as many as a page shows
}

// A leading is a contributor high in one category.
type leading struct {
	person, topic int32 // into Site.people, into ByCategory
}

// placeCategories makes the tree of categories and the list of each. The first
// category is the whole site.
func (s *Site) placeCategories() {
	s.categories = []category{{parent: none, section: none, name: s.Options.Title}}
	s.categoryAt, s.categoryOf = map[string]int32{"": 0}, map[string]int32{"": 0}
	for _, e := range s.Articles {
		e.category = s.categoryFor(e.Article)
		for c := e.category; c != none; c = s.categories[c].parent {
			s.categories[c].count++
		}
	}
	s.placeSections()
	for i := range s.categories {
		s.categories[i].items = make([]int32, 0, s.categories[i].count)
	}
	for i, e := range s.Articles {
		e.pos = int32(len(s.categories[e.category].items))
		for c := e.category; c != none; c = s.categories[c].parent {
			s.categories[c].items = append(s.categories[c].items, int32(i))
		}
	}
	s.orderCategories()
	s.placeLeaders()
}

// categoryFor returns the category of an article and makes it, with those
// above it. Package content has made a path of slugs of its name.
func (s *Site) categoryFor(a *content.Article) int32 {
	if c, ok := s.categoryOf[a.Category]; ok {
		return c
	}
	at, url := int32(0), ""
	for name := range strings.SplitSeq(a.Category, "/") {
		url += name + "/"
		at = s.addCategory(at, url, humane(name))
	}
	s.categoryOf[a.Category] = at
	return at
}

func (s *Site) addCategory(parent int32, url, name string) int32 {
	if c, ok := s.categoryAt[url]; ok {
		return c
	}
	c := int32(len(s.categories))
	s.categories = append(s.categories, category{name: name, url: url, parent: parent, section: none})
	s.categories[parent].children = append(s.categories[parent].children, c)
	s.categoryAt[url] = c
	return c
}

// placeSections gives categories what their _index.md says of them. A section
// of a folder with ordinary pages only is a page itself; that of an empty
// folder is a category without articles.
func (s *Site) placeSections() {
	folders := s.pageFolders()
	for i, w := range s.in.Pages {
		if w.Kind != content.KindSection || !s.shown(w) {
			continue
		}
		c, ok := s.categoryAt[w.URL]
		if !ok && folders[folderOf(w.Path)] {
			continue
		}
		if !ok {
			c = s.emptyCategory(w)
		}
		to := &s.categories[c]
		to.section, to.summary, to.weight, to.icon = i, w.Summary, w.Weight, w.Icon
		if w.Title != "" && c != 0 {
			to.name = w.Title
		}
	}
}

// pageFolders are the folders that hold an ordinary page, at any depth.
func (s *Site) pageFolders() map[string]bool {
	folders := map[string]bool{}
	for _, w := range s.in.Pages {
		if w.Kind != content.KindPage || !s.shown(w) {
			continue
		}
		for f := folderOf(w.Path); f != "" && !folders[f]; f = folderOf(f) {
			folders[f] = true
		}
	}
	return folders
}

// emptyCategory adds the category of a section without articles, below the
// nearest one that there is.
func (s *Site) emptyCategory(w Written) int32 {
	above := strings.TrimSuffix(w.URL, "/")
	for {
		i := strings.LastIndexByte(above, '/')
		if i < 0 {
			return s.addCategory(0, w.URL, humane(folderOf(w.Path)))
		}
		above = above[:i]
		if c, ok := s.categoryAt[above+"/"]; ok {
			return s.addCategory(c, w.URL, humane(folderOf(w.Path)))
		}
	}
}

// orderCategories sorts the children of each category by weight and name.
func (s *Site) orderCategories() {
	for i := range s.categories {
		slices.SortFunc(s.categories[i].children, func(a, b int32) int {
			x, y := &s.categories[a], &s.categories[b]
			return cmp.Or(cmp.Compare(x.weight, y.weight), compare(strings.ToLower(x.name), strings.ToLower(y.name)), compare(x.url, y.url))
		})
	}
}

// placeLeaders finds the best contributors of each category.
func (s *Site) placeLeaders() {
	for i := range s.people {
		p := &s.people[i]
		for j := range p.ByCategory {
			c, ok := s.categoryOf[p.ByCategory[j].Name]
			if !ok || c == 0 || !p.scored() {
				continue
			}
			to := &s.categories[c]
			to.ranked++
			if t := &p.ByCategory[j]; p.slug != "" && t.Place > 0 && t.Score > 0 {
				to.top = s.lead(to.top, leading{int32(i), int32(j)})
			}
		}
	}
}

// lead adds one to the best of a category and keeps the first few.
func (s *Site) lead(top []leading, l leading) []leading {
	place := func(l leading) int { return s.people[l.person].ByCategory[l.topic].Place }
	at, _ := slices.BinarySearchFunc(top, place(l), func(x leading, p int) int {
		if place(x) <= p {
			return -1
		}
		return 1
	})
	if at >= peopleRows {
		return top
	}
	top = slices.Insert(top, at, l)
	return top[:min(peopleRows, len(top))]
}
