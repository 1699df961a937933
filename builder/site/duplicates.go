package site

import (
	"cmp"
	"slices"
)

// A duplicate has a page, since its address may be linked from anywhere, and is
// in no list. Entries with a page are numbered: public ones in trust order, then
// duplicates by path.

// placeDuplicates finds author and category of each duplicate; it is counted
// with neither.
func placeDuplicates(s *Site) {
	for _, e := range s.Duplicates {
		e.By = s.People.Find(e.Author)
		e.In, _ = s.Categories.Find(e.Category) // the whole site, where nothing is listed in it
	}
	for _, e := range s.Further {
		e.In, _ = s.Categories.Find(e.Category)
	}
	s.repeats = make([]int32, len(s.Duplicates))
	for i := range s.repeats {
		s.repeats[i] = int32(i)
	}
	slices.SortFunc(s.repeats, func(a, b int32) int {
		return cmp.Or(cmp.Compare(s.Duplicates[a].Verdict.Canonical, s.Duplicates[b].Verdict.Canonical), cmp.Compare(a, b))
	})
}

// findOriginals returns the articles with a page that others are duplicates or
// copies of, by path.
func findOriginals(s *Site) map[string]*Entry {
	originals := map[string]*Entry{}
	for i := range s.in.Verdicts {
		for _, path := range []string{s.in.Verdicts[i].Canonical, s.in.Verdicts[i].CopyOf} {
			if path != "" {
				originals[path] = nil
			}
		}
	}
	for _, e := range s.Reachable() {
		if _, ok := originals[e.Path]; ok {
			originals[e.Path] = e
		}
	}
	return originals
}
