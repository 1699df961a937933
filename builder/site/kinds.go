package site

import (
	"slices"
	"strings"
)

// A Kind names the template of a page.
type Kind string

// The kinds of pages.
const (
	HomePage         Kind = "home"
	CategoryPage     Kind = "category"
	TagPage          Kind = "tag"
	TagsPage         Kind = "tags" // index of all tags
	ArticlePage      Kind = "article"
	ManualPage       Kind = "page" // ordinary page
	ContributorPage  Kind = "contributor"
	ContributorsPage Kind = "contributors" // list of all, best first
	RulesPage        Kind = "rules"
	HeldPage         Kind = "held"
	SearchPage       Kind = "search"
	NotFoundPage     Kind = "404"
	AlphabetPage     Kind = "a-z"    // all articles by title
	ReportPage       Kind = "report" // how the community fares
)

// A PageKind is one row of the table of page kinds. What its pages show is in
// package view, how they look in the template of its name.
type PageKind struct {
	Kind      Kind
	Addresses []string // of its pages; {…} is one segment or more that vary
	Unlisted  bool     // search engines are asked not to list its pages, and the sitemap leaves them out

	// Pages lists the pages of the kind, on a site that is complete but for its
	// pages.
	Pages func(s *Site) []Page
}

// Kinds returns the table of page kinds.
func Kinds() []PageKind { return slices.Clone(kinds) }

var kinds = []PageKind{
	{Kind: HomePage, Addresses: []string{"", "page/{n}/", "newest/", "confirmed/"}, Pages: homePages},
	{Kind: CategoryPage, Addresses: []string{"{category}/", "{category}/page/{n}/", "{category}/newest/", "{category}/confirmed/"}, Pages: categoryPages},
	{Kind: TagPage, Addresses: []string{"tags/{tag}/", "tags/{tag}/page/{n}/", "tags/{tag}/newest/", "tags/{tag}/confirmed/"}, Pages: tagPages},
	{Kind: TagsPage, Addresses: []string{tagsURL}, Pages: onePage(TagsPage, tagsURL)},
	{Kind: ArticlePage, Addresses: []string{"{path}/"}, Pages: articlePages},
	{Kind: ManualPage, Addresses: []string{"{path}/"}, Pages: manualPages},
	{Kind: ContributorPage, Addresses: []string{"people/{person}/", "people/{person}/page/{n}/"}, Pages: contributorPages},
	{Kind: ContributorsPage, Addresses: []string{PeopleURL, "people/page/{n}/", "{category}/people/"}, Pages: contributorsPages},
	{Kind: RulesPage, Addresses: []string{rulesURL}, Pages: onePage(RulesPage, rulesURL)},
	{Kind: HeldPage, Addresses: []string{HeldURL, "held/page/{n}/"}, Unlisted: true, Pages: heldPages},
	{Kind: SearchPage, Addresses: []string{searchURL}, Unlisted: true, Pages: onePage(SearchPage, searchURL)},
	{Kind: NotFoundPage, Addresses: []string{notFound}, Unlisted: true, Pages: onePage(NotFoundPage, notFound)},
	{Kind: AlphabetPage, Addresses: []string{AlphabetURL, "a-z/page/{n}/"}, Pages: alphabetPages},
	{Kind: ReportPage, Addresses: []string{reportURL}, Pages: reportPages},
}

// Addresses of which there is one.
const (
	AlphabetURL = "a-z/"
	HeldURL     = "held/"
	PeopleURL   = "people/"
	tagsURL     = "tags/"
	rulesURL    = "rules/"
	searchURL   = "search/"
	reportURL   = "report/"
	notFound    = "404.html"
)

// fileFolders hold files that are no pages: package feed tells hosts how
// to serve all that is below them.
var fileFolders = []string{"api", "assets"}

// Reserved returns the names that nothing at the top of the content folder can
// have as its address, sorted: see content.Options.
func Reserved() []string { return reservedBy(kinds) }

