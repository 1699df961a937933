package site

import (
	"cmp"
	"slices"
	"sort"
)

// A threaded is a public article of a thread.
type threaded struct {
	thread int
	at     int32
}

// placeThreads finds the public articles that answer one question: those whose
// answers are of one thread.
func (s *Site) placeThreads() {
	for i, e := range s.Articles {
		if t := s.in.Ledger.Thread(e.Answer); t >= 0 {
			s.threads = append(s.threads, threaded{t, int32(i)})
		}
	}
	slices.SortFunc(s.threads, func(a, b threaded) int { return cmp.Or(cmp.Compare(a.thread, b.thread), cmp.Compare(a.at, b.at)) })
}

const furtherItems = 5

// further are the other solutions of an article's question, most trusted first.
func (s *Site) further(e *Entry) []int32 {
	t := s.in.Ledger.Thread(e.Answer)
	if t < 0 {
		return nil
	}
	var out []int32
	from := sort.Search(len(s.threads), func(i int) bool { return s.threads[i].thread >= t })
	for _, x := range s.threads[from:] {
		if x.thread != t || len(out) == furtherItems {
			break
		}
		if x.at != e.at {
			out = append(out, x.at)
		}
	}
	return out
}
