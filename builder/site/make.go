package site

import (
	"cmp"
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"winnow/builder/content"
	"winnow/builder/fixedpoint"
	"winnow/builder/ranking"
)

// Body is the HTML of one text, with the links that Relinked gives it and alerts
// named in the language that LanguageOf gives it.
type Body struct {
	Question, Solution []byte
}

// A maker makes the view of one page: it knows from where addresses are seen.
type maker struct {
	*Site
	root string
	body func(index int) (Body, error)
}

// View returns the finished value that a template shows for a page. body is
// asked for the text of articles by their index into Input.Articles, and of
// ordinary pages and sections by theirs into Input.Pages plus the number of
// articles. It is not called for pages without a text.
func (s *Site) View(p *Page, body func(index int) (Body, error)) (*View, error) {
	m := maker{s, rootOf(p.URL), body}
	if p.Kind == NotFound {
		m.root = s.HostRoot()
	}
	v := &View{
		Kind: p.Kind, Site: m.info(), Root: m.root, URL: p.URL, Canonical: s.Absolute(s.Canonical(p)),
		Language: s.Options.Language, Description: s.Options.Description,
	}
	if v.Canonical != "" {
		v.Feed, v.Image = m.root, s.cardOf(p)
	}
	if err := m.fill(v, p); err != nil {
		return nil, err
	}
	v.NoIndex = v.NoIndex || p.part < 0
	v.Data = m.data(v, p)
	return v, nil
}

// fill makes the part of a view that belongs to its kind.
func (m maker) fill(v *View, p *Page) error {
	v.Breadcrumbs = m.trail(0)
	switch p.Kind {
	case Home:
		return m.home(v, p)
	case Category:
		return m.category(v, p)
	case Tag:
		m.tag(v, p)
	case Tags:
		v.Tags = m.tagLinks(m.tagIndex())
	case Article:
		return m.article(v, p)
	case Manual:
		return m.manual(v, p)
	case Contributor:
		m.contributor(v, p)
	case Contributors:
		if p.part == ofPeople {
			m.leaders(v, p)
			break
		}
		v.Contributors = m.contributors(p)
	case Alphabet:
		v.Alphabet = m.alphabetView(p)
	case Report:
		v.Report = m.reportView()
	case Rules:
		v.Rules = m.rules()
	case HeldList:
		v.Held, v.NoIndex = m.held(p), true
	case Search, NotFound:
		v.Home, v.NoIndex = &HomeView{Categories: m.subcategories(0), Tags: m.tagLinks(m.largestTags())}, true
	default:
		return fmt.Errorf("page %q: unknown kind %q", p.URL, p.Kind)
	}
	return nil
}

// Accent is the colour of links, "" for that of the theme.
func (s *Site) Accent() string { return s.in.Look.Accent }

// HostRoot is the root of the site as seen from anywhere on its host.
func (s *Site) HostRoot() string {
	u, err := url.Parse(s.Options.BaseURL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return u.EscapedPath()
}

// link is the address of a URL below the root, seen from the page.
func (m maker) link(url string) string {
	if url == "" && m.root == "" {
		return "./"
	}
	return m.root + Escaped(url)
}

// outLink is link for addresses that may also be absolute ones.
func (m maker) outLink(a string) string {
	if u, err := url.Parse(a); err != nil || u.IsAbs() || strings.HasPrefix(a, "//") || strings.HasPrefix(a, "#") {
		return a
	}
	return m.root + strings.TrimPrefix(a, "/")
}

func (m maker) info() Info {
	o := m.Options
	i := Info{
		Title: o.Title, Description: o.Description, Language: o.Language, CommunityURL: o.CommunityURL,
		Articles: len(m.Articles), Contributors: len(m.listed), Updated: m.updated,
	}
	i.ReportURL = m.in.ReportURL
	i.Look = m.in.Look
	if i.Look.Logo != "" {
		i.Look.Logo = m.link(i.Look.Logo)
	}
	for _, l := range o.Menu {
		i.Menu = append(i.Menu, Link{l.Text, m.outLink(l.URL)})
	}
	return i
}

// trail is the way from home to a category, both included.
func (m maker) trail(c int32) []Link {
	if c == none {
		return nil
	}
	l := Link{m.categories[c].name, m.link(m.categories[c].url)}
	return append(m.trail(m.categories[c].parent), l)
}

// person shows a contributor beside an article of a category.
func (m maker) person(i int32, topic string) Person {
	if i == none {
		return Person{}
	}
	p := &m.people[i]
	who := Person{Name: cmp.Or(p.Name, p.ID)}
	if p.Privacy == content.Anonymous {
		who = Person{Anonymous: true}
	}
	if p.slug != "" {
		who.URL = m.link(p.url())
	}
	if !p.scored() {
		return who
	}
	who.Rank = p.Rank
	if t := p.topic(topic); t != nil {
		who.Rank, who.Topic = t.Rank, m.categoryName(topic)
	}
	return who
}

// categoryName is the name to show of a category as articles name it.
func (s *Site) categoryName(name string) string {
	if c, ok := s.categoryOf[name]; ok {
		return s.categories[c].name
	}
	return name
}

func (m maker) item(e *Entry) Item {
	c := &m.categories[e.category]
	i := Item{
		Title: e.Title, URL: m.link(e.URL), Summary: e.ShortText(), Author: m.person(e.author, e.Category),
		Date: e.Date, Trust: int(rounded(fixedpoint.Micro(e.Verdict.Value), point)), Accepted: e.accepted,
		Verified: e.verified(), Outdated: e.Verdict.State == ranking.Outdated, Confirmed: int(e.confirmed),
	}
	if e.category != 0 {
		i.Category = Link{c.name, m.link(c.url)}
	}
	if i.Date.IsZero() {
		i.Date = e.AcceptedAt
	}
	return i
}

func (e *Entry) verified() bool { return e.VerifiedBy != "" || e.Verdict.Tier == 0 }

// Trust and scores are shown in points: One is a hundred of them. They are
// taken apart in tenths.
const point, tenth = fixedpoint.One / 100, fixedpoint.One / 1000

func (m maker) items(at []int32) []Item {
	out := make([]Item, len(at))
	for i, a := range at {
		out[i] = m.item(m.Articles[a])
	}
	return out
}

// Item is an article as lists show it, with addresses below the root.
func (s *Site) Item(e *Entry) Item { return maker{Site: s}.item(e) }

// Author is the author of an article as the site may show it, with addresses
// below the root.
func (s *Site) Author(e *Entry) Person { return maker{Site: s}.person(e.author, e.Category) }

// html is the text of an ordinary page or section.
func (m maker) html(index int) (template.HTML, error) {
	b, err := m.body(index)
	return template.HTML(b.Question) + template.HTML(b.Solution), err
}
