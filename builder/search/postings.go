package search

import (
	"encoding/binary"
	"math"

	"winnow/builder/search/format"
)

// unit is what impacts are counted in: an article that has a word in all fields,
// again and again, comes near to it.
const unit = 1024

// Fields saturate apart and add up: a word in the title of an article and in its
// answer says more than either, and many in the answer never outweigh the title.
//
//	impact = Σ over fields of weight · tf / (tf + k1 · (1 − b + b · length / mean length))
//
// The weights are title 3, tags 1.5, question 1.5, answer 1, code 0.5, together
// one unit.
var fields = [numFields]struct{ weight, k1, b int64 }{
	fieldTitle:    {410, 820, 75}, // k1 in units, b in hundredths
	fieldTags:     {205, 820, 75},
	fieldQuestion: {205, 1024, 50},
	fieldAnswer:   {137, 1024, 50},
	fieldCode:     {66, 1024, 50},
}

// A posting is an article and the impact of one group of tokens on it: the id
// in the high 22 bits, the impact in 1/1024 in the low ten.
type posting uint32

func (p posting) id() int     { return int(p >> 10) }
func (p posting) impact() int { return int(p & (unit - 1)) }

// A gatherer keeps what the bags have until all lengths are known: a stream of
// (group, counts) by article, in blocks that are let go one after the other.
type gatherer struct {
	words   *vocabulary
	lengths [][numFields]uint32 // by article
	df      []uint32            // articles by group
	titles  []uint32            // those of them that have it in the title
	blocks  [][]byte
	entries []gathered // of the current article
	slot    []uint32   // by group: 1 + its index in entries of the last article that has it
}

type gathered struct {
	group uint32
	n     counts
}

const blockSize = 1 << 20

// extras are what a bag has beside the words of an article.
type extras struct {
	pairs    []string // abbreviations that it explains
	sections string   // the column of a document block
	text     []byte   // compressed; valid until the next bag
}

// add notes the tokens of the next article. Those of the title are given to
// title; they are valid during the call only.
func (g *gatherer) add(bag []byte, title func(token []byte)) (x extras, err error) {
	r, err := openBag(bag)
	if err != nil {
		return x, err
	}
	var lengths [numFields]uint32
	for f, n := range r.lengths {
		lengths[f] = uint32(n)
	}
	g.lengths = append(g.lengths, lengths)
	g.entries = g.entries[:0]
	stem := stemmers[primary(r.language)]
	for r.left > 0 && !r.Bad {
		token, original, n := r.next()
		g.merge(g.words.group(stem, token, original), n)
		if n[fieldTitle] > 0 {
			title(token)
		}
	}
	x = extras{r.pairs(), r.sections(), r.text()}
	if r.Bad {
		return x, errBag
	}
	g.flush()
	return x, nil
}

// merge adds counts to the article's entry of the group.
func (g *gatherer) merge(group uint32, n counts) {
	if int(group) == len(g.df) {
		g.df = append(g.df, 0)
		g.titles = append(g.titles, 0)
		g.slot = append(g.slot, 0)
	}
	if s := int(g.slot[group]); s > 0 && s <= len(g.entries) && g.entries[s-1].group == group {
		known := &g.entries[s-1].n
		if known[fieldTitle] == 0 && n[fieldTitle] > 0 {
			g.titles[group]++
		}
		known.add(n)
		return
	}
	g.df[group]++
	if n[fieldTitle] > 0 {
		g.titles[group]++
	}
	g.entries = append(g.entries, gathered{group, n})
	g.slot[group] = uint32(len(g.entries))
}

