package site

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"winnow/builder/diag"
	"winnow/builder/markdown"
)

// targets knows what the paths of the content folder lead to.
type targets struct {
	site   *Site
	byPath []int32             // articles, sorted by path
	pages  map[string]*Written // ordinary pages and sections by path
	at     map[string]string   // URLs of those that are published
}

// checkLinks finds links of public texts that lead nowhere, and the successors
// of superseded articles.
func (s *Site) checkLinks() diag.List {
	t := s.targets()
	s.dead, s.successors = map[int][]string{}, map[int32]Link{}
	var problems diag.List
	for _, e := range s.reachable() {
		problems = append(problems, t.checkText(e.Written, e.Index)...)
		if e.SupersededBy == "" {
			continue
		}
		link, p := t.successor(e)
		if p != nil {
			problems = append(problems, *p)
		} else if link.URL != e.URL {
			s.successors[e.at] = link
		}
	}
	for _, m := range s.manuals {
		problems = append(problems, t.checkText(m.Written, m.index)...)
	}
	for _, c := range s.categories {
		if c.section != none {
			problems = append(problems, t.checkText(s.in.Pages[c.section], len(s.in.Articles)+c.section)...)
		}
	}
	return problems
}

func (s *Site) targets() targets {
	t := targets{s, make([]int32, len(s.in.Articles)), map[string]*Written{}, map[string]string{}}
	for i := range t.byPath {
		t.byPath[i] = int32(i)
	}
	slices.SortFunc(t.byPath, func(a, b int32) int { return compare(s.in.Articles[a].Path, s.in.Articles[b].Path) })
	for i := range s.in.Pages {
		t.pages[s.in.Pages[i].Path] = &s.in.Pages[i]
	}
	for i := range s.manuals {
		t.at[s.manuals[i].Path] = s.manuals[i].URL
	}
	for _, c := range s.categories {
		if c.section != none {
			t.at[s.in.Pages[c.section].Path] = c.url
		}
	}
	return t
}

// file is the article or page of a path, or nil; url is where it is published,
// if ok.
func (t targets) file(path string) (w *Written, url string, ok bool) {
	k, found := slices.BinarySearchFunc(t.byPath, path, func(i int32, path string) int { return compare(t.site.in.Articles[i].Path, path) })
	if !found {
		url, ok = t.at[path]
		return t.pages[path], url, ok
	}
	w = &t.site.in.Articles[t.byPath[k]]
	return w, w.URL, t.site.in.Verdicts[t.byPath[k]].State.Reachable()
}

// checkText finds the dead links of one text.
func (t targets) checkText(w Written, index int) diag.List {
	var problems diag.List
	for _, l := range w.Doc.Links {
		if t.leads(l.Path) {
			continue
		}
		t.site.dead[index] = append(t.site.dead[index], l.Href)
		problems = append(problems, t.deadLink(w, l))
	}
	return problems
}

// leads tells whether something is published for a path: a page, a file, or a
// folder, whose path ends with "/".
func (t targets) leads(path string) bool {
	if _, _, ok := t.file(path); ok || t.site.Attachment(path) {
		return true
	}
	return strings.HasSuffix(path, "/") && t.site.Page(path) != nil
}

func (t targets) deadLink(w Written, l markdown.Link) diag.Problem {
	p := diag.Problem{Path: w.Path, Line: l.Line, Warning: true}
	if file, _, _ := t.file(l.Path); file != nil {
		p.Msg = fmt.Sprintf("the link leads to %s, which is not published; it is shown as text", l.Path)
		p.Hint = "link to another article, or publish that one"
		return p
	}
	p.Msg = fmt.Sprintf("the link leads to %s, which does not exist; it is shown as text", l.Path)
	if t.pages[path.Join(l.Path, "_index.md")] != nil {
		p.Hint = "write " + path.Join(l.Path, "_index.md")
	} else {
		p.Hint = "correct the path; it is relative to the folder of this file"
	}
	return p
}

// successor finds what superseded an article: the path of a file from the
// content folder or from the article's own, without ".md" if need be, or an
// address.
func (t targets) successor(e *Entry) (Link, *diag.Problem) {
	to := e.SupersededBy
	if a := webAddress(to); a != "" {
		return Link{Text: a, URL: a}, nil
	}
	clean := strings.Trim(path.Clean("/"+to), "/")
	beside := strings.TrimPrefix(path.Join("/", folderOf(e.Path), to), "/")
	tries := []string{clean, clean + ".md", clean + "/_index.md", beside, beside + ".md"}
	for _, name := range tries {
		if file, u, ok := t.file(name); ok {
			return Link{Text: file.Title, URL: u}, nil
		}
	}
	p := &diag.Problem{Path: e.Path, Line: e.TitleLine, Warning: true,
		Msg:  fmt.Sprintf("superseded_by names %q, which does not exist; readers are not led on", to),
		Hint: "write the path of an article below the content folder, or an http address"}
	if i := slices.IndexFunc(tries, func(name string) bool { file, _, _ := t.file(name); return file != nil }); i >= 0 {
		p.Msg = fmt.Sprintf("superseded_by names %s, which is not published; readers are not led on", tries[i])
		p.Hint = "publish that article, or name another"
	}
	return Link{}, p
}
