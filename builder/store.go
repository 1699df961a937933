package builder

import (
	"bytes"
	"crypto/sha256"
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

// A Store keeps converted articles on disk. It bounds the memory of a build,
// since no stage holds all texts, and it is the memo of the next build: a
// record is found by the hash of everything that its conversion depends on.
// Deleting the folder is always safe, and so is a damaged file: what cannot be
// read is converted again.
//
// The file is a sequence of records, each a header of fixed size and three
// parts: what stays in memory (meta), the HTML (body) and the words for search
// (bag). Numbers are little-endian.
//
//	header  "WNW1"  key [16]byte  length of meta, body, bag (uint32 each)
//	        CRC-32C of meta, body, bag (uint32 each)
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
	known   map[storeKey]stored // records of earlier builds and of this one
	build   int                 // number of this build
	partial bool                // it has not read everything yet

	buffers sync.Pool // of *[]byte: records under way
}

// A stored is a record and the last build that used it.
type stored struct {
	ref
	build int
}

type storeKey [16]byte

// A ref says where a record's parts are.
type ref struct {
	at              int64 // of the header
	meta, body, bag uint32
	sums            [3]uint32
}

const (
	storeMagic   = "WNW1"
	headerSize   = 4 + 16 + 3*4 + 3*4
	storeName    = "articles"
	compactAbove = 1 << 20 // smaller files are not worth the work
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func (r ref) size() int64 { return headerSize + int64(r.meta) + int64(r.body) + int64(r.bag) }

// OpenStore opens the store in dir, making it when needed. Where dir cannot be
// written, or another build is using it, the store is a temporary file: this
// build is slower and otherwise the same.
func OpenStore(dir string) (*Store, error) {
	s := &Store{known: map[storeKey]stored{}, build: 1}
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

// memo is the folder for what package output remembers of a destination; empty
// when this store is a temporary file.
func (s *Store) memo(dest string) string {
	abs, err := filepath.Abs(dest)
	if s.name == "" || err != nil {
		return ""
	}
	sum := sha256.Sum256([]byte(abs))
	return filepath.Join(filepath.Dir(s.name), fmt.Sprintf("site-%x", sum[:6]))
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
	for head := make([]byte, headerSize); at+headerSize <= info.Size(); {
		if _, err := s.file.ReadAt(head, at); err != nil {
			break
		}
		key, r, ok := decodeHeader(head, at)
		if !ok || at+r.size() > info.Size() {
			break
		}
		s.known[key] = stored{ref: r}
		at += r.size()
	}
	s.end.Store(at)
	return s.file.Truncate(at)
}

func decodeHeader(head []byte, at int64) (key storeKey, r ref, ok bool) {
	copy(key[:], head[4:])
	n := head[4+len(key):]
	u := func(i int) uint32 { return binary.LittleEndian.Uint32(n[4*i:]) }
	r = ref{at: at, meta: u(0), body: u(1), bag: u(2), sums: [3]uint32{u(3), u(4), u(5)}}
	return key, r, string(head[:4]) == storeMagic
}

func appendHeader(to []byte, key storeKey, r ref) []byte {
	to = append(append(to, storeMagic...), key[:]...)
	for _, n := range []uint32{r.meta, r.body, r.bag, r.sums[0], r.sums[1], r.sums[2]} {
		to = binary.LittleEndian.AppendUint32(to, n)
	}
	return to
}

// keyOf hashes everything a record depends on.
func keyOf(parts ...[]byte) storeKey {
	h := sha256.New()
	var n [8]byte
	for _, p := range parts {
		binary.LittleEndian.PutUint64(n[:], uint64(len(p)))
		h.Write(n[:])
		h.Write(p)
	}
	var sum [sha256.Size]byte
	return storeKey(h.Sum(sum[:0])[:16])
}

// put adds a record, given as room for its header and then its parts. It is safe
// for several goroutines.
func (s *Store) put(key storeKey, record []byte, r ref) (ref, error) {
	at := headerSize
	for i, n := range [3]uint32{r.meta, r.body, r.bag} {
		r.sums[i] = crc32.Checksum(record[at:at+int(n)], castagnoli)
		at += int(n)
	}
	appendHeader(record[:0], key, r)
	r.at = s.end.Add(r.size()) - r.size()
	if _, err := s.file.WriteAt(record, r.at); err != nil {
		return ref{}, fmt.Errorf("write store: %w", err)
	}
	s.use(key, r)
	return r, nil
}

func (s *Store) use(key storeKey, r ref) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known[key] = stored{r, s.build}
}

// get finds a record of an earlier build and returns its meta part. All of the
// record is checked here, so that damage leads to a new conversion and not to a
// build that fails later.
func (s *Store) get(key storeKey) (r ref, meta []byte, ok bool) {
	s.mu.Lock()
	found, ok := s.known[key]
	s.mu.Unlock()
	if r = found.ref; !ok {
		return ref{}, nil, false
	}
	buffer := s.buffers.Get().(*[]byte)
	defer s.buffers.Put(buffer)
	whole := slices.Grow((*buffer)[:0], int(r.size()))[:r.size()]
	*buffer = whole
	if _, err := s.file.ReadAt(whole, r.at); err != nil {
		return ref{}, nil, false
	}
	rest := whole[headerSize:]
	for i, n := range [3]uint32{r.meta, r.body, r.bag} {
		if crc32.Checksum(rest[:n], castagnoli) != r.sums[i] {
			return ref{}, nil, false
		}
		rest = rest[n:]
	}
	s.use(key, r)
	return r, bytes.Clone(whole[headerSize:][:r.meta]), true
}

// errDamaged says that bytes of the store are not those that were written.
var errDamaged = errors.New("store is damaged (delete the folder .winnow and build again)")

// part reads one part of a record: 0 meta, 1 body, 2 bag.
func (s *Store) part(r ref, i int) ([]byte, error) { return s.partInto(nil, r, i) }

// partInto is part with room that may be used for the result.
func (s *Store) partInto(room []byte, r ref, i int) ([]byte, error) {
	sizes := [3]uint32{r.meta, r.body, r.bag}
	at := r.at + headerSize
	for _, n := range sizes[:i] {
		at += int64(n)
	}
	data := slices.Grow(room[:0], int(sizes[i]))[:sizes[i]]
	if _, err := s.file.ReadAt(data, at); err != nil {
		return nil, fmt.Errorf("read store: %w", err)
	}
	if crc32.Checksum(data, castagnoli) != r.sums[i] {
		return nil, errDamaged
	}
	return data, nil
}

// body returns the HTML of a record.
func (s *Store) body(r ref) (question, solution []byte, err error) {
	data, err := s.part(r, 1)
	if err != nil {
		return nil, nil, err
	}
	n, used := binary.Uvarint(data)
	if used <= 0 || n > uint64(len(data)-used) {
		return nil, nil, errDamaged
	}
	data = data[used:]
	return data[:n:n], data[n:], nil
}

// bag returns the words of a record; it may use room for them.
func (s *Store) bag(room []byte, r ref) ([]byte, error) { return s.partInto(room, r, 2) }

// putDocument adds a converted article, with its texts.
func (s *Store) putDocument(key storeKey, k kept, bag []byte) (ref, error) {
	buffer := s.buffers.Get().(*[]byte)
	defer s.buffers.Put(buffer)
	record := append((*buffer)[:0], make([]byte, headerSize)...)
	begin := len(record)
	next := func() (size uint32) {
		size, begin = uint32(len(record)-begin), len(record)
		return size
	}
	var r ref
	record = appendMeta(record, k)
	r.meta = next()
	record = binary.AppendUvarint(record, uint64(len(k.doc.Question)))
	record = append(append(record, k.doc.Question...), k.doc.Solution...)
	r.body = next()
	record = append(record, bag...)
	r.bag = next()
	*buffer = record
	return s.put(key, record, r)
}

// getDocument finds a converted article of an earlier build; its texts stay in
// the store.
func (s *Store) getDocument(key storeKey) (ref, kept, bool) {
	r, meta, ok := s.get(key)
	if !ok {
		return ref{}, kept{}, false
	}
	k, err := decodeMeta(meta)
	return r, k, err == nil
}

// packed returns what pack makes of raw, which an earlier build may have kept.
// Another compiler's library may compress in another way.
func (s *Store) packed(raw []byte, pack func() []byte) []byte {
	if s.name == "" {
		return pack()
	}
	key := keyOf([]byte("packed by "+runtime.Version()), raw)
	if _, data, ok := s.get(key); ok {
		return data
	}
	data := pack()
	record := append(make([]byte, headerSize, headerSize+len(data)), data...)
	s.put(key, record, ref{meta: uint32(len(data))}) // what cannot be kept is packed again
	return data
}

// forgetUse forgets which records earlier builds used. A process that builds many
// times calls it before each build.
func (s *Store) forgetUse() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.build++
	s.partial = true
}

// readAll notes that a build has used all the records that it needs.
func (s *Store) readAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.partial = false
}

// Close ends the use of the store. Records that the last build did not use are
// dropped once they make up more than half of the file, unless that build did
// not come to its end. One that still runs fails.
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

// used gives the records of the last build.
func (s *Store) used(yield func(ref) bool) {
	for _, r := range s.known {
		if r.build == s.build && !yield(r.ref) {
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
