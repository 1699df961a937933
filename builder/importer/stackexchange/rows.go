package stackexchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

const (
	rowBuffer  = 256 << 10 // bytes read at once
	maxRow     = 64 << 20  // longest row; a longer one is a flaw
	maxFlaws   = 5         // flaws that are kept with their place
	nameBytes  = 128       // longest name of an element or attribute
	noProgress = 100       // empty reads in a row before the reader is given up
)

// A rowReader reads the rows of one table of a dump, an XML file of the shape
//
//	<posts>
//	  <row Id="1" Body="&lt;p&gt;…" />
//	</posts>
//
// in the order of the file. Memory is bounded by the longest row.
//
// It is a scanner for this shape alone. With encoding/xml in its place a whole
// import takes twice the processor time (a dump of 93 MB: 3.0 s became 5.9 s,
// least of alternating runs; 6 MB: 0.28 s became 0.47 s) and ends at the first
// row that is not well-formed; tdewolff/parse holds a whole file in memory.
//
// A row that is not well-formed, or is outside the shape, is a flaw: it is
// noted with its offset and skipped, and reading goes on at the next row. A
// file that ends early is a flaw too. Only a file that is no XML at all, and a
// reader that fails, end the reading.
type rowReader struct {
	src      io.Reader
	buf      []byte
	pos, end int   // the unread part is buf[pos:end]
	base     int64 // offset of buf[0] in the file
	eof      bool
	root     bool // the root element is open
	done     bool // the root element was closed
	err      error

	cur     row
	flaws   []flaw // the first maxFlaws
	flawed  int    // all of them
	started bool
}

// A flaw is a place of the file that could not be read.
type flaw struct {
	off int64
	msg string
}

// A row is one <row …/>. It is valid until the next call of next.
type row struct {
	off   int64 // of "<row" in the file
	attrs []attr
}

// An attr is one attribute; its value is still escaped.
type attr struct{ name, value []byte }

func newRowReader(src io.Reader) *rowReader {
	return &rowReader{src: src, buf: make([]byte, rowBuffer)}
}

// offset returns how far the file has been read.
func (r *rowReader) offset() int64 { return r.base + int64(r.pos) }

// next moves to the next row and returns it; false at the end or when err is
// set.
func (r *rowReader) next() (*row, bool) {
	if !r.started {
		r.started = true
		r.begin()
	}
	for r.err == nil && !r.done {
		if !r.skipSpace() {
			if r.err == nil {
				r.flaw("the file ends before the end of its table")
			}
			return nil, false
		}
		if r.element() {
			return &r.cur, true
		}
	}
	return nil, false
}

// begin skips a byte order mark and refuses what is no XML in UTF-8.
func (r *rowReader) begin() {
	head := r.peek(3)
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		r.pos += 3
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		r.fail("the file is in UTF-16, a dump is in UTF-8")
	}
	if r.err != nil {
		return
	}
	if !r.skipSpace() {
		r.fail("the file is empty")
	} else if r.buf[r.pos] != '<' {
		r.fail("the file is not XML: it begins with %q", r.peek(1))
	}
}

// element reads one element, comment or declaration; true when it is a row.
func (r *rowReader) element() bool {
	b := r.peek(5)
	switch {
	case b[0] != '<':
		r.resync("text between the rows")
	case bytes.HasPrefix(b, []byte("<?")):
		r.skipPast("?>")
	case bytes.HasPrefix(b, []byte("<!--")):
		r.skipPast("-->")
	case bytes.HasPrefix(b, []byte("<!")) && !r.root:
		r.skipPast(">")
	case bytes.HasPrefix(b, []byte("<!")):
		r.resync("a declaration where a row was expected")
	case bytes.HasPrefix(b, []byte("</")):
		r.endTag()
	case isRow(b) && r.root:
		return r.row()
	default:
		r.startTag()
	}
	return false
}

// isRow reports whether b begins with "<row" and the name ends there.
func isRow(b []byte) bool {
	return bytes.HasPrefix(b, []byte("<row")) && (len(b) == 4 || isSpace(b[4]) || b[4] == '/' || b[4] == '>')
}

