package search

import (
	"encoding/binary"
	"errors"
	"slices"
	"sync"

	"winnow/builder/search/format"
	"winnow/builder/search/words"
)

// bagVersion is the first byte of a bag. It changes whenever Analyze gives
// other bytes for the same text.
//
//	1  language, field lengths, tokens in order of first occurrence
//	2  then abbreviations with their long forms
//	3  then sections
//	4  numbers together with the short word before them, at the end the text
const bagVersion = 4

// The fields of an article, in the order in which a bag counts them.
const (
	fieldTitle = iota
	fieldTags
	fieldQuestion
	fieldAnswer
	fieldCode
	numFields
)

// maxDistinct bounds the bag of a hostile article: further new tokens are not
// indexed, further occurrences of known ones are counted.
const maxDistinct = 1 << 16

// counts is how often a token occurs in each field, at most 255.
type counts [numFields]uint8

func (c *counts) add(d counts) {
	for f := range c {
		c[f] = uint8(min(255, int(c[f])+int(d[f])))
	}
}

// Analyze turns the text of one article into a compact bag of terms for Build.
// It depends on its arguments alone, so that a bag can be kept from one build
// to the next; its first byte is the version of the analysis. language is a
// code like "en" or "pt-BR"; it is noted for the stemmer, which Build runs over
// the vocabulary instead of over every occurrence.
func Analyze(language string, f Fields) []byte {
	size := len(f.Title) + len(f.Question) + len(f.Answer) + len(f.Code)
	a := analyses.Get().(*analysis)
	defer a.release()
	a.prepare(size)
	a.stop = stopSets()[stopCode(language)]
	a.text(fieldTitle, f.Title)
	for _, tag := range f.Tags {
		a.text(fieldTags, tag)
	}
	a.text(fieldQuestion, f.Question)
	a.text(fieldAnswer, f.Answer)
	a.text(fieldCode, f.Code)
	a.pairs = explained(explained(nil, f.Question), f.Answer)
	a.sections = sectionsOf(language, f)
	return a.bag(language, compressedText(f))
}

// analysis collects the distinct tokens of one article in a hash table of its
// own: with linear probing over small integers it is several times faster than
// a map of strings.
type analysis struct {
	field    int
	lengths  [numFields]int
	table    []uint32 // 1 + index into found, 0 = free; a power of two long
	found    []foundToken
	bytes    []byte // tokens and originals
	text_    []byte // the tokenizer's copy of one field
	pairs    []string
	sections []format.Section
	before   []byte // the word before, if it is short
	stop     map[string]bool
}

type foundToken struct {
	start, end, originalEnd uint32 // token is bytes[start:end], original bytes[end:originalEnd]
	hash                    uint32
	n                       counts
}

// analyses keeps the room of analyses that are done.
var analyses = sync.Pool{New: func() any { return new(analysis) }}

// prepare empties an analysis for a text of so many bytes.
func (a *analysis) prepare(size int) {
	guess := min(64+size/10, maxDistinct)
	table := 64
	for table < 2*guess {
		table *= 2
	}
	*a = analysis{table: slices.Grow(a.table[:0], table)[:table], found: a.found[:0], bytes: a.bytes[:0], text_: a.text_[:0], before: a.before[:0]}
	clear(a.table)
}

// release gives the room back; that of a huge text is not kept.
func (a *analysis) release() {
	const most = 1 << 20
	if cap(a.text_) < most && cap(a.bytes) < most {
		analyses.Put(a)
	}
}

func (a *analysis) text(field int, s string) {
	a.field, a.before = field, a.before[:0]
	a.text_ = append(a.text_[:0], s...)
	words.Scan(a.text_, a.emit)
}

func (a *analysis) emit(depth int, token, original []byte) {
	a.lengths[a.field]++
	a.count(token, original)
	if depth == 0 {
		a.join(token)
	}
}

// join counts a number together with the short word before it, too.
func (a *analysis) join(token []byte) {
	const short = 4
	if len(a.before) > 0 && '0' <= token[0] && token[0] <= '9' && words.Continues(string(a.before), string(token)) && !a.stop[string(a.before)] {
		a.count(append(a.before, token...), nil)
	}
	a.before = a.before[:0]
	if len(token) <= short {
		a.before = append(a.before, token...)
	}
}

// count notes an occurrence of a token.
func (a *analysis) count(token, original []byte) {
	h := hash(token)
	mask := uint32(len(a.table) - 1)
	at := h & mask
	for ; a.table[at] != 0; at = (at + 1) & mask {
		e := &a.found[a.table[at]-1]
		if e.hash == h && string(a.bytes[e.start:e.end]) == string(token) {
			e.n[a.field] = max(e.n[a.field], e.n[a.field]+1)
			return
		}
	}
	if len(a.found) == maxDistinct {
		return
	}
	a.insert(at, h, token, original)
}