// reservedBy returns the first folders of addresses, as far as they do not vary.
func reservedBy(kinds []PageKind) []string {
	names := slices.Clone(fileFolders)
	for _, k := range kinds {
		for _, a := range k.Addresses {
			if first, _, folder := strings.Cut(a, "/"); folder && !strings.HasPrefix(first, "{") {
				names = append(names, first)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// onePage is the list of a kind with one page.
func onePage(kind Kind, url string) func(*Site) []Page {
	return func(*Site) []Page { return []Page{{URL: url, Kind: kind}} }
}

// parts are the pages of a list of items that is cut into parts of a size.
func parts(kind Kind, url string, ref, items, size int) []Page {
	out := make([]Page, max(1, (items+size-1)/size))
	for part := range out {
		out[part] = Page{URL: PartURL(url, part), Kind: kind, Ref: int32(ref), Part: int32(part)}
	}
	return out
}

func homePages(s *Site) []Page {
	out := []Page{{Kind: HomePage}}
	if len(s.Articles) > HomeItems {
		out = append(out, parts(HomePage, "", 0, len(s.Articles), s.Options.PageSize)...)
	}
	return append(out, orderPages(s, HomePage, 0)...)
}

func categoryPages(s *Site) (out []Page) {
	for i := range s.Categories.List {
		if c := &s.Categories.List[i]; i > 0 {
			out = append(out, parts(CategoryPage, c.URL, i, len(c.Items), s.Options.PageSize)...)
			out = append(out, orderPages(s, CategoryPage, int32(i))...)
		}
	}
	return out
}

func tagPages(s *Site) (out []Page) {
	for i := range s.Tags.List {
		t := &s.Tags.List[i]
		out = append(out, parts(TagPage, t.URL(), i, len(t.Items), s.Options.PageSize)...)
		out = append(out, orderPages(s, TagPage, int32(i))...)
	}
	return out
}

// articlePages lists the articles in the order of their answers, which is mostly
// that of their URLs.
func articlePages(s *Site) []Page {
	out := make([]Page, 0, len(s.Articles)+len(s.Duplicates))
	for _, number := range s.byAnswer {
		out = append(out, Page{URL: s.Articles[number].URL, Kind: ArticlePage, Ref: number})
	}
	for _, e := range s.Duplicates {
		out = append(out, Page{URL: e.URL, Kind: ArticlePage, Ref: e.Number})
	}
	return out
}

func manualPages(s *Site) (out []Page) {
	for i := range s.Manuals {
		out = append(out, Page{URL: s.Manuals[i].URL, Kind: ManualPage, Ref: int32(i)})
	}
	return out
}

func contributorPages(s *Site) (out []Page) {
	for i := range s.People.List {
		if p := &s.People.List[i]; p.slug != "" {
			out = append(out, parts(ContributorPage, p.PageURL(), i, len(p.Items)+len(p.Further), s.Options.PageSize)...)
		}
	}
	return out
}

func contributorsPages(s *Site) []Page {
	if !s.HasPeople() {
		return nil
	}
	out := parts(ContributorsPage, PeopleURL, 0, len(s.People.Listed), PeopleRows)
	for i := range s.Categories.List {
		if c := &s.Categories.List[i]; i > 0 && len(c.Leaders) >= fewestLeaders {
			out = append(out, Page{c.URL + OrderName(OfPeople) + "/", ContributorsPage, int32(i), OfPeople})
		}
	}
	return out
}

// fewestLeaders is how many contributors a category needs for a page of them.
const fewestLeaders = 2

func reportPages(s *Site) []Page {
	if public, _ := s.HasReport(); !public {
		return nil
	}
	return []Page{{URL: reportURL, Kind: ReportPage}}
}

func heldPages(s *Site) []Page { return parts(HeldPage, HeldURL, 0, len(s.HeldRows), HeldRows) }

func alphabetPages(s *Site) []Page {
	return parts(AlphabetPage, AlphabetURL, 0, len(s.Articles), AlphabetRows)
}
