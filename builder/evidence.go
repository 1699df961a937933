package builder

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"path"
	"time"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// evidence streams the rows of all evidence files; problems are complete once
// the rows were ranged over.
func (b *Builder) evidence(names []string, o content.Options) *evidence {
	if !b.Now.IsZero() {
		o.Latest = b.Now.Add(24 * time.Hour) // it may be tomorrow already, elsewhere
	}
	return &evidence{files: b.Files, names: names, options: o, sum: sha256.New()}
}

type evidence struct {
	files    fs.FS
	names    []string
	options  content.Options
	sum      hash.Hash // of the files
	problems diag.List
}

// size is about how many bytes there are to read.
func (e *evidence) size() (bytes int64) {
	const compressed = 6 // times as many as its file has
	for _, name := range e.names {
		info, err := fs.Stat(e.files, path.Join(e.options.Dir, name))
		if err != nil {
			continue // told when it is read
		}
		bytes += info.Size()
		if path.Ext(name) == ".gz" {
			bytes += (compressed - 1) * info.Size()
		}
	}
	return bytes
}

func (e *evidence) each(yield func(content.Evidence) bool) {
	e.problems = nil
	e.sum.Reset()
	for _, name := range e.names {
		if !e.file(name, yield) {
			return
		}
	}
}

// file reads one file and tells whether the consumer wants more.
func (e *evidence) file(name string, yield func(content.Evidence) bool) bool {
	full := path.Join(e.options.Dir, name)
	f, err := e.files.Open(full)
	if err != nil {
		e.problems = append(e.problems, diag.Problem{Path: full, Msg: "cannot be read: " + reason(err)})
		return true
	}
	defer f.Close()
	fmt.Fprintf(e.sum, "%q\n", name)
	more := true
	found := content.ReadEvidence(name, io.TeeReader(f, e.sum), e.options, func(row content.Evidence) bool {
		more = yield(row)
		return more
	})
	e.problems = append(e.problems, found...)
	return more
}
