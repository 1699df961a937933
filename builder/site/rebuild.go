package site

import (
	"cmp"
	"slices"

	"winnow/builder/diag"
)

// WithTexts returns what Assemble returns for the same articles with other
// texts: of the numbered ones titles, summaries, headings, images and links
// differ, and nothing else does. Pages and lists stay what they are.
func (s *Site) WithTexts(articles []Written, changed []int) (*Site, diag.List) {
	now := *s
	now.in.Articles = articles
	for _, list := range []*[]*Entry{&now.Articles, &now.Held, &now.Duplicates, &now.Recent, &now.HeldRows} {
		*list = slices.Clone(*list)
	}
	for _, i := range changed {
		now.replace(i)
	}
	return &now, now.resolve()
}

// replace puts an entry with the new texts in the place of the old one.
func (s *Site) replace(index int) {
	byPath := func(e *Entry, path string) int { return cmp.Compare(e.Path, path) }
	path, state := s.in.Articles[index].Path, s.in.Verdicts[index].State
	list, at := s.Articles, s.in.Verdicts[index].Place-1
	switch {
	case state.Public():
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
	if s.originals[path] == old {
		s.originals = findOriginals(s)
	}
}

// resolve makes of a site whose pages are laid out what depends on the texts of
// its articles: titles and links. It returns all problems of the site.
func (s *Site) resolve() diag.List {
	links, problems := checkLinks(s)
	s.targets, s.relinked, s.successors = links.targets, links.relinked, links.successors
	return slices.Concat(s.layout, problems).Sorted()
}