// row parses the row at pos.
func (r *rowReader) row() bool {
	for {
		n, state := parseRow(r.buf[r.pos:r.end], &r.cur.attrs)
		switch {
		case state == rowOK:
			r.cur.off = r.offset()
			r.pos += n
			return true
		case state == rowBad:
			r.resync("a row that is not well-formed")
			return false
		case r.end-r.pos >= maxRow:
			r.resync(fmt.Sprintf("a row longer than %d MB", maxRow>>20))
			return false
		case !r.fill():
			if r.err == nil {
				r.flaw("the file ends in the middle of a row")
				r.done = true
			}
			return false
		}
	}
}

// startTag takes the first element as the root of the table.
func (r *rowReader) startTag() {
	if r.root {
		r.resync("an element that is not a row")
		return
	}
	tag, ok := r.tag()
	name := bytes.TrimSuffix(tag, []byte("/"))
	if !ok || !isName(name) {
		r.fail("the file is not a table of a dump")
		return
	}
	r.root = true
	r.done = len(name) < len(tag)
}

// endTag ends a row that was written in two parts, or the table.
func (r *rowReader) endTag() {
	tag, ok := r.tag()
	switch {
	case !ok || !r.root:
		r.resync("an end tag in the wrong place")
	case string(bytes.TrimRight(tag, " \t\r\n")) != "/row":
		r.done = true
	}
}

// tag reads a short tag without attributes, "<name>", and returns what is
// between the brackets.
func (r *rowReader) tag() ([]byte, bool) {
	b := r.peek(nameBytes + 2)
	i := bytes.IndexByte(b, '>')
	if i < 0 {
		return nil, false
	}
	r.pos += i + 1
	return b[1:i], true
}

// isName reports whether b can be the name of an element of a dump.
func isName(b []byte) bool {
	for _, c := range b {
		if !isLetter(c) {
			return false
		}
	}
	return len(b) > 0
}

func isLetter(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '-' || c == '.' || c >= 0x80
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// skipSpace moves to the next byte that is no white space; false at the end.
func (r *rowReader) skipSpace() bool {
	for {
		for r.pos < r.end {
			if !isSpace(r.buf[r.pos]) {
				return true
			}
			r.pos++
		}
		if !r.fill() {
			return false
		}
	}
}

// skipPast moves behind the next occurrence of s.
func (r *rowReader) skipPast(s string) {
	for {
		if i := bytes.Index(r.buf[r.pos:r.end], []byte(s)); i >= 0 {
			r.pos += i + len(s)
			return
		}
		r.pos = max(r.pos, r.end-len(s)+1)
		if !r.fill() {
			r.pos = r.end
			return
		}
	}
}

// resync notes a flaw and moves to the next row or end tag.
func (r *rowReader) resync(msg string) {
	r.flaw(msg)
	r.pos = min(r.pos+1, r.end)
	for {
		i := bytes.IndexByte(r.buf[r.pos:r.end], '<')
		if i < 0 {
			r.pos = r.end
			if !r.fill() {
				return
			}
			continue
		}
		r.pos += i
		b := r.peek(5)
		if isRow(b) && r.root || bytes.HasPrefix(b, []byte("</")) {
			return
		}
		r.pos++
	}
}

// peek returns up to n unread bytes without moving on.
func (r *rowReader) peek(n int) []byte {
	for r.end-r.pos < n && r.fill() {
	}
	return r.buf[r.pos:min(r.end, r.pos+n)]
}

// fill reads more behind end, making room first; false at the end of the file.
func (r *rowReader) fill() bool {
	if r.eof || r.err != nil {
		return false
	}
	if r.pos > 0 {
		copy(r.buf, r.buf[r.pos:r.end])
		r.base += int64(r.pos)
		r.end -= r.pos
		r.pos = 0
	}
	if r.end == len(r.buf) {
		r.buf = append(r.buf, make([]byte, len(r.buf))...)
	}
	for range noProgress {
		n, err := r.src.Read(r.buf[r.end:])
		r.end += n
		if err != nil {
			r.eof = true
			if !errors.Is(err, io.EOF) {
				r.err = err
			}
		}
		if n > 0 || r.eof {
			return n > 0
		}
	}
	r.err = io.ErrNoProgress
	return false
}

func (r *rowReader) flaw(msg string) {
	r.flawed++
	if len(r.flaws) < maxFlaws {
		r.flaws = append(r.flaws, flaw{r.offset(), msg})
	}
}

func (r *rowReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format+", at byte %d", append(args, r.offset())...)
	}
}
