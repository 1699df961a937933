// Package links decides where the links of texts lead, when all texts and files are
// known: to a page or file of the site, to an address that is kept, or nowhere.
//
// A link is followed in the order of what its author can have meant: the path of a
// file; the same without its ending; the address of a page; for an address from the
// top of the site a file in a folder of static files, and an address that a text had
// elsewhere (aliases, permalink, slug); at last a name that differs only in ways that
// one does not see, or in letter case. Names in double brackets are looked for in all
// folders, the nearest first.
//
// Addresses of the site that the texts come from lead to the texts, whatever form
// they have: see source.go.
package links

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"winnow/builder/diag"
	"winnow/builder/outline"
)

// A Text is an article or page.
type Text struct {
	Path, URL, Title string
	Source           string   // where it was said first; empty = not known
	Old              []string // paths of addresses that it had elsewhere, and names
	Public           bool     // it has a page, at URL
	Place            string   // of the text on a page with others; empty = it has the page
	Doc              *outline.Outline
}

// Input is what links may lead to.
type Input struct {
	Texts []Text
	Files []string // that are copied along, sorted
	// Page finds the page of an address below the root, and the number of the text on
	// it; below 0 = it has none.
	Page func(url string) (text int, to string, ok bool)
	// Address returns the address of the page of an article path.
	Address func(path string) string
	// LeftOut reports whether the file of a path was left out for its problems.
	LeftOut func(path string) bool
}

// A Map knows where links lead. It is safe for several goroutines once it was made,
// but for Check.
type Map struct {
	in      Input
	byPath  []int32                // texts, sorted by path
	places  map[int]outline.Places // of texts that links name places of
	names   names
	sources map[uint64]int32
	guesses int // how often what was meant was looked for
}

// New returns the map of a site.
func New(in Input) *Map {
	m := &Map{in: in, byPath: make([]int32, len(in.Texts)), places: map[int]outline.Places{}}
	for i := range m.byPath {
		m.byPath[i] = int32(i)
	}
	slices.SortFunc(m.byPath, func(a, b int32) int { return cmp.Compare(in.Texts[a].Path, in.Texts[b].Path) })
	m.sources = sourcesOf(in.Texts)
	return m
}

// Sorts of problems; see diag.Problem.
const (
	places = "links to places that no text has"
	rooted = "addresses from the top of the host that lead to nothing"
	cased  = "files with another letter case"
	dead   = "links that lead nowhere"
	images = "images that are not there"
)

// Text returns the number of the text of a path.
func (m *Map) Text(path string) (int, bool) {
	k, found := slices.BinarySearchFunc(m.byPath, path, func(i int32, path string) int { return cmp.Compare(m.in.Texts[i].Path, path) })
	if !found {
		return 0, false
	}
	return int(m.byPath[k]), true
}

// At returns the text of a number.
func (m *Map) At(text int) *Text { return &m.in.Texts[text] }

func (m *Map) file(name string) bool {
	_, ok := slices.BinarySearch(m.in.Files, name)
	return ok
}

