package search

import (
	"fmt"
	"strings"
)

// An Index answers queries from the files that Build wrote. It never changes,
// so that several goroutines may search it at once.
type Index struct {
	read       func(path string) ([]byte, error)
	manifest   manifest
	stop       map[string]bool
	separators []string            // of term shards
	words      []string            // separators of the dictionary by beginning
	ends       []string            // and by ending
	starts     []string            // of titles by prefix
	synonyms   map[string][]string // words → what may stand for them
	blocksAt   []place             // of document blocks, in all files d/ together
	shardsAt   []place             // of term shards, in all files t/ together
}

// A Result is an article that answers a query. Of its Document, Tier, Value and
// Bag are not known.
type Result struct {
	ID    int    `json:"id"` // place of the article in the trust order, from 0
	Score int    `json:"score"`
	Parts []Part `json:"parts,omitempty"` // of Score, which is their sum
	Document
	Highlight []string `json:"highlight"`         // folded words of the article that answer the query
	Exact     bool     `json:"exact,omitempty"`   // title, summary and headings hold every phrase of a query that has phrases
	Section   string   `json:"section,omitempty"` // the heading under which the article has words of the query, or empty
	Anchor    string   `json:"anchor,omitempty"`  // the id of that heading
}

// A Part is what one thing adds to the score of a result.
type Part struct {
	Kind  string `json:"kind"`           // "word", "synonym", "together" (many of the words), "trust"
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

// Open reads manifest.js with read, which gets paths as in File.Path. The other
// files are read when a query needs them. Open fails when it is missing,
// damaged, or of another format version.
func Open(read func(path string) ([]byte, error)) (*Index, error) {
	js, err := read(manifestFile)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	m, err := readManifest(js)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	x := &Index{read: read, manifest: m, blocksAt: m.Blocks.places(), shardsAt: m.Shards.places(), stop: map[string]bool{}}
	for w := range strings.FieldsSeq(m.Stop) {
		x.stop[w] = true
	}
	x.separators, x.words, x.ends, x.starts = lines(m.Terms), lines(m.Words), lines(m.Ends), lines(m.Starts)
	x.synonyms = alternatives(m.Synonyms)
	return x, nil
}

func lines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "\n")
}

// Search returns the n best articles for a query. When files are missing or
// damaged, it returns what can be had and a message; it fails only when no term
// shard could be read.
func (x *Index) Search(query string, n int) (Results, error) { return x.session().search(query, n) }

// Literal is Search without corrections.
func (x *Index) Literal(query string, n int) (Results, error) {
	s := x.session()
	s.literal = true
	return s.search(query, n)
}

func (x *Index) session() *session { return newSession(x, newCache()) }
