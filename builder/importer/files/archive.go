package files

import (
	"archive/zip"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/bodgit/sevenzip"

	"winnow/builder/diag"
)

// An archive is a .zip or a .7z.
type archive interface {
	fs.FS
	io.Closer
}

// openArchive opens an archive; nil when a path is none.
func openArchive(name string) (archive, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".zip":
		z, err := zip.OpenReader(name)
		if err != nil {
			return nil, err // and no archive, not one that is nil
		}
		return z, nil
	case ".7z":
		z, err := sevenzip.OpenReader(name)
		if err != nil {
			return nil, err
		}
		return z, nil
	}
	return nil, nil
}

// Members returns the names of the files in an archive, none when a path is no archive.
func Members(name string) (names []string) {
	a, err := openArchive(name)
	if a == nil || err != nil {
		return nil
	}
	defer a.Close()
	each(a, func(member string, _ fs.DirEntry) error {
		names = append(names, member)
		return nil
	})
	return names
}

// Unpack writes the files of an archive that are wanted into a folder, each under the last
// part of its name.
func Unpack(name, dir string, wanted func(member string) bool, progress func(done, total int64)) error {
	a, err := openArchive(name)
	if err != nil {
		return diag.Problem{Path: name, Msg: "the archive cannot be read: " + diag.Reason(err), Hint: "is the download complete?"}
	}
	defer a.Close()
	var done, total int64
	each(a, func(member string, d fs.DirEntry) error {
		if info, err := d.Info(); err == nil && wanted(member) {
			total += info.Size()
		}
		return nil
	})
	return each(a, func(member string, _ fs.DirEntry) error {
		if !wanted(member) {
			return nil
		}
		progress(done, total)
		n, err := unpack(a, member, filepath.Join(dir, path.Base(member)))
		if done += n; err != nil {
			return diag.Problem{Path: name, Msg: member + " cannot be unpacked: " + diag.Reason(err), Hint: "is the download complete, and is there space in " + os.TempDir() + "?"}
		}
		return nil
	})
}

func unpack(a archive, member, to string) (n int64, err error) {
	in, err := a.Open(member)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return 0, err
	}
	n, err = io.Copy(out, in)
	if e := out.Close(); err == nil {
		err = e
	}
	return n, err
}

// each calls f with every file of an archive.
func each(a archive, f func(member string, d fs.DirEntry) error) error {
	return fs.WalkDir(a, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		return f(name, d)
	})
}
