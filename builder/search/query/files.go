package query

import (
	"fmt"
	"strings"

	"winnow/builder/search/format"
	"winnow/builder/search/words"
)

// A cache is what sessions have read. What could not be read is nil.
type cache struct {
	shards       map[int]*format.Shard
	overflow     map[int][][]format.Posting
	dictionaries map[string][]format.Entry
	blocks       map[int][]format.Document
	titles       map[int][]Result
}

func newCache() *cache {
	return &cache{map[int]*format.Shard{}, map[int][][]format.Posting{}, map[string][]format.Entry{}, map[int][]format.Document{}, map[int][]Result{}}
}

// Files are those of an index, each read once, when it is needed.
type files struct {
	*Index
	*cache
	lost []string // what could not be read, and why
}

// load reads a file and decodes it, or notes that it is lost.
func (f *files) load(path string, decode func([]byte) error) {
	data, err := f.read(f.manifest.Folder + "/" + path)
	if err == nil {
		err = decode(data)
	}
	if err != nil {
		f.lost = append(f.lost, fmt.Sprintf("%s: %v", path, err))
	}
}

// piece reads a block from the file or the few that it is in, and decodes it.
func (f *files) piece(folder string, p format.Place, size int, decode func([]byte) error) {
	var all []byte
	for at := p.From; at < p.To; {
		start := at / size * size
		from, to := at-start, min(p.To-start, size)
		lost := len(f.lost)
		f.load(format.FileName(folder, at/size), func(data []byte) error {
			if all = append(all, data[min(from, len(data)):min(to, len(data))]...); start+to < p.To {
				return nil
			}
			return decode((&format.Cursor{Data: all}).Bytes())
		})
		if len(f.lost) > lost {
			return
		}
		at = start + to
	}
}

// shardOf returns the number of the term shard that holds a token.
func (f *files) shardOf(token string) int { return format.Find(f.separators, token) }

// shard returns a term shard, nil when it cannot be had.
func (f *files) shard(i int) *format.Shard {
	if _, ok := f.shards[i]; !ok {
		f.shards[i] = nil
		f.piece("t", f.shardsAt[i], f.manifest.Shards.FileSize, func(data []byte) (err error) {
			f.shards[i], err = format.ReadShard(data, f.manifest.Docs)
			return err
		})
	}
	return f.shards[i]
}

// noShard reports whether shards were asked for and none could be had.
func (f *files) noShard() bool {
	for _, v := range f.shards {
		if v != nil {
			return false
		}
	}
	return len(f.shards) > 0
}

// exact returns the head of a surface.
func (f *files) exact(surface string) (h format.Head, ok bool) {
	sh := f.shard(f.shardOf(surface))
	if sh == nil {
		return h, false
	}
	i, ok := sh.Index(surface)
	if !ok {
		return h, false
	}
	return sh.Heads[sh.Group[i]], true
}

// all returns the postings of a head with those in overflow files.
func (f *files) all(h format.Head) []format.Posting {
	ps := h.Postings
	for _, ref := range h.More {
		if blocks := f.overflowFile(ref.File); ref.Place < len(blocks) {
			ps = append(ps[:len(ps):len(ps)], blocks[ref.Place]...)
		}
	}
	return ps
}

// overflowFile returns the blocks of an overflow file, nil when it cannot be had.
func (f *files) overflowFile(i int) [][]format.Posting {
	if _, ok := f.overflow[i]; !ok {
		f.overflow[i] = nil
		f.load(format.FileName("o", i), func(data []byte) (err error) {
			f.overflow[i], err = format.ReadOverflow(data, f.manifest.Docs)
			return err
		})
	}
	return f.overflow[i]
}

// maxSpan is how many files of a dictionary a query word may cost on each side.
const maxSpan = 2

// beginning returns the words of the dictionary that begin with key.
func (f *files) beginning(key string) []format.Entry {
	return f.entries("w", f.words, f.manifest.Dictionary[0], key)
}

// ending returns the words of the dictionary that end with key.
func (f *files) ending(key string) []format.Entry {
	list := f.entries("e", f.ends, f.manifest.Dictionary[1], format.Reversed(key))
	for i, e := range list {
		list[i].Text = format.Reversed(e.Text)
	}
	return list
}

// entries returns those of a folder's files that begin with key.
func (f *files) entries(folder string, separators []string, count int, key string) (out []format.Entry) {
	first := format.Find(separators, key)
	for i := first; i < min(count, len(separators)+1, first+maxSpan); i++ {
		if i > first && !strings.HasPrefix(separators[i-1], key) {
			break
		}
		for _, e := range f.dictionary(format.FileName(folder, i)) {
			if strings.HasPrefix(e.Text, key) {
				out = append(out, e)
			}
		}
	}
	return out
}

// dictionary returns the entries of a dictionary file, nil when it cannot be had.
func (f *files) dictionary(path string) []format.Entry {
	if _, ok := f.dictionaries[path]; !ok {
		f.dictionaries[path] = nil
		f.load(path, func(data []byte) (err error) {
			f.dictionaries[path], err = format.ReadDictionary(data)
			return err
		})
	}
	return f.dictionaries[path]
}

// document returns an article, nil when its block cannot be had.
func (f *files) document(id int) *format.Document {
	block := f.block(id / f.manifest.Blocks.Docs)
	if i := id % f.manifest.Blocks.Docs; i < len(block) {
		return &block[i]
	}
	return nil
}

// block returns the documents of a block, nil when it cannot be had.
func (f *files) block(i int) []format.Document {
	if _, ok := f.blocks[i]; !ok {
		f.blocks[i] = nil
		f.piece("d", f.blocksAt[i], f.manifest.Blocks.FileSize, func(data []byte) (err error) {
			f.blocks[i], err = f.manifest.ReadBlock(data)
			return err
		})
	}
	return f.blocks[i]
}

// titlesOf returns the articles of the file that lists a word by its beginning.
func (f *files) titlesOf(word string) []Result {
	key := words.Beginning([]byte(word))
	i := format.Find(f.starts, string(key))
	if len(key) == 0 || i >= f.manifest.Titles {
		return nil
	}
	if _, ok := f.titles[i]; !ok {
		f.titles[i] = nil
		f.load(format.FileName("p", i), func(data []byte) error {
			docs, ids, err := f.manifest.ReadTitles(data)
			for k, d := range docs {
				f.titles[i] = append(f.titles[i], Result{ID: ids[k], Document: d})
			}
			return err
		})
	}
	return f.titles[i]
}
