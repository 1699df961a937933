package site

import (
	"cmp"
	"fmt"
	"iter"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/outline"
	"winnow/builder/site/options"
)

// Entry returns the article of a number.
func (s *Site) Entry(number int32) *Entry {
	for _, list := range [][]*Entry{s.Articles, s.Duplicates} {
		if number < int32(len(list)) {
			return list[number]
		}
		number -= int32(len(list))
	}
	return s.Further[number]
}

// Reachable ranges over all articles that have a page, in the order of their numbers.
func (s *Site) Reachable() iter.Seq2[int, *Entry] {
	return s.first(len(s.Articles) + len(s.Duplicates))
}

// Shown ranges over all articles that have a page or a place on one, likewise.
func (s *Site) Shown() iter.Seq2[int, *Entry] {
	return s.first(len(s.Articles) + len(s.Duplicates) + len(s.Further))
}

func (s *Site) first(n int) iter.Seq2[int, *Entry] {
	return func(yield func(int, *Entry) bool) {
		for i := range n {
			if !yield(i, s.Entry(int32(i))) {
				return
			}
		}
	}
}

// IsDuplicate reports whether an article has a page and is in no list.
func (s *Site) IsDuplicate(e *Entry) bool { return int(e.Number) >= len(s.Articles) }

// Answer returns the public article of an answer, or nil.
func (s *Site) Answer(id string) *Entry {
	at, ok := slices.BinarySearchFunc(s.byAnswer, id, func(number int32, id string) int { return cmp.Compare(s.Articles[number].Answer, id) })
	if !ok {
		return nil
	}
	return s.Articles[s.byAnswer[at]]
}

// Newest returns the n articles that were accepted or confirmed last, newest
// first; those of one day in trust order. Outdated ones are not among them.
func (s *Site) Newest(n int) []*Entry { return newest(slices.Values(s.Articles), n) }

// Best ranges over the n most trusted articles of a category and those below.
func (s *Site) Best(c *Category, n int) iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for _, i := range c.Items[:min(n, len(c.Items))] {
			if !yield(s.Articles[i]) {
				return
			}
		}
	}
}

// NewestIn is Newest of one category and those below.
func (s *Site) NewestIn(c *Category, n int) []*Entry { return newest(s.Best(c, len(c.Items)), n) }

