package site

import (
	"cmp"
	"encoding/json"
	"html/template"
	"time"
)

// What search engines read of a page: a block of JSON-LD in the vocabulary of
// schema.org. It says what the page says, nothing more. Addresses in it are
// absolute, so there is none without a base_url.
type (
	ldGraph struct {
		Context string `json:"@context"`
		Graph   []any  `json:"@graph"`
	}
	ldArticle struct {
		Type      string    `json:"@type"`
		ID        string    `json:"@id"`
		URL       string    `json:"url"`
		Headline  string    `json:"headline"`
		About     string    `json:"description,omitempty"`
		Language  string    `json:"inLanguage"`
		Published string    `json:"datePublished,omitempty"`
		Modified  string    `json:"dateModified,omitempty"`
		Section   string    `json:"articleSection,omitempty"`
		Keywords  []string  `json:"keywords,omitempty"`
		License   string    `json:"license,omitempty"`
		BasedOn   string    `json:"isBasedOn,omitempty"`
		Author    *ldPerson `json:"author,omitempty"`
	}
	ldPerson struct {
		Type string `json:"@type"`
		ID   string `json:"@id,omitempty"`
		Name string `json:"name"`
		URL  string `json:"url,omitempty"`
	}
	ldProfile struct {
		Type string   `json:"@type"`
		URL  string   `json:"url"`
		Main ldPerson `json:"mainEntity"`
	}
	ldCrumbs struct {
		Type  string    `json:"@type"`
		Items []ldCrumb `json:"itemListElement"`
	}
	ldCrumb struct {
		Type string `json:"@type"`
		N    int    `json:"position"`
		Name string `json:"name"`
		Item string `json:"item,omitempty"`
	}
	ldQAPage struct {
		Type string     `json:"@type"`
		Main ldQuestion `json:"mainEntity"`
	}
	ldQuestion struct {
		Type     string    `json:"@type"`
		Name     string    `json:"name"`
		Count    int       `json:"answerCount"`
		Asked    *ldPerson `json:"author,omitempty"`
		Accepted ldAnswer  `json:"acceptedAnswer"`
	}
	ldAnswer struct {
		Type   string    `json:"@type"`
		Text   string    `json:"text"`
		URL    string    `json:"url"`
		Date   string    `json:"datePublished,omitempty"`
		Votes  int       `json:"upvoteCount,omitempty"`
		Author *ldPerson `json:"author,omitempty"`
	}
)

// data is the block of a page, or "".
func (m maker) data(v *View, p *Page) template.HTML {
	if m.Options.BaseURL == "" {
		return ""
	}
	var graph []any
	switch p.Kind {
	case Article:
		e := m.entry(p.ref)
		if m.isDuplicate(e) {
			return "" // the canonical article speaks for it
		}
		graph = append(graph, m.ldArticle(e), m.crumbs(v.Title, e.category))
		if m.in.QAPage && v.Article.Question != "" && e.accepted {
			graph = append(graph, m.qaPage(e))
		}
	case Contributor:
		if who := m.ldPerson(p.ref); who != nil && p.part == 0 {
			graph = append(graph, ldProfile{"ProfilePage", v.Canonical, *who})
		}
	case Category:
		graph = append(graph, m.crumbs(v.Title, m.categories[p.ref].parent))
	}
	if graph == nil {
		return ""
	}
	data, err := json.Marshal(ldGraph{"https://schema.org", graph})
	if err != nil {
		panic(err) // numbers and strings cannot fail
	}
	// Marshal writes <, > and & as \u003c and so on: nothing ends the element.
	return template.HTML(`<script type="application/ld+json">` + string(data) + `</script>`)
}

func (m maker) ldArticle(e *Entry) ldArticle {
	a := ldArticle{
		Type: "Article", ID: m.Absolute(e.URL) + "#article", URL: m.Absolute(e.URL), Headline: e.Title, About: e.ShortText(),
		Language: cmp.Or(e.Language, m.Options.Language), Published: dateOf(firstOf(e.Date, e.AcceptedAt)), Modified: dateOf(e.Changed()),
		License: licenseURL(e.License), BasedOn: m.SourceOf(e), Author: m.ldPerson(e.author),
	}
	for _, t := range m.tagsOf.of(e.at) {
		a.Keywords = append(a.Keywords, m.tags[t].name)
	}
	if e.category != 0 {
		a.Section = m.categories[e.category].name
	}
	return a
}

func firstOf(a, b time.Time) time.Time {
	if a.IsZero() {
		return b
	}
	return a
}

// ldPerson is nobody for whoever is not named on this site.
func (m maker) ldPerson(i int32) *ldPerson {
	who := maker{Site: m.Site}.person(i, "")
	if who.Name == "" {
		return nil
	}
	out := &ldPerson{Type: "Person", Name: who.Name}
	if who.URL != "" {
		out.URL = m.Options.BaseURL + who.URL
		out.ID = out.URL + "#person"
	}
	return out
}

// crumbs is the way from home to a page below a category.
func (m maker) crumbs(title string, c int32) ldCrumbs {
	var items []ldCrumb
	for ; c != none; c = m.categories[c].parent {
		items = append(items, ldCrumb{"ListItem", 0, m.categories[c].name, m.Absolute(m.categories[c].url)})
	}
	n := len(items)
	for i := range n / 2 {
		items[i], items[n-1-i] = items[n-1-i], items[i]
	}
	items = append(items, ldCrumb{Type: "ListItem", Name: title})
	for i := range items {
		items[i].N = i + 1
	}
	return ldCrumbs{"BreadcrumbList", items}
}

// qaPage describes an article as a question with its accepted answer. It is for
// sites on whose pages readers can answer; others would mislead search engines.
func (m maker) qaPage(e *Entry) ldQAPage {
	return ldQAPage{"QAPage", ldQuestion{
		Type: "Question", Name: e.Title, Count: 1, Asked: m.ldPerson(m.personByID(e.AskedBy)),
		Accepted: ldAnswer{Type: "Answer", Text: e.ShortText(), URL: m.Absolute(e.URL) + "#the-solution",
			Date: dateOf(firstOf(e.Date, e.AcceptedAt)), Votes: e.Article.Kudos, Author: m.ldPerson(e.author)},
	}}
}
