package site

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"winnow/builder/diag"
	"winnow/builder/links"
	"winnow/builder/site/options"
)

// A linkage is what became of the links of a site; see Site.Relinked and
// Site.SupersededBy.
type linkage struct {
	targets    *links.Map
	relinked   map[int]map[string]string
	successors map[int32]Link
}

// checkLinks finds links of public texts that lead nowhere, and the successors
// of superseded articles.
func checkLinks(s *Site) (linkage, diag.List) {
	found := linkage{links.New(targetsOf(s)), map[int]map[string]string{}, map[int32]Link{}}
	var problems diag.List
	check := func(index int) {
		hrefs, wrong := found.targets.Check(index)
		if len(hrefs) > 0 {
			found.relinked[index] = hrefs
		}
		problems = append(problems, wrong...)
	}
	for _, e := range s.Shown() {
		check(e.Index)
		if e.SupersededBy == "" {
			continue
		}
		link, p := successor(s, found.targets, e)
		if p != nil {
			problems = append(problems, *p)
		} else if link.URL != e.URL {
			found.successors[e.Number] = link
		}
	}
	for _, m := range s.Manuals {
		check(m.Index)
	}
	for _, c := range s.Categories.List {
		if c.Section != None {
			check(c.Section)
		}
	}
	return found, problems
}

// targetsOf returns what links may lead to.
func targetsOf(s *Site) links.Input {
	n := len(s.in.Articles)
	in := links.Input{
		Texts: make([]links.Text, n+len(s.in.Pages)), Files: s.Attachments, Address: s.urlOf,
		LeftOut: func(path string) bool { return slices.Contains(s.in.LeftOut, path) },
		Page:    func(url string) (int, string, bool) { return pageAt(s, url) },
	}
	for i := range s.in.Articles {
		in.Texts[i] = textOf(s.in.Articles[i])
		in.Texts[i].Public = s.in.Verdicts[i].State.Reachable()
	}
	for _, e := range s.Further {
		t := &in.Texts[e.Index]
		t.URL, t.Place, _ = strings.Cut(s.AddressOf(e), "#")
		t.Public = true
	}
	for i := range s.in.Pages {
		in.Texts[n+i] = textOf(s.in.Pages[i])
	}
	for i := range s.Manuals {
		t := &in.Texts[s.Manuals[i].Index]
		t.URL, t.Public = s.Manuals[i].URL, true
	}
	for _, c := range s.Categories.List {
		if c.Section != None {
			t := &in.Texts[c.Section]
			t.URL, t.Public = c.URL, true
		}
	}
	return in
}

// formerKeys are what other generators call the address of a page.
var formerKeys = []string{"permalink", "slug", "url"}

func textOf(w Written) links.Text {
	t := links.Text{Path: w.Path, URL: w.URL, Title: w.Title, Source: options.WebAddress(w.Source), Doc: w.Doc, Old: w.Aliases}
	for _, key := range formerKeys {
		if old, ok := w.Extra[key].(string); ok && strings.Trim(old, "/") != "" {
			t.Old = append(slices.Clip(t.Old), old)
		}
	}
	return t
}

// pageAt returns the page at a URL, and the number of the text on it; below 0 = none.
func pageAt(s *Site, url string) (text int, to string, ok bool) {
	p := s.Page(url)
	if p == nil {
		return 0, "", false
	}
	switch {
	case p.Kind == ArticlePage:
		return s.Entry(p.Ref).Index, p.URL, true
	case p.Kind == ManualPage:
		return s.Manuals[p.Ref].Index, p.URL, true
	case p.Kind == CategoryPage && s.Categories.List[p.Ref].Section != None:
		return s.Categories.List[p.Ref].Section, p.URL, true
	}
	return None, p.URL, true
}

// successor finds what superseded an article: the path of a file from the
// content folder or from the article's own, without ".md" if need be, or an
// address.
func successor(s *Site, targets *links.Map, e *Entry) (Link, *diag.Problem) {
	to := e.SupersededBy
	if a := options.WebAddress(to); a != "" {
		return Link{Text: a, URL: a}, nil
	}
	clean := strings.Trim(path.Clean("/"+to), "/")
	beside := strings.TrimPrefix(path.Join("/", folderOf(e.Path), to), "/")
	p := &diag.Problem{Path: e.Path, Line: cmp.Or(e.SupersededLine, e.TitleLine), Warning: true, Sort: "keys superseded_by that lead nowhere", About: to,
		Msg:  fmt.Sprintf("superseded_by names %q, which does not exist; readers are not led on", to),
		Hint: "write the path of an article below the content folder, or an http address"}
	for _, name := range []string{clean, clean + ".md", clean + "/_index.md", beside, beside + ".md"} {
		i, ok := targets.Text(name)
		if !ok {
			continue
		}
		if t := targets.At(i); t.Public {
			return Link{Text: t.Title, URL: strings.TrimSuffix(t.URL+"#"+t.Place, "#")}, nil
		}
		p.Msg = fmt.Sprintf("superseded_by names %s, which is not published; readers are not led on", name)
		p.Hint = "publish that article, or name another"
		return Link{}, p
	}
	if near := targets.NearPath(clean); near != "" {
		p.Hint = "did you mean " + near + "?"
	}
	return Link{}, p
}
