package site

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"winnow/builder/diag"
)

// Sizes of lists that are not cut by page_size.
const (
	homeItems    = 10 // most trusted articles on the home page
	recentItems  = 6
	relatedItems = 5
	maxRepeats   = 10 // duplicates named on the page of their canonical article
	topRows      = 5
	homeTags     = 24
	peopleRows   = 100
	heldRows     = 100
	maxLines     = 10 // of a score taken apart
)

// Fixed addresses.
const (
	tagsURL   = "tags/"
	peopleURL = "people/"
	rulesURL  = "rules/"
	heldURL   = "held/"
	searchURL = "search/"
	notFound  = "404.html"
)

// A Page describes one HTML file. It is small: a large site has many.
type Page struct {
	URL  string // below the root: "", "wifi/", "wifi/page/2/", "404.html"
	Kind Kind
	ref  int32 // which article, ordinary page, category, tag or person
	part int32 // of its list, from 0
}

// First tells whether a page is whole or the first part of its list.
func (p *Page) First() bool { return p.part == 0 }

// A Kind names the template of a page.
type Kind string

// The kinds of pages.
const (
	Home         Kind = "home"
	Category     Kind = "category"
	Tag          Kind = "tag"
	Tags         Kind = "tags" // index of all tags
	Article      Kind = "article"
	Manual       Kind = "page" // ordinary page
	Contributor  Kind = "contributor"
	Contributors Kind = "contributors" // list of all, best first
	Rules        Kind = "rules"
	HeldList     Kind = "held"
	Search       Kind = "search"
	NotFound     Kind = "404"
	Alphabet     Kind = "a-z"    // all articles by title
	Report       Kind = "report" // how the community fares
)

// layPages lists every page by URL, and finds those that want the same one.
func (s *Site) layPages() diag.List {
	var all []Page
	one := func(kind Kind, url string, ref int) { all = append(all, Page{URL: url, Kind: kind, ref: int32(ref)}) }
	parts := func(kind Kind, url string, ref, items, size int) {
		for part := range max(1, (items+size-1)/size) {
			all = append(all, Page{URL: partURL(url, part), Kind: kind, ref: int32(ref), part: int32(part)})
		}
	}
	size := s.Options.PageSize
	for kind, url := range map[Kind]string{Tags: tagsURL, Rules: rulesURL, Search: searchURL, NotFound: notFound, Report: reportURL} {
		one(kind, url, 0)
	}
	one(Home, "", 0)
	if len(s.Articles) > homeItems {
		parts(Home, "", 0, len(s.Articles), size)
	}
	parts(Contributors, peopleURL, 0, len(s.listed), peopleRows)
	parts(Alphabet, alphabetURL, 0, len(s.Articles), alphabetRows)
	all = append(all, s.orderPages(Home, 0)...)
	parts(HeldList, heldURL, 0, len(s.heldRows), heldRows)
	for i := range s.manuals {
		one(Manual, s.manuals[i].URL, i)
	}
	for i := range s.categories[1:] {
		parts(Category, s.categories[i+1].url, i+1, len(s.categories[i+1].items), size)
		all = append(all, s.orderPages(Category, int32(i+1))...)
	}
	for i := range s.tags {
		parts(Tag, s.tags[i].url(), i, len(s.tags[i].items), size)
		all = append(all, s.orderPages(Tag, int32(i))...)
	}
	for i := range s.people {
		if s.people[i].slug != "" {
			parts(Contributor, s.people[i].url(), i, len(s.people[i].items), size)
		}
	}
	return s.keepPages(s.mergePages(all))
}

// mergePages adds the pages of articles and sorts them all by URL. Those of the
// articles come nearly sorted, so that the two parts are sorted apart.
func (s *Site) mergePages(others []Page) []Page {
	order := func(a, b Page) int {
		return cmp.Or(compare(a.URL, b.URL), -cmp.Compare(min(a.part, 0), min(b.part, 0)), compare(string(a.Kind), string(b.Kind)), cmp.Compare(a.ref, b.ref))
	}
	articles := make([]Page, 0, len(s.Articles)+len(s.Duplicates))
	for _, at := range s.byAnswer { // which is mostly what their URLs say
		articles = append(articles, Page{URL: s.Articles[at].URL, Kind: Article, ref: at})
	}
	for _, e := range s.Duplicates {
		articles = append(articles, Page{URL: e.URL, Kind: Article, ref: e.at})
	}
	slices.SortFunc(articles, order)
	slices.SortFunc(others, order)
	all := make([]Page, 0, len(articles)+len(others))
	for _, p := range others {
		k, _ := slices.BinarySearchFunc(articles, p, order)
		all = append(append(all, articles[:k]...), p)
		articles = articles[k:]
	}
	return append(all, articles...)
}

