package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
)

// A Print names all that a file was made of: two files of one print have the
// same bytes. The zero Print says nothing.
type Print [16]byte

// PrintOf is the print of a file that is known whole.
func PrintOf(data []byte) Print {
	sum := sha256.Sum256(data)
	return Print(sum[:])
}

// A record is what is remembered of a published file. Size and time show
// whether somebody else has changed it since.
type record struct {
	print Print
	cause Print // see MakeFrom
	size  int64
	time  int64 // of its last change, in nanoseconds since 1970
}

func (r record) fits(info fs.FileInfo) bool {
	return info.Mode().IsRegular() && info.Size() == r.size && info.ModTime().UnixNano() == r.time
}

// A leftover is a file of the site before the last, in the folder in which the
// new site grows.
type leftover struct {
	info  fs.FileInfo
	taken atomic.Bool // it has a place in the new site, or is gone
}

// Names in the memo folder.
const (
	listName  = "list"  // of the files at the destination
	spareName = "spare" // the site before it
)

// recall reads what the last build remembered, if the destination is still what
// that build published, and the program is the same.
func (s *Stage) recall() {
	data, err := os.ReadFile(filepath.Join(s.memo, listName))
	if err != nil || s.id == "" {
		return
	}
	head, rest, _ := strings.Cut(string(data), "\n")
	if head != fmt.Sprintf("%s %s %d", s.id, program(), strings.Count(rest, "\n")) {
		return
	}
	list := map[string]record{}
	for line := range strings.Lines(rest) {
		var r record
		fields := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 4)
		if len(fields) != 4 || len(fields[0]) != 4*len(r.print) {
			return
		}
		size, errSize := strconv.ParseInt(fields[1], 10, 64)
		time, errTime := strconv.ParseInt(fields[2], 10, 64)
		prints, errPrint := hex.DecodeString(fields[0])
		if errors.Join(errSize, errTime, errPrint) != nil {
			return
		}
		list[fields[3]] = record{Print(prints), Print(prints[len(r.print):]), size, time}
	}
	s.list = list
}

// program names the running program: another one may make other files of the
// same things.
func program() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d-%d", info.Size(), info.ModTime().UnixNano())
}

// recycle lets the new site grow in the folder of the site before the last: most
// of its files and folders are those of the new one.
func (s *Stage) recycle() bool {
	if s.list == nil || os.Rename(filepath.Join(s.memo, spareName), s.dir) != nil {
		return false
	}
	s.left = map[string]*leftover{}
	err := filepath.WalkDir(s.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !d.Type().IsRegular() {
			return os.Remove(name) // a link could lead out of the site
		}
		info, err := d.Info()
		rel, _ := filepath.Rel(s.dir, name)
		s.left[filepath.ToSlash(rel)] = &leftover{info: info}
		return err
	})
	if err != nil {
		os.RemoveAll(s.dir)
		s.left = nil
	}
	return err == nil
}

// Make is Put for a file that need not be made when the old site has one of the
// same print. file gives the bytes to use, which does not keep them.
func (s *Stage) Make(path string, p Print, file func(use func(data []byte) error) error) error {
	return s.MakeFrom(Print{}, path, func() (Print, error) { return p, nil }, file)
}

// MakeFrom is Make for a file whose print takes work, and is not asked for when
// the old site has one of the same cause: files of one path and cause have the
// same print. Not all files of one print have one cause. The zero Print is no cause.
func (s *Stage) MakeFrom(cause Print, path string, print func() (Print, error), file func(use func(data []byte) error) error) error {
	name, err := s.claim(path)
	if err != nil {
		return err
	}
	old := s.list[path]
	if cause != (Print{}) && old.cause == cause && s.keepKnown(path, name, old) {
		return nil
	}
	p, err := print()
	if err != nil {
		return err
	}
	if old.cause = cause; p != (Print{}) && old.print == p && s.keepKnown(path, name, old) {
		return nil
	}
	return file(func(data []byte) error {
		if err := errors.Join(s.makeFolderOf(path), s.clear(path, name)); err != nil {
			return err
		}
		if err := s.place(path, name, data); err != nil {
			return fmt.Errorf("write %s: %w", path, err)
		}
		s.bytes.Add(int64(len(data)))
		s.note(path, name, record{print: p, cause: cause})
		return nil
	})
}