// Check returns what addresses in a text become that must change, by the Href of a
// link, empty where its text alone is shown; and what is wrong with its links.
func (m *Map) Check(text int) (hrefs map[string]string, problems diag.List) {
	w := &m.in.Texts[text]
	for _, l := range w.Doc.Links {
		href, p := m.lead(w, l)
		if p != nil {
			p.Path, p.Line, p.Col, p.Warning = w.Path, l.Line, l.Col, true
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
func (m *Map) lead(w *Text, l outline.Link) (href string, p *diag.Problem) {
	switch {
	case l.Path == w.Path && l.Fragment != "":
		if m.isTitle(w, l.Fragment) {
			return "./", nil
		}
		return "", &diag.Problem{Sort: places, About: "#" + l.Fragment, Hint: m.hintOfPlace(w, l.Fragment),
			Msg: fmt.Sprintf("the link leads to #%s, and nothing on the page has that name; it is shown as text", l.Fragment)}
	case m.file(l.Path):
		return l.Href, nil
	}
	bare := strings.TrimSuffix(l.Path, "/")
	for _, name := range []string{l.Path, bare + ".md", bare + ".mdx", m.in.Address(bare)} {
		if to, url, ok := m.page(name); ok {
			return m.leadInto(w, l, to, url, name == l.Path && url == m.in.Address(name))
		}
	}
	if href, p, ok := m.elsewhere(w, l); ok {
		return href, p
	}
	if l.Else != "" {
		return l.Else, &diag.Problem{Sort: rooted, About: l.Else, Hint: "name what its first folders stand for with url_prefix in [markdown] of site.toml",
			Msg: fmt.Sprintf("the address %s begins at the top of the host and leads to nothing in the content folder; it is kept", l.Else)}
	}
	return "", m.deadLink(l)
}

// elsewhere finds what a link means that leads nowhere as it is written.
func (m *Map) elsewhere(w *Text, l outline.Link) (href string, p *diag.Problem, ok bool) {
	if l.Else != "" {
		for _, folder := range staticFolders {
			if m.file(folder + l.Path) {
				return fileFrom(w, folder+l.Path), nil, true
			}
		}
		if to, ok := m.fromSource(w, "/"+l.Path); ok {
			href, p = m.leadInto(w, l, to, m.in.Texts[to].URL, false)
			return href, p, true
		}
	}
	m.names.fill(m.in)
	if name, sort := m.names.find(w.Path, l); sort != unknown {
		if i, ok := m.Text(name); ok && m.in.Texts[i].Public {
			href, p = m.leadInto(w, l, i, m.in.Texts[i].URL, false)
			return href, p, true
		}
		if !m.file(name) {
			return "", nil, false
		}
		if sort == byCase {
			p = &diag.Problem{Sort: cased, About: l.Path, Hint: "write " + name,
				Msg: fmt.Sprintf("the file %s is called %s; letter case matters on most hosts", l.Path, name)}
		}
		return fileFrom(w, name), p, true
	}
	return "", nil, false
}

// staticFolders are where other generators have files that are published at the top.
var staticFolders = []string{"static/", "public/", "source/", "docs/", "assets/", ".vuepress/public/"}

func fileFrom(w *Text, name string) string { return outline.Relative(w.URL, outline.FileURL(name)) }

// page finds the text of a path, or the page whose address it is; its text is
// below 0 if it is made from none.
func (m *Map) page(name string) (text int, url string, ok bool) {
	if i, found := m.Text(name); found && m.in.Texts[i].Public {
		return i, m.in.Texts[i].URL, true
	}
	if name != "" && !strings.HasSuffix(name, "/") {
		return 0, "", false
	}
	return m.in.Page(name)
}

// leadInto returns the address of a text's page, or of the place on it that the
// link names; asWritten reports whether the link does so by its path.
func (m *Map) leadInto(from *Text, l outline.Link, to int, url string, asWritten bool) (href string, p *diag.Problem) {
	if to >= 0 && m.in.Texts[to].Place != "" {
		return outline.Address(from.URL, url, m.in.Texts[to].Place), nil
	}
	if asWritten && (l.Fragment == "" || to < 0) {
		return l.Href, nil
	}
	id, ok := "", l.Fragment == ""
	if !ok && to >= 0 {
		id, ok = m.placesOf(to).Find(l.Fragment)
		ok = ok || m.isTitle(&m.in.Texts[to], l.Fragment)
	}
	if !ok && to >= 0 {
		w := &m.in.Texts[to]
		p = &diag.Problem{Sort: places, About: w.Path + "#" + l.Fragment, Hint: m.hintOfPlace(w, l.Fragment),
			Msg: fmt.Sprintf("the link leads to #%s of %s, where nothing has that name; it leads to the page", l.Fragment, w.Path)}
	}
	return outline.Address(from.URL, url, id), p
}

// isTitle reports whether a place is the page's own title.
func (m *Map) isTitle(w *Text, fragment string) bool {
	return outline.Slug(w.Title) == outline.Slug(fragment)
}

func (m *Map) placesOf(text int) outline.Places {
	if m.places[text] == nil {
		m.places[text] = m.in.Texts[text].Doc.Places()
	}
	return m.places[text]
}

// hintOfPlace names what is called nearly so, or says how places are called.
func (m *Map) hintOfPlace(w *Text, name string) string {
	if near := near(w.Doc.Places(), name); near != "" {
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

// deadLink is the problem of a link to what is not published.
func (m *Map) deadLink(l outline.Link) *diag.Problem {
	p := &diag.Problem{Sort: dead, About: l.Path, Hint: "correct the path; it is relative to the folder of this file"}
	_, found := m.Text(l.Path)
	switch {
	case l.Image:
		p.Sort = images
		p.Msg = fmt.Sprintf("the image %s is not there; its description is shown instead", l.Path)
		if why := notShown[strings.ToLower(path.Ext(l.Path))]; why != "" {
			p.Msg, p.Hint = fmt.Sprintf("the image %s is not shown: %s", l.Path, why), "save it as PNG, JPEG or WebP"
		}
	case m.in.LeftOut(l.Path):
		p.Msg = fmt.Sprintf("the link leads to %s, which was left out for its problems; it is shown as text", l.Path)
		p.Hint = "mend that file"
	case found:
		p.Msg = fmt.Sprintf("the link leads to %s, which is not published; it is shown as text", l.Path)
		p.Hint = "link to another article, or publish that one"
	default:
		p.Msg = fmt.Sprintf("the link leads to %s, which does not exist; it is shown as text", l.Path)
		if section := path.Join(l.Path, "_index.md"); m.has(section) {
			p.Hint = "write " + section
		} else if near := m.NearPath(l.Path); near != "" {
			p.Hint = "did you mean " + near + "?"
		}
	}
	return p
}

// notShown says why browsers do not show images of a kind.
var notShown = map[string]string{
	".heic": "browsers do not know HEIC", ".heif": "browsers do not know HEIF", ".tif": "browsers do not know TIFF",
	".tiff": "browsers do not know TIFF", ".psd": "browsers do not know PSD",
}

func (m *Map) has(path string) bool {
	_, ok := m.Text(path)
	return ok
}

// maxGuesses is how often one looks for what was meant: comparing takes time.
const maxGuesses = 20

// NearPath returns the path of an article that was probably meant, or "".
func (m *Map) NearPath(name string) string {
	if m.guesses++; m.guesses > maxGuesses {
		return ""
	}
	return diag.Near(name, func(yield func(string) bool) {
		for i := range m.in.Texts {
			if !yield(m.in.Texts[i].Path) {
				return
			}
		}
	})
}
