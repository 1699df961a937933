package corpus

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Reload returns what Read would return, if since old was read nothing below
// the content folder has changed but the named files and folders, by their paths
// below it. Only these are read.
func (r *Reader) Reload(old *Corpus, changed []string) (*Corpus, error) {
	c, n := &Corpus{reader: r}, names(changed)
	sameFiles := old.sameFiles(r, n)
	if sameFiles {
		c.Files, c.People, c.fileProblems = old.Files, old.People, old.fileProblems
		c.walked, c.options, c.clashing, c.Folders = old.walked, old.options, old.clashing, old.Folders
		c.PeopleInputs, c.EvidenceInputs = old.PeopleInputs, old.EvidenceInputs
	} else {
		c.walk()
	}
	return c, c.readAll(old, n, sameFiles)
}

// names are paths of files and folders.
type names []string

// touch reports whether a file, or a folder in which it is, is among the names.
func (n names) touch(file string) bool {
	return slices.ContainsFunc(n, func(name string) bool {
		return strings.HasPrefix(file, name) && (len(file) == len(name) || file[len(name)] == '/')
	})
}

// sameFiles reports whether all names are articles that were there at the last
// look and still are. What an editor needed for a moment is ignored.
func (c *Corpus) sameFiles(r *Reader, n names) bool {
	return !slices.ContainsFunc(n, func(name string) bool {
		full := path.Join(r.Content.Dir, name)
		info, err := fs.Stat(r.Files, full)
		if errors.Is(err, fs.ErrNotExist) {
			return c.knows(name, full)
		}
		_, known := slices.BinarySearch(c.Files.Articles, name)
		return !known || err != nil || !info.Mode().IsRegular()
	})
}

// knows reports whether a file or a folder of files was there at the last look. A
// file without a meaning has a problem that names it.
func (c *Corpus) knows(name, full string) bool {
	touched := func(file string) bool { return names{name}.touch(file) }
	for _, list := range [][]string{{c.Files.Contributors}, c.Files.Evidence, c.Files.Orders, c.Files.Attachments, c.Files.Articles} {
		if slices.ContainsFunc(list, touched) {
			return true
		}
	}
	for _, p := range c.fileProblems {
		if (names{full}).touch(p.Path) {
			return true
		}
	}
	return false
}

// take takes over the readings of those files that are as they were, and returns
// the numbers of the others. When the list of files changed, so may have images,
// whose sizes articles name.
func (c *Corpus) take(old *Corpus, changed names, sameFiles bool) (others []int) {
	isChanged := func(r *reading) bool {
		return changed.touch(r.path) || r.place != c.options.Places[r.path] || !sameFiles && slices.ContainsFunc(r.images, changed.touch)
	}
	at := 0
	for i, name := range c.Files.Articles {
		for at < len(old.read) && old.read[at].path < name {
			at++
		}
		if at < len(old.read) && old.read[at].path == name && !isChanged(&old.read[at]) {
			c.read[i] = old.read[at]
		} else {
			others = append(others, i)
		}
	}
	return others
}
