package main

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"winnow/builder"
)

// A siteFolder is the files of a site, whose content folder may be elsewhere: the
// folder that the user names is trusted, links inside it that leave it are not.
type siteFolder struct {
	site, content fs.FS
	dir           string // of the content, as site.toml names it
}

// openFolder opens the folder of a site, and its content folder where that is not
// in it.
func openFolder(dir string) (fs.FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	cfg, _ := builder.ReadConfig(root.FS()) // its problems are reported by the build
	name := path.Clean(filepath.ToSlash(cfg.Content.Dir))
	if _, err := root.Stat(name); err == nil || errors.Is(err, fs.ErrNotExist) {
		return root.FS(), nil
	}
	content, err := os.OpenRoot(onDisk(dir, name))
	if err != nil {
		return root.FS(), nil // the build reports it
	}
	return siteFolder{root.FS(), content.FS(), name}, nil
}

// onDisk returns the path of a file that a problem or site.toml names.
func onDisk(dir, name string) string {
	if name = filepath.FromSlash(name); filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// in returns where a name is: in the content folder, or in the site's.
func (f siteFolder) in(name string) (fs.FS, string) {
	if name == f.dir {
		return f.content, "."
	}
	if below, ok := strings.CutPrefix(name, f.dir+"/"); ok {
		return f.content, below
	}
	return f.site, name
}

func (f siteFolder) Open(name string) (fs.File, error) {
	files, name := f.in(name)
	return files.Open(name)
}

func (f siteFolder) ReadDir(name string) ([]fs.DirEntry, error) {
	files, name := f.in(name)
	return fs.ReadDir(files, name)
}

func (f siteFolder) Stat(name string) (fs.FileInfo, error) {
	files, name := f.in(name)
	return fs.Stat(files, name)
}

func (f siteFolder) ReadLink(name string) (string, error) {
	files, name := f.in(name)
	return fs.ReadLink(files, name)
}

func (f siteFolder) Lstat(name string) (fs.FileInfo, error) {
	files, name := f.in(name)
	return fs.Lstat(files, name)
}
