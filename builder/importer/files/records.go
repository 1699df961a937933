package files

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"winnow/builder/diag"
)

// largestRecord bounds what one record may have.
const largestRecord = 64 << 20

// errTooLong ends a record that no memory should hold.
var errTooLong = fmt.Errorf("a record has more than %d MB", largestRecord>>20)

// A Bounded reader fails where a record is too long: Next begins one.
type Bounded struct {
	r    io.Reader
	left int
}

// NewBounded returns a reader of text, without the mark that some begin it with.
func NewBounded(r io.Reader) *Bounded {
	b := bufio.NewReaderSize(r, 64<<10)
	if mark, err := b.Peek(3); err == nil && string(mark) == "\xef\xbb\xbf" {
		b.Discard(3)
	}
	return &Bounded{b, largestRecord}
}

// Next begins a record.
func (b *Bounded) Next() { b.left = largestRecord }

// Read reads on.
func (b *Bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errTooLong
	}
	n, err := b.r.Read(p)
	b.left -= n
	return n, err
}

// Rest among the paths of Records wants also what is left of an object without its records.
const Rest = "…"

// Records yields the records of a JSON file one by one: those of an array, those that
// follow each other (one on each line, say), and those of the array that an object has
// under one of the paths, as "data.items". An error, which is a [diag.Problem], ends it.
func (f *Files) Records(name string, paths ...string) iter.Seq2[json.RawMessage, error] {
	return func(yield func(json.RawMessage, error) bool) {
		r, err := f.Stream(name)
		if err != nil {
			yield(nil, err)
			return
		}
		defer r.Close()
		b := NewBounded(r)
		start := &bytes.Buffer{}
		d := json.NewDecoder(io.TeeReader(b, &limited{start, 200}))
		d.UseNumber()
		w := recordWalker{d: d, bounded: b, paths: paths, yield: yield}
		if err := w.all(); err != nil && !errors.Is(err, errStopped) {
			yield(nil, f.noRecord(name, start.Bytes(), d.InputOffset(), err))
		}
	}
}

// limited keeps the first bytes of what is written to it.
type limited struct {
	to   *bytes.Buffer
	most int
}

func (l *limited) Write(p []byte) (int, error) {
	l.to.Write(p[:min(len(p), max(l.most-l.to.Len(), 0))])
	return len(p), nil
}

// noRecord is the problem of a file that cannot be read on.
func (f *Files) noRecord(name string, start []byte, offset int64, err error) diag.Problem {
	p := diag.Problem{Path: f.Place(name), Msg: fmt.Sprintf("the file is not JSON, at byte %d: %v", offset, err), Hint: "is the download complete?"}
	switch {
	case strings.HasPrefix(strings.TrimSpace(string(start)), "<"):
		p.Msg, p.Hint = "the file is a web page, not JSON", "the server answered with an error page or a login: download it again"
	case errors.Is(err, errTooLong):
		p.Msg, p.Hint = fmt.Sprintf("%v, at byte %d", err, offset), "export it in parts"
	}
	return p
}

var errStopped = errors.New("stopped")

// A recordWalker goes through the values of a file.
type recordWalker struct {
	d       *json.Decoder
	bounded *Bounded
	paths   []string
	yield   func(json.RawMessage, error) bool
}

// all goes through the values at the top.
func (w *recordWalker) all() error {
	for {
		w.bounded.Next()
		t, err := w.d.Token()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case t == json.Delim('['):
			err = w.array()
		case t == json.Delim('{'):
			err = w.object()
		default:
			err = w.scalar(t)
		}
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
	}
}

// scalar yields a value that is neither array nor object.
func (w *recordWalker) scalar(t json.Token) error {
	value, err := json.Marshal(t)
	if err == nil && !w.yield(value, nil) {
		return errStopped
	}
	return err
}

// array yields the values of an array that has begun.
func (w *recordWalker) array() error {
	for w.d.More() {
		w.bounded.Next()
		var value json.RawMessage
		if err := w.d.Decode(&value); err != nil {
			return err
		}
		if !w.yield(value, nil) {
			return errStopped
		}
	}
	_, err := w.d.Token()
	return err
}

// object yields an object that has begun, or the records in it.
func (w *recordWalker) object() error {
	whole, found, err := w.fields("")
	if err == nil && (!found || slices.Contains(w.paths, Rest)) && !w.yield(whole, nil) {
		return errStopped
	}
	return err
}

// fields reads the fields of an object that has begun; found = records were in it, and it
// is none itself.
func (w *recordWalker) fields(path string) (whole json.RawMessage, found bool, err error) {
	whole = append(whole, '{')
	for w.d.More() {
		key, err := w.d.Token()
		if err != nil {
			return nil, false, err
		}
		name, _ := key.(string)
		value, inside, err := w.value(path + name)
		if err != nil {
			return nil, false, err
		}
		if len(whole) > 1 {
			whole = append(whole, ',')
		}
		quoted, _ := json.Marshal(name)
		whole = append(append(append(whole, quoted...), ':'), value...)
		if found = found || inside; len(whole) > largestRecord {
			return nil, false, errTooLong
		}
	}
	_, err = w.d.Token()
	return append(whole, '}'), found, err
}

// value reads the value of a field; found = it is records, or has them.
func (w *recordWalker) value(path string) (value json.RawMessage, found bool, err error) {
	within := slices.ContainsFunc(w.paths, func(p string) bool { return p == path || strings.HasPrefix(p, path+".") })
	if !within {
		err = w.d.Decode(&value)
		return value, false, err
	}
	t, err := w.d.Token()
	switch {
	case err != nil:
		return nil, false, err
	case t == json.Delim('['):
		return json.RawMessage("null"), true, w.array()
	case t == json.Delim('{'):
		return w.fields(path + ".")
	}
	value, err = json.Marshal(t)
	return value, false, err
}
