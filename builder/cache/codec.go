package cache

import (
	"encoding/binary"
	"errors"
)

// A Writer encodes numbers and texts. Every text and list is preceded by its
// length as a varint.
type Writer struct{ Data []byte }

// Number writes a number that is not negative.
func (w *Writer) Number(n int) { w.Data = binary.AppendUvarint(w.Data, uint64(n)) }

// Flag writes a truth value.
func (w *Writer) Flag(b bool) {
	if b {
		w.Number(1)
	} else {
		w.Number(0)
	}
}

// Text writes a string.
func (w *Writer) Text(s string) {
	w.Number(len(s))
	w.Data = append(w.Data, s...)
}

// ErrDamaged says that bytes of the store are not those that were written.
var ErrDamaged = errors.New("store is damaged (delete the folder .winnow and build again)")

// A Reader decodes what a Writer wrote. After the first mistake it returns zero
// values.
type Reader struct {
	data []byte
	bad  bool
}

// NewReader returns a Reader of some bytes, which it does not keep.
func NewReader(data []byte) *Reader { return &Reader{data: data} }

// Number reads a number.
func (r *Reader) Number() int {
	n, used := binary.Uvarint(r.data)
	if used <= 0 {
		r.bad, r.data = true, nil
		return 0
	}
	r.data = r.data[used:]
	return int(n)
}

// Count reads the length of a list or text, each element of which takes a byte
// or more: damaged data cannot ask for more memory than it has bytes.
func (r *Reader) Count() int {
	n := r.Number()
	if n < 0 || n > len(r.data) {
		r.bad, r.data = true, nil
		return 0
	}
	return n
}

// Flag reads a truth value.
func (r *Reader) Flag() bool { return r.Number() == 1 }

// Text reads a string.
func (r *Reader) Text() string {
	n := r.Count()
	s := string(r.data[:n])
	r.data = r.data[n:]
	return s
}

// Ok reports whether everything read so far was as it was written.
func (r *Reader) Ok() bool { return !r.bad }

// Err returns ErrDamaged if anything was not as it was written, or if bytes are
// left over.
func (r *Reader) Err() error {
	if r.bad || len(r.data) > 0 {
		return ErrDamaged
	}
	return nil
}
