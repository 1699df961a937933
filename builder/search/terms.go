package search

import (
	"math"
	"slices"

	"winnow/builder/search/format"
)

const (
	// headSize is how many postings of a group its term shard holds: those of
	// highest impact, among equals the most trusted. Overflow files hold the
	// next ones, until keep are published; a group in more articles than that
	// is close to a stop word. Real stop words count where they are in a title:
	// they have as many as there are such titles, from stopSize to mostTitles, and
	// no overflow.
	headSize   = 4096
	keep       = 2 * headSize
	stopSize   = format.ShortHead
	mostTitles = 2048

	// smallShard is how many bytes a term shard has at most, about: more where
	// there would be more than manyShards of them.
	smallShard = 4_000
	manyShards = 2_150

	overflowSize = 11_000 // bytes of an overflow file before compression, at most
)

// A groupWriter writes the postings of groups: heads for the term shards,
// overflow blocks for the overflow files.
type groupWriter struct {
	inverted
	filters  *filterIndex // its lists are the groups after those of words
	words    int          // groups of words
	levels   format.Levels
	near     [unit]uint8
	stop     map[uint32]int // groups of stop words: how many titles have them
	heads    []byte
	at       [][2]uint32 // by group: where its head is, end 0 = not written yet
	scratch  []format.Posting
	overflow overflowWriter
}

// write makes the head of the group and its overflow blocks, once.
func (w *groupWriter) write(group uint32) []byte {
	if p := w.at[group]; p[1] > 0 {
		return w.heads[p[0]:p[1]]
	}
	start := uint32(len(w.heads))
	ps, inHead, published := w.postings(group)
	h := format.Head{DF: len(ps), Postings: ps[:inHead]}
	if len(ps) > format.ShortHead {
		h.More = w.overflow.add(ps[inHead:published])
	}
	w.heads = format.AppendHead(w.heads, h)
	w.at[group] = [2]uint32{start, uint32(len(w.heads))}
	return w.heads[start:]
}

// postings returns the postings of a group, how many go into its head, and how
// many are published at all: of a filter, all.
func (w *groupWriter) postings(group uint32) (ps []format.Posting, inHead, published int) {
	if int(group) >= w.words {
		ps = w.filters.postings(w.scratch[:0], int(group)-w.words)
		w.scratch = ps
		return ps, min(len(ps), headSize), len(ps)
	}
	ps = w.byImpact(w.of(group))
	if titles, ok := w.stop[group]; ok {
		n := min(len(ps), max(stopSize, min(titles, mostTitles)))
		return ps, n, n
	}
	return ps, min(len(ps), headSize), min(len(ps), keep)
}

