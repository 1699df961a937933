package format

import "encoding/binary"

// MaxDocs is how many articles an index may have.
const MaxDocs = 1 << 22

// NumLevels is how many impacts a posting distinguishes.
const NumLevels = 15

// Levels are the impacts, rising, in 1/1024, that stand for all others.
type Levels [NumLevels]int

// A Posting is an article and the level of the impact of a group on it: the id
// above the low ten bits, the level in them.
type Posting uint32

// NewPosting returns the posting of an article.
func NewPosting(id, level int) Posting { return Posting(id<<10 | level) }

// ID returns the number of the article.
func (p Posting) ID() int { return int(p >> 10) }

// Level returns the level of the impact, an index of Levels.
func (p Posting) Level() int { return int(p & (1<<10 - 1)) }

// OverflowBlock returns a block of overflow: runs of n postings.
func OverflowBlock(n int, runs []byte) []byte {
	return append(binary.AppendUvarint(nil, uint64(n)), runs...)
}

// AppendRuns writes postings sorted by level, the highest first, then id, as runs
// of one level: a byte with the level above and the count below (15: 15 + the
// number that follows), then the ids as gaps less one, the first from the beginning.
func AppendRuns(out []byte, ps []Posting) []byte {
	for len(ps) > 0 {
		level, n := ps[0].Level(), 1
		for n < len(ps) && ps[n].Level() == level {
			n++
		}
		out = append(out, byte(level<<4|min(n, 15)))
		if n >= 15 {
			out = binary.AppendUvarint(out, uint64(n-15))
		}
		before := -1
		for _, p := range ps[:n] {
			out = binary.AppendUvarint(out, uint64(p.ID()-before-1))
			before = p.ID()
		}
		ps = ps[n:]
	}
	return out
}

// runs reads n postings.
func runs(c *Cursor, n, docs int) []Posting {
	if n > docs {
		c.Bad = true
		return nil
	}
	out := make([]Posting, 0, min(n, len(c.Data)))
	for len(out) < n && !c.Bad {
		b := int(c.Byte())
		level, count := b>>4, b&15
		if count == 15 {
			count += c.Uvarint()
		}
		if level >= NumLevels || count == 0 || count > n-len(out) {
			c.Bad = true
		}
		id := -1
		for ; count > 0 && !c.Bad; count-- {
			if id += c.Uvarint() + 1; id >= docs {
				c.Bad = true
				return nil
			}
			out = append(out, NewPosting(id, level))
		}
	}
	return out
}

// ReadOverflow decodes the blocks of an overflow file.
func ReadOverflow(data []byte, docs int) ([][]Posting, error) {
	raw, err := inflate(data)
	if err != nil {
		return nil, err
	}
	var blocks [][]Posting
	for c := (&Cursor{Data: raw}); len(c.Data) > 0; {
		n := c.Uvarint()
		if n > len(c.Data) {
			return nil, errDamaged
		}
		blocks = append(blocks, runs(c, n, docs))
		if c.Bad {
			return nil, errDamaged
		}
	}
	return blocks, nil
}
