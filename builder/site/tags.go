package site

import (
	"cmp"
	"slices"
	"strings"
)

// A tag joins all spellings with one slug.
type tag struct {
	name, slug string
	items      []int32 // public articles, in trust order
}

func (t *tag) url() string { return tagsURL + t.slug + "/" }

// groups holds a short list of numbers for each of many things: those of i are
// flat[from[i]:from[i+1]].
type groups struct {
	from, flat []int32
}

func (g groups) of(i int32) []int32 { return g.flat[g.from[i]:g.from[i+1]] }

// A spelling is one way to write a tag.
type spelling struct {
	name string
	n    int
	tag  int32
}

// placeTags makes the list of each tag. Every article counts once for a tag,
// however often and in however many spellings it names it.
func (s *Site) placeTags() {
	spellings, of := s.spellings()
	s.joinSpellings(spellings)
	counts := make([]int32, len(s.tags))
	g := groups{from: make([]int32, 1, len(s.Articles)+1), flat: make([]int32, 0, len(of.flat))}
	for i := range s.Articles {
		start := len(g.flat)
		for _, sp := range of.of(int32(i)) {
			if t := spellings[sp].tag; !slices.Contains(g.flat[start:], t) {
				g.flat = append(g.flat, t)
				counts[t]++
			}
		}
		g.from = append(g.from, int32(len(g.flat)))
	}
	s.tagsOf = g
	for t := range s.tags {
		s.tags[t].items = make([]int32, 0, counts[t])
	}
	for i := range s.Articles {
		for _, t := range g.of(int32(i)) {
			s.tags[t].items = append(s.tags[t].items, int32(i))
		}
	}
	s.largest = s.tagsBySize()
}

// maxTags is how many tags of one article are followed; more are no help to
// anybody.
const maxTags = 50

// spellings lists every way in which a tag is written, and those of each
// article.
func (s *Site) spellings() ([]spelling, groups) {
	var list []spelling
	at := map[string]int32{}
	of := groups{from: make([]int32, 1, len(s.Articles)+1)}
	for _, e := range s.Articles {
		for _, name := range e.Tags[:min(len(e.Tags), maxTags)] {
			i, ok := at[name]
			if !ok {
				i = int32(len(list))
				at[name] = i
				list = append(list, spelling{name: name})
			}
			list[i].n++
			of.flat = append(of.flat, i)
		}
		of.from = append(of.from, int32(len(of.flat)))
	}
	return list, of
}

// joinSpellings makes one tag of all spellings with one slug, named by the most
// frequent one.
func (s *Site) joinSpellings(list []spelling) {
	s.tagAt = map[string]int32{}
	var best []int // count of the spelling that names the tag
	for i := range list {
		sp := &list[i]
		sl := slug(sp.name)
		t, ok := s.tagAt[sl]
		if !ok {
			t = int32(len(s.tags))
			s.tagAt[sl] = t
			s.tags = append(s.tags, tag{slug: sl, name: sp.name})
			best = append(best, sp.n)
		}
		sp.tag = t
		if sp.n > best[t] || sp.n == best[t] && sp.name < s.tags[t].name {
			s.tags[t].name, best[t] = sp.name, sp.n
		}
	}
}

func (s *Site) tagsBySize() []int32 {
	out := make([]int32, len(s.tags))
	for i := range out {
		out[i] = int32(i)
	}
	slices.SortFunc(out, func(a, b int32) int {
		return cmp.Or(cmp.Compare(len(s.tags[b].items), len(s.tags[a].items)), compare(s.tags[a].slug, s.tags[b].slug))
	})
	return out
}

// tagIndex lists the tags of the tags page by name. It holds the largest ones
// where there are very many; the others are reached from their articles.
func (s *Site) tagIndex() []int32 {
	out := slices.Clone(s.largest[:min(len(s.largest), indexTags)])
	slices.SortFunc(out, func(a, b int32) int {
		x, y := &s.tags[a], &s.tags[b]
		return cmp.Or(compare(strings.ToLower(x.name), strings.ToLower(y.name)), compare(x.slug, y.slug))
	})
	return out
}

const indexTags = 2000
