package site

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// Sizes of lists that are not cut by page_size.
const (
	HomeItems    = 10 // most trusted articles on the home page
	PeopleRows   = 100
	HeldRows     = 100
	AlphabetRows = 300
)

// A Page describes one HTML file. It is small: a large site has many.
type Page struct {
	URL  string // below the root: "", "wifi/", "wifi/page/2/", "404.html"
	Kind Kind
	Ref  int32 // which article, ordinary page, category, tag or person
	Part int32 // of its list, from 0; below 0 = in another order: see ByNewest
}

// First reports whether a page is whole or the first part of its list.
func (p *Page) First() bool { return p.Part == 0 }

// File returns the path of the page's file below the root.
func (p *Page) File() string { return FileOf(p.URL) }

// FileOf returns the file that a server shows at a URL.
func FileOf(url string) string {
	if url == "" || strings.HasSuffix(url, "/") {
		return url + "index.html"
	}
	return url
}

// Pages are the pages of a site, sorted by URL.
type Pages []*Page

// At returns the page at a URL below the root, or nil.
func (l Pages) At(url string) *Page {
	if i, ok := l.find(url); ok {
		return l[i]
	}
	return nil
}

// Below returns the first page whose URL begins so, or nil.
func (l Pages) Below(prefix string) *Page {
	i, _ := l.find(prefix)
	if i < len(l) && strings.HasPrefix(l[i].URL, prefix) {
		return l[i]
	}
	return nil
}

func (l Pages) find(url string) (int, bool) {
	return slices.BinarySearchFunc(l, url, func(p *Page, url string) int { return cmp.Compare(p.URL, url) })
}

// layPages lists every page by URL, and the files beside them, and finds those
// that want the same address.
func layPages(s *Site) diag.List {
	s.Scores = scoreFiles(s.People)
	problems := keepPages(s, listPages(s))
	problems = append(problems, placeAttachments(s)...)
	problems = append(problems, attachmentClashes(s)...)
	return append(problems, reservedNames(s)...)
}

// listPages returns the pages of all kinds by URL. The longest list is mostly
// that of the articles, which comes nearly sorted, and so is sorted apart.
func listPages(s *Site) []Page {
	var longest, others []Page
	for _, k := range s.in.Kinds {
		list := k.Pages(s)
		if len(list) > len(longest) {
			longest, list = list, longest
		}
		others = append(others, list...)
	}
	slices.SortFunc(longest, pageOrder)
	slices.SortFunc(others, pageOrder)
	all := make([]Page, 0, len(longest)+len(others))
	for _, p := range others {
		k, _ := slices.BinarySearchFunc(longest, p, pageOrder)
		all = append(append(all, longest[:k]...), p)
		longest = longest[k:]
	}
	return append(all, longest...)
}

// pageOrder sorts by URL; pages in another order than that of trust give way to
// others, so they come last.
func pageOrder(a, b Page) int {
	return cmp.Or(cmp.Compare(a.URL, b.URL), -cmp.Compare(min(a.Part, 0), min(b.Part, 0)), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Ref, b.Ref))
}

// keepPages keeps the first of several pages with one URL, so that a preview can
// show the rest of the site.
func keepPages(s *Site, all []Page) diag.List {
	var problems diag.List
	s.Pages = make(Pages, 0, len(all))
	for i := range all {
		if n := len(s.Pages); n > 0 && s.Pages[n-1].URL == all[i].URL {
			if all[i].Part >= 0 { // another order gives way
				problems = append(problems, clash(s, s.Pages[n-1], &all[i]))
			}
			continue
		}
		s.Pages = append(s.Pages, &all[i])
	}
	return problems
}

// clash is the problem of two pages with one URL.
func clash(s *Site, a, b *Page) diag.Problem {
	if s.source(a) == "" {
		a, b = b, a
	}
	p := diag.Problem{Path: s.source(a), Hint: "rename the file or its folder",
		Msg: fmt.Sprintf("the address %q would be both that of %s and that of %s", a.URL, s.Describe(a), s.Describe(b))}
	if strings.TrimSuffix(path.Base(p.Path), path.Ext(p.Path)) == "index" && b.Kind == CategoryPage {
		p.Hint = "rename it to _index.md if it describes that category"
	}
	return p
}

// attachmentClashes finds attachments in the place of a page's file or folder.
func attachmentClashes(s *Site) diag.List {
	var problems diag.List
	for _, name := range s.Attachments {
		a := FileURL(name)
		p := s.Pages.At(strings.TrimSuffix(a, "index.html"))
		if p == nil || p.File() != a {
			p = s.Pages.Below(a + "/")
		}
		const hint = "rename the file or leave it out of the content folder"
		if p != nil {
			problems = append(problems, diag.Problem{Path: name, Hint: hint, Warning: true,
				Msg: fmt.Sprintf("the file has the address of the page %q, which is %s; it is left out", p.URL, s.Describe(p))})
		} else if who := s.People.byScoreFile(a); who != nil {
			problems = append(problems, diag.Problem{Path: name, Hint: hint, Warning: true,
				Msg: fmt.Sprintf("the file has the address of the score of %q; it is left out", who.ID)})
		}
	}
	return problems
}

// reservedNames warns of what is published at another address than its path
// says, since that is the site's own: once for each name.
func reservedNames(s *Site) diag.List {
	var problems diag.List
	seen := map[string]bool{}
	warn := func(path, name, what string) {
		if seen[name] || !slices.Contains(s.reserved, name) {
			return
		}
		seen[name] = true
		problems = append(problems, diag.Problem{Path: path, Warning: true, Hint: "rename it to choose the address yourself",
			Msg: fmt.Sprintf("the site has pages or files of its own at %q, so %s has the address %q", name+"/", what, content.Unreserved(name+"/", s.reserved))})
	}
	file := func(w Written) {
		if top, _, _ := strings.Cut(w.URL, "/"); strings.HasPrefix(w.Path, top) {
			return // as nearly all are
		}
		name, _, _ := strings.Cut(content.PageURL(w.Path), "/")
		if folder, _, inside := strings.Cut(w.Path, "/"); inside {
			warn(folder, name, "this folder")
		} else {
			warn(w.Path, name, "this file")
		}
	}
	for i := range s.in.Pages {
		if shown(s.in.Pages[i], s.in.Now) {
			file(s.in.Pages[i])
		}
	}
	for _, e := range s.Reachable() {
		file(e.Written)
	}
	for _, e := range s.Articles {
		name, _, _ := strings.Cut(e.Category, "/")
		warn(e.Path, name, "the category of this article")
	}
	return problems
}