// TagsOf returns the tags of an article that have a page.
func (s *Site) TagsOf(e *Entry) []int32 {
	if !s.IsDuplicate(e) {
		return s.Tags.of.of(e.Number)
	}
	var out []int32
	for _, name := range e.Tags {
		if t, ok := s.Tags.Find(name); ok && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// Original returns the article at a path if it has a page and others are
// duplicates or copies of it, or nil.
func (s *Site) Original(path string) *Entry { return s.originals[path] }

// RepeatsOf returns the duplicates that lead on to an article, the first n by
// path.
func (s *Site) RepeatsOf(e *Entry, n int) (out []*Entry) {
	at, _ := slices.BinarySearchFunc(s.repeats, e.Path, func(i int32, path string) int { return cmp.Compare(s.Duplicates[i].Verdict.Canonical, path) })
	for _, i := range s.repeats[at:] {
		if s.Duplicates[i].Verdict.Canonical != e.Path || len(out) == n {
			break
		}
		out = append(out, s.Duplicates[i])
	}
	return out
}

// SupersededBy returns what superseded an article, with an address below the
// root or an absolute one; ok is false where nothing did.
func (s *Site) SupersededBy(e *Entry) (to Link, ok bool) {
	to, ok = s.successors[e.Number]
	return to, ok
}

// Byline returns a contributor as they are named beside an article of a
// category; for None it is empty.
func (s *Site) Byline(person int32, category string) Byline {
	if person == None {
		return Byline{}
	}
	p := &s.People.List[person]
	who := Byline{Name: cmp.Or(p.Name, p.ID)}
	if p.Anonymous() {
		who = Byline{Anonymous: true}
	}
	who.URL = p.PageURL()
	if !p.Scored() {
		return who
	}
	who.Rank = p.Rank
	if t := p.Topic(category); t != nil {
		who.Rank, who.Topic = t.Rank, s.Categories.NameOf(category)
	}
	return who
}

// Author returns the author of an article as they are named beside it.
func (s *Site) Author(e *Entry) Byline { return s.Byline(e.By, e.Category) }

// CategoryOf returns the name of the category that an article is in, "" where
// that is the whole site.
func (s *Site) CategoryOf(e *Entry) string {
	if e.In == 0 {
		return ""
	}
	return s.Categories.List[e.In].Name
}

// Page returns the page at a URL below the root, or nil.
func (s *Site) Page(url string) *Page { return s.Pages.At(url) }

// ArticleOf returns which article a page is that of, by its number in
// Input.Articles; ok is false for pages of other kinds.
func (s *Site) ArticleOf(p *Page) (index int, ok bool) {
	if p.Kind != ArticlePage {
		return 0, false
	}
	return s.Entry(p.Ref).Index, true
}

// List returns a list that has orders: that of the site, of a category or of a
// tag, by the kind of its page.
func (s *Site) List(kind Kind, ref int32) (base string, items []int32) {
	if kind == TagPage {
		t := &s.Tags.List[ref]
		return t.URL(), t.Items
	}
	c := &s.Categories.List[ref]
	return c.URL, c.Items
}

// Ordered returns the first articles of a list in another order than that of
// trust; those of one day or count in trust order.
func (s *Site) Ordered(items []int32, order int32) []int32 {
	var top []int32
	key := keyOf(order)
	for _, i := range items {
		k := key(s.Articles[i])
		if k == 0 || len(top) == orderRows && key(s.Articles[top[orderRows-1]]) >= k {
			continue
		}
		at, _ := slices.BinarySearchFunc(top, k, func(x, k int32) int {
			if key(s.Articles[x]) >= k {
				return -1
			}
			return 1
		})
		top = slices.Insert(top, at, i)
		top = top[:min(orderRows, len(top))]
	}
	return top
}

// HasPeople reports whether people have pages, and with them a list of all.
func (s *Site) HasPeople() bool { return s.in.Shown.Pages != options.PagesOff }

// HasReport reports whether the report of the community is published, and whether
// it names people.
func (s *Site) HasReport() (public, named bool) {
	return s.in.Shown.Report != options.ReportOff, s.in.Shown.Report == options.ReportNamed
}

// Listed reports whether search engines should list a page.
func (s *Site) Listed(p *Page) bool {
	at := slices.IndexFunc(s.in.Kinds, func(k PageKind) bool { return k.Kind == p.Kind })
	if p.Kind == ContributorPage && !s.People.List[p.Ref].isListed(s.People.Pages) {
		return false
	}
	return p.Part >= 0 && !s.in.Kinds[at].Unlisted
}

// Canonical returns the URL of the page that search engines should list for a
// page: its own, but for duplicates.
func (s *Site) Canonical(p *Page) string {
	if p.Kind == ArticlePage {
		if e := s.originals[s.Entry(p.Ref).Verdict.Canonical]; e != nil {
			return e.URL
		}
	}
	return p.URL
}

// Changed returns the day on which a page changed last, as far as it is known:
// an article's own, an ordinary page's, and of every list that of the newest
// article.
func (s *Site) Changed(p *Page) time.Time {
	switch p.Kind {
	case ArticlePage:
		return s.Entry(p.Ref).Changed()
	case ManualPage:
		m := &s.Manuals[p.Ref]
		return max(dayOf(m.Updated), dayOf(m.Date)).time()
	}
	return s.Updated()
}

// Updated returns the newest day in the data.
func (s *Site) Updated() time.Time { return s.updated.time() }

// Today returns when the day of the build began. What pages say of the time
// depends on the day alone, so that a site is the same all day long.
func (s *Site) Today() time.Time { return dayOf(s.in.Now).time() }

// Describe names a page in a message.
func (s *Site) Describe(p *Page) string {
	switch p.Kind {
	case ArticlePage, ManualPage:
		return s.source(p)
	case CategoryPage:
		return fmt.Sprintf("the category %q", s.Categories.List[p.Ref].Name)
	case TagPage:
		return fmt.Sprintf("the tag %q", s.Tags.List[p.Ref].Name)
	case ContributorPage:
		return fmt.Sprintf("the contributor %q", s.People.List[p.Ref].ID)
	}
	return fmt.Sprintf("the %s page", p.Kind)
}

// source returns the path of the file that a page is made from, of a category
// that of its best article; or "".
func (s *Site) source(p *Page) string {
	switch p.Kind {
	case ArticlePage:
		return s.Entry(p.Ref).Path
	case ManualPage:
		return s.Manuals[p.Ref].Path
	case CategoryPage:
		if c := &s.Categories.List[p.Ref]; len(c.Items) > 0 {
			return s.Articles[c.Items[0]].Path
		}
	}
	return ""
}

// PersonOfScore returns whose score one of the files that Scores names holds;
// ok is false for any other file.
func (s *Site) PersonOfScore(name string) (p *Person, ok bool) {
	p = s.People.byScoreFile(name)
	return p, p != nil
}

// Attachment reports whether a file of the content folder is copied along.
func (s *Site) Attachment(name string) bool {
	_, ok := slices.BinarySearch(s.Attachments, name)
	return ok
}

// FileURL returns where a file of the content folder is below the root.
func FileURL(name string) string { return outline.FileURL(name) }

// Reserves reports whether the first part of an address is the site's own.
func (s *Site) Reserves(name string) bool { return slices.Contains(s.reserved, name) }

// Absolute returns the address of a page or file below the root, or "" without
// a base_url.
func (s *Site) Absolute(u string) string {
	if s.Options.BaseURL == "" {
		return ""
	}
	return s.Options.BaseURL + Escaped(u)
}

// HostRoot returns the root of the site as seen from anywhere on its host.
func (s *Site) HostRoot() string {
	u, err := url.Parse(s.Options.BaseURL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.EscapedPath()
}

// Resolve follows a link in the source text of an article: to is the URL of
// what it leads to, below the root. own is false for a link that leads out of
// the site or stays on the page, ok for one that leads to nothing public.
func (s *Site) Resolve(e *Entry, href string) (to string, own, ok bool) {
	u, err := url.Parse(href)
	if href == "" || err != nil || u.IsAbs() || u.Host != "" || u.Path == "" {
		return "", false, false
	}
	name := path.Join(folderOf(e.Path), u.Path)
	if u.Path[0] == '/' {
		name = u.Path
	}
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	if s.Attachment(name) {
		return FileURL(name), true, true
	}
	p := s.Page(s.urlOf(name))
	if p == nil { // an address from the top may be elsewhere on the host
		return "", u.Path[0] != '/' || strings.HasSuffix(u.Path, ".md"), false
	}
	return p.URL, true, true
}

// urlOf returns the address of the text that a path means.
func (s *Site) urlOf(name string) string {
	if url, ok := s.moved[name]; ok {
		return url
	}
	return content.Unreserved(content.PageURL(name), s.reserved)
}

// Hides reports whether a part of an address is the name of a person who does
// not want to be named.
func (s *Site) Hides(address string) bool { return s.hidden.Names(address) }

// SourceOf returns the address that an article comes from, unless that names a
// person who does not want to be named.
func (s *Site) SourceOf(e *Entry) string {
	address := options.WebAddress(e.Source)
	if address == "" || s.hidden.None() {
		return address
	}
	for _, id := range []string{e.Author, e.AskedBy, e.AcceptedBy} {
		if st := s.in.Ledger.Contributor(id); st != nil && s.hidden.Mentions(address, st.ID) {
			return ""
		}
	}
	if s.hidden.Names(address) || s.hidden.Owns(address) {
		return ""
	}
	return address
}

// Reviewer returns the name of a reviewer: a contributor's as the site may show
// it, or the name as it was written.
func (s *Site) Reviewer(name string) string {
	st := s.in.Ledger.Contributor(name)
	switch {
	case st == nil && s.hidden.Has(name):
		return ""
	case st == nil:
		return name
	case st.Privacy == content.Anonymous, st.Privacy == content.Erased:
		return ""
	}
	return st.Name
}

// Relinked returns what the addresses of an article's or page's text become: by
// the Href of a link, empty where its text alone is shown; ok is false for one that
// stays. An address on the site that a text comes from leads to the text.
func (s *Site) Relinked(index int) func(href string) (string, bool) {
	changed := s.relinked[index]
	return func(href string) (string, bool) {
		if to, ok := changed[href]; ok {
			return to, true
		}
		return s.targets.Local(index, href)
	}
}

// LanguageOf returns the language of an article's or page's text.
func (s *Site) LanguageOf(index int) string {
	w := &Written{}
	if n := len(s.in.Articles); index < n {
		w = &s.in.Articles[index]
	} else if index-n < len(s.in.Pages) {
		w = &s.in.Pages[index-n]
	}
	if w.Article == nil || w.Language == "" {
		return s.Options.Language
	}
	return w.Language
}

// WithTexts returns what Assemble returns for the same articles with other
// texts: of the numbered ones titles, summaries, headings, images and links
// differ, and nothing else does. Pages and lists stay what they are.
func (s *Site) WithTexts(articles []Written, changed []int) (*Site, diag.List) {
	now := *s
	now.in.Articles = articles
	for _, list := range []*[]*Entry{&now.Articles, &now.Held, &now.Duplicates, &now.Further, &now.Recent, &now.HeldRows} {
		*list = slices.Clone(*list)
	}
	for _, i := range changed {
		replace(&now, i)
	}
	return &now, resolve(&now)
}
