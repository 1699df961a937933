// Package output writes the finished files and publishes them as one.
//
// A build writes into a staging folder beside the destination. Publish lets
// the staging folder take the destination's place in one step, so at any
// moment, also after a kill or a full disk, the destination holds one complete
// site, the old or the new. A build that fails discards its staging folder and
// leaves the destination alone; a staging folder that a killed build left is
// removed by the next one.
//
// A file whose bytes are those of the old site is linked, not written, so its
// modification time stays and upload tools that compare times send only what
// changed.
//
// The site that is replaced can be kept as a spare: the next site is staged in its
// folder, which has most of the files already. Only those that are the same file
// as the destination has, untouched, keep their place; the others are removed.
//
// The folder that is replaced must have been made by winnow: it holds a file
// named .winnow. A folder with other things in it is refused, never emptied.
package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
)

// marker is the file that shows that a folder was made by winnow. It holds the
// number of files beside it, and the caller's name of the site.
const marker = ".winnow"

// A Report counts the files of a published site against the one before.
type Report struct {
	New, Changed, Unchanged, Removed int
	Bytes                            int64 // of all files
}

// Files returns the number of files of the new site.
func (r Report) Files() int { return r.New + r.Changed + r.Unchanged }

// ErrForeign is wrapped by the error of Open when the destination holds files
// that winnow did not make.
var ErrForeign = errors.New("folder was not made by winnow")

// A Stage is a site in the making, in a folder beside the destination. Put, Write
// and Keep are safe for several goroutines, for different paths; the other methods
// are not.
type Stage struct {
	dest  string // the folder to be replaced, symbolic links resolved
	dir   string // the staging folder
	spare string // where the replaced site is kept; empty = it is not
	lock  io.Closer
	old   bool   // dest exists
	had   int    // files in dest
	name  string // of the site in dest, from its marker

	mu      sync.Mutex
	folders map[string]bool // made already, by path below dir
	left    leftovers

	added, changed, unchanged atomic.Int64
	bytes                     atomic.Int64
}

// A Stat is what shows that a published file was not touched since.
type Stat struct {
	Size int64
	Time int64 // of its last change, in nanoseconds since 1970
}

func statOf(info fs.FileInfo) Stat { return Stat{info.Size(), info.ModTime().UnixNano()} }

// Open prepares a staging folder beside dest, which need not exist. spare names
// a folder in which the replaced site is kept for the next one; it may be
// deleted at any time. Empty = it is not kept.
func Open(dest, spare string) (*Stage, error) {
	dest, err := resolve(dest)
	if err != nil {
		return nil, err
	}
	s := &Stage{dest: dest, spare: spare, folders: map[string]bool{".": true}}
	recoverOld(dest)
	if err := s.inspect(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(dest), 0o777); err != nil {
		return nil, fmt.Errorf("make folder for %s: %w", dest, err)
	}
	sweep(dest)
	s.dir = fmt.Sprintf("%s%08x", stagePrefix(dest), rand.Uint32())
	if s.left = recycle(s.spare, s.dir); s.left == nil {
		if err := os.Mkdir(s.dir, 0o777); err != nil {
			return nil, fmt.Errorf("make staging folder: %w", err)
		}
	}
	s.lock = Lock(s.dir)
	return s, nil
}

// Old returns the name of the site at the destination, as it was given to Publish.
func (s *Stage) Old() string { return s.name }

// resolve returns the absolute destination; a symbolic link is followed, so
// that the folder it names is replaced and not the link.
func resolve(dest string) (string, error) {
	abs, err := filepath.Abs(dest)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real, nil
	}
	return abs, nil
}

func stagePrefix(dest string) string {
	return filepath.Join(filepath.Dir(dest), "."+filepath.Base(dest)+".winnow-")
}

// inspect refuses a destination that is not ours to replace.
func (s *Stage) inspect() error {
	names, err := os.ReadDir(s.dest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read destination: %w", err)
	}
	s.old = true
	if len(names) == 0 {
		return nil
	}
	text, err := os.ReadFile(filepath.Join(s.dest, marker))
	if err != nil {
		return fmt.Errorf("%s: %w", s.dest, ErrForeign)
	}
	count, name, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
	s.had, _ = strconv.Atoi(count)
	s.name = name
	return nil
}

// sweep removes staging folders that killed builds left beside dest. A folder
// whose build still runs is locked and stays.
func sweep(dest string) {
	left, _ := filepath.Glob(escapeGlob(stagePrefix(dest)) + "????????")
	for _, dir := range left {
		if l := Lock(dir); l != nil {
			os.RemoveAll(dir)
			l.Close()
		}
	}
}

func escapeGlob(s string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(s)
}

// Put adds one file. path is below the site's root, with slashes; one that would
// leave the site is an error.
func (s *Stage) Put(path string, data []byte) (Stat, error) {
	name, err := s.room(path)
	if err != nil {
		return Stat{}, err
	}
	if err := s.place(path, name, data); err != nil {
		return Stat{}, fmt.Errorf("write %s: %w", path, err)
	}
	return s.note(name)
}

// Write adds one file of any size. A file that is the same as that of the old
// site is replaced by a link to it.
func (s *Stage) Write(path string, write func(w io.Writer) error) (Stat, error) {
	name, err := s.room(path)
	if err != nil {
		return Stat{}, err
	}
	if err := createBy(name, write); err != nil {
		return Stat{}, fmt.Errorf("write %s: %w", path, err)
	}
	if err := s.settle(name, filepath.Join(s.dest, filepath.FromSlash(path))); err != nil {
		return Stat{}, err
	}
	return s.note(name)
}

