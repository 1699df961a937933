package query

import (
	"slices"

	"winnow/builder/search/format"
)

// A sieve lets those articles through that all filters want and none excludes.
// The zero sieve lets all through.
type sieve struct {
	want  uint8
	marks []uint8 // by id: how many filters hold, or excluded; nil = no filters
}

const excluded = 255

func (v *sieve) passes(id int) bool { return v.marks == nil || v.marks[id] == v.want }

// mark applies one filter to the articles it holds for.
func (v *sieve) mark(docs int, ids []format.Posting, not bool) {
	if v.marks == nil {
		v.marks = make([]uint8, docs)
	}
	if !not {
		v.want++
	}
	for _, p := range ids {
		switch {
		case not:
			v.marks[p.ID()] = excluded
		case v.marks[p.ID()] != excluded:
			v.marks[p.ID()]++
		}
	}
}

// sift returns a sieve of the filters and excluded words of a query.
func sift(f *files, items []item) (v sieve, filters []Filter) {
	docs, used := f.manifest.Docs, 0
	filters = []Filter{}
	for _, it := range items {
		if used == maxWords || it.plain() || it.phrase && !it.not {
			continue
		}
		used++
		if it.field == "" {
			v.mark(docs, having(f, it.words), true)
			continue
		}
		var ids []format.Posting
		if h, ok := f.exact(format.Filter(it.field, it.value)); ok {
			ids = f.all(h)
		}
		filters = append(filters, Filter{it.field, it.value, it.not, len(ids)})
		v.mark(docs, ids, it.not)
	}
	return v, filters
}

// having returns the articles that contain all of the words, one posting each.
func having(f *files, list []*word) []format.Posting {
	var lists [][]format.Posting
	for _, w := range list {
		h, ok := f.exact(w.text)
		switch {
		case ok:
			lists = append(lists, f.all(h))
		case len(w.parts) > 0:
			lists = append(lists, having(f, w.parts))
		default:
			return nil
		}
	}
	return intersect(lists)
}

// intersect returns what is in all lists, at the lowest of its levels.
func intersect(lists [][]format.Posting) []format.Posting {
	if len(lists) < 2 {
		return slices.Concat(lists...)
	}
	lowest, n := map[int]format.Posting{}, map[int]int{}
	for i, list := range lists {
		for _, p := range list {
			if n[p.ID()] == i {
				n[p.ID()] = i + 1
				if q, ok := lowest[p.ID()]; !ok || p < q {
					lowest[p.ID()] = p
				}
			}
		}
	}
	var out []format.Posting
	for _, p := range lists[0] {
		if n[p.ID()] == len(lists) {
			out = append(out, lowest[p.ID()])
		}
	}
	return out
}
