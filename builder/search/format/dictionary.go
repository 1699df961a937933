package format

import (
	"math/bits"
	"slices"
)

// Words of the dictionary have at least MinEntry characters and at most MaxEntry:
// longer words are hardly mistyped words.
const (
	MinEntry = 3
	MaxEntry = 24
)

// An Entry is a word of the dictionary and how frequent it is: log2 of the number
// of its articles in 1/8.
type Entry struct {
	Text   string
	Weight uint8
}

// Weight returns the weight of a word in df articles.
func Weight(df int) uint8 { return uint8(Log2(max(df, 1)) >> 5) }

// AppendEntry writes an entry after another of the same file.
func AppendEntry(out []byte, before string, e Entry) []byte {
	return append(appendAfter(out, before, e.Text), e.Weight)
}

// ReadDictionary decodes a dictionary file.
func ReadDictionary(data []byte) (list []Entry, err error) {
	raw, err := inflate(data)
	if err != nil {
		return nil, err
	}
	last := ""
	for c := (&Cursor{Data: raw}); len(c.Data) > 0; {
		last = c.after(last)
		list = append(list, Entry{last, c.Byte()})
		if c.Bad {
			return nil, errDamaged
		}
	}
	return list, nil
}

// Reversed returns a word from its last letter backwards.
func Reversed(s string) string {
	rs := []rune(s)
	slices.Reverse(rs)
	return string(rs)
}

// Log2 returns the binary logarithm of n ≥ 1 in 1/256, rounded down, by
// squaring: integers alone, so that it is the same everywhere.
func Log2(n int) int {
	whole := bits.Len(uint(n)) - 1
	out := whole << 8
	m := n << 15 >> whole // 1 ≤ m/2^15 < 2
	for bit := 128; bit > 0; bit >>= 1 {
		if m = m * m >> 15; m >= 1<<16 {
			m >>= 1
			out |= bit
		}
	}
	return out
}
