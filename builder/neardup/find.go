package neardup

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
	"time"
)

// An Article is what must be known of an article to compare it with others.
type Article struct {
	Sketch  []byte
	Author  string    // the same for all names of one person; empty = unknown
	Written time.Time // zero = unknown
	Changed time.Time // since when the text is as it is; zero = since Written
}

// Equal reports whether two articles are the same to Copies and Problems.
func (a Article) Equal(b Article) bool {
	return a.Author == b.Author && a.Written == b.Written && a.Changed == b.Changed && bytes.Equal(a.Sketch, b.Sketch)
}

// Thresholds: bins that agree. The package comment has the measurement.
const (
	copyBins         = 40 // of 96 of two answers: the later one is a copy
	sameBins         = 67 // of 96 of two answers: one problem
	sameQuestionBins = 34 // of 48 of two questions: one problem
)

const (
	bands   = 48 // of three bins each; answers that agree in one of these are compared
	nearest = 4  // an answer of a bucket is compared with so many at its start, and just before
	leaders = 64 // groups of one title; what is like none of them is in none
	none    = -1
)

// Copies returns for each article the number of the earliest one whose answer
// it repeats, or -1.
func Copies(list []Article) []int32 {
	f := finder{list: list}
	for i := range list {
		if flagsOf(list[i].Sketch)&hasAnswer != 0 {
			f.order = append(f.order, int32(i))
		}
	}
	slices.SortStableFunc(f.order, func(a, b int32) int { return cmp.Compare(list[a].known(), list[b].known()) })
	f.first = slices.Repeat([]int32{none}, len(f.order))
	f.keys, f.spare = make([]uint64, len(f.order)), make([]uint64, len(f.order))
	f.bins = make([]byte, 0, bins*len(f.order))
	for _, i := range f.order {
		f.bins = append(f.bins, answerOf(list[i].Sketch)...)
	}
	for k := range bands {
		f.band(bandOf(k))
	}
	out := slices.Repeat([]int32{none}, len(list))
	for place, i := range f.order {
		if first := f.first[place]; first != none {
			out[i] = f.order[first]
		}
	}
	return out
}

// A finder looks for the earliest answer that each answer repeats. It numbers
// answers by their place in the order of dates.
type finder struct {
	list        []Article
	order       []int32 // article at each place
	first       []int32 // place of the original of each place, or none
	bins        []byte  // of all answers in this order, together: in one piece of memory
	keys, spare []uint64
}

// bandOf returns three bins: the first bands take three bins in a
// row, the others three that lie far apart.
func bandOf(k int) (a, b, c int) {
	if row := bins / 3; k < row {
		a, b, c = 3*k, 3*k+1, 3*k+2
	} else {
		a = 2 * (k - row)
		b, c = a+row, a+2*row
	}
	return a, b, c
}

// band compares the answers that agree in three bins.
func (f *finder) band(a, b, c int) {
	for place := range f.keys {
		s := f.bins[bins*place : bins*(place+1)]
		f.keys[place] = uint64(s[a])<<48 | uint64(s[b])<<40 | uint64(s[c])<<32 | uint64(place)
	}
	f.sort(32, 12)
	f.sort(44, 12)
	for from, to := 0, 0; from < len(f.keys); from = to {
		for to = from + 1; to < len(f.keys) && f.keys[to]>>32 == f.keys[from]>>32; to++ {
		}
		f.bucket(f.keys[from:to])
	}
}

// sort is one pass of a radix sort: by the bits from low on.
func (f *finder) sort(low, width int) {
	var next [1<<12 + 1]int32
	for _, k := range f.keys {
		next[k>>low&(1<<width-1)+1]++
	}
	for i := 1; i < len(next); i++ {
		next[i] += next[i-1]
	}
	for _, k := range f.keys {
		digit := k >> low & (1<<width - 1)
		f.spare[next[digit]] = k
		next[digit]++
	}
	f.keys, f.spare = f.spare, f.keys
}

// bucket compares each answer with a few others, so that a bucket of any size
// takes linear time.
func (f *finder) bucket(keys []uint64) {
	for k := 1; k < len(keys); k++ {
		later := int32(uint32(keys[k]))
		early, late := seen(keys, k)
		if !f.find(early, later) {
			f.find(late, later)
		}
	}
}

// find takes the first of some answers that a later one repeats, unless an
// earlier one is known already. It reports whether nothing better can follow.
func (f *finder) find(keys []uint64, later int32) bool {
	for _, key := range keys {
		earlier := int32(uint32(key))
		if known := f.first[later]; known != none && known <= earlier {
			return true
		}
		a, b := &f.list[f.order[earlier]], &f.list[f.order[later]]
		if precedes(a, b) && repeats(a.Sketch, b.Sketch) {
			f.first[later] = earlier
			return true
		}
	}
	return false
}

// repeats reports whether two answers are nearly the same word for word.
func repeats(a, b []byte) bool { return agree(answerOf(a), answerOf(b)) >= needed(a, b) }