// keepPages keeps the first of several pages with one URL, so that a preview can
// show the rest of the site.
func (s *Site) keepPages(all []Page) diag.List {
	var problems diag.List
	s.Pages = make([]*Page, 0, len(all))
	for i := range all {
		if n := len(s.Pages); n > 0 && s.Pages[n-1].URL == all[i].URL {
			if all[i].part >= 0 { // another order gives way
				problems = append(problems, s.clash(s.Pages[n-1], &all[i]))
			}
			continue
		}
		s.Pages = append(s.Pages, &all[i])
	}
	problems = append(problems, s.placeAttachments()...)
	slices.Sort(s.attachments)
	return append(problems, s.attachmentClashes()...)
}

// clash is the problem of two pages with one URL.
func (s *Site) clash(a, b *Page) diag.Problem {
	if s.file(a) == "" {
		a, b = b, a
	}
	p := diag.Problem{Path: s.file(a), Hint: "rename the file or its folder",
		Msg: fmt.Sprintf("the address %q would be both that of %s and that of %s", a.URL, s.describe(a), s.describe(b))}
	if strings.TrimSuffix(path.Base(p.Path), path.Ext(p.Path)) == "index" && b.Kind == Category {
		p.Hint = "rename it to _index.md if it describes that category"
	}
	return p
}

// file is the path of the file that a page is made from, of a category that of
// its best article; or "".
func (s *Site) file(p *Page) string {
	switch p.Kind {
	case Article:
		return s.entry(p.ref).Path
	case Manual:
		return s.manuals[p.ref].Path
	case Category:
		if c := &s.categories[p.ref]; len(c.items) > 0 {
			return s.Articles[c.items[0]].Path
		}
	}
	return ""
}

// describe names a page for a message.
func (s *Site) describe(p *Page) string {
	switch p.Kind {
	case Article, Manual:
		return s.file(p)
	case Category:
		return fmt.Sprintf("the category %q", s.categories[p.ref].name)
	case Tag:
		return fmt.Sprintf("the tag %q", s.tags[p.ref].name)
	case Contributor:
		return fmt.Sprintf("the contributor %q", s.people[p.ref].ID)
	}
	return fmt.Sprintf("the %s page", p.Kind)
}

// attachmentClashes finds attachments in the place of a page's file or folder.
func (s *Site) attachmentClashes() diag.List {
	var problems diag.List
	for _, a := range s.attachments {
		p := s.Page(strings.TrimSuffix(a, "index.html"))
		if p == nil || fileOf(p.URL) != a {
			p = s.below(a + "/")
		}
		const hint = "rename the file or leave it out of the content folder"
		if p != nil {
			problems = append(problems, diag.Problem{Path: a, Hint: hint,
				Msg: fmt.Sprintf("the file stands in the way of the page %q, which is %s", p.URL, s.describe(p))})
		} else if i, ok := s.scoreOf[a]; ok {
			problems = append(problems, diag.Problem{Path: a, Hint: hint,
				Msg: fmt.Sprintf("the file stands in the way of the score of %q", s.people[i].ID)})
		}
	}
	return problems
}

// ArticleOf returns which article a page is that of, by its number in
// Input.Articles; ok is false for pages of other kinds.
func (s *Site) ArticleOf(p *Page) (index int, ok bool) {
	if p.Kind != Article {
		return 0, false
	}
	return s.entry(p.ref).Index, true
}

// below returns the first page whose URL begins so, or nil.
func (s *Site) below(prefix string) *Page {
	i, _ := s.search(prefix)
	if i < len(s.Pages) && strings.HasPrefix(s.Pages[i].URL, prefix) {
		return s.Pages[i]
	}
	return nil
}

// fileOf is the file that a server shows at a URL.
func fileOf(url string) string {
	if url == "" || strings.HasSuffix(url, "/") {
		return url + "index.html"
	}
	return url
}

// Page returns the page at a URL below the root, or nil.
func (s *Site) Page(url string) *Page {
	if i, ok := s.search(url); ok {
		return s.Pages[i]
	}
	return nil
}

func (s *Site) search(url string) (int, bool) {
	return slices.BinarySearchFunc(s.Pages, url, func(p *Page, url string) int { return compare(p.URL, url) })
}
