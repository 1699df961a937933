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
// Between builds a folder of the caller's (memo) keeps a list of what each file
// was made of, and the folders of the site before. With it a build touches only
// the files that differ: what was made of the same is not made again, and the
// new site grows in the folder of the site before the last, which has most of
// its files already. All of it is checked against the files as they are.
//
// The folder that is replaced must have been made by winnow: it holds a file
// named .winnow. A folder with other things in it is refused, never emptied.
package output

import (
	"bytes"
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
// number of files beside it, and a hash of what they were made of.
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

// A Stage is a site in the making. Put is safe for several goroutines; the
// other methods are not.
type Stage struct {
	dest string // the folder to be replaced, symbolic links resolved
	dir  string // where the new site grows
	lock io.Closer
	old  bool // dest exists
	had  int  // files in dest

	memo string               // folder of what is remembered between builds; empty = nothing is
	id   string               // of the site in dest, from its marker
	list map[string]record    // of the files in dest; nil = not known
	left map[string]*leftover // files that are in dir from the start; nil = dir was empty

	mu      sync.Mutex
	folders map[string]bool   // made already, by path below dir
	files   map[string]record // of the new site, by path; the zero record is of one under way

	added, changed, unchanged atomic.Int64
	bytes                     atomic.Int64
}

// Open prepares a staging folder beside dest, which need not exist. memo names
// a folder in which this package keeps what makes the next build faster; it may
// be deleted at any time. Empty = nothing is kept.
func Open(dest, memo string) (*Stage, error) {
	dest, err := resolve(dest)
	if err != nil {
		return nil, err
	}
	s := &Stage{dest: dest, memo: memo, folders: map[string]bool{".": true}, files: map[string]record{}}
	recoverOld(dest)
	if err := s.inspect(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(dest), 0o777); err != nil {
		return nil, fmt.Errorf("make folder for %s: %w", dest, err)
	}
	sweep(dest)
	s.dir = fmt.Sprintf("%s%08x", stagePrefix(dest), rand.Uint32())
	if s.memo != "" {
		s.recall()
	}
	if !s.recycle() {
		if err := os.Mkdir(s.dir, 0o777); err != nil {
			return nil, fmt.Errorf("make staging folder: %w", err)
		}
	}
	s.lock = Lock(s.dir)
	return s, nil
}

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
	count, id, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
	s.had, _ = strconv.Atoi(count)
	s.id = id
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

// Put adds one file. path is below the site's root, with slashes; two files
// with one path are an error, as is a path that would leave the site.
func (s *Stage) Put(path string, data []byte) error {
	return s.Make(path, PrintOf(data), func(use func([]byte) error) error { return use(data) })
}

// claim returns where the file of a path is staged. It refuses what cannot be a
// path and what has a file already.
func (s *Stage) claim(path string) (name string, err error) {
	if err := checkPath(path); err != nil {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, taken := s.files[path]; taken {
		return "", fmt.Errorf("write %s: %w", path, fs.ErrExist)
	}
	s.files[path] = record{}
	return filepath.Join(s.dir, filepath.FromSlash(path)), nil
}

// Copy adds one file of any size from a stream. A file that is the same as that
// of the old site is replaced by a link to it.
func (s *Stage) Copy(path string, r io.Reader) error {
	name, err := s.claim(path)
	if err != nil {
		return err
	}
	if err := errors.Join(s.makeFolderOf(path), s.clear(path, name)); err != nil {
		return err
	}
	n, err := createFrom(name, r)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	s.bytes.Add(n)
	if err := s.settle(name, filepath.Join(s.dest, filepath.FromSlash(path))); err != nil {
		return err
	}
	s.note(path, name, record{})
	return nil
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

func createFrom(name string, r io.Reader) (int64, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(f, r)
	return n, errors.Join(err, f.Close())
}

// sameFiles compares two files without holding them in memory; exists tells
// whether the second is a regular file.
func sameFiles(name, oldName string) (same, exists bool) {
	info, err := os.Lstat(oldName)
	if err != nil || !info.Mode().IsRegular() {
		return false, false
	}
	a, errA := os.Open(name)
	b, errB := os.Open(oldName)
	if err := errors.Join(errA, errB); err != nil {
		return false, true
	}
	defer a.Close()
	defer b.Close()
	if now, err := a.Stat(); err != nil || now.Size() != info.Size() {
		return false, true
	}
	return sameBytes(a, b), true
}

func sameBytes(a, b io.Reader) bool {
	bufA, bufB := make([]byte, 64<<10), make([]byte, 64<<10)
	for {
		n, errA := io.ReadFull(a, bufA)
		m, errB := io.ReadFull(b, bufB)
		if n != m || !bytes.Equal(bufA[:n], bufB[:m]) {
			return false
		}
		if errA != nil || errB != nil {
			return (errA == io.EOF || errA == io.ErrUnexpectedEOF) && errA == errB
		}
	}
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

// create writes a new file; one that exists already is an error.
func create(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// compare tells whether the named file exists as a regular file, and whether
// it holds just data.
func compare(name string, data []byte) (same, exists bool) {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false, false
	}
	if info.Size() != int64(len(data)) {
		return false, true
	}
	have, err := os.ReadFile(name)
	return err == nil && bytes.Equal(have, data), true
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
	if err != nil && s.dropFile(path) {
		err = os.Mkdir(name, 0o777)
	}
	if err != nil && !isFolder(name) {
		return fmt.Errorf("make folder: %w", err)
	}
	return nil
}

func isFolder(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.IsDir()
}

// checkPath refuses a path that could leave the site or that some system
// cannot hold.
func checkPath(path string) error {
	if !fs.ValidPath(path) || path == "." || path == marker {
		return fmt.Errorf("write %q: not a path below the site", path)
	}
	if strings.ContainsAny(path, "\\\x00") {
		return fmt.Errorf("write %q: a character that file names cannot hold", path)
	}
	return nil
}

// Publish puts the new site in the place of the old one.
func (s *Stage) Publish() (Report, error) {
	r := Report{
		New: int(s.added.Load()), Changed: int(s.changed.Load()), Unchanged: int(s.unchanged.Load()),
		Bytes: s.bytes.Load(),
	}
	r.Removed = max(0, s.had-r.Changed-r.Unchanged)
	list, id := s.records()
	mark := filepath.Join(s.dir, marker)
	if err := errors.Join(s.clear(marker, mark), s.prune(), create(mark, fmt.Appendln(nil, r.Files(), id))); err != nil {
		return Report{}, errors.Join(err, s.Discard())
	}
	if err := s.replace(); err != nil {
		err = fmt.Errorf("put the new site in place of %s: %w", s.dest, err)
		return Report{}, errors.Join(err, s.Discard())
	}
	s.remember(list, id)
	return r, s.Discard()
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