// keepKnown gives a file of the old site its place in the new one, if nobody has
// changed it since.
func (s *Stage) keepKnown(path, name string, r record) bool {
	oldName := filepath.Join(s.dest, filepath.FromSlash(path))
	info, err := os.Lstat(oldName)
	if err != nil || !r.fits(info) {
		return false
	}
	if l := s.left[path]; l != nil && os.SameFile(l.info, info) {
		l.taken.Store(true)
	} else if s.makeFolderOf(path) != nil || s.clear(path, name) != nil || os.Link(oldName, name) != nil {
		return false
	}
	s.unchanged.Add(1)
	s.bytes.Add(r.size)
	s.record(path, r)
	return true
}

// clear makes room for a file.
func (s *Stage) clear(path, name string) error {
	if s.left == nil {
		return nil
	}
	if l := s.left[path]; l != nil {
		l.taken.Store(true)
		return os.Remove(name)
	}
	if isFolder(name) {
		return os.RemoveAll(name)
	}
	return nil
}

// dropFile removes a file of the site before the last that stands where a folder
// must be.
func (s *Stage) dropFile(path string) bool {
	l := s.left[path]
	return l != nil && !l.taken.Swap(true) && os.Remove(filepath.Join(s.dir, filepath.FromSlash(path))) == nil
}

// note remembers a file that was written.
func (s *Stage) note(path, name string, r record) {
	if info, err := os.Lstat(name); err == nil {
		r.size, r.time = info.Size(), info.ModTime().UnixNano()
		s.record(path, r)
	}
}

func (s *Stage) record(path string, r record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[path] = r
}

// prune removes what the new site does not have, with the folders that are
// empty then.
func (s *Stage) prune() error {
	for name, l := range s.left {
		if l.taken.Load() {
			continue
		}
		err := os.Remove(filepath.Join(s.dir, filepath.FromSlash(name)))
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
			continue // it made room for another; what has its place now stays
		}
		if err != nil {
			return err
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if os.Remove(filepath.Join(s.dir, filepath.FromSlash(dir))) != nil {
				break
			}
		}
	}
	return nil
}

// records returns all that was noted, and the id of the site: a hash of what its
// files were made of.
func (s *Stage) records() (list map[string]record, id string) {
	maps.DeleteFunc(s.files, func(_ string, r record) bool { return r == record{} })
	h := sha256.New()
	var line []byte
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		p := s.files[name].print
		line = append(append(hex.AppendEncode(line[:0], p[:]), name...), '\n')
		h.Write(line)
	}
	return s.files, fmt.Sprintf("%x", h.Sum(nil)[:16])
}

// remember keeps what the next build can use: the list of files and the site
// that was replaced. Without them it does more work and comes to the same.
func (s *Stage) remember(list map[string]record, id string) {
	if s.memo == "" || os.MkdirAll(s.memo, 0o777) != nil {
		return
	}
	spare := filepath.Join(s.memo, spareName)
	if s.old && os.RemoveAll(spare) == nil {
		os.Rename(s.dir, spare)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s %d\n", id, program(), len(list))
	for name, r := range list {
		line := hex.AppendEncode(b.AvailableBuffer(), r.print[:])
		line = append(hex.AppendEncode(line, r.cause[:]), ' ')
		line = append(strconv.AppendInt(line, r.size, 10), ' ')
		line = append(strconv.AppendInt(line, r.time, 10), ' ')
		b.Write(append(append(line, name...), '\n'))
	}
	fresh := filepath.Join(s.memo, listName+".new")
	if os.WriteFile(fresh, b.Bytes(), 0o666) == nil {
		os.Rename(fresh, filepath.Join(s.memo, listName))
	}
}
