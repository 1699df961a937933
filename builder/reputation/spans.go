package reputation

import "slices"

// A span is a part of a list, from … to-1.
type span struct{ from, to int32 }

// spans are lists of numbers in one piece of memory.
type spans struct {
	start []int32 // of each list; one more at the end
	items []int32
}

func (s spans) of(i int32) []int32 { return s.items[s.start[i]:s.start[i+1]] }

// grouped puts the numbers 0 … n-1 into lists, in order; those in list none are
// left out. It is a counting sort: two passes, whatever the order.
func grouped(lists, n int, list func(i int32) int32) spans {
	start := make([]int32, lists+1)
	for i := range int32(n) {
		if k := list(i); k != none {
			start[k+1]++
		}
	}
	for k := range lists {
		start[k+1] += start[k]
	}
	items, next := make([]int32, start[lists]), slices.Clone(start)
	for i := range int32(n) {
		if k := list(i); k != none {
			items[next[k]] = i
			next[k]++
		}
	}
	return spans{start, items}
}
