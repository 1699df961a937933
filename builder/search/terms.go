package search

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
)

const (
	// headSize is how many postings of a group its term shard holds: those of
	// highest impact, among equals the most trusted. Overflow files hold the
	// next ones, until keep are published; a group in more articles than that
	// is close to a stop word. Real stop words, which are searched for only
	// when a query has nothing else, have stopSize and no overflow.
	headSize = 4096
	keep     = 2 * headSize
	stopSize = 512

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
	levels   levels
	near     [unit]uint8
	headOnly map[uint32]bool // groups of stop words, which keep no overflow
	heads    []byte
	at       [][2]uint32 // by group: where its head lies, end 0 = not written yet
	scratch  []posting
	overflow overflowWriter
}

// write makes the head of the group and its overflow blocks, once.
func (w *groupWriter) write(group uint32) []byte {
	if p := w.at[group]; p[1] > 0 {
		return w.heads[p[0]:p[1]]
	}
	start := uint32(len(w.heads))
	ps, inHead, published := w.postings(group)
	w.heads = binary.AppendUvarint(w.heads, uint64(len(ps)))
	if len(ps) > stopSize {
		w.heads = binary.AppendUvarint(w.heads, uint64(inHead))
		w.heads = w.overflow.add(w.heads, ps[inHead:published])
	}
	w.heads = appendRuns(w.heads, ps[:inHead])
	w.at[group] = [2]uint32{start, uint32(len(w.heads))}
	return w.heads[start:]
}

// postings returns the postings of a group, how many go into its head, and how
// many are published at all: of a filter, all.
func (w *groupWriter) postings(group uint32) (ps []posting, inHead, published int) {
	if int(group) >= w.words {
		ps = w.filters.postings(w.scratch[:0], int(group)-w.words)
		w.scratch = ps
		return ps, min(len(ps), headSize), len(ps)
	}
	ps = w.byImpact(w.of(group))
	if w.headOnly[group] {
		return ps, min(len(ps), stopSize), min(len(ps), stopSize)
	}
	return ps, min(len(ps), headSize), min(len(ps), keep)
}

// byImpact returns postings with levels for impacts, the highest first, equal
// ones by id. The result is valid until the next call.
func (w *groupWriter) byImpact(ps []posting) []posting {
	var next [numLevels + 1]int
	for _, p := range ps {
		next[numLevels-1-w.near[p.impact()]+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	out := slices.Grow(w.scratch[:0], len(ps))[:len(ps)]
	for _, p := range ps {
		level := w.near[p.impact()]
		at := &next[numLevels-1-level]
		out[*at] = p&^(unit-1) | posting(level)
		*at++
	}
	w.scratch = out
	return out
}

// appendRuns writes postings sorted by byImpact as runs of one level: a byte
// with the level above and the count below (15: 15 + the number that follows),
// then the ids as gaps less one, the first from the beginning.
func appendRuns(out []byte, ps []posting) []byte {
	for len(ps) > 0 {
		level, n := ps[0].impact(), 1
		for n < len(ps) && ps[n].impact() == level {
			n++
		}
		out = append(out, byte(level<<4|min(n, 15)))
		if n >= 15 {
			out = binary.AppendUvarint(out, uint64(n-15))
		}
		before := -1
		for _, p := range ps[:n] {
			out = binary.AppendUvarint(out, uint64(p.id()-before-1))
			before = p.id()
		}
		ps = ps[n:]
	}
	return out
}

// An overflowWriter packs the blocks of all groups into files.
type overflowWriter struct {
	files  [][]byte
	blocks int // in the last file
}

// add writes ps in blocks and appends to head where they are: how many, and of
// each its file, its place in the file and its highest level.
func (w *overflowWriter) add(head []byte, ps []posting) []byte {
	var blocks [][]byte
	var highest []byte
	for len(ps) > 0 {
		n := len(ps)
		block := appendRuns(nil, ps[:n])
		for len(block) > overflowSize-8 {
			n = n * (overflowSize - 100) / len(block)
			block = appendRuns(block[:0], ps[:n])
		}
		blocks = append(blocks, append(binary.AppendUvarint(nil, uint64(n)), block...))
		highest = append(highest, byte(ps[0].impact()))
		ps = ps[n:]
	}
	head = binary.AppendUvarint(head, uint64(len(blocks)))
	for i, block := range blocks {
		file, place := w.place(block)
		head = binary.AppendUvarint(head, uint64(file))
		head = binary.AppendUvarint(head, uint64(place))
		head = append(head, highest[i])
	}
	return head
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

// A termShard is a range of surfaces with the heads of their groups. A group
// whose surfaces lie in two shards is in both, so that a word needs one file.
type termShard struct {
	terms, heads  []byte
	count, groups int
	local         map[uint32]int // group → its number in the shard
	last          string
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
		shards = append(shards, s.bytes())
		if from += s.count; from == len(surfaces) {
			return shards, separators
		}
		separators = append(separators, separator(s.last, surfaces[from].text))
	}
}

// fullShard returns a shard of the first surfaces, more than half full, that ends
// where little is written twice.
func fullShard(surfaces []surface, twice []int, w *groupWriter, limit int) termShard {
	const early = 16 // what is left free counts a sixteenth of what is written twice
	s := termShard{local: map[uint32]int{}}
	best, lowest := s, math.MaxInt
	for i, v := range surfaces {
		size := s.size()
		if cost := twice[i] + (limit-size)/early; size > limit/2 && cost <= lowest {
			best, lowest = s, cost
		}
		if _, known := s.local[v.group]; best.count > 0 && (size > limit || !known && size+len(w.write(v.group)) > limit) {
			return best
		}
		s.add(v, w)
	}
	return s
}

func (s *termShard) size() int { return len(s.terms) + len(s.heads) }

// add appends a surface: how many bytes it shares with the one before, how
// many follow, these, and its group: 0 = the next new one, else how many groups
// back from there.
func (s *termShard) add(v surface, w *groupWriter) {
	shared := 0
	for shared < min(len(s.last), len(v.text)) && s.last[shared] == v.text[shared] {
		shared++
	}
	s.terms = append(s.terms, byte(shared), byte(len(v.text)-shared))
	s.terms = append(s.terms, v.text[shared:]...)
	n, known := s.local[v.group]
	if known {
		s.terms = binary.AppendUvarint(s.terms, uint64(s.groups-n))
	} else {
		s.local[v.group] = s.groups
		s.terms = append(s.terms, 0)
		s.heads = append(s.heads, w.write(v.group)...)
		s.groups++
	}
	s.count++
	s.last = v.text
}

// bytes returns the shard before compression: how many surfaces, how many
// groups, the surfaces, the heads in order.
func (s *termShard) bytes() []byte {
	out := binary.AppendUvarint(nil, uint64(s.count))
	out = binary.AppendUvarint(out, uint64(s.groups))
	out = append(out, s.terms...)
	return append(out, s.heads...)
}

// separator returns the shortest beginning of first that is above last.
func separator(last, first string) string {
	for i := range first {
		if i > 0 && first[:i] > last {
			return first[:i]
		}
	}
	return strings.Clone(first)
}
