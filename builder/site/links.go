package site

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"winnow/builder/diag"
	"winnow/builder/outline"
)

// targets knows what the paths of the content folder lead to.
type targets struct {
	site   *Site
	byPath []int32                   // articles, sorted by path
	pages  map[string]*Written       // ordinary pages and sections by path
	at     map[string]string         // URLs of those that are published
	places map[string]outline.Places // of texts that links name places of, by path

	guesses *int // how often nearPath was asked
}

// A linkage is what became of the links of a site; see Site.Relinked and
// Site.SupersededBy.
type linkage struct {
	relinked   map[int]map[string]string
	successors map[int32]Link
}

// checkLinks finds links of public texts that lead nowhere, and the successors
// of superseded articles.
func checkLinks(s *Site) (linkage, diag.List) {
	t := targetsOf(s)
	found := linkage{map[int]map[string]string{}, map[int32]Link{}}
	var problems diag.List
	check := func(w Written, index int) {
		hrefs, wrong := t.checkText(w)
		if len(hrefs) > 0 {
			found.relinked[index] = hrefs
		}
		problems = append(problems, wrong...)
	}
	for _, e := range s.Reachable() {
		check(e.Written, e.Index)
		if e.SupersededBy == "" {
			continue
		}
		link, p := t.successor(e)
		if p != nil {
			problems = append(problems, *p)
		} else if link.URL != e.URL {
			found.successors[e.Number] = link
		}
	}
	for _, m := range s.Manuals {
		check(m.Written, m.Index)
	}
	for _, c := range s.Categories.List {
		if c.Section != None {
			check(s.in.Pages[c.Section-len(s.in.Articles)], c.Section)
		}
	}
	return found, problems
}

func targetsOf(s *Site) targets {
	t := targets{s, make([]int32, len(s.in.Articles)), map[string]*Written{}, map[string]string{}, map[string]outline.Places{}, new(int)}
	for i := range t.byPath {
		t.byPath[i] = int32(i)
	}
	slices.SortFunc(t.byPath, func(a, b int32) int { return cmp.Compare(s.in.Articles[a].Path, s.in.Articles[b].Path) })
	for i := range s.in.Pages {
		t.pages[s.in.Pages[i].Path] = &s.in.Pages[i]
	}
	for i := range s.Manuals {
		t.at[s.Manuals[i].Path] = s.Manuals[i].URL
	}
	for _, c := range s.Categories.List {
		if c.Section != None {
			t.at[s.in.Pages[c.Section-len(s.in.Articles)].Path] = c.URL
		}
	}
	return t
}

// file returns the article or page of a path, or nil; url is its address, if it
// is published.
func (t targets) file(path string) (w *Written, url string, ok bool) {
	k, found := slices.BinarySearchFunc(t.byPath, path, func(i int32, path string) int { return cmp.Compare(t.site.in.Articles[i].Path, path) })
	if !found {
		url, ok = t.at[path]
		return t.pages[path], url, ok
	}
	w = &t.site.in.Articles[t.byPath[k]]
	return w, w.URL, t.site.in.Verdicts[t.byPath[k]].State.Reachable()
}

// checkText finds the links of one text that must change.
func (t targets) checkText(w Written) (hrefs map[string]string, problems diag.List) {
	for _, l := range w.Doc.Links {
		href, p := t.lead(w, l)
		if p != nil {
			p.Path, p.Line, p.Warning = w.Path, l.Line, true
			problems = append(problems, *p)
		}
		if href == l.Href {
			continue
		}
		if hrefs == nil {
			hrefs = map[string]string{}
		}
		hrefs[l.Href] = href
	}
	return hrefs, problems
}

// lead returns the address that a link must have for its target, empty if it has
// none, and what is wrong with it.
func (t targets) lead(w Written, l outline.Link) (href string, p *diag.Problem) {
	if l.Path == w.Path && l.Fragment != "" {
		return "", &diag.Problem{Msg: fmt.Sprintf("the link leads to #%s, and nothing on the page has that name; it is shown as text", l.Fragment), Hint: t.hintOfPlace(&w, l.Fragment)}
	}
	if t.site.Attachment(l.Path) {
		return l.Href, nil
	}
	for _, name := range []string{l.Path, strings.TrimSuffix(l.Path, "/") + ".md", t.site.urlOf(strings.TrimSuffix(l.Path, "/"))} {
		if to, url, ok := t.page(name); ok {
			_, moved := t.site.moved[name]
			return t.leadInto(w, l, to, url, name == l.Path && !moved)
		}
	}
	if l.Else != "" {
		return l.Else, nil
	}
	return "", t.deadLink(l)
}