// flush appends the article's entries to the stream.
func (g *gatherer) flush() {
	last := len(g.blocks) - 1
	if last < 0 || len(g.blocks[last])+16*len(g.entries)+8 > cap(g.blocks[last]) {
		g.blocks = append(g.blocks, make([]byte, 0, max(blockSize, 16*len(g.entries)+8)))
		last++
	}
	b := binary.AppendUvarint(g.blocks[last], uint64(len(g.entries)))
	for _, e := range g.entries {
		b = binary.AppendUvarint(b, uint64(e.group))
		b = appendCounts(b, e.n)
	}
	g.blocks[last] = b
}

// An inverted index: the postings of group g are all[start[g]:start[g+1]], by id.
type inverted struct {
	start []uint32
	all   []posting
}

func (v inverted) of(group uint32) []posting { return v.all[v.start[group]:v.start[group+1]] }

// invert turns the stream around. The gatherer is empty afterwards.
func (g *gatherer) invert() inverted {
	v := inverted{start: make([]uint32, len(g.df)+1)}
	for i, n := range g.df {
		v.start[i+1] = v.start[i] + n
	}
	v.all = make([]posting, v.start[len(g.df)])
	next := append([]uint32(nil), v.start...)
	norm := g.norms()
	id := 0
	for i, block := range g.blocks {
		for c := (format.Cursor{Data: block}); len(c.Data) > 0; id++ {
			half := norm.of(g.lengths[id])
			for n := c.Uvarint(); n > 0; n-- {
				group := c.Uvarint()
				v.all[next[group]] = posting(id<<10 | impact(half, readCounts(&c)))
				next[group]++
			}
		}
		g.blocks[i] = nil
	}
	g.blocks, g.slot, g.entries = nil, nil, nil
	return v
}

// norms are the sums that field lengths are measured against.
type norms struct{ docs, total [numFields]int64 }

func (g *gatherer) norms() (n norms) {
	for _, l := range g.lengths {
		for f := range l {
			n.docs[f]++
			n.total[f] += int64(l[f])
		}
	}
	return n
}

// of returns how many occurrences in each field, in units, are worth half its weight.
func (n norms) of(lengths [numFields]uint32) (half [numFields]int64) {
	for f, v := range fields {
		if n.total[f] > 0 {
			half[f] = v.k1 * ((100-v.b)*n.total[f] + v.b*int64(lengths[f])*n.docs[f]) / (100 * n.total[f])
		}
	}
	return half
}

func impact(half [numFields]int64, n counts) int {
	x := int64(0)
	for f, k := range n {
		if k > 0 {
			tf := unit * int64(k)
			x += fields[f].weight * tf / (tf + half[f])
		}
	}
	return int(min(unit-1, x))
}

// levelsOf chooses the levels with the least mean square error (Lloyd 1982),
// from the histogram of all impacts.
func levelsOf(all []posting) (l format.Levels) {
	var histogram [unit]int64
	for _, p := range all {
		histogram[p.impact()]++
	}
	// Start with as many postings at each level.
	i, below := 0, int64(0)
	for impact, n := range histogram {
		below += n
		for ; i < format.NumLevels && below*2*format.NumLevels > int64(2*i+1)*int64(len(all)); i++ {
			l[i] = impact
		}
	}
	for range 50 {
		if next := improved(l, &histogram); next != l {
			l = next
			continue
		}
		break
	}
	return l
}

// improved moves each level to the mean of the impacts nearest to it.
func improved(l format.Levels, histogram *[unit]int64) format.Levels {
	var sum, n [format.NumLevels]int64
	near := nearest(l)
	for impact, count := range histogram {
		i := near[impact]
		sum[i] += int64(impact) * count
		n[i] += count
	}
	for i := range l {
		if n[i] > 0 {
			l[i] = int((sum[i] + n[i]/2) / n[i])
		}
	}
	return l
}

// nearest returns the index of the nearest level of each impact.
func nearest(l format.Levels) (near [unit]uint8) {
	for impact := range near {
		best := math.MaxInt
		for i, v := range l {
			if d := max(v-impact, impact-v); d < best {
				best, near[impact] = d, uint8(i)
			}
		}
	}
	return near
}
