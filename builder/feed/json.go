package feed

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"regexp"

	"winnow/builder/site"
)

// The members of JSON Feed 1.1 that are written.
type (
	jsonFeed struct {
		Version     string     `json:"version"`
		Title       string     `json:"title"`
		HomePage    string     `json:"home_page_url"`
		FeedURL     string     `json:"feed_url"`
		Description string     `json:"description,omitempty"`
		Language    string     `json:"language"`
		Items       []jsonItem `json:"items"`
	}
	jsonItem struct {
		ID        string       `json:"id"`
		URL       string       `json:"url"`
		Title     string       `json:"title"`
		Summary   string       `json:"summary,omitempty"`
		HTML      string       `json:"content_html"`
		Published string       `json:"date_published,omitempty"`
		Modified  string       `json:"date_modified,omitempty"`
		Language  string       `json:"language,omitempty"`
		Authors   []jsonPerson `json:"authors,omitempty"`
		Tags      []string     `json:"tags,omitempty"`
	}
	jsonPerson struct {
		Name string `json:"name"`
		URL  string `json:"url,omitempty"`
	}
)

// jsonFeedOf says what atomFeed says.
func jsonFeedOf(m maker, c channel) ([]byte, error) {
	f := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: c.title, HomePage: m.Absolute(c.url), FeedURL: m.Absolute(c.url + "feed.json"),
		Description: c.about, Language: m.Options.Language, Items: make([]jsonItem, len(c.entries)),
	}
	for i, e := range c.entries {
		text, err := m.in.Body(e.Index)
		if err != nil {
			return nil, err
		}
		a := atomOf(m, e, text)
		f.Items[i] = jsonItem{ID: a.ID, URL: a.ID, Title: a.Title, Summary: a.Summary, HTML: withWhole(a.Content.Text, a.Base), Published: a.Published,
			Modified: a.Updated, Language: a.Language, Tags: e.Tags}
		if a.Author != nil {
			f.Items[i].Authors = []jsonPerson{{a.Author.Name, a.Author.URI}}
		}
	}
	return json.Marshal(f)
}

// written are the addresses in HTML as package markdown writes it.
var written = regexp.MustCompile(`(<a href="|<img src=")([^"]*)"`)

// withWhole returns HTML of a page whose relative addresses are whole: JSON Feed has no
// base for them.
func withWhole(text, page string) string {
	base, err := url.Parse(page)
	if err != nil {
		return text
	}
	return written.ReplaceAllStringFunc(text, func(tag string) string {
		m := written.FindStringSubmatch(tag)
		to, err := base.Parse(html.UnescapeString(m[2]))
		if err != nil {
			return tag
		}
		return m[1] + html.EscapeString(to.String()) + `"`
	})
}

// The list of all articles, in parts of at most listSize.
type (
	jsonList struct {
		Site     string    `json:"site"`
		URL      string    `json:"url,omitempty"` // of the site, absolute
		Total    int       `json:"total"`
		First    int       `json:"first"`          // number of the first article of this part, from 1
		Next     string    `json:"next,omitempty"` // the next part, relative to this one
		Articles []jsonRow `json:"articles"`
	}
	jsonRow struct {
		URL       string   `json:"url"` // below the root
		Title     string   `json:"title"`
		Summary   string   `json:"summary,omitempty"`
		Category  string   `json:"category,omitempty"`
		Tags      []string `json:"tags,omitempty"`
		Author    string   `json:"author,omitempty"`
		Rank      string   `json:"rank,omitempty"`
		Trust     int      `json:"trust"` // 0…100
		State     string   `json:"state"`
		Accepted  bool     `json:"accepted"`
		Verified  bool     `json:"verified"`
		Confirmed int      `json:"confirmed"`
		Better    *better  `json:"better,omitempty"`  // an answer of the same thread with more votes
		Answers   int      `json:"answers,omitempty"` // further ones on the page
		Date      string   `json:"date,omitempty"`
		Changed   string   `json:"changed,omitempty"`
		Language  string   `json:"language"`
		Source    string   `json:"source,omitempty"`
		License   string   `json:"license,omitempty"`
		Markdown  string   `json:"markdown,omitempty"` // the source text, below the root
	}
	better struct {
		URL     string `json:"url,omitempty"` // below the root, or absolute
		Votes   int    `json:"votes"`         // upvotes less downvotes
		Own     int    `json:"own"`           // those of this article
		Clearly bool   `json:"clearly"`       // half as many again, and two more
	}
)

const listSize = 5000

// lists are the parts of api/articles.json, with at most size articles each.
func lists(m maker, size int) []File {
	var files []File
	for first := 0; first == 0 || first < len(m.Articles); first += size {
		files = append(files, File{Path: "api/" + listName(first/size), Make: func() ([]byte, error) { return json.Marshal(list(m, first, size)) }})
	}
	return files
}

func listName(part int) string {
	if part == 0 {
		return "articles.json"
	}
	return fmt.Sprintf("articles-%d.json", part+1)
}

func list(m maker, first, size int) jsonList {
	end := min(first+size, len(m.Articles))
	l := jsonList{Site: m.Options.Title, URL: m.Options.BaseURL, Total: len(m.Articles), First: first + 1, Articles: make([]jsonRow, end-first)}
	if end < len(m.Articles) {
		l.Next = listName(first/size + 1)
	}
	for i, e := range m.Articles[first:end] {
		l.Articles[i] = row(m, e)
	}
	return l
}

func row(m maker, e *site.Entry) jsonRow {
	author := m.Author(e)
	r := jsonRow{
		URL: e.URL, Title: e.Title, Summary: e.ShortText(), Category: m.CategoryOf(e), Tags: e.Tags, Author: author.Name,
		Rank: author.Rank, Trust: e.Trust(), State: string(e.Verdict.State), Accepted: e.Outcome.Accepted, Verified: e.Verified(),
		Confirmed: int(e.Outcome.Confirmed), Date: site.Day(e.Posted()), Changed: site.Day(e.Changed()), Language: cmp.Or(e.Language, m.Options.Language),
		Source: m.SourceOf(e), License: e.License, Answers: len(m.FurtherOf(e)),
	}
	if b, ok := m.BetterThan(e); ok {
		r.Better = &better{b.URL, b.Votes, b.Own, b.Clearly}
	}
	if m.o.Markdown {
		r.Markdown = mirrorOf(e)
	}
	return r
}
