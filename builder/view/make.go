package view

import (
	"fmt"
	"html/template"
	"iter"
	"net/url"
	"strings"
	"sync"
	"time"

	"winnow/builder/audit"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/site"
)

// Input is all that pages are made from.
type Input struct {
	Site     *site.Site
	Ledger   Ledger // nil = nothing is known of any contributor or answer
	AsOf     time.Time
	Prior    reputation.Micro // where an unknown newcomer starts
	Rules    reputation.Rules
	Policy   ranking.Policy
	Settings []Setting // every constant in force, for the rules page

	// Text returns the text of an article by its index into the articles that the
	// site was made from, and of an ordinary page or section by its index into
	// the pages plus the number of articles. It is called for pages with a text
	// only.
	Text func(index int) (site.Body, error)

	Style     Style             // what site.toml changes of the theme's texts
	Pictures  map[string]string // absolute address of the picture of a category, by its URL; "" = of the site
	Markdown  bool              // the source text of each article is beside its page, as index.md
	QAPage    bool              // describe articles as questions and answers
	ReportURL string            // where searches without result are reported; empty = nowhere
	Kinds     []PageKind        // nil = Kinds()
}

// A Ledger answers what the evidence says; see [reputation.Ledger].
type Ledger interface {
	site.Ledger
	Reviews(id, author string) bool
	Thread(answer string) int
	Explain(id, topic string, n int) (reputation.Explanation, bool)
	Statement(id string) (reputation.Statement, bool)
	Answers() iter.Seq[reputation.Answered]
	Author(number int) *reputation.Standing
	TagName(number int32) string
}

// A Style is what a site says in place of the theme. Empty = what the theme says.
type Style struct {
	Logo                        string // path of an attachment
	Accent                      string // colour, for pictures: "#0a6847"
	HomeTitle, HomeText, Footer string
}

// A Setting is one constant in force, for the rules page.
type Setting struct {
	Table   string `json:"table"`
	Key     string `json:"key"`
	Value   string `json:"value"`
	Meaning string `json:"meaning"`
}

// A Maker makes what pages show, and the files with the numbers behind it. It is
// safe for use by several goroutines.
type Maker struct {
	in    Input
	kinds map[Kind]PageKind
	rules audit.Rules
	lists
}

// lists are made when the first page that needs them is asked for.
type lists struct {
	titles  func() []int32 // public articles by title
	threads func() threads
}

// New returns a maker of the pages of a site.
func New(in Input) *Maker {
	if in.Ledger == nil {
		in.Ledger = &reputation.Ledger{}
	}
	if in.Kinds == nil {
		in.Kinds = Kinds()
	}
	m := &Maker{in: in, kinds: map[Kind]PageKind{}, rules: rulesOf(in.Rules)}
	m.titles = sync.OnceValue(func() []int32 { return byTitle(in.Site.Articles, in.Site.Options.Language) })
	m.threads = sync.OnceValue(func() threads { return threadsOf(in.Site.Articles, in.Ledger) })
	for _, k := range in.Kinds {
		m.kinds[k.Kind] = k
	}
	return m
}

// Make returns the finished value that a template shows for a page.
func (m *Maker) Make(p *site.Page) (*View, error) {
	kind, ok := m.kinds[p.Kind]
	if !ok {
		return nil, fmt.Errorf("page %q: unknown kind %q", p.URL, p.Kind)
	}
	s := m.in.Site
	c := &Context{Site: s, in: &m.in, lists: m.lists, root: rootOf(p.URL)}
	if p.Kind == site.NotFoundPage {
		c.root = s.HostRoot()
	}
	v := &View{
		Kind: p.Kind, Site: c.info(), Root: c.root, URL: p.URL, Canonical: s.Absolute(s.Canonical(p)), Breadcrumbs: c.trail(0),
		Language: s.Options.Language, Description: s.Options.Description, NoIndex: !s.Listed(p),
	}
	if v.Canonical != "" {
		v.Feed, v.Image = c.root, c.picture(p)
	}
	if err := kind.Fill(c, v, p); err != nil {
		return nil, err
	}
	v.Data = structuredData(c, v, p)
	return v, nil
}

