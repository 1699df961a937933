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
	from, to string // below the root; from ends with "/" or names a file, or is a path with query on the host of the old site
	title    string // of the page
}

// redirectsOf collects the old addresses of articles and ordinary pages. One
// that is taken, by a page, a file or another redirect, is a problem.
func redirectsOf(s *site.Site) (list []redirect, problems diag.List) {
	owner := map[string]string{}
	add := func(w site.Written) {
		for _, alias := range w.Aliases {
			from, why := oldAddress(alias)
			if why != "" {
				problems = append(problems, diag.Problem{Path: w.Path, Line: w.TitleLine, Warning: true,
					Msg: fmt.Sprintf("alias %q %s; it is left out", alias, why), Hint: "write the path of the old page below the site's root"})
				continue
			}
			if from == w.URL || owner[from] == w.Path {
				continue
			}
			if s.Hides(from) {
				problems = append(problems, diag.Problem{Path: w.Path, Line: w.TitleLine, Warning: true,
					Msg: fmt.Sprintf("alias %q names a contributor who is erased or anonymous; it is left out", alias), Hint: "remove it"})
				continue
			}
			if taken := takenBy(s, from, owner); taken != "" {
				problems = append(problems, diag.Problem{Path: w.Path, Line: w.TitleLine,
					Msg: fmt.Sprintf("alias %q is the address of %s", alias, taken), Hint: "remove the alias from one of them"})
				continue
			}
			owner[from] = w.Path
			list = append(list, redirect{from, w.URL, w.Title})
		}
	}
	for _, e := range s.Reachable() {
		add(e.Written)
	}
	for i := range s.Manuals {
		add(s.Manuals[i].Written)
	}
	slices.SortFunc(list, func(a, b redirect) int { return cmp.Compare(a.from, b.from) })
	return list, problems
}

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
	if path.Ext(from) == "" {
		from += "/"
	}
	return strings.TrimSuffix(from, "index.html"), ""
}

// takenBy names what has an address already, or is in the way of its file.
func takenBy(s *site.Site, from string, owner map[string]string) string {
	if p := s.Page(from); p != nil {
		return s.Describe(p)
	}
	if other, ok := owner[from]; ok {
		return "an alias of " + other
	}
	if s.Attachment(site.FileOf(from)) || s.Attachment(strings.TrimSuffix(from, "/")) {
		return "the file " + strings.TrimSuffix(from, "/")
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
	for _, e := range s.Reachable() {
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
		list = append(list, redirect{from, e.URL, e.Title})
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
