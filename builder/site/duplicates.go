package site

import (
	"cmp"
	"iter"
	"slices"
)

// A duplicate has a page, since its address may be linked from anywhere, and
// stands in no list. Entries with a page are numbered: public ones in trust
// order, then duplicates by path.

// entry is the article of a number.
func (s *Site) entry(i int32) *Entry {
	if n := int32(len(s.Articles)); i >= n {
		return s.Duplicates[i-n]
	}
	return s.Articles[i]
}

// reachable lists all articles that have a page, in the order of their numbers.
func (s *Site) reachable() iter.Seq2[int, *Entry] {
	return func(yield func(int, *Entry) bool) {
		for i := range len(s.Articles) + len(s.Duplicates) {
			if !yield(i, s.entry(int32(i))) {
				return
			}
		}
	}
}

// isDuplicate tells whether an article has a page and stands in no list.
func (s *Site) isDuplicate(e *Entry) bool { return int(e.at) >= len(s.Articles) }

// placeDuplicates finds author and category of each duplicate; it is counted
// with neither.
func (s *Site) placeDuplicates() {
	for _, e := range s.Duplicates {
		e.author = s.personByID(e.Author)
		e.category = s.categoryOf[e.Category] // the whole site, where nothing is listed in it
	}
	s.repeats = make([]int32, len(s.Duplicates))
	for i := range s.repeats {
		s.repeats[i] = int32(i)
	}
	slices.SortFunc(s.repeats, func(a, b int32) int {
		return cmp.Or(compare(s.Duplicates[a].Verdict.Canonical, s.Duplicates[b].Verdict.Canonical), cmp.Compare(a, b))
	})
}

// repeatsOf links to the pages that lead on to an article, the first by path.
func (m maker) repeatsOf(e *Entry) []Link {
	at, _ := slices.BinarySearchFunc(m.repeats, e.Path, func(i int32, path string) int { return compare(m.Duplicates[i].Verdict.Canonical, path) })
	var out []Link
	for _, i := range m.repeats[at:] {
		d := m.Duplicates[i]
		if d.Verdict.Canonical != e.Path || len(out) == maxRepeats {
			break
		}
		out = append(out, Link{d.Title, m.link(d.URL)})
	}
	return out
}

// findOriginals notes which articles stand for duplicates, and which are
// repeated by others.
func (s *Site) findOriginals() {
	s.originals = map[string]*Entry{}
	for i := range s.in.Verdicts {
		for _, path := range []string{s.in.Verdicts[i].Canonical, s.in.Verdicts[i].CopyOf} {
			if path != "" {
				s.originals[path] = nil
			}
		}
	}
	for _, e := range s.reachable() {
		if _, ok := s.originals[e.Path]; ok {
			s.originals[e.Path] = e
		}
	}
}

// Canonical is the URL of the page that stands for a page: its own, but for
// duplicates.
func (s *Site) Canonical(p *Page) string {
	if p.Kind == Article {
		if e := s.originals[s.entry(p.ref).Verdict.Canonical]; e != nil {
			return e.URL
		}
	}
	return p.URL
}

// original links to the article at a path, if it has a page.
func (m maker) original(path string) Link {
	if e := m.originals[path]; e != nil {
		return Link{e.Title, m.link(e.URL)}
	}
	return Link{}
}

// tagsOfEntry are the tags of an article that have a page.
func (s *Site) tagsOfEntry(e *Entry) []int32 {
	if !s.isDuplicate(e) {
		return s.tagsOf.of(e.at)
	}
	var out []int32
	for _, name := range e.Tags {
		if t, ok := s.tagAt[slug(name)]; ok && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}
