// Package publish knows a site as one list of files, and puts it in the place of
// the one before.
//
// A [File] has a path, the fingerprint of all that its bytes are made from, and a
// function that makes them. Everything that a site consists of is one: pages,
// scores, the search index, feeds, redirects, assets of the theme, files beside
// articles. The preview looks up the one that a browser asks for; [Publish] walks
// the list, in parallel, and makes what is not the same as last time.
//
// # What is the same
//
// Beside the store is kept a list of the files of the site that was published last:
// of each its inputs, the fingerprint of its bytes, and what shows that nothing
// touched it. A file with the same inputs is kept without being made; one that was
// made and has the same bytes is kept without being written. Without the list, as
// after another program's build, every file is made and compared. So the list can
// be deleted at any time.
package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"winnow/builder/cache"
	"winnow/builder/output"
)

// A File is one file of a site. Make writes its bytes, the same ones each time;
// it is safe for several goroutines.
type File struct {
	Path   string            // below the root: "wifi/slow-5ghz/index.html"
	Inputs cache.Fingerprint // of all that the bytes are made from; zero = not known: they are made and compared
	Make   func(w io.Writer) error
	Yields bool // it is left out where it is in the way of another file
}

// Bytes returns a file whose bytes are there already.
func Bytes(path string, data []byte) File {
	return File{Path: path, Inputs: cache.Of(data), Make: func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}}
}

// A List is the files of a site, sorted by path.
type List []File

// A Clash is a path that two files want, or that is a file and a folder at once.
type Clash struct{ Path, With string }

// NewList returns the files as a list. Of several with one path it has the first, of
// a file and those in a folder of its name the ones that do not yield.
func NewList(files []File) (List, []Clash) {
	slices.SortStableFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	var clashes []Clash
	list := List(files[:0])
	for _, f := range files {
		if n := len(list); n > 0 && list[n-1].Path == f.Path {
			clashes = append(clashes, Clash{f.Path, f.Path})
			continue
		}
		list = append(list, f)
	}
	gone := map[string]bool{}
	for _, f := range list {
		below := list.below(f.Path + "/")
		if below == "" {
			continue
		}
		clashes = append(clashes, Clash{f.Path, below})
		if gone[f.Path] = f.Yields; !f.Yields {
			gone[f.Path+"/"] = true
		}
	}
	return list.without(gone), clashes
}

// without returns the list without some files, and without those in some folders that
// yield.
func (l List) without(gone map[string]bool) List {
	if len(gone) == 0 {
		return l
	}
	return slices.DeleteFunc(l, func(f File) bool {
		for i, c := range f.Path {
			if c == '/' && f.Yields && gone[f.Path[:i+1]] {
				return true
			}
		}
		return gone[f.Path]
	})
}

// below returns the first path in a folder, or "".
func (l List) below(folder string) string {
	i, _ := l.search(folder)
	if i < len(l) && strings.HasPrefix(l[i].Path, folder) {
		return l[i].Path
	}
	return ""
}

// Find returns the file of a path.
func (l List) Find(path string) (f File, ok bool) {
	i, ok := l.search(path)
	if ok {
		f = l[i]
	}
	return f, ok
}

func (l List) search(path string) (int, bool) {
	return slices.BinarySearchFunc(l, path, func(f File, path string) int { return strings.Compare(f.Path, path) })
}

// Options says how a site is published.
type Options struct {
	// Memory is a folder in which is remembered what was published at a
	// destination; empty = nothing is.
	Memory string
	// Each calls f with 0 … n-1, on several processors.
	Each func(n int, f func(i int) error) error
	// Progress receives how far the work is, from several goroutines; may be nil.
	Progress func(done, total int)
}

// A Report counts the files of a published site against the one before.
type Report = output.Report

// ErrForeign is wrapped by the error of Publish when the destination holds files
// that winnow did not make.
var ErrForeign = output.ErrForeign

// Publish makes the files and puts them in the place of dest as one. late returns
// files whose paths are known only when other work is done; it is called after
// those of the list are made.
func Publish(files List, late func() ([]File, error), dest string, o Options) (Report, error) {
	m := memoryAt(o.Memory, dest)
	stage, err := output.Open(dest, m.spare())
	if err != nil {
		return Report{}, err
	}
	s := &site{stage: stage, last: m.read(stage.Old()), records: make([]record, len(files))}
	if err := s.put(files, late, o); err != nil {
		return Report{}, errors.Join(err, stage.Discard())
	}
	name := nameOf(s.files, s.records)
	report, err := stage.Publish(name)
	if err == nil {
		m.write(name, s.files, s.records)
	}
	return report, err
}

// A site is being published.
type site struct {
	stage   *output.Stage
	last    map[string]record // of the site before; empty = nothing is known of it
	files   List
	records []record // parallel to files
	buffers sync.Pool
}

func (s *site) put(files List, late func() ([]File, error), o Options) error {
	s.files = files
	s.buffers.New = func() any { return new(bytes.Buffer) }
	var done atomic.Int64
	one := func(i int) (err error) {
		if s.records[i], err = s.file(&s.files[i]); err != nil {
			return err
		}
		if o.Progress != nil {
			o.Progress(int(done.Add(1)), len(s.files))
		}
		return nil
	}
	if err := o.Each(len(files), one); err != nil {
		return err
	}
	more, err := late()
	if err != nil {
		return err
	}
	s.files, s.records = append(s.files[:len(files):len(files)], more...), append(s.records, make([]record, len(more))...)
	return o.Each(len(more), func(i int) error { return one(len(files) + i) })
}

// small is how many bytes a file may have to be compared in memory.
const small = 4 << 20

// errLarge ends the making of a file that is larger than small.
var errLarge = errors.New("large file")

// file gives one file its place in the new site.
func (s *site) file(f *File) (record, error) {
	old, known := s.last[f.Path]
	if known && f.Inputs == old.inputs && f.Inputs != (cache.Fingerprint{}) && s.stage.Keep(f.Path, old.Stat) {
		return old, nil
	}
	buffer := s.buffers.Get().(*bytes.Buffer)
	defer s.buffers.Put(buffer)
	buffer.Reset()
	err := f.Make(limited{buffer})
	if errors.Is(err, errLarge) {
		stat, err := s.stage.Write(f.Path, f.Make)
		return record{inputs: f.Inputs, Stat: stat}, err
	}
	if err != nil {
		return record{}, fmt.Errorf("%s: %w", f.Path, err)
	}
	r := record{inputs: f.Inputs, content: cache.Of(buffer.Bytes()), Stat: old.Stat}
	if known && r.content == old.content && s.stage.Keep(f.Path, old.Stat) {
		return r, nil
	}
	r.Stat, err = s.stage.Put(f.Path, buffer.Bytes())
	return r, err
}

// limited refuses more bytes than a small file has.
type limited struct{ *bytes.Buffer }

func (l limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > small {
		return 0, errLarge
	}
	return l.Buffer.Write(p)
}
