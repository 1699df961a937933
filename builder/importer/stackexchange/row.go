package stackexchange

import (
	"bytes"
	"io"
	"math"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"winnow/builder/importer"
)

type rowState int

const (
	rowOK   rowState = iota
	rowMore          // the bytes end before the row does
	rowBad           // not well-formed
)

// parseRow parses the row that b begins with, "<row a="…" b='…' />", into
// attrs, and returns its length. Values are not unescaped: most of them are
// never looked at.
func parseRow(b []byte, attrs *[]attr) (int, rowState) {
	*attrs = (*attrs)[:0]
	for i := len("<row"); ; {
		i = skipSpaces(b, i)
		switch {
		case i == len(b), i+1 == len(b) && b[i] == '/':
			return 0, rowMore
		case b[i] == '>':
			return i + 1, rowOK
		case b[i] == '/' && b[i+1] == '>':
			return i + 2, rowOK
		}
		a, n, state := parseAttr(b[i:])
		if state != rowOK {
			return 0, state
		}
		*attrs = append(*attrs, a)
		i += n
	}
}

// parseAttr parses name="value". A value holds no "<": so a missing quote
// spoils one row and not the rest of the file.
func parseAttr(b []byte) (a attr, n int, state rowState) {
	i := 0
	for i < len(b) && (isLetter(b[i]) || b[i] == ':') {
		i++
	}
	name := b[:i]
	i = skipSpaces(b, i)
	if i < len(b) && (b[i] != '=' || len(name) == 0) || i > nameBytes {
		return a, 0, rowBad
	}
	i = skipSpaces(b, min(i+1, len(b)))
	if i == len(b) {
		return a, 0, rowMore
	}
	quote := b[i]
	if quote != '"' && quote != '\'' {
		return a, 0, rowBad
	}
	i++
	k := bytes.IndexByte(b[i:], quote)
	switch {
	case k < 0 && bytes.IndexByte(b[i:], '<') >= 0:
		return a, 0, rowBad
	case k < 0:
		return a, 0, rowMore
	case bytes.IndexByte(b[i:i+k], '<') >= 0:
		return a, 0, rowBad
	}
	return attr{name, b[i : i+k]}, i + k + 1, rowOK
}

func skipSpaces(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

// readRow reads the row at an offset of a file, for a second look at a row that
// next has passed.
func readRow(f io.ReaderAt, off int64) (*row, error) {
	r := row{off: off}
	for size := 8 << 10; ; size *= 4 {
		b := make([]byte, size)
		n, err := f.ReadAt(b, off)
		if isRow(b[:n]) {
			if _, state := parseRow(b[:n], &r.attrs); state == rowOK {
				return &r, nil
			}
		}
		if err == nil && size > maxRow {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
	}
}

// raw returns an attribute as it is in the file, nil when it is absent.
func (r *row) raw(name string) []byte {
	for i := range r.attrs {
		if string(r.attrs[i].name) == name {
			return r.attrs[i].value
		}
	}
	return nil
}

// text returns an attribute as text, "" when it is absent.
func (r *row) text(name string) string { return unescape(r.raw(name)) }

// int32 returns an attribute as a whole number; false when it is absent or none
// that fits.
func (r *row) int32(name string) (int32, bool) {
	b := r.raw(name)
	neg := len(b) > 0 && b[0] == '-'
	if neg {
		b = b[1:]
	}
	if len(b) == 0 || len(b) > 10 {
		return 0, false
	}
	var n int64
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int64(c-'0')
	}
	if neg {
		n = -n
	}
	return int32(n), math.MinInt32 <= n && n <= math.MaxInt32
}

// time returns an attribute as a time; dumps are in UTC and name no zone.
func (r *row) time(name string) (time.Time, bool) {
	t, err := time.Parse("2006-01-02T15:04:05", string(r.raw(name)))
	return t.Truncate(time.Second), err == nil && t.Year() > 0
}

// A day counts from 1970-01-01 in UTC; 0 = not known.
type day uint16

// day returns an attribute as a day; 0 when it is absent or none.
func (r *row) day(name string) day {
	b := r.raw(name)
	if len(b) < 10 {
		return 0
	}
	t, err := time.Parse(time.DateOnly, string(b[:10]))
	n := t.Unix() / 86400
	if err != nil || n < 0 || n > math.MaxUint16 {
		return 0
	}
	return day(n)
}

// time returns the midnight at which the day begins, the zero time for no day.
func (d day) time() time.Time {
	if d == 0 {
		return time.Time{}
	}
	return time.Unix(int64(d)*86400, 0).UTC()
}

// unescape resolves the references of an attribute value and removes what no
// text may hold: bytes that are not UTF-8 and lone surrogates become U+FFFD,
// control characters other than tab and line breaks are dropped. Two references
// to the halves of a surrogate pair are one character: some writers of dumps
// spell emoji so. A reference that is none stays as it is.
func unescape(v []byte) string {
	if bytes.IndexByte(v, '&') < 0 {
		return importer.Text(string(v))
	}
	var b strings.Builder
	b.Grow(len(v))
	for len(v) > 0 {
		i := bytes.IndexByte(v, '&')
		if i < 0 {
			break
		}
		b.Write(v[:i])
		v = v[i:]
		c, n := reference(v)
		if n == 0 {
			c, n = '&', 1
		}
		if low, m := reference(v[n:]); utf16.IsSurrogate(c) && m > 0 && utf16.IsSurrogate(low) {
			if pair := utf16.DecodeRune(c, low); pair != utf8.RuneError {
				c, n = pair, n+m
			}
		}
		b.WriteRune(c)
		v = v[n:]
	}
	b.Write(v)
	return importer.Text(b.String())
}

// reference reads the reference that v begins with, "&lt;" or "&#x2014;", and
// returns its character and length; 0 when v begins with none.
func reference(v []byte) (rune, int) {
	end := bytes.IndexByte(v[:min(len(v), 12)], ';')
	if end < 3 || v[0] != '&' {
		return 0, 0
	}
	name := v[1:end]
	if name[0] == '#' {
		c, ok := number(name[1:])
		if !ok {
			return 0, 0
		}
		return c, end + 1
	}
	for _, e := range [...]struct {
		name string
		c    rune
	}{{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}} {
		if string(name) == e.name {
			return e.c, end + 1
		}
	}
	return 0, 0
}

// number reads the digits of a character reference, decimal or after an x.
func number(b []byte) (rune, bool) {
	base := rune(10)
	if len(b) > 0 && b[0] == 'x' {
		base, b = 16, b[1:]
	}
	var n rune
	for _, c := range b {
		d := rune(base)
		switch {
		case '0' <= c && c <= '9':
			d = rune(c - '0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			d = rune(c|0x20-'a') + 10
		}
		if n = n*base + d; d >= base || n > utf8.MaxRune {
			return 0, false
		}
	}
	return n, len(b) > 0
}
