package view

import (
	"cmp"
	"slices"
	"sort"

	"winnow/builder/site"
)

// threads are the public articles whose answers are of a known thread, sorted by
// thread and trust.
type threads []threaded

type threaded struct {
	thread int
	number int32
}

func threadsOf(articles []*site.Entry, l Ledger) (out threads) {
	for i, e := range articles {
		if t := l.Thread(e.Answer); t >= 0 {
			out = append(out, threaded{t, int32(i)})
		}
	}
	slices.SortFunc(out, func(a, b threaded) int {
		return cmp.Or(cmp.Compare(a.thread, b.thread), cmp.Compare(a.number, b.number))
	})
	return out
}

// others returns the first n articles of a thread but one.
func (l threads) others(thread int, but int32, n int) []int32 {
	if thread < 0 {
		return nil
	}
	var out []int32
	from := sort.Search(len(l), func(i int) bool { return l[i].thread >= thread })
	for _, x := range l[from:] {
		if x.thread != thread || len(out) == n {
			break
		}
		if x.number != but {
			out = append(out, x.number)
		}
	}
	return out
}
