// Package cache answers one question for the whole build: is it unchanged?
//
// # Fingerprints
//
// A [Fingerprint] names all that a value was made from. Two values with the same
// fingerprint of inputs are the same value, since every stage of a build is a
// function of its inputs and nothing else. It is used in three places:
//
//	on disk      contents of an article → its converted text   ([Store])
//	on disk      inputs of a published file → the file         (package publish)
//	in memory    inputs of a stage → the value it returned     ([Memo])
//
// The first two are what Mokhov, Mitchell and Peyton Jones, "Build systems à la
// carte" (2018), call constructive and verifying traces: a store of results by the hash
// of their inputs, and a list of hashes that shows which results still hold.
//
// # Store
//
// A [Store] keeps records of bytes in one file below .winnow. It bounds the
// memory of a build, since no stage holds all texts, and it saves the next build
// the work. Deleting it is always safe, and so is a damaged file: a record that
// cannot be read is made again. [Writer] and [Reader] are the codec of records.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"math"
	"reflect"
	"slices"
	"time"
)

// A Fingerprint names all that a value was made from. The zero Fingerprint
// says nothing: a value with it is never taken for unchanged.
type Fingerprint [16]byte

// Of returns the fingerprint of some bytes; other parts with the same bytes in
// a row have another one.
func Of(parts ...[]byte) Fingerprint {
	h := NewHasher()
	for _, p := range parts {
		h.Bytes(p)
	}
	return h.Sum()
}

// A Hasher makes the fingerprint of several values in a row. Each is written
// with its length where that can vary, so that different values differ.
type Hasher struct {
	hash hash.Hash
	buf  []byte // not hashed yet
}

// NewHasher returns a Hasher that nothing was written to.
func NewHasher() *Hasher { return &Hasher{hash: sha256.New(), buf: make([]byte, 0, 512)} }

const flushAt = 4 << 10

func (h *Hasher) flush(atLeast int) {
	if len(h.buf) >= atLeast {
		h.hash.Write(h.buf)
		h.buf = h.buf[:0]
	}
}

// Number adds a number.
func (h *Hasher) Number(n int) { h.buf = binary.AppendVarint(h.buf, int64(n)) }

// Text adds a string.
func (h *Hasher) Text(s string) {
	h.Number(len(s))
	h.buf = append(h.buf, s...)
	h.flush(flushAt)
}

// Bytes adds some bytes.
func (h *Hasher) Bytes(p []byte) {
	h.Number(len(p))
	if len(p) < flushAt {
		h.buf = append(h.buf, p...)
		h.flush(flushAt)
		return
	}
	h.flush(1)
	h.hash.Write(p)
}

// Add adds what other fingerprints name.
func (h *Hasher) Add(prints ...Fingerprint) {
	for i := range prints {
		h.buf = append(h.buf, prints[i][:]...)
		h.flush(flushAt)
	}
}

// Value adds a finished value: numbers, strings, times, and structs, slices and
// pointers of such. It panics for any other, which is a mistake in the program.
func (h *Hasher) Value(v any) {
	h.buf = appendValue(h.buf, reflect.ValueOf(v))
	h.flush(flushAt)
}

// Sum returns the fingerprint of all that was written.
func (h *Hasher) Sum() Fingerprint {
	h.flush(1)
	var sum [sha256.Size]byte
	return Fingerprint(h.hash.Sum(sum[:0])[:])
}

// appendValue does not write types, since values that are compared have one type.
func appendValue(to []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.String:
		return append(binary.AppendUvarint(to, uint64(v.Len())), v.String()...)
	case reflect.Bool:
		if v.Bool() {
			return append(to, 1)
		}
		return append(to, 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(to, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return binary.AppendUvarint(to, v.Uint())
	case reflect.Float32, reflect.Float64:
		return binary.LittleEndian.AppendUint64(to, math.Float64bits(v.Float()))
	case reflect.Pointer:
		if v.IsNil() {
			return append(to, 0)
		}
		return appendValue(append(to, 1), v.Elem())
	case reflect.Interface: // the one place where values of several types are compared
		if v.IsNil() {
			return append(to, 0)
		}
		return appendValue(append(to, v.Elem().Type().String()...), v.Elem())
	case reflect.Slice, reflect.Array:
		to = binary.AppendUvarint(to, uint64(v.Len()))
		for i := range v.Len() {
			to = appendValue(to, v.Index(i))
		}
		return to
	case reflect.Map:
		to = binary.AppendUvarint(to, uint64(v.Len()))
		for _, key := range sortedKeys(v) {
			to = appendValue(appendValue(to, key), v.MapIndex(key))
		}
		return to
	case reflect.Struct:
		return appendStruct(to, v)
	}
	panic(fmt.Sprintf("cache: no fingerprint of a %s is known", v.Type()))
}

func sortedKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return bytes.Compare(appendValue(nil, a), appendValue(nil, b)) })
	return keys
}

var timeType = reflect.TypeFor[time.Time]()

func appendStruct(to []byte, v reflect.Value) []byte {
	if v.Type() == timeType && v.CanInterface() {
		t := v.Interface().(time.Time)
		zone, offset := t.Zone()
		for _, n := range [...]int64{t.Unix(), int64(t.Nanosecond()), int64(offset), int64(len(zone))} {
			to = binary.AppendVarint(to, n)
		}
		return append(to, zone...)
	}
	for i := range v.NumField() {
		to = appendValue(to, v.Field(i))
	}
	return to
}

// Write adds bytes of a stream, without their number.
func (h *Hasher) Write(p []byte) (int, error) {
	h.flush(1)
	return h.hash.Write(p)
}
