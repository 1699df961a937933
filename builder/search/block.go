package search

import (
	"strconv"
	"strings"
	"time"
)

// readBlock decodes a document block.
func (m *manifest) readBlock(data []byte) ([]Document, error) {
	raw, err := inflate(data)
	if err != nil {
		return nil, err
	}
	values, err := readColumns(string(raw), numColumns)
	if err != nil {
		return nil, err
	}
	docs := make([]Document, len(values[0]))
	for i := range docs {
		docs[i] = m.document(values, i)
	}
	return docs, nil
}

// readColumns takes n columns apart, all of one length.
func readColumns(raw string, n int) ([][]string, error) {
	columns := strings.Split(raw, betweenColumns)
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

func (m *manifest) document(values [][]string, i int) Document {
	title := values[columnTitle][i]
	place := threeParts(m.Places, values[columnPlace][i])
	kind := threeParts(m.Kinds, values[columnKind][i])
	d := Document{
		URL:      place[0] + longSlug(values[columnSlug][i], title) + place[1],
		Title:    title,
		Summary:  values[columnSummary][i],
		Author:   values[columnAuthor][i],
		Category: place[2],
		State:    kind[0],
		Rank:     kind[1],
		Accepted: kind[2] == "1",
		Date:     longDate(values[columnDate][i]),
		Tags:     []string{},
		parts:    partsIn(values[columnSections][i]),
	}
	if tags := values[columnTags][i]; tags != "" {
		d.Tags = strings.Split(tags, betweenParts)
	}
	return d
}

// threeParts undoes table.code.
func threeParts(list []string, code string) (out [3]string) {
	s, literal := strings.CutPrefix(code, "=")
	if !literal {
		if n, err := strconv.Atoi(code); err == nil && 0 <= n && n < len(list) {
			s = list[n]
		}
	}
	copy(out[:], strings.Split(s, betweenParts))
	return out
}

// longSlug undoes shortSlug.
func longSlug(s, title string) string {
	ofTitle := slugOf(title)
	shared, rest, differs := strings.Cut(s, ":")
	if !differs {
		return ofTitle
	}
	n, _ := strconv.Atoi(shared) // nothing means 0
	return ofTitle[:min(max(n, 0), len(ofTitle))] + rest
}

// longDate undoes shortDate.
func longDate(s string) string {
	if s == "" || s[0] == '=' {
		return strings.TrimPrefix(s, "=")
	}
	n, err := strconv.ParseInt(s, 36, 32)
	if err != nil {
		return ""
	}
	return time.Unix(n*86400, 0).UTC().Format(time.DateOnly)
}
