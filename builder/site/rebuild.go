package site

import (
	"cmp"
	"slices"

	"winnow/builder/diag"
)

// replace puts an entry with the new texts in the place of the old one.
func replace(s *Site, index int) {
	byPath := func(e *Entry, path string) int { return cmp.Compare(e.Path, path) }
	path, state := s.in.Articles[index].Path, s.in.Verdicts[index].State
	list, at := s.Articles, s.in.Verdicts[index].Place-1
	switch {
	case state.Public():
	case state.Shown() && !state.Reachable():
		list = s.Further
		at = slices.IndexFunc(list, func(e *Entry) bool { return e.Path == path })
	case state.Reachable():
		list = s.Duplicates
		at, _ = slices.BinarySearchFunc(list, path, byPath)
	default:
		list = s.Held
		at, _ = slices.BinarySearchFunc(list, path, byPath)
	}
	old, now := list[at], *list[at]
	now.Written = s.in.Articles[index]
	for _, list := range [][]*Entry{list, s.Recent, s.HeldRows} {
		if at := slices.Index(list, old); at >= 0 {
			list[at] = &now
		}
	}
	if list := s.Further; state.Shown() && !state.Reachable() {
		s.furtherBy = indexFurther(list)
	}
	if s.originals[path] == old {
		s.originals = findOriginals(s)
	}
}

// resolve makes of a site whose pages are laid out what depends on the texts of
// its articles: titles and links. It returns all problems of the site.
func resolve(s *Site) diag.List {
	links, problems := checkLinks(s)
	s.targets, s.relinked, s.successors = links.targets, links.relinked, links.successors
	return slices.Concat(s.layout, problems).Sorted()
}
