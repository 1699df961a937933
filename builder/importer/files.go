package importer

import (
	"archive/zip"
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

// Files are the files of an export, which is a folder, a .zip, or one file.
type Files struct {
	fs.FS
	path  string // of the export
	names []string
	close func() error
}

// OpenFiles opens an export. Its files are those with one of the endings, by path.
func OpenFiles(name string, endings ...string) (*Files, error) {
	f, err := openFiles(name)
	if err != nil {
		return nil, diag.Problem{Path: name, Msg: "the export cannot be read: " + diag.Reason(err), Hint: "give a folder, a .zip, or a file"}
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

func openFiles(name string) (*Files, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return &Files{FS: os.DirFS(name), path: name, close: func() error { return nil }}, nil
	case strings.EqualFold(filepath.Ext(name), ".zip"):
		z, err := zip.OpenReader(name)
		if err != nil {
			return nil, err
		}
		return &Files{FS: z, path: name, close: z.Close}, nil
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
		return nil, diag.Problem{Path: f.Place(name), Msg: "the file cannot be read: " + diag.Reason(err), Hint: "is the download complete?"}
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
