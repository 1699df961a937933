package format

import (
	"slices"
	"strconv"
	"strings"
)

// DocsPerBlock is how many documents a block has; the last one may have fewer.
const DocsPerBlock = 12

// Block returns a document block before compression: rows, one column after the
// other, as like beside like compresses best.
func Block(rows []Row) (out []byte) {
	for i := range numColumns {
		if i > 0 {
			out = append(out, betweenColumns...)
		}
		for k := range rows {
			if k > 0 {
				out = append(out, betweenValues...)
			}
			out = append(out, rows[k][i]...)
		}
	}
	return out
}

// ReadBlock decodes a document block.
func (m *Manifest) ReadBlock(data []byte) ([]Document, error) {
	values, err := readColumns(data, numColumns)
	if err != nil {
		return nil, err
	}
	docs := make([]Document, len(values[0]))
	for i := range docs {
		docs[i] = document(m, values, i)
	}
	return docs, nil
}

// TitleBlock returns a file of titles before compression: a document block with a
// last column of ids in base 36.
func TitleBlock(rows []Row, ids []int) []byte {
	codes := make([]string, len(ids))
	for i, id := range ids {
		codes[i] = strconv.FormatInt(int64(id), 36)
	}
	return slices.Concat(Block(rows), []byte(betweenColumns), []byte(strings.Join(codes, betweenValues)))
}

// ReadTitles decodes a file of titles.
func (m *Manifest) ReadTitles(data []byte) (docs []Document, ids []int, err error) {
	values, err := readColumns(data, numColumns+1)
	if err != nil {
		return nil, nil, err
	}
	for i, code := range values[numColumns] {
		id, err := strconv.ParseInt(code, 36, 32)
		if err != nil || id < 0 || id >= int64(m.Docs) {
			return nil, nil, errDamaged
		}
		docs, ids = append(docs, document(m, values, i)), append(ids, int(id))
	}
	return docs, ids, nil
}

// readColumns takes n columns apart, all of one length.
func readColumns(data []byte, n int) ([][]string, error) {
	raw, err := inflate(data)
	if err != nil {
		return nil, err
	}
	columns := strings.Split(string(raw), betweenColumns)
	if len(columns) != n {
		return nil, errDamaged
	}
	values := make([][]string, n)
	for i, c := range columns {
		if values[i] = strings.Split(c, betweenValues); len(values[i]) != len(values[0]) {
			return nil, errDamaged
		}
	}
	return values, nil
}
