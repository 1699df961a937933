package cache

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"winnow/builder/output"
)

// A Store keeps records on disk, each under the fingerprint of all that it was
// made from. Its methods are safe for several goroutines.
//
// The file is a sequence of records, each a header of fixed size and up to three
// parts, of which the first is what Get returns. Numbers are little-endian.
//
//	header  "WNW2"  key [16]byte  length of each part (uint32)  CRC-32C of each (uint32)
//
// Records are only ever added. A build that was killed leaves an unfinished
// record at the end, at which the next Open cuts the file. When less than half
// of the file was used by a build, Close writes the used records anew.
type Store struct {
	file *os.File
	name string // empty = a temporary file that is gone after Close
	lock io.Closer
	end  atomic.Int64 // where the next record begins

	mu      sync.Mutex
	known   map[Fingerprint]stored // records of earlier builds and of this one
	build   int                    // number of this build
	partial bool                   // it has not read everything yet

	buffers sync.Pool // of *[]byte: records under way
}

// A stored is a record and the last build that used it.
type stored struct {
	Record
	build int
}

// Parts is how many parts a record has; any may be empty.
const Parts = 3

// A Record says where the parts of a record are.
type Record struct {
	at    int64 // of the header
	sizes [Parts]uint32
	sums  [Parts]uint32
}

const (
	magic        = "WNW2"
	headerSize   = len(magic) + len(Fingerprint{}) + 2*4*Parts
	storeName    = "articles"
	compactAbove = 1 << 20 // smaller files are not worth the work
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func (r Record) size() int64 {
	n := int64(headerSize)
	for _, s := range r.sizes {
		n += int64(s)
	}
	return n
}

// Open opens the store in dir, making it when needed. Where dir cannot be
// written, or another build is using it, the store is a temporary file: this
// build is slower and otherwise the same.
func Open(dir string) (*Store, error) {
	s := &Store{known: map[Fingerprint]stored{}, build: 1}
	s.buffers.New = func() any { return new([]byte) }
	if os.MkdirAll(dir, 0o777) == nil {
		s.lock = output.Lock(dir)
	}
	if s.lock != nil {
		s.name = filepath.Join(dir, storeName)
		if f, err := os.OpenFile(s.name, os.O_RDWR|os.O_CREATE, 0o666); err == nil {
			s.file = f
			return s, s.scan()
		}
		s.name = ""
	}
	return s, s.openTemporary()
}

// Dir returns the folder of the store, in which others may remember more; empty
// when this store is a temporary file.
func (s *Store) Dir() string {
	if s.name == "" {
		return ""
	}
	return filepath.Dir(s.name)
}

func (s *Store) openTemporary() (err error) {
	if s.file, err = os.CreateTemp("", "winnow-*"); err != nil {
		return fmt.Errorf("make temporary store: %w", err)
	}
	return nil
}

// scan reads the headers and cuts the file at the first that is not whole.
func (s *Store) scan() error {
	info, err := s.file.Stat()
	if err != nil {
		return fmt.Errorf("read store: %w", err)
	}
	var at int64
	for head := make([]byte, headerSize); at+int64(headerSize) <= info.Size(); {
		if _, err := s.file.ReadAt(head, at); err != nil {
			break
		}
		key, r, ok := decodeHeader(head, at)
		if !ok || at+r.size() > info.Size() {
			break
		}
		s.known[key] = stored{Record: r}
		at += r.size()
	}
	s.end.Store(at)
	return s.file.Truncate(at)
}

func decodeHeader(head []byte, at int64) (key Fingerprint, r Record, ok bool) {
	copy(key[:], head[len(magic):])
	r.at = at
	rest := head[len(magic)+len(key):]
	for i := range Parts {
		r.sizes[i] = binary.LittleEndian.Uint32(rest[4*i:])
		r.sums[i] = binary.LittleEndian.Uint32(rest[4*(Parts+i):])
	}
	return key, r, string(head[:len(magic)]) == magic
}

func appendHeader(to []byte, key Fingerprint, r Record) []byte {
	to = append(append(to, magic...), key[:]...)
	for _, n := range slices.Concat(r.sizes[:], r.sums[:]) {
		to = binary.LittleEndian.AppendUint32(to, n)
	}
	return to
}

// Put adds a record. Each function appends one of its parts.
func (s *Store) Put(key Fingerprint, parts ...func(to []byte) []byte) (Record, error) {
	buffer := s.buffers.Get().(*[]byte)
	defer s.buffers.Put(buffer)
	record := append((*buffer)[:0], make([]byte, headerSize)...)
	var r Record
	for i, part := range parts {
		begin := len(record)
		record = part(record)
		r.sizes[i], r.sums[i] = uint32(len(record)-begin), crc32.Checksum(record[begin:], castagnoli)
	}
	*buffer = record
	appendHeader(record[:0], key, r)
	r.at = s.end.Add(r.size()) - r.size()
	if _, err := s.file.WriteAt(record, r.at); err != nil {
		return Record{}, fmt.Errorf("write store: %w", err)
	}
	s.use(key, r)
	return r, nil
}

func (s *Store) use(key Fingerprint, r Record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known[key] = stored{r, s.build}
}

// Get finds a record of an earlier build and returns its first part. All of the
// record is checked here, so that damage leads to new work and not to a build
// that fails later.
func (s *Store) Get(key Fingerprint) (r Record, first []byte, ok bool) {
	s.mu.Lock()
	found, ok := s.known[key]
	s.mu.Unlock()
	if r = found.Record; !ok {
		return Record{}, nil, false
	}
	buffer := s.buffers.Get().(*[]byte)
	defer s.buffers.Put(buffer)
	whole := slices.Grow((*buffer)[:0], int(r.size()))[:r.size()]
	*buffer = whole
	if _, err := s.file.ReadAt(whole, r.at); err != nil {
		return Record{}, nil, false
	}
	rest := whole[headerSize:]
	for i, n := range r.sizes {
		if crc32.Checksum(rest[:n], castagnoli) != r.sums[i] {
			return Record{}, nil, false
		}
		rest = rest[n:]
	}
	s.use(key, r)
	return r, bytes.Clone(whole[headerSize:][:r.sizes[0]]), true
}

// Part reads one part of a record; it may use room for the result.
func (s *Store) Part(room []byte, r Record, i int) ([]byte, error) {
	at := r.at + int64(headerSize)
	for _, n := range r.sizes[:i] {
		at += int64(n)
	}
	data := slices.Grow(room[:0], int(r.sizes[i]))[:r.sizes[i]]
	if _, err := s.file.ReadAt(data, at); err != nil {
		return nil, fmt.Errorf("read store: %w", err)
	}
	if crc32.Checksum(data, castagnoli) != r.sums[i] {
		return nil, ErrDamaged
	}
	return data, nil
}

// Packed returns what pack makes of raw, which an earlier build may have kept.
// Another compiler's library may compress in another way.
func (s *Store) Packed(raw []byte, pack func() []byte) []byte {
	if s.name == "" {
		return pack()
	}
	key := Of([]byte("packed by "+runtime.Version()), raw)
	if _, data, ok := s.Get(key); ok {
		return data
	}
	data := pack()
	s.Put(key, func(to []byte) []byte { return append(to, data...) }) // what cannot be kept is packed again
	return data
}

// Begin forgets which records earlier builds used. A process that builds many
// times calls it before each build that reads everything.
func (s *Store) Begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.build++
	s.partial = true
}

