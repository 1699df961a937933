package neardup

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"sync"
)

// Version is the first byte of a sketch; it changes whenever a text would get
// another one.
const Version = 2

// A Text is what an article says, as plain text.
type Text struct {
	Title string
	Scope []string // what else must be equal for one problem: products, language

	Question, QuestionCode string
	Answer, AnswerCode     string
}

const (
	bins         = 96 // of an answer
	questionBins = 48
	least        = 24 // half words; shorter texts are not judged
	plenty       = 64 // half words; shorter answers must agree in more
)

// Flags of a sketch.
const (
	hasAnswer   = 1 << iota // long enough to be judged
	hasQuestion             // likewise
	hasProblem              // all together long enough to be called the same problem
)

// The places of a sketch's parts; see the package comment.
const (
	atFlags    = 1
	atSize     = 2
	atTitle    = 3
	atQuestion = 7
	atAnswer   = 11
	atBins     = 15
)

// Sketch makes the sketch of a text, at most 159 bytes. It depends on the text
// alone.
func Sketch(t Text) []byte {
	d := desks.Get().(*desk)
	defer desks.Put(d)
	title, question, answer := &d.title, &d.question, &d.answer
	title.reset(0)
	title.fold(t.Title)
	for _, s := range t.Scope {
		title.words = append(title.words, 0)
		title.fold(s)
	}
	question.reset((len(t.Question) + len(t.QuestionCode)) / 5)
	question.fold(t.Question)
	question.fold(t.QuestionCode)
	answer.reset((len(t.Answer) + len(t.AnswerCode)) / 5)
	answer.fold(t.Answer)
	answer.fold(t.AnswerCode)

	out := make([]byte, atBins, atBins+bins+questionBins)
	out[0] = Version
	binary.LittleEndian.PutUint32(out[atTitle:], title.hash())
	binary.LittleEndian.PutUint32(out[atQuestion:], question.hash())
	binary.LittleEndian.PutUint32(out[atAnswer:], answer.hash())
	out[atSize] = byte(min(answer.size, plenty))
	if title.size+question.size+answer.size >= least {
		out[atFlags] |= hasProblem
	}
	asked := d.set(question.words)
	var a [bins]uint32
	if own := answer.fill(a[:], asked); answer.size >= least && (own+1)*answer.size >= least*len(answer.words) {
		out[atFlags] |= hasAnswer
		out = low(out, a[:])
	}
	if question.size >= least {
		var q [questionBins]uint32
		question.fill(q[:], nil)
		out[atFlags] |= hasQuestion
		out = low(out, q[:])
	}
	return out
}

// A desk is the room that one sketch needs; desks keeps those not in use.
type desk struct {
	title, question, answer folded
	pairs                   set
}

var desks = sync.Pool{New: func() any { return new(desk) }}

// low adds the lowest byte of each bin.
func low(to []byte, from []uint32) []byte {
	for _, v := range from {
		to = append(to, byte(v))
	}
	return to
}

const (
	empty  = math.MaxUint32 // a bin into which nothing fell
	copied = 1 << 31        // marks what was copied from another bin
)

// fill hashes each pair of words that follow each other into one bin and keeps
// the smallest of each bin, except for pairs of the set without. Bins that stay
// empty copy another one, always looking in the same order, so that what two
// texts have in common stays what they share of the bins (Shrivastava 2017). It
// returns how many pairs there were.
func (f *folded) fill(to []uint32, without set) (n int) {
	for i := range to {
		to[i] = empty
	}
	for i := 1; i < len(f.words); i++ {
		h := pair(f.words[i-1], f.words[i])
		if without.has(h) {
			continue
		}
		n++
		bin, _ := bits.Mul64(h, uint64(len(to)))
		to[bin] = min(to[bin], uint32(h)&^copied)
	}
	if n == 0 {
		return 0
	}
	for i, v := range to {
		for try := uint64(i) << 32; v == empty; try++ {
			from, _ := bits.Mul64(mix(try), uint64(len(to)))
			if found := to[from]; found < copied {
				v = found | copied
			}
		}
		to[i] = v
	}
	return n
}

func pair(a, b uint64) uint64 { return mix(a*prime ^ b) }

// A set holds pairs of words. Its length is a power of two, its free places 0.
type set []uint64

func (d *desk) set(words []uint64) set {
	if len(words) < 2 {
		return nil
	}
	size := 1 << bits.Len(uint(2*len(words)))
	d.pairs = slices.Grow(d.pairs[:0], size)[:size]
	clear(d.pairs)
	s := d.pairs
	for i := 1; i < len(words); i++ {
		h := pair(words[i-1], words[i])
		*s.place(h) = h
	}
	return s
}

func (s set) place(h uint64) *uint64 {
	for i := h; ; i++ {
		if p := &s[i&uint64(len(s)-1)]; *p == 0 || *p == h {
			return p
		}
	}
}

func (s set) has(h uint64) bool { return s != nil && *s.place(h) == h }
