package site

import (
	"cmp"
	"slices"
	"strings"
	"winnow/builder/site/slug"
)

// A Tag joins all spellings with one slug.
type Tag struct {
	Name  string
	Items []int32 // public articles, in trust order
	slug  string
}

// URL returns the address of the tag's page.
func (t *Tag) URL() string { return tagsURL + t.slug + "/" }

// Tags are all tags of public articles.
type Tags struct {
	List    []Tag
	Largest []int32 // into List, the largest first

	bySlug map[string]int32
	of     groups // the tags of each public article
}

// Find returns the tag of which a name is a spelling.
func (t *Tags) Find(name string) (at int32, ok bool) {
	at, ok = t.bySlug[slug.Of(name)]
	return at, ok
}

// ByName returns the tags of the tags page, sorted by name. These are the
// largest ones where there are very many; the others are reached from their
// articles.
func (t *Tags) ByName() []int32 {
	out := slices.Clone(t.Largest[:min(len(t.Largest), maxIndexTags)])
	slices.SortFunc(out, func(a, b int32) int {
		x, y := &t.List[a], &t.List[b]
		return cmp.Or(cmp.Compare(strings.ToLower(x.Name), strings.ToLower(y.Name)), cmp.Compare(x.slug, y.slug))
	})
	return out
}

const maxIndexTags = 2000

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
func placeTags(articles []*Entry) Tags {
	spellings, of := spellingsOf(articles)
	t := joinSpellings(spellings)
	counts := make([]int32, len(t.List))
	g := groups{from: make([]int32, 1, len(articles)+1), flat: make([]int32, 0, len(of.flat))}
	for i := range articles {
		start := len(g.flat)
		for _, sp := range of.of(int32(i)) {
			if tag := spellings[sp].tag; !slices.Contains(g.flat[start:], tag) {
				g.flat = append(g.flat, tag)
				counts[tag]++
			}
		}
		g.from = append(g.from, int32(len(g.flat)))
	}
	t.of = g
	for i := range t.List {
		t.List[i].Items = make([]int32, 0, counts[i])
	}
	for i := range articles {
		for _, tag := range g.of(int32(i)) {
			t.List[tag].Items = append(t.List[tag].Items, int32(i))
		}
	}
	t.Largest = bySize(t.List)
	return t
}

// maxTags is how many tags of one article are followed; more do not help
// readers.
const maxTags = 50

// spellingsOf lists every way in which a tag is written, and those of each
// article.
func spellingsOf(articles []*Entry) ([]spelling, groups) {
	var list []spelling
	at := map[string]int32{}
	of := groups{from: make([]int32, 1, len(articles)+1)}
	for _, e := range articles {
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
func joinSpellings(list []spelling) Tags {
	out := Tags{bySlug: map[string]int32{}}
	var best []int // count of the spelling that names the tag
	for i := range list {
		sp := &list[i]
		sl := slug.Of(sp.name)
		t, ok := out.bySlug[sl]
		if !ok {
			t = int32(len(out.List))
			out.bySlug[sl] = t
			out.List = append(out.List, Tag{slug: sl, Name: sp.name})
			best = append(best, sp.n)
		}
		sp.tag = t
		if sp.n > best[t] || sp.n == best[t] && sp.name < out.List[t].Name {
			out.List[t].Name, best[t] = sp.name, sp.n
		}
	}
	return out
}

func bySize(list []Tag) []int32 {
	out := make([]int32, len(list))
	for i := range out {
		out[i] = int32(i)
	}
	slices.SortFunc(out, func(a, b int32) int {
		return cmp.Or(cmp.Compare(len(list[b].Items), len(list[a].Items)), cmp.Compare(list[a].slug, list[b].slug))
	})
	return out
}
