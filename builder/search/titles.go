package search

import (
	"maps"
	"slices"

	"winnow/builder/search/format"
	"winnow/builder/search/words"
)

// Titles by prefix: for each beginning of a word, the most trusted articles with
// such a word in the title. A reader who types "wif" sees titles from the file of "wi";
// while the word grows, no other file is needed.
const (
	maxPerKey  = 24     // articles of one beginning
	fewTitles  = 16     // files of titles in a small community,
	docsPerFew = 400    // one more for so many articles in a large one
	titlesSize = 36_000 // bytes of a file before compression, about
)

// A titleIndex lists articles by the beginnings of the words of their titles.
type titleIndex struct {
	stop map[string]bool
	ids  map[string][]int
	rows map[int]format.Row
	last int // the last article that is in a list
}

func newTitleIndex(stop map[string]bool) *titleIndex {
	return &titleIndex{stop: stop, ids: map[string][]int{}, rows: map[int]format.Row{}, last: -1}
}

// note lists the next article by a word of its title.
func (x *titleIndex) note(id int, word []byte) {
	key := words.Beginning(word)
	if len(key) == 0 || x.stop[string(word)] {
		return
	}
	list := x.ids[string(key)]
	if n := len(list); n == maxPerKey || n > 0 && list[n-1] == id {
		return
	}
	x.ids[string(key)] = append(list, id)
	x.last = id
}

// keep notes how an article is shown, if it is in a list.
func (x *titleIndex) keep(id int, r format.Row) {
	if x.last == id {
		x.rows[id] = r.Short()
	}
}

// files returns document blocks, at most so many or one, each with a last column
// of ids in base 36, and what separates the beginnings they are for.
func (x *titleIndex) files(most int, o Options) (files [][]byte, separators []string) {
	keys := slices.Sorted(maps.Keys(x.ids))
	size := titlesSize
	for perKey := maxPerKey; ; {
		raw, separators := x.cut(keys, perKey, size)
		if len(raw) > most && perKey > 1 {
			perKey = perKey * 3 / 4
			continue
		}
		files := compressAll(raw, o)
		if longest(files) <= maxFile || size < titlesSize/8 {
			return files, separators
		}
		size = size * 3 / 4
	}
}

// cut writes files of about size bytes. An article is in a file once.
func (x *titleIndex) cut(keys []string, perKey, size int) (files [][]byte, separators []string) {
	in, n := map[int]bool{}, 0
	for i, key := range keys {
		if n > size {
			files = append(files, x.block(in))
			separators = append(separators, format.Separator(keys[i-1], key))
			in, n = map[int]bool{}, 0
		}
		list := x.ids[key]
		for _, id := range list[:min(len(list), perKey)] {
			if !in[id] {
				in[id] = true
				for _, value := range x.rows[id] {
					n += len(value) + 1
				}
			}
		}
	}
	if n > 0 {
		files = append(files, x.block(in))
	}
	return files, separators
}

func (x *titleIndex) block(in map[int]bool) []byte {
	ids := slices.Sorted(maps.Keys(in))
	rows := make([]format.Row, len(ids))
	for i, id := range ids {
		rows[i] = x.rows[id]
	}
	return format.TitleBlock(rows, ids)
}
