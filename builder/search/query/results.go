package query

import (
	"slices"
	"strings"

	"winnow/builder/search/format"
)

// A Result is an article that answers a query.
type Result struct {
	ID    int    `json:"id"` // place of the article in the trust order, from 0
	Score int    `json:"score"`
	Parts []Part `json:"parts,omitempty"` // of Score, which is their sum
	format.Document
	Highlight []string `json:"highlight"`         // folded words of the article that answer the query
	Weak      bool     `json:"weak,omitempty"`    // the article has less than a third of the query, by how rare its words are
	Exact     bool     `json:"exact,omitempty"`   // title, summary and headings hold every phrase of a query that has phrases
	Section   string   `json:"section,omitempty"` // the heading under which the article has words of the query, or empty
	Anchor    string   `json:"anchor,omitempty"`  // the id of that heading
}

// A Part is what one thing adds to the score of a result.
type Part struct {
	Kind  string `json:"kind"`           // "word", "synonym", "together" (many of the words), "trust", "title" (like the query)
	Word  string `json:"word,omitempty"` // of the query, for the first two
	Score int    `json:"score"`
}

// A Term is a word of the query as it was searched for.
type Term struct {
	Word string `json:"word"` // folded
	As   string `json:"as"`   // another form of it that the articles use, or the same; empty when none does
	DF   int    `json:"df"`   // how many articles have one of its forms

	Synonyms []string `json:"synonyms"` // what was searched for beside it
}

// A Filter is a filter of a query and how many articles it holds for.
type Filter struct {
	Field string `json:"field"` // "tag", "category", "author", "is", "rank" or "year"
	Value string `json:"value"` // folded, with hyphens for spaces
	Not   bool   `json:"not"`
	DF    int    `json:"df"`
}

// Results is the answer to a query. As JSON, it is what the browser's engine gives,
// and the parts of each score. Lists are empty, not nil.
type Results struct {
	Query      string   `json:"query"`
	Corrected  string   `json:"corrected,omitempty"`  // the query that was answered, where a word of Query is in no article, else empty
	Suggestion string   `json:"suggestion,omitempty"` // a query with a much more frequent word for a rare one, or empty
	Terms      []Term   `json:"terms"`
	Filters    []Filter `json:"filters"`
	Near       []string `json:"near,omitempty"` // where nothing was found: words of the articles that are like those of Query, the nearest first
	Total      int      `json:"total"`          // how many articles contain a word of the query, at least
	Items      []Result `json:"results"`
	Facets     []Facet  `json:"facets"`            // of Items
	Message    string   `json:"message,omitempty"` // what kept the answer from being complete, or empty
}

// Suggestions are what a reader who is still typing may mean.
type Suggestions struct {
	Titles  []Result // articles whose titles have what is typed, else the best for it
	Queries []string // what is typed with its last word completed
	Message string   // what kept the answer from being complete, or empty
}

// A Facet counts the results that have a value: what "Filter by" offers.
type Facet struct {
	Field string `json:"field"` // "category", "tag", "state", "rank" or "year"
	Value string `json:"value"` // as shown
	Count int    `json:"count"`
}

// facets counts the values of results: by field in the order above, the most
// frequent first, equal ones, and years, by their bytes.
func facets(results []Result) []Facet {
	out := []Facet{}
	for _, field := range []string{"category", "tag", "state", "rank", "year"} {
		counts := map[string]int{}
		for _, r := range results {
			for _, v := range values(&r.Document, field) {
				counts[v]++
			}
		}
		from := len(out)
		for v, n := range counts {
			if v != "" {
				out = append(out, Facet{field, v, n})
			}
		}
		slices.SortFunc(out[from:], func(a, b Facet) int {
			if field != "year" && a.Count != b.Count {
				return b.Count - a.Count
			}
			return strings.Compare(a.Value, b.Value)
		})
	}
	return out
}

func values(d *format.Document, field string) []string {
	switch field {
	case "category":
		return []string{d.Category}
	case "tag":
		return d.Tags
	case "state":
		return []string{d.State}
	case "rank":
		return []string{d.Rank}
	}
	return []string{d.Date[:min(len(d.Date), 4)]}
}
