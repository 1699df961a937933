package view

import (
	"cmp"
	"encoding/json"
	"html/template"
	"slices"

	"winnow/builder/site"
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

// structuredData returns the block of a page, or "".
func structuredData(c *Context, v *View, p *site.Page) template.HTML {
	if c.Options.BaseURL == "" {
		return ""
	}
	graph := graphOf(c, v, p)
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

// graphOf returns what a block says of a page: nothing of most kinds.
func graphOf(c *Context, v *View, p *site.Page) (graph []any) {
	switch p.Kind {
	case site.ArticlePage:
		e := c.Entry(p.Ref)
		if c.IsDuplicate(e) {
			return nil // search engines find all of it at the canonical article
		}
		graph = append(graph, articleData(c.Site, e), crumbs(c.Site, v.Title, e.In))
		if c.in.QAPage && v.Article.Question != "" && e.Outcome.Accepted {
			graph = append(graph, qaPage(c.Site, e))
		}
	case site.ContributorPage:
		if who := personData(c.Site, p.Ref); who != nil && p.Part == 0 {
			graph = append(graph, ldProfile{"ProfilePage", v.Canonical, *who})
		}
	case site.CategoryPage:
		graph = append(graph, crumbs(c.Site, v.Title, c.Categories.List[p.Ref].Parent))
	}
	return graph
}

func articleData(s *site.Site, e *site.Entry) ldArticle {
	a := ldArticle{
		Type: "Article", ID: s.Absolute(e.URL) + "#article", URL: s.Absolute(e.URL), Headline: e.Title, About: e.ShortText(),
		Language: cmp.Or(e.Language, s.Options.Language), Published: site.Day(e.Posted()), Modified: site.Day(e.Changed()),
		License: licenseURL(e.License), BasedOn: s.SourceOf(e), Author: personData(s, e.By), Section: s.CategoryOf(e),
	}
	for _, t := range s.TagsOf(e) {
		a.Keywords = append(a.Keywords, s.Tags.List[t].Name)
	}
	return a
}

// personData is nil for those who are not named on this site.
func personData(s *site.Site, i int32) *ldPerson {
	who := s.Byline(i, "")
	if who.Name == "" {
		return nil
	}
	out := &ldPerson{Type: "Person", Name: who.Name}
	if who.URL != "" {
		out.URL = s.Absolute(who.URL)
		out.ID = out.URL + "#person"
	}
	return out
}

// crumbs is the way from home to a page below a category.
func crumbs(s *site.Site, title string, category int32) ldCrumbs {
	var items []ldCrumb
	for at := category; at != site.None; {
		c := &s.Categories.List[at]
		items = append(items, ldCrumb{"ListItem", 0, c.Name, s.Absolute(c.URL)})
		at = c.Parent
	}
	slices.Reverse(items)
	items = append(items, ldCrumb{Type: "ListItem", Name: title})
	for i := range items {
		items[i].N = i + 1
	}
	return ldCrumbs{"BreadcrumbList", items}
}

// qaPage describes an article as a question with its accepted answer. It is for
// sites on whose pages readers can answer; others would mislead search engines.
func qaPage(s *site.Site, e *site.Entry) ldQAPage {
	return ldQAPage{"QAPage", ldQuestion{
		Type: "Question", Name: e.Title, Count: 1, Asked: personData(s, s.People.Find(e.AskedBy)),
		Accepted: ldAnswer{Type: "Answer", Text: e.ShortText(), URL: s.Absolute(e.URL) + "#the-solution",
			Date: site.Day(e.Posted()), Votes: e.Article.Kudos, Author: personData(s, e.By)},
	}}
}
