package search

import (
	"fmt"
	"strconv"
	"strings"
)

// A cache is what sessions have read. What could not be read is nil.
type cache struct {
	shards       map[int]*shard
	overflow     map[int][][]posting
	dictionaries map[string][]entry
	blocks       map[int][]Document
	titles       map[int][]Result
}

func newCache() *cache {
	return &cache{map[int]*shard{}, map[int][][]posting{}, map[string][]entry{}, map[int][]Document{}, map[int][]Result{}}
}

// A session is one query: what it found, and what it could not read.
type session struct {
	*Index
	*cache
	literal bool // words are searched for as they are typed

	terms     []*term // each group once, at most maxWords
	need      uint32  // terms that an article must have, one bit each
	sieve     sieve
	report    []Term
	filters   []Filter
	corrected map[string]string // word of the query → the one searched for instead
	suggested map[string]string // word of the query → a much more frequent one
	lost      []string
}

func newSession(x *Index, c *cache) *session {
	return &session{Index: x, cache: c, report: []Term{}, filters: []Filter{}, corrected: map[string]string{}, suggested: map[string]string{}}
}

// search answers a query.
func (s *session) search(query string, n int) (Results, error) {
	n = max(n, 0)
	items := parseQuery(query)
	s.parse(items)
	hits, total := s.hits(items, n)
	r := Results{Query: query, Terms: s.report, Filters: s.filters, Total: total}
	r.Corrected, r.Suggestion = rewritten(items, s.corrected), rewritten(items, s.corrected, s.suggested)
	if len(s.suggested) == 0 {
		r.Suggestion = ""
	}
	if s.sieve.marks == nil && s.need == 0 {
		for _, t := range s.terms {
			r.Total = max(r.Total, t.head.df)
		}
	}
	r.Items = s.results(hits, phrasesOf(items))
	if total == 0 {
		r.Near = s.near()
	}
	r.Facets = FacetsOf(r.Items)
	r.Message = strings.Join(s.lost, "; ")
	if len(s.shards) > 0 && !s.anyShard() {
		return r, fmt.Errorf("search: %s", r.Message)
	}
	return r, nil
}

// parse finds the terms of the query and sets its filters.
func (s *session) parse(items []item) {
	list := s.wordsOf(items)
	for _, w := range list {
		s.find(w)
	}
	if others := len(list) - quotedIn(list); others > maxBeside {
		s.need = 0
	}
	s.widen(list)
	s.sift(items)
}

// hits returns the n best articles; of the first of them, those that hold the
// phrases of the query come first.
func (s *session) hits(items []item, n int) ([]hit, int) {
	phrases := phrasesOf(items)
	wanted := n
	if len(phrases) > 0 {
		wanted = max(n, phraseChecks)
	}
	if len(s.terms) == 0 && s.sieve.marks == nil {
		return nil, 0
	}
	hits, total := s.rank(wanted)
	if total < wanted && s.loadOverflow() {
		hits, total = s.rank(wanted)
	}
	if total == 0 && s.need != 0 { // better words than nothing
		s.need = 0
		hits, total = s.rank(wanted)
	}
	if len(phrases) > 0 {
		s.exactFirst(hits[:min(len(hits), phraseChecks)], phrases)
	}
	return hits[:min(len(hits), n)], total
}

// load reads a file of the index and decodes it, or notes that it is lost.
func (s *session) load(path string, decode func([]byte) error) {
	data, err := s.read(s.manifest.Folder + "/" + path)
	if err == nil {
		err = decode(data)
	}
	if err != nil {
		s.lost = append(s.lost, fmt.Sprintf("%s: %v", path, err))
	}
}

func (s *session) anyShard() bool {
	for _, v := range s.shards {
		if v != nil {
			return true
		}
	}
	return false
}

// shardOf returns the number of the term shard that holds a token.
func (x *Index) shardOf(token string) int { return between(x.separators, token) }

// shard returns a term shard, nil when it cannot be had.
func (s *session) shard(i int) *shard {
	if _, ok := s.shards[i]; !ok {
		s.shards[i] = nil
		s.piece("t", s.shardsAt[i], s.manifest.Shards.FileSize, func(data []byte) (err error) {
			s.shards[i], err = readShard(data, s.manifest.Docs)
			return err
		})
	}
	return s.shards[i]
}

// piece reads a block from the file or the few that it lies in, and decodes it.
func (s *session) piece(folder string, p place, size int, decode func([]byte) error) {
	var all []byte
	for at := p.from; at < p.to; {
		start := at / size * size
		from, to := at-start, min(p.to-start, size)
		lost := len(s.lost)
		s.load(folder+"/"+strconv.Itoa(at/size)+".bin", func(data []byte) error {
			if all = append(all, data[min(from, len(data)):min(to, len(data))]...); start+to < p.to {
				return nil
			}
			c := &cursor{data: all}
			return decode(c.take(c.uvarint()))
		})
		if len(s.lost) > lost {
			return
		}
		at = start + to
	}
}

// dictionary returns the entries of a dictionary file, nil when it cannot be had.
func (s *session) dictionary(folder string, i int) []entry {
	path := folder + "/" + strconv.Itoa(i) + ".bin"
	if _, ok := s.dictionaries[path]; !ok {
		s.dictionaries[path] = nil
		s.load(path, func(data []byte) (err error) {
			s.dictionaries[path], err = readDictionary(data)
			return err
		})
	}
	return s.dictionaries[path]
}

// overflowFile returns the blocks of an overflow file, nil when it cannot be had.
func (s *session) overflowFile(i int) [][]posting {
	if _, ok := s.overflow[i]; !ok {
		s.overflow[i] = nil
		s.load("o/"+strconv.Itoa(i)+".bin", func(data []byte) (err error) {
			s.overflow[i], err = readOverflow(data, s.manifest.Docs)
			return err
		})
	}
	return s.overflow[i]
}

// loadOverflow adds to all terms the postings that are not in their heads, and
// tells whether there were any.
func (s *session) loadOverflow() bool {
	more := false
	for _, t := range s.terms {
		whole := s.all(t.head)
		more = more || len(whole) > len(t.head.postings)
		t.head.postings, t.head.more = whole, nil
	}
	return more
}

// results returns the articles of hits, leaving out those whose block is lost.
func (s *session) results(hits []hit, phrases [][]string) []Result {
	out := []Result{}
	parts := s.explain(hits)
	for i, h := range hits {
		d := s.document(h.id)
		if d == nil {
			continue
		}
		r := Result{ID: h.id, Score: h.score, Document: *d, Highlight: []string{}, Parts: parts[i], Exact: len(phrases) > 0 && holds(d, phrases)}
		var found []*term
		for t, term := range s.terms {
			if h.terms>>t&1 == 1 {
				found = append(found, term)
				r.Highlight = append(r.Highlight, term.forms...)
			}
		}
		section := under(d, found)
		r.Section, r.Anchor = section.heading, section.id
		out = append(out, r)
	}
	return out
}

// document returns an article, nil when its block cannot be had.
func (s *session) document(id int) *Document {
	block := s.block(id / s.manifest.Blocks.Docs)
	if i := id % s.manifest.Blocks.Docs; i < len(block) {
		return &block[i]
	}
	return nil
}

// block returns the documents of a block, nil when it cannot be had.
func (s *session) block(i int) []Document {
	if _, ok := s.blocks[i]; !ok {
		s.blocks[i] = nil
		s.piece("d", s.blocksAt[i], s.manifest.Blocks.FileSize, func(data []byte) (err error) {
			s.blocks[i], err = s.manifest.readBlock(data)
			return err
		})
	}
	return s.blocks[i]
}
