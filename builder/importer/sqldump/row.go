package sqldump

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// A Row is a row of a table.
type Row struct {
	Table   string
	Columns []string
	values  []cell
}

type cell struct {
	text string
	null bool
}

// Has reports whether the table has a column.
func (r *Row) Has(column string) bool { return slices.Contains(r.Columns, column) }

// Text returns a cell, "" for NULL and for a column that the table has not.
func (r *Row) Text(column string) string {
	if i := slices.Index(r.Columns, column); i >= 0 && i < len(r.values) {
		return r.values[i].text
	}
	return ""
}

// Int returns a cell as a whole number, 0 when it is none.
func (r *Row) Int(column string) int {
	n, _ := strconv.Atoi(r.Text(column))
	return n
}

// True reports whether a cell is a true one: of a flag.
func (r *Row) True(column string) bool {
	switch strings.ToLower(r.Text(column)) {
	case "1", "t", "true", "\x01":
		return true
	}
	return false
}

// fromHex returns the bytes of hexadecimal digits; what is none stays.
func fromHex(s string) string {
	data, err := hex.DecodeString(s)
	if err != nil {
		return s
	}
	return string(data)
}

// cells returns the cells of a line of COPY.
func cells(line []byte) (out []cell) {
	for field := range bytes.SplitSeq(line, []byte("\t")) {
		if string(field) == `\N` {
			out = append(out, cell{null: true})
			continue
		}
		out = append(out, cell{text: copied(field)})
	}
	return out
}

// copied resolves the escapes of COPY.
func copied(field []byte) string {
	if bytes.IndexByte(field, '\\') < 0 {
		return string(field)
	}
	var b strings.Builder
	for i := 0; i < len(field); i++ {
		c := field[i]
		if c != '\\' || i+1 == len(field) {
			b.WriteByte(c)
			continue
		}
		i++
		switch c = field[i]; {
		case c == 'f':
			c = '\f'
		case c == 'v':
			c = '\v'
		case c >= '0' && c <= '7':
			end := i + 1
			for end < len(field) && end < i+3 && field[end] >= '0' && field[end] <= '7' {
				end++
			}
			n, _ := strconv.ParseUint(string(field[i:end]), 8, 16)
			c, i = byte(n), end-1
		case c != '0' && c != 'Z':
			c = unescape(c)
		}
		b.WriteByte(c)
	}
	return b.String()
}
