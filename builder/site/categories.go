package site

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"time"

	"winnow/builder/content"
)

// A Category is a folder of articles, or what their front matter names instead.
type Category struct {
	Name, Summary string
	Icon          string
	URL           string
	Parent        int32   // None for the whole site
	Children      []int32 // by weight and name
	Items         []int32 // public articles of it and below, in trust order
	Section       int     // index of the text of its _index.md; None
	Ranked        int     // contributors with a standing in it
	Leaders       []Leader

	weight, count int
}

// A Leader is one of the best contributors of a category, above where everybody
// starts; there are at most as many as a page shows.
type Leader struct {
	Person, Topic int32 // into People.List, into its ByCategory
}

// Categories are a tree; the first of List is the whole site.
type Categories struct {
	List   []Category
	byURL  map[string]int32
	byName map[string]int32 // by the name that articles use
}

// Find returns the category that articles and evidence name so; ok is false
// where no public article is in it.
func (c *Categories) Find(name string) (at int32, ok bool) {
	at, ok = c.byName[name]
	return at, ok
}

// NameOf returns the name to show of a category as articles name it.
func (c *Categories) NameOf(name string) string {
	if at, ok := c.byName[name]; ok {
		return c.List[at].Name
	}
	return name
}

// placeCategories makes the tree of categories and the list of each.
func placeCategories(s *Site) Categories {
	t := categoryTree{Categories: Categories{
		List:  []Category{{Parent: None, Section: None, Name: s.Options.Title}},
		byURL: map[string]int32{"": 0}, byName: map[string]int32{"": 0},
	}, reserved: s.reserved}
	for _, e := range s.Articles {
		e.In = t.categoryOf(e.Article)
		for c := e.In; c != None; c = t.List[c].Parent {
			t.List[c].count++
		}
	}
	t.placeFolders(s.in.Folders)
	t.placeSections(s.in)
	for i := range t.List {
		t.List[i].Items = make([]int32, 0, t.List[i].count)
	}
	for i, e := range s.Articles {
		e.Pos = int32(len(t.List[e.In].Items))
		for c := e.In; c != None; c = t.List[c].Parent {
			t.List[c].Items = append(t.List[c].Items, int32(i))
		}
	}
	t.orderChildren()
	t.placeLeaders(s.People.List)
	return t.Categories
}

// A categoryTree is one that is being made.
type categoryTree struct {
	Categories
	reserved []string
}

// categoryOf returns the category of an article and makes it, with those above
// it. Package content has made a path of slugs of its name.
func (t *categoryTree) categoryOf(a *content.Article) int32 {
	if c, ok := t.byName[a.Category]; ok {
		return c
	}
	at, path := int32(0), ""
	for name := range strings.SplitSeq(a.Category, "/") {
		path += name + "/"
		at = t.add(at, content.Unreserved(path, t.reserved), Title(name))
	}
	t.byName[a.Category] = at
	return at
}

func (t *categoryTree) add(parent int32, url, name string) int32 {
	if c, ok := t.byURL[url]; ok {
		return c
	}
	c := int32(len(t.List))
	t.List = append(t.List, Category{Name: name, URL: url, Parent: parent, Section: None})
	t.List[parent].Children = append(t.List[parent].Children, c)
	t.byURL[url] = c
	return c
}

// placeFolders gives categories the names and the order that files of other
// generators say.
func (t *categoryTree) placeFolders(folders map[string]content.Folder) {
	for name, f := range folders {
		if c, ok := t.byURL[content.Unreserved(name+"/", t.reserved)]; ok && c != 0 {
			t.List[c].Name, t.List[c].weight = cmp.Or(f.Title, t.List[c].Name), f.Weight
		}
	}
}

// placeSections gives categories what their _index.md says of them. A section
// of a folder with ordinary pages only is a page itself; that of an empty
// folder is a category without articles.
func (t *categoryTree) placeSections(in Input) {
	folders := pageFolders(in)
	for i, w := range in.Pages {
		if w.Kind != content.KindSection || !shown(w, in.Now) {
			continue
		}
		c, ok := t.byURL[w.URL]
		if !ok && folders[folderOf(w.Path)] {
			continue
		}
		if !ok {
			c = t.addEmpty(w)
		}
		to := &t.List[c]
		to.Section, to.Summary, to.weight, to.Icon = len(in.Articles)+i, w.Summary, cmp.Or(w.Weight, to.weight), w.Icon
		if w.Title != "" && c != 0 && w.Title != path.Base(folderOf(w.Path)) && (w.TitleLine > 0 || in.Folders[w.Category].Title == "") {
			to.Name = w.Title
		}
	}
}

// shown reports whether an ordinary page is published today. Pages have no
// verdict: they are not judged.
func shown(w Written, now time.Time) bool {
	return !w.Draft && !w.PublishAt.After(now) && (w.ExpiresAt.IsZero() || w.ExpiresAt.After(now))
}

// pageFolders returns the folders that hold an ordinary page, at any depth.
func pageFolders(in Input) map[string]bool {
	folders := map[string]bool{}
	for _, w := range in.Pages {
		if w.Kind != content.KindPage || !shown(w, in.Now) {
			continue
		}
		for f := folderOf(w.Path); f != "" && !folders[f]; f = folderOf(f) {
			folders[f] = true
		}
	}
	return folders
}

// addEmpty adds the category of a section without articles, below the nearest
// one that exists.
func (t *categoryTree) addEmpty(w Written) int32 {
	above := strings.TrimSuffix(w.URL, "/")
	for {
		i := strings.LastIndexByte(above, '/')
		if i < 0 {
			return t.add(0, w.URL, Title(folderOf(w.Path)))
		}
		above = above[:i]
		if c, ok := t.byURL[above+"/"]; ok {
			return t.add(c, w.URL, Title(folderOf(w.Path)))
		}
	}
}

// orderChildren sorts the children of each category by weight and name.
func (t *categoryTree) orderChildren() {
	for i := range t.List {
		slices.SortFunc(t.List[i].Children, func(a, b int32) int {
			x, y := &t.List[a], &t.List[b]
			return cmp.Or(cmp.Compare(x.weight, y.weight), cmp.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name)), cmp.Compare(x.URL, y.URL))
		})
	}
}

// placeLeaders finds the best contributors of each category.
func (t *categoryTree) placeLeaders(people []Person) {
	place := func(l Leader) int { return people[l.Person].ByCategory[l.Topic].Place }
	for i := range people {
		p := &people[i]
		for j := range p.ByCategory {
			c, ok := t.byName[p.ByCategory[j].Name]
			if !ok || c == 0 || !p.Scored() {
				continue
			}
			to := &t.List[c]
			to.Ranked++
			if topic := &p.ByCategory[j]; p.slug != "" && topic.Place > 0 && topic.Score > 0 {
				to.Leaders = addLeader(to.Leaders, Leader{int32(i), int32(j)}, place)
			}
		}
	}
}

// addLeader adds one to the best of a category and keeps the first few.
func addLeader(top []Leader, l Leader, place func(Leader) int) []Leader {
	at, _ := slices.BinarySearchFunc(top, place(l), func(x Leader, p int) int {
		if place(x) <= p {
			return -1
		}
		return 1
	})
	if at >= PeopleRows {
		return top
	}
	top = slices.Insert(top, at, l)
	return top[:min(PeopleRows, len(top))]
}