// page finds the text of a path, or the page whose address it is; its text is
// nil if it is made from none.
func (t targets) page(name string) (w *Written, url string, ok bool) {
	if w, url, ok = t.file(name); ok {
		return w, url, ok
	}
	if name != "" && !strings.HasSuffix(name, "/") {
		return nil, "", false
	}
	p := t.site.Page(name)
	if p == nil {
		return nil, "", false
	}
	switch {
	case p.Kind == ArticlePage || p.Kind == ManualPage:
		w, _, _ = t.file(t.site.source(p))
	case p.Kind == CategoryPage && t.site.Categories.List[p.Ref].Section != None:
		w = &t.site.in.Pages[t.site.Categories.List[p.Ref].Section-len(t.site.in.Articles)]
	}
	return w, p.URL, true
}

// leadInto returns the address of a text's page, or of the place on it that the
// link names; asWritten reports whether the link does so by its path.
func (t targets) leadInto(from Written, l outline.Link, to *Written, url string, asWritten bool) (href string, p *diag.Problem) {
	if asWritten && (l.Fragment == "" || to == nil) {
		return l.Href, nil
	}
	id, ok := "", l.Fragment == ""
	if !ok && to != nil {
		id, ok = t.placesOf(to).Find(l.Fragment)
	}
	if !ok && to != nil {
		p = &diag.Problem{Msg: fmt.Sprintf("the link leads to #%s of %s, where nothing has that name; it leads to the page", l.Fragment, to.Path), Hint: t.hintOfPlace(to, l.Fragment)}
	}
	return outline.Address(from.URL, url, id), p
}

func (t targets) placesOf(w *Written) outline.Places {
	if t.places[w.Path] == nil {
		t.places[w.Path] = w.Doc.Places()
	}
	return t.places[w.Path]
}

// hintOfPlace names what is called nearly so, or says how places are called.
func (t targets) hintOfPlace(w *Written, name string) string {
	if near := near(t.placesOf(w), name); near != "" {
		return fmt.Sprintf("did you mean #%s?", near)
	}
	return "write the heading in lower case with hyphens for spaces, or give it a name: ## Heading {#" + name + "}"
}

// near returns the place that was probably meant by a name that no place has, or "".
func near(p outline.Places, name string) string {
	const many = 200 // comparing takes time
	if len(p) > many {
		return ""
	}
	return diag.Near(name, slices.Values(p.Names()))
}

// nearPath returns the path of an article that was probably meant, or "". Comparing
// takes time, so it is asked for a few.
func (t targets) nearPath(name string) string {
	if *t.guesses++; *t.guesses > maxGuesses {
		return ""
	}
	return diag.Near(name, func(yield func(string) bool) {
		for i := range t.site.in.Articles {
			if !yield(t.site.in.Articles[i].Path) {
				return
			}
		}
	})
}

const maxGuesses = 20

// deadLink is the problem of a link to what is not published.
func (t targets) deadLink(l outline.Link) *diag.Problem {
	p := &diag.Problem{Hint: "correct the path; it is relative to the folder of this file"}
	file, _, _ := t.file(l.Path)
	switch {
	case l.Image:
		p.Msg = fmt.Sprintf("the image %s is not there; its description is shown instead", l.Path)
		p.Hint += ""
	case file != nil:
		p.Msg = fmt.Sprintf("the link leads to %s, which is not published; it is shown as text", l.Path)
		p.Hint = "link to another article, or publish that one"
	default:
		p.Msg = fmt.Sprintf("the link leads to %s, which does not exist; it is shown as text", l.Path)
		if section := path.Join(l.Path, "_index.md"); t.pages[section] != nil {
			p.Hint = "write " + section
		}
	}
	return p
}

// successor finds what superseded an article: the path of a file from the
// content folder or from the article's own, without ".md" if need be, or an
// address.
func (t targets) successor(e *Entry) (Link, *diag.Problem) {
	to := e.SupersededBy
	if a := WebAddress(to); a != "" {
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
	p := &diag.Problem{Path: e.Path, Line: cmp.Or(e.SupersededLine, e.TitleLine), Warning: true,
		Msg:  fmt.Sprintf("superseded_by names %q, which does not exist; readers are not led on", to),
		Hint: "write the path of an article below the content folder, or an http address"}
	if near := t.nearPath(clean); near != "" {
		p.Hint = "did you mean " + near + "?"
	}
	if i := slices.IndexFunc(tries, func(name string) bool { file, _, _ := t.file(name); return file != nil }); i >= 0 {
		p.Msg = fmt.Sprintf("superseded_by names %s, which is not published; readers are not led on", tries[i])
		p.Hint = "publish that article, or name another"
	}
	return Link{}, p
}