// Report returns the report on the community as JSON.
func (m *Maker) Report() ([]byte, error) { return communityOf(&m.in).json() }

// Constants returns every constant in force as JSON.
func (m *Maker) Constants() ([]byte, error) { return constants(m.in.Settings).JSON() }

// Score returns the numbers behind a score as JSON: one of the files that
// [site.Site.Scores] names. ok is false for any other.
func (m *Maker) Score(name string) (data []byte, ok bool) {
	p, ok := m.in.Site.PersonOfScore(name)
	if !ok {
		return nil, false
	}
	statement, ok := m.in.Ledger.Statement(p.ID)
	if !ok {
		return nil, false
	}
	return scoreOf(m, p, &statement).JSON(), true
}

// A Context knows from which page addresses are seen.
type Context struct {
	*site.Site
	lists
	in   *Input
	root string
}

// rootOf returns the relative address of the root, seen from a page.
func rootOf(pageURL string) string {
	const ups = "../../../../../../../../"
	n := 3 * strings.Count(pageURL, "/")
	if n <= len(ups) {
		return ups[:n]
	}
	return strings.Repeat("../", n/3)
}

// link returns the address of a URL below the root, seen from the page.
func (c *Context) link(url string) string {
	if url == "" && c.root == "" {
		return "./"
	}
	return c.root + site.Escaped(url)
}

// address returns where an answer is, seen from the page.
func (c *Context) address(e *site.Entry) string { return c.root + site.EscapedPlace(c.AddressOf(e)) }

// outLink is link for addresses that may also be absolute ones.
func (c *Context) outLink(a string) string {
	if u, err := url.Parse(a); err != nil || u.IsAbs() || strings.HasPrefix(a, "//") || strings.HasPrefix(a, "#") {
		return a
	}
	return c.root + strings.TrimPrefix(a, "/")
}

func (c *Context) info() Info {
	o := c.Options
	i := Info{
		Title: o.Title, Description: o.Description, Language: o.Language, CommunityURL: o.CommunityURL, ReportURL: c.in.ReportURL,
		Articles: len(c.Articles), Contributors: len(c.People.Listed), Updated: c.Updated(), Look: c.in.Style, HasPeople: c.HasPeople(),
	}
	i.HasReport, _ = c.HasReport()
	if i.Look.Logo != "" {
		i.Look.Logo = c.link(i.Look.Logo)
	}
	for _, l := range o.Menu {
		i.Menu = append(i.Menu, Link{Text: l.Text, URL: c.outLink(l.URL)})
	}
	return i
}

// trail returns the way from home to a category, both included.
func (c *Context) trail(category int32) []Link {
	if category == site.None {
		return nil
	}
	to := &c.Categories.List[category]
	return append(c.trail(to.Parent), Link{Text: to.Name, URL: c.link(to.URL)})
}

// picture returns the address of the picture of a page: that of its category,
// or of the nearest above that has one.
func (c *Context) picture(p *site.Page) string {
	at := int32(0)
	switch p.Kind {
	case site.ArticlePage:
		at = c.Entry(p.Ref).In
	case site.CategoryPage, site.ContributorsPage:
		at = p.Ref
	}
	for ; at > 0; at = c.Categories.List[at].Parent {
		if picture := c.in.Pictures[c.Categories.List[at].URL]; picture != "" {
			return picture
		}
	}
	return c.in.Pictures[""]
}

// person shows a contributor beside an article of a category.
func (c *Context) person(i int32, category string) Person {
	p := Person(c.Byline(i, category))
	if p.URL != "" {
		p.URL = c.link(p.URL)
	}
	return p
}

// html returns the text of an ordinary page or section.
func (c *Context) html(index int) (template.HTML, error) {
	b, err := c.in.Text(index)
	return template.HTML(b.Question) + template.HTML(b.Solution), err
}

// editURL returns where the source of a text can be edited, "" for nowhere.
func (c *Context) editURL(path string) string {
	if c.Options.EditURL == "" {
		return ""
	}
	return strings.TrimSuffix(c.Options.EditURL, "/") + "/" + site.Escaped(path)
}
