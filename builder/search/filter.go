package search

import (
	"encoding/binary"
	"strings"

	"winnow/builder/search/format"
	"winnow/builder/search/words"
)

// A filterIndex notes which articles have which value of a filter.
type filterIndex struct {
	index  map[string]int
	values [numFilters]map[string][]int // value → the lists it is in
	names  []string
	lists  []idList
	docs   int
}

// What articles are listed by.
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
	for _, tag := range d.Tags[:min(len(d.Tags), format.MaxTags)] {
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
	f.note(byYear, d.Date[:min(len(d.Date), 4)])
	f.docs++
}

// note adds the current article to the lists of a value.
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
		if l := words.Label(format.Clean(value, format.MaxTitle)); l != "" {
			names = append(names, format.Filter(field, l))
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
		names := strings.Fields(format.Clean(value, format.MaxName))
		for _, w := range names[:min(len(names), 4)] {
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
func (f *filterIndex) postings(out []format.Posting, i int) []format.Posting {
	id := -1
	for c := (format.Cursor{Data: f.lists[i].gaps}); len(c.Data) > 0; {
		id += c.Uvarint() + 1
		out = append(out, format.NewPosting(id, 0))
	}
	return out
}
