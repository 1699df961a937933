package query

import (
	"fmt"
	"strings"

	"winnow/builder/search/format"
)

// An Index answers queries from the files of an index. It never changes, so that
// several goroutines may search it at once.
type Index struct {
	read       func(path string) ([]byte, error)
	manifest   format.Manifest
	stop       map[string]bool
	common     map[string]bool     // stop words that are in most articles
	endings    map[string]bool     // of forms of words
	separators []string            // of term shards
	words      []string            // separators of the dictionary by beginning
	ends       []string            // and by ending
	starts     []string            // of titles by prefix
	synonyms   map[string][]string // words → what may stand for them
	blocksAt   []format.Place      // of document blocks, in all files d/ together
	shardsAt   []format.Place      // of term shards, in all files t/ together
}

// Open reads manifest.js with read, which gets paths below the folder of the
// index. The other files are read when a query needs them. Open fails when it is
// missing, damaged, or of another format version.
func Open(read func(path string) ([]byte, error)) (*Index, error) {
	js, err := read(format.ManifestFile)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	m, err := format.ReadManifest(js)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	x := &Index{read: read, manifest: m, blocksAt: m.Blocks.Places(), shardsAt: m.Shards.Places(), stop: setOf(m.Stop), common: setOf(m.Common), endings: setOf(m.Endings)}
	x.separators, x.words, x.ends, x.starts = format.Lines(m.Terms), format.Lines(m.Words), format.Lines(m.Ends), format.Lines(m.Starts)
	x.synonyms = alternatives(m.Synonyms)
	return x, nil
}

// setOf returns the words between spaces.
func setOf(list string) map[string]bool {
	s := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		s[w] = true
	}
	return s
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

// Suggest returns at most n titles and n completions for the beginning of a
// query: first titles that begin with it, then titles that have all its words,
// by trust. Only where no title has them, the query is answered as by Search. Of
// an article that is found by its title, summary, tags and score are not known.
func (x *Index) Suggest(prefix string, n int) (Suggestions, error) {
	return x.session().suggestions(prefix, n)
}

func (x *Index) session() *session { return newSession(x, newCache()) }
