package format

import "encoding/binary"

// A Cursor reads bytes that may be damaged: past the end it yields zeros and
// sets Bad, so that a reader can check once, at its end.
type Cursor struct {
	Data []byte
	Bad  bool
}

// Byte reads one byte.
func (c *Cursor) Byte() byte {
	if len(c.Data) == 0 {
		c.Bad = true
		return 0
	}
	b := c.Data[0]
	c.Data = c.Data[1:]
	return b
}

// Uvarint reads a number of at most 31 bits, seven a byte, the lowest first,
// the top bit set in all bytes but the last.
func (c *Cursor) Uvarint() int {
	if len(c.Data) > 0 && c.Data[0] < 0x80 {
		n := int(c.Data[0])
		c.Data = c.Data[1:]
		return n
	}
	n := 0
	for shift := 0; shift < 35; shift += 7 {
		b := c.Byte()
		n |= int(b&0x7F) << shift
		if b < 0x80 {
			if n > 1<<31-1 {
				break
			}
			return n
		}
	}
	c.Bad, c.Data = true, nil
	return 0
}

// Take returns the next n bytes.
func (c *Cursor) Take(n int) []byte {
	if n < 0 || n > len(c.Data) {
		c.Bad, c.Data = true, nil
		return nil
	}
	s := c.Data[:n]
	c.Data = c.Data[n:]
	return s
}

// Bytes reads what AppendBytes wrote.
func (c *Cursor) Bytes() []byte { return c.Take(c.Uvarint()) }

// AppendBytes writes the length of s and s.
func AppendBytes(out, s []byte) []byte {
	return append(binary.AppendUvarint(out, uint64(len(s))), s...)
}

// appendAfter writes text in a sorted list: a byte for how many bytes it shares
// with the one before, a byte for how many follow, and these.
func appendAfter(out []byte, before, text string) []byte {
	n := 0
	for n < min(len(before), len(text)) && before[n] == text[n] {
		n++
	}
	out = append(out, byte(n), byte(len(text)-n))
	return append(out, text[n:]...)
}

// after reads what appendAfter wrote.
func (c *Cursor) after(before string) string {
	shared, size := int(c.Byte()), int(c.Byte())
	if shared > len(before) {
		c.Bad, shared = true, len(before)
	}
	return before[:shared] + string(c.Take(size))
}
