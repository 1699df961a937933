package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync/atomic"
	"syscall"
)

// leftovers are the files of an older site in the folder in which the new one is
// staged, by path; nil = the folder was empty.
type leftovers map[string]*leftover

// A leftover has a place in the new site, or goes.
type leftover struct {
	info  fs.FileInfo
	taken atomic.Bool // it has its place, or is gone
}

// recycle makes a spare site the staging folder dir: most of its files and folders
// are those of the new site. It returns nil when there is none to be used.
func recycle(spare, dir string) leftovers {
	if spare == "" || os.Rename(spare, dir) != nil {
		return nil
	}
	left := leftovers{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !d.Type().IsRegular() {
			return os.Remove(name) // a link could lead out of the site
		}
		info, err := d.Info()
		rel, _ := filepath.Rel(dir, name)
		left[filepath.ToSlash(rel)] = &leftover{info: info}
		return err
	})
	if err != nil {
		os.RemoveAll(dir)
		return nil
	}
	return left
}

// keep reports whether a file of the old site has its place in the folder already.
func (l leftovers) keep(path string, old fs.FileInfo) bool {
	f := l[path]
	if f == nil || !os.SameFile(f.info, old) {
		return false
	}
	f.taken.Store(true)
	return true
}

// clear makes room for a file.
func (l leftovers) clear(path, name string) error {
	if l == nil {
		return nil
	}
	if f := l[path]; f != nil {
		f.taken.Store(true)
		return os.Remove(name)
	}
	if isFolder(name) {
		return os.RemoveAll(name)
	}
	return nil
}

// drop removes a file in the place of which a folder must be.
func (l leftovers) drop(path, name string) bool {
	f := l[path]
	return f != nil && !f.taken.Swap(true) && os.Remove(name) == nil
}

// prune removes what the new site does not have, with the folders that are
// empty then.
func (l leftovers) prune(dir string) error {
	for name, f := range l {
		if f.taken.Load() {
			continue
		}
		err := os.Remove(filepath.Join(dir, filepath.FromSlash(name)))
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
			continue // it made room for another; what has its place now stays
		}
		if err != nil {
			return err
		}
		for up := path.Dir(name); up != "."; up = path.Dir(up) {
			if os.Remove(filepath.Join(dir, filepath.FromSlash(up))) != nil {
				break
			}
		}
	}
	return nil
}
