package site

import (
	"iter"
	"net/url"
	"path"
	"slices"
	"strings"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// A Topic is a category as programs are told of it. The whole site is the
// first, with the URL "".
type Topic struct {
	Name, URL, Summary string
	at                 int32 // into Site.categories
}

// Categories lists the whole site and then every category by URL.
func (s *Site) Categories() []Topic {
	out := make([]Topic, len(s.categories))
	for i := range s.categories {
		c := &s.categories[i]
		out[i] = Topic{c.name, c.url, c.summary, int32(i)}
	}
	slices.SortFunc(out, func(a, b Topic) int { return compare(a.URL, b.URL) })
	return out
}

// Best ranges over the n most trusted articles of a category and those below.
func (s *Site) Best(t Topic, n int) iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		items := s.categories[t.at].items
		for _, i := range items[:min(n, len(items))] {
			if !yield(s.Articles[i]) {
				return
			}
		}
	}
}

// NewestIn is Newest of one category and those below.
func (s *Site) NewestIn(t Topic, n int) []*Entry {
	items := s.categories[t.at].items
	return newest(s.Best(t, len(items)), n)
}

// Resolve follows a link in the source text of an article: to is the URL of
// what it leads to, below the root. own is false for a link that leads out of
// the site or stays on the page, ok for one that leads to nothing public.
func (s *Site) Resolve(e *Entry, href string) (to string, own, ok bool) {
	u, err := url.Parse(href)
	if href == "" || err != nil || u.IsAbs() || u.Host != "" || u.Path == "" {
		return "", false, false
	}
	name := strings.TrimPrefix(path.Join("/", folderOf(e.Path), u.Path), "/")
	if s.Attachment(name) {
		return name, true, true
	}
	p := s.Page(content.PageURL(name))
	if p == nil {
		return "", true, false
	}
	return p.URL, true, true
}

// placeMoved lists the addresses of old threads, when the site takes the place
// of their forum. Of several articles from one thread the most trusted gets the
// readers. An address that is in use here is a problem: it cannot lead on.
func (s *Site) placeMoved() diag.List {
	old, err := url.Parse(s.in.OldSite)
	if s.in.OldSite == "" || err != nil {
		return nil
	}
	base, _ := url.Parse(s.Options.BaseURL)
	same := base != nil && strings.EqualFold(base.Host, old.Host)
	var problems diag.List
	seen := map[string]bool{}
	for _, e := range s.reachable() {
		from := oldThread(s.SourceOf(e), old)
		if from == "" || seen[from] {
			continue
		}
		seen[from] = true
		below, inside := strings.CutPrefix(from, s.HostRoot())
		if p := s.Page(below); same && inside && p != nil {
			problems = append(problems, diag.Problem{Path: e.Path, Line: e.TitleLine, Warning: true,
				Msg:  "the old address " + from + " of its thread is that of " + s.describe(p) + "; it is not led on",
				Hint: "move the site below a path of its own, or rename the page"})
			continue
		}
		s.Moved = append(s.Moved, Redirect{from, e.URL, e.Title})
	}
	slices.SortFunc(s.Moved, func(a, b Redirect) int { return compare(a.From, b.From) })
	return problems
}

// ReportURL is where searches without result are told of, "" for nowhere.
func (s *Site) ReportURL() string { return s.in.ReportURL }

// checkLook finds a logo that is not there.
func (s *Site) checkLook() diag.List {
	logo := s.in.Look.Logo
	if logo == "" || s.Attachment(logo) {
		return nil
	}
	return diag.List{{Path: logo, Msg: "the logo that [theme.style] names does not exist", Hint: "put the picture below the content folder and write its path there"}}
}

// oldThread is the path and query of an address on the old site, "" for one
// that is elsewhere, or its home page.
func oldThread(source string, old *url.URL) string {
	u, err := url.Parse(source)
	if err != nil || !strings.EqualFold(u.Host, old.Host) || !strings.HasPrefix(u.Path, old.Path) {
		return ""
	}
	from := u.EscapedPath()
	if u.RawQuery != "" {
		from += "?" + u.RawQuery
	}
	if from == "" || from == "/" || strings.ContainsAny(from, " \t\r\n\"\\") {
		return ""
	}
	return from
}
