package markdown

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// lines knows on which line of the article's file an offset of the body is.
type lines struct {
	body   []byte
	first  int   // line of the file on which the body begins
	starts []int // offset of each line of body; made when first asked for
}

func (l *lines) at(pos int) int {
	if l.starts == nil {
		l.starts = []int{0}
		for i, c := range l.body {
			if c == '\n' {
				l.starts = append(l.starts, i+1)
			}
		}
	}
	i, found := slices.BinarySearch(l.starts, pos)
	if !found {
		i--
	}
	return max(l.first, 1) + i
}

// col returns the column of an offset, in characters.
func (l *lines) col(pos int) int {
	pos = min(max(pos, 0), len(l.body))
	start := bytes.LastIndexByte(l.body[:pos], '\n') + 1
	return 1 + utf8.RuneCount(l.body[start:pos])
}
