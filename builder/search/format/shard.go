package format

import (
	"encoding/binary"
	"slices"
	"strings"
)

// A Head is what a term shard says of a group.
type Head struct {
	DF       int // articles that have it
	Postings []Posting
	More     []BlockRef // where the other postings are
}

// A BlockRef is the place of a block of overflow.
type BlockRef struct{ File, Place, Highest int }

// ShortHead is the df up to which a head has all postings of its group and does
// not say how many.
const ShortHead = 512

// AppendHead writes a head.
func AppendHead(out []byte, h Head) []byte {
	out = binary.AppendUvarint(out, uint64(h.DF))
	if h.DF > ShortHead {
		out = binary.AppendUvarint(out, uint64(len(h.Postings)))
		out = binary.AppendUvarint(out, uint64(len(h.More)))
		for _, r := range h.More {
			out = binary.AppendUvarint(out, uint64(r.File))
			out = binary.AppendUvarint(out, uint64(r.Place))
			out = append(out, byte(r.Highest))
		}
	}
	return AppendRuns(out, h.Postings)
}

// head reads what AppendHead wrote.
func head(c *Cursor, docs int) Head {
	h := Head{DF: c.Uvarint()}
	if h.DF > docs {
		c.Bad = true
		return h
	}
	n := h.DF
	if n > ShortHead {
		n = c.Uvarint()
		for blocks := c.Uvarint(); blocks > 0 && !c.Bad; blocks-- {
			h.More = append(h.More, BlockRef{c.Uvarint(), c.Uvarint(), int(c.Byte())})
		}
	}
	h.Postings = runs(c, n, docs)
	return h
}

// A ShardWriter writes a term shard: a range of surfaces with the heads of their
// groups.
type ShardWriter struct {
	terms, heads  []byte
	count, groups int
	local         map[uint32]int // group → its number in the shard
	last          string
}

// NewShardWriter returns one for an empty shard.
func NewShardWriter() ShardWriter { return ShardWriter{local: map[uint32]int{}} }

// Count returns how many surfaces the shard has.
func (s *ShardWriter) Count() int { return s.count }

// Last returns the last surface.
func (s *ShardWriter) Last() string { return s.last }

// Size returns how many bytes the shard has, about.
func (s *ShardWriter) Size() int { return len(s.terms) + len(s.heads) }

// Has reports whether the shard has the head of a group.
func (s *ShardWriter) Has(group uint32) bool {
	_, known := s.local[group]
	return known
}

// Add appends a surface and its group: 0 = the next new one, whose head is added,
// else how many groups back from there.
func (s *ShardWriter) Add(surface string, group uint32, head []byte) {
	s.terms = appendAfter(s.terms, s.last, surface)
	if n, known := s.local[group]; known {
		s.terms = binary.AppendUvarint(s.terms, uint64(s.groups-n))
	} else {
		s.local[group] = s.groups
		s.terms = append(s.terms, 0)
		s.heads = append(s.heads, head...)
		s.groups++
	}
	s.count++
	s.last = surface
}

// Bytes returns the shard before compression.
func (s *ShardWriter) Bytes() []byte {
	out := binary.AppendUvarint(nil, uint64(s.count))
	out = binary.AppendUvarint(out, uint64(s.groups))
	out = append(out, s.terms...)
	return append(out, s.heads...)
}

// A Shard is a term shard as a reader needs it.
type Shard struct {
	Surfaces []string
	Group    []int // by surface
	Heads    []Head
}

// ReadShard decodes a term shard of an index of docs articles.
func ReadShard(data []byte, docs int) (*Shard, error) {
	raw, err := inflate(data)
	if err != nil {
		return nil, err
	}
	c := &Cursor{Data: raw}
	count, groups := c.Uvarint(), c.Uvarint()
	if count > len(raw) || groups > count {
		return nil, errDamaged
	}
	s := &Shard{Surfaces: make([]string, count), Group: make([]int, count), Heads: make([]Head, groups)}
	s.readTerms(c)
	for i := range s.Heads {
		s.Heads[i] = head(c, docs)
	}
	if c.Bad || len(c.Data) > 0 {
		return nil, errDamaged
	}
	return s, nil
}

func (s *Shard) readTerms(c *Cursor) {
	last, known := "", 0
	for i := range s.Surfaces {
		last = c.after(last)
		s.Surfaces[i] = last
		back := c.Uvarint()
		switch {
		case back == 0 && known < len(s.Heads):
			s.Group[i] = known
			known++
		case 0 < back && back <= known:
			s.Group[i] = known - back
		default:
			c.Bad = true
		}
	}
}

// Index returns the place of a surface.
func (s *Shard) Index(surface string) (int, bool) { return slices.BinarySearch(s.Surfaces, surface) }

// DF returns how many articles have the group of a surface.
func (s *Shard) DF(surface int) int { return s.Heads[s.Group[surface]].DF }

// Forms returns the surfaces of a group.
func (s *Shard) Forms(group int) (out []string) {
	for i, text := range s.Surfaces {
		if s.Group[i] == group {
			out = append(out, text)
		}
	}
	return out
}

// FilterMark begins the surfaces that are no words but values of filters: no token
// begins with it.
const FilterMark = "="

// Filter returns the surface of a value of a filter, as in "=tag:wifi". The label
// is folded.
func Filter(field, label string) string { return FilterMark + field + ":" + label }

// Separator returns the shortest beginning of first that is above last.
func Separator(last, first string) string {
	for i := range first {
		if i > 0 && first[:i] > last {
			return first[:i]
		}
	}
	return strings.Clone(first)
}

// Find returns which of the files between the separators has a key: how many
// separators are not above it.
func Find(separators []string, key string) int {
	i, found := slices.BinarySearch(separators, key)
	if found {
		i++
	}
	return i
}
