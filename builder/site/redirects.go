package site

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"winnow/builder/diag"
)

// A Redirect leads from an old address to a page.
type Redirect struct {
	From, To string // below the root; From ends with "/" or names a file
	Title    string // of the page
}

// placeRedirects collects the old addresses of articles and ordinary pages. One
// that is taken, by a page, a file or another redirect, is a problem.
func (s *Site) placeRedirects() diag.List {
	var problems diag.List
	owner := map[string]string{}
	add := func(w Written) {
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
			if s.hidden.names(from) {
				problems = append(problems, diag.Problem{Path: w.Path, Line: w.TitleLine, Warning: true,
					Msg: fmt.Sprintf("alias %q names a contributor who is erased or anonymous; it is left out", alias), Hint: "remove it"})
				continue
			}
			if taken := s.taken(from, owner); taken != "" {
				problems = append(problems, diag.Problem{Path: w.Path, Line: w.TitleLine,
					Msg: fmt.Sprintf("alias %q is the address of %s", alias, taken), Hint: "remove the alias from one of them"})
				continue
			}
			owner[from] = w.Path
			s.Redirects = append(s.Redirects, Redirect{from, w.URL, w.Title})
		}
	}
	for _, e := range s.reachable() {
		add(e.Written)
	}
	for i := range s.manuals {
		add(s.manuals[i].Written)
	}
	slices.SortFunc(s.Redirects, func(a, b Redirect) int { return compare(a.From, b.From) })
	return problems
}

// oldAddress is the path of an alias below the root, or why it has none. An
// address on another host stands for its path: the site has moved.
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

// taken names what stands at an address already, or in the way of its file.
func (s *Site) taken(from string, owner map[string]string) string {
	if p := s.Page(from); p != nil {
		return s.describe(p)
	}
	if other, ok := owner[from]; ok {
		return "an alias of " + other
	}
	if s.Attachment(fileOf(from)) || s.Attachment(strings.TrimSuffix(from, "/")) {
		return "the file " + strings.TrimSuffix(from, "/")
	}
	if p := s.below(from + "/"); p != nil && !strings.HasSuffix(from, "/") {
		return "the folder of " + s.describe(p)
	}
	return ""
}
