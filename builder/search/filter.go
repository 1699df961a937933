package search

import (
	"encoding/binary"
	"strings"
)

// filterMark begins the surfaces that are no words but values of filters, as in
// "=tag:wifi": no token begins with it.
const filterMark = "="

// A filterIndex notes which articles have which value of a filter.
type filterIndex struct {
	index  map[string]int
	values [numFilters]map[string][]int // what an article says → the lists it is in
	names  []string
	lists  []idList
	docs   int
}

// What an article says of itself, by which it is in lists.
const (
	byTag = iota
	byCategory
	byFolder
	byAuthor
	byState
	byRank
	byYear
	numFilters
)

// An idList is rising ids as gaps less one.
type idList struct {
	n, last int // last is one more than the last id
	gaps    []byte
}

// add notes the next article: its tags, its category by the name shown and by
// each folder of its URL, its author by the whole name and by each word of it,
// its state, whether it is accepted, the author's rank, and the year.
func (f *filterIndex) add(d *Document) {
	for _, tag := range d.Tags[:min(len(d.Tags), maxTags)] {
		f.note(byTag, tag)
	}
	f.note(byCategory, d.Category)
	f.note(byFolder, d.URL[:strings.LastIndexByte(strings.TrimSuffix(d.URL, "/"), '/')+1])
	f.note(byAuthor, d.Author)
	f.note(byState, d.State)
	if d.Accepted {
		f.note(byState, "accepted")
	}
	f.note(byRank, d.Rank)
	f.note(byYear, yearOf(d.Date))
	f.docs++
}

// note adds the current article to the lists of what it says.
func (f *filterIndex) note(by int, value string) {
	lists, ok := f.values[by][value]
	if !ok {
		if f.values[by] == nil {
			f.values[by] = map[string][]int{}
		}
		for _, name := range filterNames(by, value) {
			lists = append(lists, f.list(name))
		}
		f.values[by][strings.Clone(value)] = lists
	}
	for _, i := range lists {
		if l := &f.lists[i]; l.last <= f.docs {
			l.gaps = binary.AppendUvarint(l.gaps, uint64(f.docs-l.last))
			l.last = f.docs + 1
			l.n++
		}
	}
}

// filterNames returns the surfaces of the lists in which a value puts an article.
func filterNames(by int, value string) (names []string) {
	add := func(field, value string) {
		if l := label(clean(value, maxTitle)); l != "" {
			names = append(names, filterMark+field+":"+l)
		}
	}
	switch by {
	case byTag:
		add("tag", value)
	case byCategory:
		add("category", value)
	case byFolder:
		for i := range len(value) {
			if value[i] == '/' {
				add("category", value[:i])
			}
		}
	case byAuthor:
		add("author", value)
		words := strings.Fields(clean(value, maxName))
		for _, w := range words[:min(len(words), 4)] {
			add("author", w)
		}
	case byState:
		add("is", value)
	case byRank:
		add("rank", value)
	case byYear:
		add("year", value)
	}
	return names
}

// list returns the number of the list of a name.
func (f *filterIndex) list(name string) int {
	i, ok := f.index[name]
	if !ok {
		if f.index == nil {
			f.index = map[string]int{}
		}
		i = len(f.lists)
		f.index[name] = i
		f.names = append(f.names, name)
		f.lists = append(f.lists, idList{})
	}
	return i
}

// surfaces returns the values as surfaces of groups from first on.
func (f *filterIndex) surfaces(first int) []surface {
	out := make([]surface, len(f.names))
	for i, name := range f.names {
		out[i] = surface{name, uint32(first + i)}
	}
	return out
}

// postings appends the ids of list i, all of level 0.
func (f *filterIndex) postings(out []posting, i int) []posting {
	id := -1
	for c := (cursor{data: f.lists[i].gaps}); len(c.data) > 0; {
		id += c.uvarint() + 1
		out = append(out, posting(id<<10))
	}
	return out
}

// A Filter is a filter of a query and how many articles it holds for.
type Filter struct {
	Field string `json:"field"` // "tag", "category", "author", "is", "rank" or "year"
	Value string `json:"value"` // folded, with hyphens for spaces
	Not   bool   `json:"not"`
	DF    int    `json:"df"`
}

// A sieve lets those articles through that all filters want and none excludes.
// The zero sieve lets all through.
type sieve struct {
	want  uint8
	marks []uint8 // by id: how many filters hold, or excluded; nil = no filters
}

const excluded = 255

func (v *sieve) passes(id int) bool { return v.marks == nil || v.marks[id] == v.want }

// mark applies one filter to the articles it holds for.
func (v *sieve) mark(docs int, ids []posting, not bool) {
	if v.marks == nil {
		v.marks = make([]uint8, docs)
	}
	if !not {
		v.want++
	}
	for _, p := range ids {
		switch {
		case not:
			v.marks[p.id()] = excluded
		case v.marks[p.id()] != excluded:
			v.marks[p.id()]++
		}
	}
}

// sift fills the sieve with the filters and excluded words of a query.
func (s *session) sift(items []item) {
	used := 0
	for _, it := range items {
		if used == maxWords || it.plain() || it.phrase && !it.not {
			continue
		}
		used++
		if it.field == "" {
			s.sieve.mark(s.manifest.Docs, s.having(it.words), true)
			continue
		}
		var ids []posting
		if h, ok := s.exact(filterMark + it.field + ":" + it.value); ok {
			ids = s.all(h)
		}
		s.filters = append(s.filters, Filter{it.field, it.value, it.not, len(ids)})
		s.sieve.mark(s.manifest.Docs, ids, it.not)
	}
}

// exact returns the head of a surface.
func (s *session) exact(surface string) (h head, ok bool) {
	sh := s.shard(s.shardOf(surface))
	if sh == nil {
		return h, false
	}
	i, ok := sh.index(surface)
	if !ok {
		return h, false
	}
	return sh.heads[sh.group[i]], true
}

// all returns the postings of a head with those in overflow files.
func (s *session) all(h head) []posting {
	ps := h.postings
	for _, ref := range h.more {
		if blocks := s.overflowFile(ref.file); ref.place < len(blocks) {
			ps = append(ps[:len(ps):len(ps)], blocks[ref.place]...)
		}
	}
	return ps
}

// having returns the articles that contain all of the words, one posting each.
func (s *session) having(words []*queryWord) []posting {
	var lists [][]posting
	for _, w := range words {
		h, ok := s.exact(w.text)
		switch {
		case ok:
			lists = append(lists, s.all(h))
		case len(w.parts) > 0:
			lists = append(lists, s.having(w.parts))
		default:
			return nil
		}
	}
	return intersect(lists)
}

// intersect returns what is in all lists, at the lowest of its levels.
func intersect(lists [][]posting) []posting {
	if len(lists) < 2 {
		return append([]posting(nil), concat(lists)...)
	}
	lowest, n := map[int]posting{}, map[int]int{}
	for i, list := range lists {
		for _, p := range list {
			if n[p.id()] == i {
				n[p.id()] = i + 1
				if q, ok := lowest[p.id()]; !ok || p < q {
					lowest[p.id()] = p
				}
			}
		}
	}
	var out []posting
	for _, p := range lists[0] {
		if n[p.id()] == len(lists) {
			out = append(out, lowest[p.id()])
		}
	}
	return out
}

func concat(lists [][]posting) (out []posting) {
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}
