package corpus

import (
	"io"
	"io/fs"
	"path"

	"winnow/builder/cache"
	"winnow/builder/content"
	"winnow/builder/diag"
)

// Evidence is a stream of rows, read anew each time it is ranged over.
type Evidence struct {
	Problems diag.List // complete once all rows were read

	files   fs.FS
	names   []string
	options content.Options
}

// Rows yields every row.
func (e *Evidence) Rows(yield func(content.Evidence) bool) {
	e.Problems = nil
	for _, name := range e.names {
		if !e.file(name, yield) {
			return
		}
	}
}

// file reads one file and reports whether the consumer wants more.
func (e *Evidence) file(name string, yield func(content.Evidence) bool) bool {
	full := path.Join(e.options.Dir, name)
	f, err := e.files.Open(full)
	if err != nil {
		e.Problems = append(e.Problems, diag.Problem{Path: full, Msg: "cannot be read: " + diag.Reason(err)})
		return true
	}
	defer f.Close()
	more := true
	problems := content.ReadEvidence(name, f, e.options, func(row content.Evidence) bool {
		more = yield(row)
		return more
	})
	e.Problems = append(e.Problems, problems...)
	return more
}

// Size returns about how many bytes there are to read.
func (e *Evidence) Size() (bytes int64) {
	const compressed = 6 // times as many as its file has
	for _, name := range e.names {
		info, err := fs.Stat(e.files, path.Join(e.options.Dir, name))
		if err != nil {
			continue // reported when it is read
		}
		bytes += info.Size()
		if path.Ext(name) == ".gz" {
			bytes += (compressed - 1) * info.Size()
		}
	}
	return bytes
}

// evidenceInputs returns the fingerprint of the files of evidence. A file that
// cannot be read has none of its own; reading its rows reports it.
func evidenceInputs(r *Reader, names []string) cache.Fingerprint {
	h := cache.NewHasher()
	for _, name := range names {
		h.Text(name)
		if f, err := r.Files.Open(path.Join(r.Content.Dir, name)); err == nil {
			n, _ := io.Copy(h, f)
			f.Close()
			h.Number(int(n))
		}
	}
	return h.Sum()
}
