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
	separators []string
	places     []blockPlace // of document blocks
}

// A Result is an article that answers a query. Of its Document, Tier, Value and
// Bag are not known.
type Result struct {
	ID    int // place of the article in the trust order, from 0
	Score int
	Document
	Highlight []string // folded words of the article that answer the query
}

// A Term is a word of the query as it was searched for.
type Term struct {
	Word string // folded
	As   string // another form of it that the articles use, or the same; empty when none does
	DF   int    // how many articles have one of its forms
}

// Results is the answer to a query.
type Results struct {
	Query   string
	Terms   []Term
	Total   int // how many articles contain a word of the query, at least
	Items   []Result
	Message string // what kept the answer from being complete, or empty
}

// Open reads search.js with read, which gets paths as in File.Path. The other
// files are read when a query needs them. Open fails when search.js is missing,
// damaged, or of another format version.
func Open(read func(path string) ([]byte, error)) (*Index, error) {
	js, err := read("search.js")
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	m, err := readManifest(js)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	x := &Index{read: read, manifest: m, places: m.blockPlaces(), stop: map[string]bool{}}
	for w := range strings.FieldsSeq(m.Stop) {
		x.stop[w] = true
	}
	if m.Terms != "" {
		x.separators = strings.Split(m.Terms, "\n")
	}
	return x, nil
}

// Search returns the n best articles for a query. When files are missing or
// damaged, it returns what can be had and a message; it fails only when no term
// shard could be read.
func (x *Index) Search(query string, n int) (Results, error) {
	s := &session{Index: x, shards: map[int]*shard{}, blocks: map[int][]Document{}}
	return s.search(query, n)
}

// withoutStops drops repetitions, and stop words unless there is nothing else.
func (x *Index) withoutStops(words []*queryWord) []*queryWord {
	seen := map[string]bool{}
	var all, rest []*queryWord
	for _, w := range words {
		if seen[w.text] {
			continue
		}
		seen[w.text] = true
		all = append(all, w)
		if !x.stop[w.text] {
			rest = append(rest, w)
		}
	}
	if len(rest) == 0 {
		rest = all
	}
	return rest[:min(len(rest), maxWords)]
}