// Keep gives a file of the old site its place in the new one, and reports whether
// it could: not if it was touched since.
func (s *Stage) Keep(path string, stat Stat) bool {
	oldName := filepath.Join(s.dest, filepath.FromSlash(path))
	info, err := os.Lstat(oldName)
	if err != nil || checkPath(path) != nil || !info.Mode().IsRegular() || statOf(info) != stat {
		return false
	}
	if !s.left.keep(path, info) {
		name, err := s.room(path)
		if err != nil || os.Link(oldName, name) != nil {
			return false
		}
	}
	s.unchanged.Add(1)
	s.bytes.Add(stat.Size)
	return true
}

// room makes room for the file of a path and returns where it is staged.
func (s *Stage) room(path string) (name string, err error) {
	if err := checkPath(path); err != nil {
		return "", err
	}
	name = filepath.Join(s.dir, filepath.FromSlash(path))
	return name, errors.Join(s.makeFolderOf(path), s.left.clear(path, name))
}

// note counts a file that was written.
func (s *Stage) note(name string) (Stat, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return Stat{}, err
	}
	s.bytes.Add(info.Size())
	return statOf(info), nil
}

// settle counts a file that was written, and links the old one when their
// bytes are the same.
func (s *Stage) settle(name, oldName string) error {
	same, exists := sameFiles(name, oldName)
	switch {
	case !exists:
		s.added.Add(1)
	case !same:
		s.changed.Add(1)
	default:
		s.unchanged.Add(1)
		linked := name + ".link"
		if os.Link(oldName, linked) == nil {
			return os.Rename(linked, name)
		}
		if info, err := os.Stat(oldName); err == nil {
			return os.Chtimes(name, info.ModTime(), info.ModTime())
		}
	}
	return nil
}

func (s *Stage) place(path, name string, data []byte) error {
	if !s.old {
		s.added.Add(1)
		return create(name, data)
	}
	oldName := filepath.Join(s.dest, filepath.FromSlash(path))
	same, exists := compare(oldName, data)
	switch {
	case same:
		s.unchanged.Add(1)
		return s.keep(oldName, name, data)
	case exists:
		s.changed.Add(1)
	default:
		s.added.Add(1)
	}
	return create(name, data)
}

// keep links the old file; where links do not work it writes a copy with the
// old time.
func (s *Stage) keep(oldName, name string, data []byte) error {
	err := os.Link(oldName, name)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := create(name, data); err != nil {
		return err
	}
	if info, err := os.Stat(oldName); err == nil {
		os.Chtimes(name, info.ModTime(), info.ModTime())
	}
	return nil
}

// makeFolderOf makes the folder for a file, unless it is there.
func (s *Stage) makeFolderOf(path string) error {
	dir := "."
	if i := strings.LastIndexByte(path, '/'); i > 0 {
		dir = path[:i]
	}
	s.mu.Lock()
	made := s.folders[dir]
	s.mu.Unlock()
	if made {
		return nil
	}
	if err := s.makeFolder(dir); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.folders[dir] = true
	return nil
}

func (s *Stage) makeFolder(path string) error {
	name := filepath.Join(s.dir, filepath.FromSlash(path))
	err := os.Mkdir(name, 0o777)
	if errors.Is(err, fs.ErrNotExist) || s.left != nil && errors.Is(err, syscall.ENOTDIR) {
		if err := s.makeFolderOf(path); err != nil {
			return err
		}
		err = os.Mkdir(name, 0o777)
	}
	if err != nil && s.left.drop(path, name) {
		err = os.Mkdir(name, 0o777)
	}
	if err != nil && !isFolder(name) {
		return fmt.Errorf("make folder: %w", err)
	}
	return nil
}

// Publish puts the new site, by the given name, in the place of the old one.
func (s *Stage) Publish(name string) (Report, error) {
	r := Report{
		New: int(s.added.Load()), Changed: int(s.changed.Load()), Unchanged: int(s.unchanged.Load()),
		Bytes: s.bytes.Load(),
	}
	r.Removed = max(0, s.had-r.Changed-r.Unchanged)
	mark := filepath.Join(s.dir, marker)
	if err := errors.Join(s.left.clear(marker, mark), s.left.prune(s.dir), create(mark, fmt.Appendln(nil, r.Files(), name))); err != nil {
		return Report{}, errors.Join(err, s.Discard())
	}
	if err := s.replace(); err != nil {
		err = fmt.Errorf("put the new site in place of %s: %w", s.dest, err)
		return Report{}, errors.Join(err, s.Discard())
	}
	s.keepSpare()
	return r, s.Discard()
}

// keepSpare keeps the site that was replaced; without it the next build does more
// work and comes to the same.
func (s *Stage) keepSpare() {
	if s.spare != "" && s.old && os.RemoveAll(s.spare) == nil {
		os.Rename(s.dir, s.spare)
	}
}

// replace exchanges destination and staging folder; afterwards the staging
// folder holds the old site.
func (s *Stage) replace() error {
	if !s.old {
		return os.Rename(s.dir, s.dest)
	}
	return exchange(s.dir, s.dest)
}

// Discard removes the staging folder. It may be called more than once, and
// after Publish.
func (s *Stage) Discard() error {
	err := os.RemoveAll(s.dir)
	if s.lock != nil {
		s.lock.Close()
		s.lock = nil
	}
	return err
}
