package search

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A session is one query: what it has read, what it found, and what it could
// not read.
type session struct {
	*Index
	shards map[int]*shard     // nil = could not be read
	blocks map[int][]Document // nil = could not be read
	terms  []*term            // each group once, at most maxWords
	report []Term
	lost   []string
}

// search answers a query.
func (s *session) search(query string, n int) (Results, error) {
	n = max(n, 0)
	s.parse(query)
	hits, total := s.manifest.rank(s.terms, n)
	if total < n && s.loadOverflow() {
		hits, total = s.manifest.rank(s.terms, n)
	}
	r := Results{Query: query, Terms: s.report, Total: total}
	for _, t := range s.terms {
		r.Total = max(r.Total, t.head.df)
	}
	r.Items = s.results(hits)
	r.Message = strings.Join(s.lost, "; ")
	if len(s.shards) > 0 && !s.anyShard() {
		return r, fmt.Errorf("search: %s", r.Message)
	}
	return r, nil
}

// parse takes the query apart and finds its terms.
func (s *session) parse(query string) {
	for _, w := range s.withoutStops(parseQuery(query)) {
		s.find(w)
	}
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
func (x *Index) shardOf(token string) int {
	i, found := slices.BinarySearch(x.separators, token)
	if found {
		i++
	}
	return i
}

// shard returns a term shard, nil when it cannot be had.
func (s *session) shard(i int) *shard {
	if _, ok := s.shards[i]; !ok {
		s.shards[i] = nil
		s.load("t/"+strconv.Itoa(i)+".bin", func(data []byte) (err error) {
			s.shards[i], err = readShard(data, s.manifest.Docs)
			return err
		})
	}
	return s.shards[i]
}

// find notes the group that a word stands for, or those of its parts where the
// word as a whole is not known.
func (s *session) find(w *queryWord) {
	n := s.shardOf(w.text)
	if sh := s.shard(n); sh != nil {
		if i, ok := sh.lookup(w); ok {
			s.add(w.text, n, i)
			return
		}
	}
	if len(w.parts) == 0 {
		s.report = append(s.report, Term{Word: w.text})
	}
	for _, part := range w.parts {
		s.find(part)
	}
}

// add notes that a word was found as surface i of shard n.
func (s *session) add(word string, n, i int) {
	sh := s.shards[n]
	g := sh.group[i]
	s.report = append(s.report, Term{Word: word, As: sh.surfaces[i], DF: sh.heads[g].df})
	known := slices.ContainsFunc(s.terms, func(t *term) bool { return t.shard == n && t.group == g })
	if known || len(s.terms) == maxWords {
		return
	}
	t := &term{shard: n, group: g, head: sh.heads[g], idf: idf(s.manifest.Docs, sh.heads[g].df)}
	for j, text := range sh.surfaces {
		if sh.group[j] == g {
			t.forms = append(t.forms, text)
		}
	}
	s.terms = append(s.terms, t)
}

// loadOverflow adds to all terms the postings that are not in their heads, and
// tells whether there were any.
func (s *session) loadOverflow() bool {
	files := map[int][][]posting{}
	more := false
	for _, t := range s.terms {
		for _, ref := range t.head.more {
			if _, ok := files[ref.file]; !ok {
				s.loadOverflowFile(files, ref.file)
			}
			if blocks := files[ref.file]; ref.place < len(blocks) {
				t.head.postings = append(slices.Clip(t.head.postings), blocks[ref.place]...)
				more = true
			}
		}
	}
	return more
}

func (s *session) loadOverflowFile(files map[int][][]posting, i int) {
	files[i] = nil
	s.load("o/"+strconv.Itoa(i)+".bin", func(data []byte) (err error) {
		files[i], err = readOverflow(data, s.manifest.Docs)
		return err
	})
}

// results returns the articles of hits, leaving out those whose block is lost.
func (s *session) results(hits []hit) []Result {
	var out []Result
	for _, h := range hits {
		block := s.block(h.id / s.manifest.Blocks.Docs)
		i := h.id % s.manifest.Blocks.Docs
		if i >= len(block) {
			continue
		}
		r := Result{ID: h.id, Score: h.score, Document: block[i]}
		for t, term := range s.terms {
			if h.terms>>t&1 == 1 {
				r.Highlight = append(r.Highlight, term.forms...)
			}
		}
		out = append(out, r)
	}
	return out
}

// block returns the documents of a block, nil when it cannot be had.
func (s *session) block(i int) []Document {
	if _, ok := s.blocks[i]; !ok {
		s.blocks[i] = nil
		p := s.places[i]
		s.load("d/"+strconv.Itoa(p.file)+".bin", func(data []byte) (err error) {
			c := &cursor{data: data[min(p.from, len(data)):min(p.to, len(data))]}
			s.blocks[i], err = s.manifest.readBlock(c.take(c.uvarint()))
			return err
		})
	}
	return s.blocks[i]
}

// readBlock decodes a document block.
func (m *manifest) readBlock(data []byte) ([]Document, error) {
	raw, err := inflate(data)
	if err != nil {
		return nil, err
	}
	columns := strings.Split(string(raw), betweenColumns)
	if len(columns) != numColumns {
		return nil, errDamaged
	}
	var values [numColumns][]string
	for i, c := range columns {
		if values[i] = strings.Split(c, betweenValues); len(values[i]) != len(values[0]) {
			return nil, errDamaged
		}
	}
	docs := make([]Document, len(values[0]))
	for i := range docs {
		docs[i] = m.document(&values, i)
	}
	return docs, nil
}

func (m *manifest) document(values *[numColumns][]string, i int) Document {
	title := values[columnTitle][i]
	place := threeParts(m.Places, values[columnPlace][i])
	kind := threeParts(m.Kinds, values[columnKind][i])
	d := Document{
		URL:      place[0] + longSlug(values[columnSlug][i], title) + place[1],
		Title:    title,
		Summary:  values[columnSummary][i],
		Author:   values[columnAuthor][i],
		Category: place[2],
		State:    kind[0],
		Rank:     kind[1],
		Accepted: kind[2] == "1",
		Date:     longDate(values[columnDate][i]),
	}
	if tags := values[columnTags][i]; tags != "" {
		d.Tags = strings.Split(tags, betweenParts)
	}
	return d
}

// threeParts undoes table.code.
func threeParts(list []string, code string) (out [3]string) {
	s, literal := strings.CutPrefix(code, "=")
	if !literal {
		if n, err := strconv.Atoi(code); err == nil && 0 <= n && n < len(list) {
			s = list[n]
		}
	}
	copy(out[:], strings.Split(s, betweenParts))
	return out
}

// longSlug undoes shortSlug.
func longSlug(s, title string) string {
	ofTitle := slugOf(title)
	shared, rest, differs := strings.Cut(s, ":")
	if !differs {
		return ofTitle
	}
	n, _ := strconv.Atoi(shared) // nothing means 0
	return ofTitle[:min(max(n, 0), len(ofTitle))] + rest
}

// longDate undoes shortDate.
func longDate(s string) string {
	if s == "" || s[0] == '=' {
		return strings.TrimPrefix(s, "=")
	}
	n, err := strconv.ParseInt(s, 36, 32)
	if err != nil {
		return ""
	}
	return time.Unix(n*86400, 0).UTC().Format(time.DateOnly)
}