// needed returns in how many bins two answers must agree: copyBins, and one more for
// each word that the shorter one lacks to 32, since a phrase weighs more there.
func needed(a, b []byte) int {
	return copyBins + (plenty-int(min(a[atSize], b[atSize])))/2
}

// precedes reports whether a is known to have said earlier what it says. Of one
// author it does not matter; of two, no one is blamed on a guess.
func precedes(a, b *Article) bool {
	if a.Author != "" && a.Author == b.Author {
		return true
	}
	if a.Written.IsZero() || b.Written.IsZero() {
		return false
	}
	since := a.since()
	if isDay(since) || isDay(b.Written) {
		return dayOf(since) < dayOf(b.Written)
	}
	return since.Before(b.Written)
}

// isDay reports whether a date has no time of day.
func isDay(t time.Time) bool {
	hour, minute, second := t.Clock()
	return hour|minute|second == 0
}

// dayOf counts days as they are written: no zone is applied.
func dayOf(t time.Time) int64 {
	_, zone := t.Zone()
	return (t.Unix() + int64(zone) + 1<<40*daySeconds) / daySeconds
}

const daySeconds = 24 * 60 * 60

// since returns when an article is known to have said what it says.
func (a *Article) since() time.Time {
	if a.Changed.After(a.Written) {
		return a.Changed
	}
	return a.Written
}

// known returns since as a number to sort by; articles without a date come last.
func (a *Article) known() int64 {
	if a.Written.IsZero() {
		return math.MaxInt64
	}
	return a.since().Unix()
}

// Problems groups the articles that say the same under the same title: question
// and answer. The first of a group, the one with the smallest number, is like
// each of the others. Articles that are like no other are in no group.
func Problems(list []Article) [][]int32 {
	var order []int32
	for i := range list {
		if flagsOf(list[i].Sketch)&hasProblem != 0 {
			order = append(order, int32(i))
		}
	}
	title := func(i int32) uint32 { return partOf(list[i].Sketch, atTitle) }
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(title(a), title(b)) })
	var out [][]int32
	for from, to := 0, 0; from < len(order); from = to {
		for to = from + 1; to < len(order) && title(order[to]) == title(order[from]); to++ {
		}
		out = append(out, sameTitle(list, order[from:to])...)
	}
	slices.SortFunc(out, func(a, b []int32) int { return cmp.Compare(a[0], b[0]) })
	return out
}

// sameTitle groups articles of one title around those that come first.
func sameTitle(list []Article, all []int32) [][]int32 {
	var groups [][]int32
	for _, i := range all {
		at := slices.IndexFunc(groups, func(g []int32) bool { return same(list[g[0]].Sketch, list[i].Sketch) })
		switch {
		case at >= 0:
			groups[at] = append(groups[at], i)
		case len(groups) < leaders:
			groups = append(groups, []int32{i})
		}
	}
	return slices.DeleteFunc(groups, func(g []int32) bool { return len(g) < 2 })
}

// same reports whether question and answer of two articles are nearly the same;
// of those that are too short to be compared, every word must be.
func same(a, b []byte) bool {
	if (flagsOf(a)^flagsOf(b))&(hasAnswer|hasQuestion) != 0 {
		return false
	}
	if flagsOf(a)&hasAnswer == 0 && partOf(a, atAnswer) != partOf(b, atAnswer) ||
		flagsOf(a)&hasAnswer != 0 && agree(answerOf(a), answerOf(b)) < sameBins {
		return false
	}
	if flagsOf(a)&hasQuestion == 0 {
		return partOf(a, atQuestion) == partOf(b, atQuestion)
	}
	return agree(questionOf(a), questionOf(b)) >= sameQuestionBins
}

// flagsOf returns 0 for what is not a sketch of this version.
func flagsOf(sketch []byte) byte {
	if len(sketch) < atBins || sketch[0] != Version {
		return 0
	}
	flags, size := sketch[atFlags], atBins
	if flags&hasAnswer != 0 {
		size += bins
	}
	if flags&hasQuestion != 0 {
		size += questionBins
	}
	if len(sketch) != size {
		return 0
	}
	return flags
}

func partOf(sketch []byte, at int) uint32 { return binary.LittleEndian.Uint32(sketch[at:]) }

func answerOf(sketch []byte) []byte { return sketch[atBins : atBins+bins] }

func questionOf(sketch []byte) []byte { return sketch[len(sketch)-questionBins:] }

// agree counts the bytes that are equal, eight at a time; both texts have a
// multiple of eight.
func agree(a, b []byte) (n int) {
	const most = 0x7f7f7f7f7f7f7f7f
	for ; len(a) >= 8 && len(b) >= 8; a, b = a[8:], b[8:] {
		x := binary.LittleEndian.Uint64(a) ^ binary.LittleEndian.Uint64(b)
		n += bits.OnesCount64(^((x&most + most) | x | most)) // the top bit of each byte that is 0
	}
	return n
}