// byImpact returns postings with levels for impacts, the highest first, equal
// ones by id. The result is valid until the next call.
func (w *groupWriter) byImpact(ps []posting) []format.Posting {
	var next [format.NumLevels + 1]int
	for _, p := range ps {
		next[format.NumLevels-1-w.near[p.impact()]+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	out := slices.Grow(w.scratch[:0], len(ps))[:len(ps)]
	for _, p := range ps {
		level := w.near[p.impact()]
		at := &next[format.NumLevels-1-level]
		out[*at] = format.NewPosting(p.id(), int(level))
		*at++
	}
	w.scratch = out
	return out
}

// An overflowWriter packs the blocks of all groups into files.
type overflowWriter struct {
	files  [][]byte
	blocks int // in the last file
}

// add writes ps in blocks and returns where they are.
func (w *overflowWriter) add(ps []format.Posting) (refs []format.BlockRef) {
	for len(ps) > 0 {
		n := len(ps)
		runs := format.AppendRuns(nil, ps)
		for len(runs) > overflowSize-8 {
			n = n * (overflowSize - 100) / len(runs)
			runs = format.AppendRuns(runs[:0], ps[:n])
		}
		file, place := w.place(format.OverflowBlock(n, runs))
		refs = append(refs, format.BlockRef{File: file, Place: place, Highest: ps[0].Level()})
		ps = ps[n:]
	}
	return refs
}

func (w *overflowWriter) place(block []byte) (file, place int) {
	last := len(w.files) - 1
	if last < 0 || len(w.files[last])+len(block) > overflowSize {
		w.files = append(w.files, nil)
		w.blocks = 0
		last++
	}
	w.files[last] = append(w.files[last], block...)
	w.blocks++
	return last, w.blocks - 1
}

// termShards returns all surfaces, sorted, in compressed shards of at most
// maxFile, and what separates them.
func termShards(surfaces []surface, w *groupWriter, o Options) (files [][]byte, separators []string) {
	twice := w.twice(surfaces)
	for limit := shardLimit(surfaces, twice, w, o); ; limit = limit * 3 / 4 {
		shards, separators := cutShards(surfaces, twice, w, limit)
		files := compressAll(shards, o)
		if longest(files) <= maxFile || limit < smallShard/8 {
			return files, separators
		}
	}
}

// shardLimit returns how many bytes become a shard of the right size, from a
// sample: small ones cost a query less, but many of them make the manifest long.
func shardLimit(surfaces []surface, twice []int, w *groupWriter, o Options) int {
	shards, _ := cutShards(surfaces, twice, w, 2*smallShard)
	var sample [][]byte
	for i := 0; i < len(shards); i += len(shards)/8 + 1 {
		sample = append(sample, shards[i])
	}
	raw, compressed := total(sample), total(compressAll(sample, o))
	size := max(smallShard, total(shards)*compressed/raw/manyShards)
	for limit := min(6*size, size*raw/compressed); ; limit += limit / 16 {
		if shards, _ := cutShards(surfaces, twice, w, limit); len(shards) <= manyShards || limit > 6*maxFile {
			return limit
		}
	}
}

func longest(parts [][]byte) (n int) {
	for _, p := range parts {
		n = max(n, len(p))
	}
	return n
}

func total(parts [][]byte) (n int) {
	for _, p := range parts {
		n += len(p)
	}
	return n
}

// twice returns, for each surface, how many bytes of heads are written twice where
// a shard begins with it: those of groups that have surfaces on both sides. It
// writes all heads.
func (w *groupWriter) twice(surfaces []surface) []int {
	ends := make([]int, len(w.at)) // by group: one more than its last surface
	for i, v := range surfaces {
		ends[v.group] = i + 1
	}
	bytes := make([]int, len(surfaces)+1)
	for i, v := range surfaces {
		if w.at[v.group][1] == 0 {
			n := len(w.write(v.group))
			bytes[i+1] += n
			bytes[ends[v.group]] -= n
		}
	}
	for i := range surfaces {
		bytes[i+1] += bytes[i]
	}
	w.inverted, w.filters = inverted{}, nil
	return bytes
}

// cutShards writes shards of at most limit bytes before compression, but for a
// head that is longer. A separator is the shortest string that is above all surfaces
// of the shard before and not above the first of its own.
func cutShards(surfaces []surface, twice []int, w *groupWriter, limit int) (shards [][]byte, separators []string) {
	for from := 0; ; {
		s := fullShard(surfaces[from:], twice[from:], w, limit)
		shards = append(shards, s.Bytes())
		if from += s.Count(); from == len(surfaces) {
			return shards, separators
		}
		separators = append(separators, format.Separator(s.Last(), surfaces[from].text))
	}
}

// fullShard returns a shard of the first surfaces, more than half full, that ends
// where little is written twice.
func fullShard(surfaces []surface, twice []int, w *groupWriter, limit int) format.ShardWriter {
	const early = 16 // what is left free counts a sixteenth of what is written twice
	s := format.NewShardWriter()
	best, lowest := s, math.MaxInt
	for i, v := range surfaces {
		size, head := s.Size(), w.write(v.group)
		if cost := twice[i] + (limit-size)/early; size > limit/2 && cost <= lowest {
			best, lowest = s, cost
		}
		if best.Count() > 0 && (size > limit || !s.Has(v.group) && size+len(head) > limit) {
			return best
		}
		s.Add(v.text, v.group, head)
	}
	return s
}