func (a *analysis) insert(at, h uint32, token, original []byte) {
	e := foundToken{start: uint32(len(a.bytes)), hash: h}
	a.bytes = append(a.bytes, token...)
	e.end = uint32(len(a.bytes))
	a.bytes = append(a.bytes, original...)
	e.originalEnd = uint32(len(a.bytes))
	e.n[a.field] = 1
	a.found = append(a.found, e)
	a.table[at] = uint32(len(a.found))
	if 2*len(a.found) > len(a.table) {
		a.grow()
	}
}

func (a *analysis) grow() {
	a.table = make([]uint32, 2*len(a.table))
	mask := uint32(len(a.table) - 1)
	for i, e := range a.found {
		at := e.hash & mask
		for a.table[at] != 0 {
			at = (at + 1) & mask
		}
		a.table[at] = uint32(i + 1)
	}
}

// hash is FNV-1a, finished so that its low bits are as good as its high ones.
func hash(s []byte) uint32 {
	h := uint32(2166136261)
	for _, b := range s {
		h = (h ^ uint32(b)) * 16777619
	}
	return h ^ h>>15
}

// bag writes what was found.
func (a *analysis) bag(language string, text []byte) []byte {
	out := make([]byte, 0, 32+len(language)+len(a.bytes)+4*len(a.found)+len(text))
	out = append(out, bagVersion)
	out = format.AppendBytes(out, []byte(language))
	for _, n := range a.lengths {
		out = binary.AppendUvarint(out, uint64(n))
	}
	out = binary.AppendUvarint(out, uint64(len(a.found)))
	for i := range a.found {
		e := &a.found[i]
		token, original := a.bytes[e.start:e.end], a.bytes[e.end:e.originalEnd]
		if len(original) == 0 {
			out = binary.AppendUvarint(out, uint64(len(token)<<1))
			out = append(out, token...)
		} else {
			out = binary.AppendUvarint(out, uint64(len(token)<<1|1))
			out = append(out, token...)
			out = format.AppendBytes(out, original)
		}
		out = appendCounts(out, e.n)
	}
	out = binary.AppendUvarint(out, uint64(len(a.pairs)))
	for _, p := range a.pairs {
		out = format.AppendBytes(out, []byte(p))
	}
	out = format.AppendBytes(out, []byte(format.Sections(a.sections)))
	return slices.Clip(format.AppendBytes(out, text))
}

// appendCounts writes which fields a token occurs in as the low five bits of a
// byte. The high three hold the count less one where it is the same in all of
// them and at most 7; else they are 7 and the counts follow.
func appendCounts(out []byte, n counts) []byte {
	mask, common := byte(0), uint8(0)
	same := true
	for f, k := range n {
		if k > 0 {
			mask |= 1 << f
			same = same && (common == 0 || common == k)
			common = k
		}
	}
	if same && 0 < common && common <= 7 {
		return append(out, mask|(common-1)<<5)
	}
	out = append(out, mask|7<<5)
	for _, k := range n {
		if k > 0 {
			out = append(out, k)
		}
	}
	return out
}

var errBag = errors.New("the bag of terms is damaged or of another version: delete the store and rebuild")

// A bagReader reads a bag from front to back. Reading past the end of a
// damaged bag sets bad and yields zeros.
type bagReader struct {
	format.Cursor
	language string
	lengths  [numFields]int
	left     int // tokens not read yet
}

func openBag(bag []byte) (*bagReader, error) {
	r := &bagReader{Cursor: format.Cursor{Data: bag}}
	version := r.Byte()
	r.language = string(r.Bytes())
	for f := range r.lengths {
		r.lengths[f] = r.Uvarint()
	}
	r.left = r.Uvarint()
	if r.Bad || version != bagVersion {
		return nil, errBag
	}
	return r, nil
}

// next returns the next token; the slices point into the bag.
func (r *bagReader) next() (token, original []byte, n counts) {
	r.left--
	size := r.Uvarint()
	token = r.Take(size >> 1)
	if size&1 == 1 {
		original = r.Bytes()
	}
	return token, original, readCounts(&r.Cursor)
}

// pairs returns the abbreviations with their long forms, after the last token.
func (r *bagReader) pairs() (out []string) {
	for n := r.Uvarint(); n > 0 && !r.Bad; n-- {
		out = append(out, string(r.Bytes()))
	}
	return out
}

// sections returns the column of sections, after the abbreviations.
func (r *bagReader) sections() string { return string(r.Bytes()) }

// text returns the compressed text, after the sections; it points into the bag.
func (r *bagReader) text() []byte { return r.Bytes() }

// readCounts reads what appendCounts wrote.
func readCounts(c *format.Cursor) (n counts) {
	code := c.Byte()
	for f := range n {
		if code>>f&1 == 0 {
			continue
		}
		if n[f] = code>>5 + 1; n[f] == 8 {
			n[f] = c.Byte()
		}
	}
	return n
}
