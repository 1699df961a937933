package search

import (
	"bytes"
	"compress/zlib"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"winnow/builder/search/format"
)

// The text of an article, by itself compressed, is what the first results show a part
// of, so that a reader sees why they match.

// maxText is how many characters of an article are kept for that.
const maxText = 8000

var compressors = sync.Pool{New: func() any {
	w, _ := zlib.NewWriterLevel(nil, zlib.BestSpeed) // fails for unknown levels only
	return w
}}

// compressedText returns the text of an article on one line, nothing where there is none.
func compressedText(f Fields) []byte {
	return compressed(oneLine(f.Question, f.Answer, f.Code))
}

// joinedText returns the compressed texts of several articles as one.
func joinedText(parts [][]byte) []byte {
	if len(parts) == 1 {
		return parts[0]
	}
	texts := make([]string, 0, len(parts))
	for _, p := range parts {
		if r, err := zlib.NewReader(bytes.NewReader(p)); err == nil {
			text, _ := io.ReadAll(io.LimitReader(r, utf8.UTFMax*maxText)) // a damaged text is as long as it can be read
			texts = append(texts, string(text))
		}
	}
	return compressed(oneLine(texts...))
}

// compressed returns a text on one line compressed, nothing for none.
func compressed(line string) []byte {
	text := format.Clean(line, maxText)
	if text == "" {
		return nil
	}
	var b bytes.Buffer
	w := compressors.Get().(*zlib.Writer)
	defer compressors.Put(w)
	w.Reset(&b)
	_, _ = w.Write([]byte(text)) // a buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

// oneLine returns the words of texts with one space between them.
func oneLine(texts ...string) string {
	var b strings.Builder
	for _, text := range texts {
		for word := range strings.FieldsSeq(text) {
			if b.Len() > 4*maxText {
				return b.String()
			}
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(word)
		}
	}
	return b.String()
}

// A textWriter puts texts one after the other.
type textWriter struct {
	files [][]byte
}

// add returns where a text is in all files together.
func (w *textWriter) add(text []byte) (p format.Place) {
	if len(text) == 0 {
		return p
	}
	last := len(w.files) - 1
	if last < 0 || len(w.files[last])+len(text) > format.TextFile {
		w.files = append(w.files, make([]byte, 0, 1<<16))
		last++
	}
	from := last*format.TextFile + len(w.files[last])
	w.files[last] = append(w.files[last], text...)
	return format.Place{From: from, To: from + len(text)}
}
