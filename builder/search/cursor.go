package search

// A cursor reads bytes that may be damaged: past the end it yields zeros and
// sets bad, so that a reader can check once, at its end.
type cursor struct {
	data []byte
	bad  bool
}

func (c *cursor) byte() byte {
	if len(c.data) == 0 {
		c.bad = true
		return 0
	}
	b := c.data[0]
	c.data = c.data[1:]
	return b
}

// uvarint reads a number of at most 31 bits, seven a byte, the lowest first,
// the top bit set in all bytes but the last.
func (c *cursor) uvarint() int {
	if len(c.data) > 0 && c.data[0] < 0x80 {
		n := int(c.data[0])
		c.data = c.data[1:]
		return n
	}
	n := 0
	for shift := 0; shift < 35; shift += 7 {
		b := c.byte()
		n |= int(b&0x7F) << shift
		if b < 0x80 {
			if n > 1<<31-1 {
				break
			}
			return n
		}
	}
	c.bad, c.data = true, nil
	return 0
}

// take returns the next n bytes.
func (c *cursor) take(n int) []byte {
	if n < 0 || n > len(c.data) {
		c.bad, c.data = true, nil
		return nil
	}
	s := c.data[:n]
	c.data = c.data[n:]
	return s
}
