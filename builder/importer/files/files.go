// Package files reads the files of an export: a folder, a .zip or .7z, or one file; packed by
// gzip or not; whole, or record by record in bounded memory.
//
// Every error is a diag.Problem: it names the file, the place in it and the reason, and
// a remedy where one is known.
package files

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"winnow/builder/diag"
)

// largestFile bounds what one file of an export may have when it is read whole: an
// archive may hold a file that is larger than any memory.
const largestFile = 256 << 20

// Files are the files of an export, which is a folder, a .zip or .7z, or one file.
type Files struct {
	fs.FS
	path  string // of the export
	names []string
	close func() error
}

// Open opens an export. Its files are those with one of the endings, by path.
func Open(name string, endings ...string) (*Files, error) {
	f, err := open(name)
	if err != nil {
		return nil, diag.Problem{Path: name, Msg: "the export cannot be read: " + diag.Reason(err), Hint: "give a folder, a .zip, a .7z, or a file"}
	}
	err = fs.WalkDir(f.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && slices.Contains(endings, strings.ToLower(path.Ext(name))) {
			f.names = append(f.names, name)
		}
		return err
	})
	if err != nil {
		f.close()
		return nil, diag.Problem{Path: name, Msg: "the export cannot be listed: " + diag.Reason(err)}
	}
	slices.Sort(f.names)
	return f, nil
}

func open(name string) (*Files, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return &Files{FS: os.DirFS(name), path: name, close: func() error { return nil }}, nil
	}
	if a, err := openArchive(name); a != nil || err != nil {
		if err != nil {
			return nil, err
		}
		return &Files{FS: a, path: name, close: a.Close}, nil
	}
	one, err := fs.Sub(os.DirFS(filepath.Dir(name)), ".")
	if err != nil {
		return nil, err
	}
	return &Files{FS: oneFile{one, filepath.Base(name)}, path: filepath.Dir(name), close: func() error { return nil }}, nil
}

// oneFile is a folder of which one file can be seen.
type oneFile struct {
	fs.FS
	name string
}

// ReadDir lists the one file.
func (f oneFile) ReadDir(name string) ([]fs.DirEntry, error) {
	info, err := fs.Stat(f.FS, f.name)
	if err != nil || name != "." {
		return nil, errors.Join(err, fs.ErrNotExist)
	}
	return []fs.DirEntry{fs.FileInfoToDirEntry(info)}, nil
}

// Names returns the paths of the files, sorted.
func (f *Files) Names() []string { return f.names }

// Close ends the reading.
func (f *Files) Close() error { return f.close() }

// Place returns where a file is, for a problem.
func (f *Files) Place(name string) string { return filepath.ToSlash(filepath.Join(f.path, name)) }

// Stream opens a file for reading from its beginning to its end; one whose name ends
// with .gz is unpacked on the way, and of a .tar.gz the dump of a database in it.
func (f *Files) Stream(name string) (io.ReadCloser, error) {
	r, err := f.Open(name)
	if err != nil {
		return nil, f.unreadable(name, err)
	}
	if !strings.EqualFold(path.Ext(name), ".gz") {
		return r, nil
	}
	unpacked, err := gzip.NewReader(bufio.NewReaderSize(r, 64<<10))
	if err != nil {
		r.Close()
		return nil, f.unreadable(name, err)
	}
	if lower := strings.ToLower(name); strings.HasSuffix(lower, ".tar.gz") {
		inner, err := dumpIn(unpacked)
		if err != nil {
			r.Close()
			return nil, f.unreadable(name, err)
		}
		return stream{inner, r}, nil
	}
	return stream{unpacked, r}, nil
}

// dumpIn returns the first dump of a database in a tape archive, as backups have it.
func dumpIn(r io.Reader) (io.Reader, error) {
	t := tar.NewReader(r)
	for {
		h, err := t.Next()
		switch {
		case err == io.EOF:
			return nil, errors.New("there is no .sql and no .sql.gz in it")
		case err != nil:
			return nil, err
		case strings.HasSuffix(h.Name, ".sql"):
			return t, nil
		case strings.HasSuffix(h.Name, ".sql.gz"):
			return gzip.NewReader(t)
		}
	}
}

// A stream is a file that is unpacked while it is read.
type stream struct {
	io.Reader
	io.Closer
}

func (f *Files) unreadable(name string, err error) diag.Problem {
	return diag.Problem{Path: f.Place(name), Msg: "the file cannot be read: " + diag.Reason(err), Hint: "is the download complete?"}
}

// Read returns a whole file.
func (f *Files) Read(name string) ([]byte, error) {
	r, err := f.Open(name)
	if err != nil {
		return nil, diag.Problem{Path: f.Place(name), Msg: "the file cannot be read: " + diag.Reason(err)}
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, largestFile+1))
	switch {
	case err != nil:
		return nil, f.unreadable(name, err)
	case len(data) > largestFile:
		return nil, diag.Problem{Path: f.Place(name), Msg: fmt.Sprintf("the file has more than %d MB", largestFile>>20), Hint: "export it in parts"}
	}
	return data, nil
}

// JSON decodes a whole file.
func (f *Files) JSON(name string, into any) error {
	data, err := f.Read(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return JSONProblem(f.Place(name), data, err)
	}
	return nil
}

// JSONProblem is the problem of a file that is no JSON, or not of the expected
// shape.
func JSONProblem(place string, data []byte, err error) diag.Problem {
	p := diag.Problem{Path: place, Msg: "the file is not JSON: " + err.Error(), Hint: "is the download complete?"}
	var syntax *json.SyntaxError
	var shape *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		p.Line, p.Col = position(data, syntax.Offset)
	case errors.As(err, &shape):
		p.Line, p.Col = position(data, shape.Offset)
		p.Msg, p.Hint = fmt.Sprintf("%s is a %s, which cannot be understood here", shape.Field, shape.Value), ""
	}
	if start := strings.TrimSpace(string(data[:min(len(data), 200)])); strings.HasPrefix(start, "<") {
		p.Msg, p.Hint = "the file is a web page, not JSON", "the server answered with an error page or a login: download it again"
	}
	return p
}

// position returns line and column of an offset.
func position(data []byte, offset int64) (line, col int) {
	before := data[:min(max(offset, 0), int64(len(data)))]
	text := string(before)
	return strings.Count(text, "\n") + 1, len(text) - strings.LastIndexByte(text, '\n')
}
