package search

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Titles by prefix: for each beginning of a word, the most trusted articles with
// such a word in the title. Who types "wif" sees titles from the file of "wi";
// while the word grows, no other file is needed.
const (
	maxPerKey   = 24     // articles of one beginning
	fewTitles   = 16     // files of titles in a small community,
	docsPerFew  = 400    // one more for so many articles in a large one
	titlesSize  = 36_000 // bytes of a file before compression, about
	maxKeys     = 3      // files for one query
	titleColumn = numColumns
)

// A titleIndex lists articles by the beginnings of the words of their titles.
type titleIndex struct {
	stop map[string]bool
	ids  map[string][]int
	rows map[int]row
	last int // the last article that is in a list
}

func newTitleIndex(stop string) *titleIndex {
	return &titleIndex{stop: setOf(stop), ids: map[string][]int{}, rows: map[int]row{}, last: -1}
}

// keyOf returns the beginning by which a word is listed: two characters, one of
// scripts without spaces, none of a shorter word.
func keyOf(word []byte) []byte {
	n := runeLen(word)
	if r, _ := utf8.DecodeRune(word); len(word) > 0 && isBigram(r) {
		return word[:n]
	}
	if n == len(word) {
		return nil
	}
	return word[:n+runeLen(word[n:])]
}

// note lists the next article by a word of its title.
func (x *titleIndex) note(id int, word []byte) {
	key := keyOf(word)
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
func (x *titleIndex) keep(id int, r row) {
	if x.last == id {
		r[columnSummary], r[columnTags], r[columnSections] = "", "", ""
		x.rows[id] = r
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
			separators = append(separators, separator(keys[i-1], key))
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
	var rows []row
	var ids []string
	for _, id := range slices.Sorted(maps.Keys(in)) {
		rows = append(rows, x.rows[id])
		ids = append(ids, strconv.FormatInt(int64(id), 36))
	}
	return append(append(byColumn(rows), betweenColumns...), strings.Join(ids, betweenValues)...)
}

// readTitles decodes a file of titles.
func (m *manifest) readTitles(data []byte) (out []Result, err error) {
	raw, err := inflate(data)
	if err != nil {
		return nil, err
	}
	values, err := readColumns(string(raw), numColumns+1)
	if err != nil {
		return nil, err
	}
	for i, code := range values[titleColumn] {
		id, err := strconv.ParseInt(code, 36, 32)
		if err != nil || id < 0 || id >= int64(m.Docs) {
			return nil, errDamaged
		}
		out = append(out, Result{ID: int(id), Document: m.document(values, i)})
	}
	return out, nil
}

// titlesOf returns the articles of the file that lists a word by its beginning.
func (s *session) titlesOf(word string) []Result {
	key := keyOf([]byte(word))
	i := between(s.starts, string(key))
	if len(key) == 0 || i >= s.manifest.Titles {
		return nil
	}
	if _, ok := s.titles[i]; !ok {
		s.titles[i] = nil
		s.load("p/"+strconv.Itoa(i)+".bin", func(data []byte) (err error) {
			s.titles[i], err = s.manifest.readTitles(data)
			return err
		})
	}
	return s.titles[i]
}
