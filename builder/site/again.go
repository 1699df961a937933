package site

import (
	"slices"
	"sync"

	"winnow/builder/diag"
)

// Reword is what Assemble returns for the same articles in other words: of the
// numbered ones titles, summaries, headings, images and links differ, and
// nothing else does. Pages and lists stay what they are.
func (s *Site) Reword(articles []Written, changed []int) (*Site, diag.List) {
	now := *s
	now.in.Articles = articles
	for _, list := range []*[]*Entry{&now.Articles, &now.Held, &now.Duplicates, &now.recent, &now.heldRows} {
		*list = slices.Clone(*list)
	}
	for _, i := range changed {
		now.reword(i)
	}
	return &now, now.speak()
}

// reword puts an entry with the new words in the place of the old one.
func (s *Site) reword(index int) {
	byPath := func(e *Entry, path string) int { return compare(e.Path, path) }
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
	for _, list := range [][]*Entry{list, s.recent, s.heldRows} {
		if at := slices.Index(list, old); at >= 0 {
			list[at] = &now
		}
	}
	if s.originals[path] == old {
		s.findOriginals()
	}
}

// speak makes of a site whose pages are laid out what depends on the words of
// its articles: titles and links. It returns all problems of the site.
func (s *Site) speak() diag.List {
	s.Redirects, s.Moved = nil, nil
	s.alphabet = sync.OnceValue(s.byTitle)
	problems := slices.Concat(s.clashes, s.placeRedirects(), s.placeMoved(), s.checkLook(), s.checkLinks())
	return problems.Sorted()
}
