package feed

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"winnow/builder/diag"
	"winnow/builder/site"
)

// A redirect leads from an old address to a page.
type redirect struct {
	from, to string // to may end with a place on the page; below the root; from ends with "/" or names a file, or is a path with query on the host of the old site
	title    string // of the page
}

// redirectsOf collects the old addresses of articles and ordinary pages. One that
// is taken, by a page, a file or another redirect, is reported. files are those of
// the site that are not pages.
func redirectsOf(s *site.Site, files map[string]bool) ([]redirect, diag.List) {
	m := moves{s: s, files: files, owner: map[string]string{}}
	for _, e := range s.Further { // whose files have addresses, but no pages
		if m.takenBy(e.URL) == "" {
			m.lead(e.Written, e.URL, s.AddressOf(e))
		}
	}
	for _, e := range s.Shown() {
		m.add(e.Written, s.AddressOf(e))
	}
	for i := range s.Manuals {
		m.add(s.Manuals[i].Written, s.Manuals[i].URL)
	}
	slices.SortFunc(m.list, func(a, b redirect) int { return cmp.Compare(a.from, b.from) })
	return m.list, m.problems
}

// moves are redirects that are being collected.
type moves struct {
	s        *site.Site
	files    map[string]bool
	owner    map[string]string // by address in lower case: whose alias it is
	list     []redirect
	problems diag.List
}

// lead notes that an address leads to another.
func (m *moves) lead(w site.Written, from, to string) {
	m.owner[strings.ToLower(from)] = w.Path
	m.list = append(m.list, redirect{from, to, w.Title})
}

func (m *moves) add(w site.Written, to string) {
	for _, alias := range w.Aliases {
		from, why := oldAddress(alias)
		key := strings.ToLower(from)
		switch {
		case why != "":
			m.report(w, fmt.Sprintf("alias %q %s; it is left out", alias, why), "write the path of the old page below the site's root")
			continue
		case from == w.URL || m.owner[key] == w.Path:
			continue
		case m.s.Hides(from):
			m.report(w, fmt.Sprintf("alias %q names a contributor who is erased or anonymous; it is left out", alias), "remove it")
			continue
		}
		if taken := m.takenBy(from); taken != "" {
			m.report(w, fmt.Sprintf("alias %q is the address of %s; it is left out", alias, taken), "remove the alias from one of them")
			continue
		}
		m.lead(w, from, to)
	}
}

func (m *moves) report(w site.Written, msg, hint string) {
	m.problems = append(m.problems, diag.Problem{Path: w.Path, Line: w.TitleLine, Msg: msg, Hint: hint, Warning: true})
}

const longestName = 255 // bytes

// oldAddress returns the path of an alias below the root, or why it has none. Of
// an address on another host the path counts: the site has moved.
func oldAddress(alias string) (from, why string) {
	u, err := url.Parse(strings.TrimSpace(alias))
	if err != nil || u.Opaque != "" {
		return "", "is no address"
	}
	if u.RawQuery != "" {
		return "", "has a query, which files cannot answer"
	}
	from = strings.TrimPrefix(path.Clean("/"+u.Path), "/")
	if from == "" {
		return "", "is the home page"
	}
	if strings.ContainsFunc(from, func(r rune) bool { return r < ' ' || r == '\\' }) {
		return "", "has characters that no file name can have"
	}
	for part := range strings.SplitSeq(from, "/") {
		if len(part) > longestName {
			return "", fmt.Sprintf("has a part of %d bytes, and no system has a file name that long", len(part))
		}
	}
	if path.Ext(from) == "" {
		from += "/"
	}
	return strings.TrimSuffix(from, "index.html"), ""
}

// takenBy names what has an address already, or is in the way of its file. Letter
// case makes no difference: on many systems it makes none for files.
func (m *moves) takenBy(from string) string {
	s, lower := m.s, strings.ToLower(from)
	if p := s.Page(lower); p != nil { // pages have addresses in lower case
		return s.Describe(p)
	}
	if other, ok := m.owner[lower]; ok {
		return "an alias of " + other
	}
	if file := strings.TrimSuffix(from, "/"); s.Attachment(site.FileOf(from)) || s.Attachment(file) {
		return "the file " + file
	}
	if top, _, _ := strings.Cut(lower, "/"); m.files[strings.TrimSuffix(lower, "/")] || m.files[site.FileOf(lower)] || s.Reserves(top) {
		return "a file of winnow's own"
	}
	if p := s.Pages.Below(from + "/"); p != nil && !strings.HasSuffix(from, "/") {
		return "the folder of " + s.Describe(p)
	}
	return ""
}

// threadsMoved lists the addresses of old threads, when the site takes the place
// of their forum. Of several articles from one thread the most trusted gets the
// readers. An address that is in use here is a problem: it cannot lead on.
func threadsMoved(s *site.Site, oldSite string) (list []redirect, problems diag.List) {
	old, err := url.Parse(oldSite)
	if oldSite == "" || err != nil {
		return nil, nil
	}
	base, _ := url.Parse(s.Options.BaseURL)
	same := base != nil && strings.EqualFold(base.Host, old.Host)
	seen := map[string]bool{}
	for _, e := range s.Shown() {
		from := oldThread(s.SourceOf(e), old)
		if from == "" || seen[from] {
			continue
		}
		seen[from] = true
		below, inside := strings.CutPrefix(from, s.HostRoot())
		if p := s.Page(below); same && inside && p != nil {
			problems = append(problems, diag.Problem{Path: e.Path, Line: e.TitleLine, Warning: true,
				Msg:  "the old address " + from + " of its thread is that of " + s.Describe(p) + "; it is not led on",
				Hint: "move the site below a path of its own, or rename the page"})
			continue
		}
		list = append(list, redirect{from, s.AddressOf(e), e.Title})
	}
	slices.SortFunc(list, func(a, b redirect) int { return cmp.Compare(a.from, b.from) })
	return list, problems
}

// oldThread returns the path and query of an address on the old site, "" for one
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