// Complete notes that a build has used all the records that it needs.
func (s *Store) Complete() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.partial = false
}

// Close ends the use of the store. Records that the last build did not use are
// dropped once they make up more than half of the file, unless that build did
// not come to its end. A build that still runs fails.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.compact()
	err = errors.Join(err, s.file.Close())
	if s.name == "" {
		os.Remove(s.file.Name())
	}
	if s.lock != nil {
		s.lock.Close()
	}
	return err
}

// used yields the records of the last build.
func (s *Store) used(yield func(Record) bool) {
	for _, r := range s.known {
		if r.build == s.build && !yield(r.Record) {
			return
		}
	}
}

func (s *Store) compact() error {
	var live int64
	for r := range s.used {
		live += r.size()
	}
	if s.partial || s.name == "" || s.end.Load() < compactAbove || 2*live >= s.end.Load() || live == 0 {
		return nil
	}
	tmp, err := os.CreateTemp(filepath.Dir(s.name), storeName+"-*")
	if err != nil {
		return fmt.Errorf("compact store: %w", err)
	}
	for r := range s.used {
		if _, err = io.Copy(tmp, io.NewSectionReader(s.file, r.at, r.size())); err != nil {
			break
		}
	}
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), s.name)
	}
	if err != nil {
		os.Remove(tmp.Name())
		return fmt.Errorf("compact store: %w", err)
	}
	return nil
}
