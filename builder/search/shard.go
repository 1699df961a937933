package search

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
)

// maxRaw bounds what a file may become when decompressed.
const maxRaw = 4 << 20

var errDamaged = errors.New("damaged")

// inflate decompresses one stream. zlib's checksum finds damage.
func inflate(data []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, errDamaged
	}
	raw, err := io.ReadAll(io.LimitReader(r, maxRaw+1))
	if err != nil || len(raw) > maxRaw {
		return nil, errDamaged
	}
	return raw, nil
}

// A shard is a term shard as a reader needs it.
type shard struct {
	surfaces []string
	group    []int // by surface
	heads    []head
}

// A head is what the term shard says of a group.
type head struct {
	df       int
	postings []posting // with levels for impacts
	more     []blockRef
}

// A blockRef tells where a block of overflow lies.
type blockRef struct{ file, place int }

// readShard decodes a term shard of an index of docs articles.
func readShard(data []byte, docs int) (*shard, error) {
	raw, err := inflate(data)
	if err != nil {
		return nil, err
	}
	c := &cursor{data: raw}
	count, groups := c.uvarint(), c.uvarint()
	if count > len(raw) || groups > count {
		return nil, errDamaged
	}
	s := &shard{surfaces: make([]string, count), group: make([]int, count), heads: make([]head, groups)}
	s.readTerms(c)
	for i := range s.heads {
		s.heads[i] = c.head(docs)
	}
	if c.bad || len(c.data) > 0 {
		return nil, errDamaged
	}
	return s, nil
}

func (s *shard) readTerms(c *cursor) {
	last, known := "", 0
	for i := range s.surfaces {
		shared, size := int(c.byte()), int(c.byte())
		if shared > len(last) {
			c.bad, shared = true, len(last)
		}
		last = last[:shared] + string(c.take(size))
		s.surfaces[i] = last
		back := c.uvarint()
		switch {
		case back == 0 && known < len(s.heads):
			s.group[i] = known
			known++
		case 0 < back && back <= known:
			s.group[i] = known - back
		default:
			c.bad = true
		}
	}
}

// head reads what groupWriter.write wrote.
func (c *cursor) head(docs int) head {
	h := head{df: c.uvarint()}
	if h.df > docs {
		c.bad = true
		return h
	}
	n := h.df
	if n > stopSize {
		n = c.uvarint()
		for blocks := c.uvarint(); blocks > 0 && !c.bad; blocks-- {
			h.more = append(h.more, blockRef{c.uvarint(), c.uvarint()})
			c.byte() // the highest level of the block
		}
	}
	h.postings = c.runs(n, docs)
	return h
}

// runs reads n postings.
func (c *cursor) runs(n, docs int) []posting {
	if n > docs {
		c.bad = true
		return nil
	}
	out := make([]posting, 0, min(n, len(c.data)))
	for len(out) < n && !c.bad {
		b := int(c.byte())
		level, count := b>>4, b&15
		if count == 15 {
			count += c.uvarint()
		}
		if level >= numLevels || count == 0 || count > n-len(out) {
			c.bad = true
		}
		id := -1
		for ; count > 0 && !c.bad; count-- {
			if id += c.uvarint() + 1; id >= docs {
				c.bad = true
				return nil
			}
			out = append(out, posting(id<<10|level))
		}
	}
	return out
}

// readOverflow decodes the blocks of an overflow file.
func readOverflow(data []byte, docs int) ([][]posting, error) {
	raw, err := inflate(data)
	if err != nil {
		return nil, err
	}
	var blocks [][]posting
	for c := (&cursor{data: raw}); len(c.data) > 0; {
		n := c.uvarint()
		if n > len(c.data) {
			return nil, errDamaged
		}
		blocks = append(blocks, c.runs(n, docs))
		if c.bad {
			return nil, errDamaged
		}
	}
	return blocks, nil
}
