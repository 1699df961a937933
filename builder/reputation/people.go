package reputation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// none is the number of a person, topic, thread … that is not known.
const none = -1

// A person is one group of declared aliases.
type person struct {
	id       string // the smallest contributor id of the group
	name     string
	role     string
	url      string
	joined   time.Time
	privacy  content.Privacy
	declared bool // in contributors.toml
}

func (p *person) scored() bool { return p.privacy != content.Unscored }

// hidden reports whether neither id nor name may be shown.
func (p *person) hidden() bool {
	return p.privacy == content.Anonymous || p.privacy == content.Erased
}

// people finds persons by any of their ids.
type people struct {
	index  map[string]int32
	list   []person
	hidden map[string]content.Privacy // what those who are hidden are called, folded
}

// find returns the person with an id, a new one for an id that is not known.
func (p *people) find(id string) int32 {
	if id == "" {
		return none
	}
	if i, ok := p.index[id]; ok {
		return i
	}
	id = strings.Clone(id) // it may be a slice of a large file
	p.index[id] = int32(len(p.list))
	privacy := content.Public
	if len(p.hidden) > 0 {
		privacy = cmp.Or(p.hidden[content.FoldName(id)], privacy)
	}
	p.list = append(p.list, person{id: id, name: id, privacy: privacy})
	return int32(len(p.list) - 1)
}

// gather makes persons of contributors. Contributors who share an id or alias are one
// person; two contributors who are one person are a problem.
func gather(contributors []content.Contributor) (*people, diag.List) {
	sorted := slices.DeleteFunc(slices.Clone(contributors), func(c content.Contributor) bool { return c.ID == "" })
	slices.SortStableFunc(sorted, func(a, b content.Contributor) int { return cmp.Compare(a.ID, b.ID) })
	var problems diag.List
	p := &people{index: map[string]int32{}}
	same := groups{}
	for _, c := range sorted {
		first := p.find(c.ID)
		same.grow(len(p.list))
		for _, alias := range c.Aliases {
			if other := p.find(alias); other != none {
				same.grow(len(p.list))
				same.join(first, other)
			}
		}
	}
	merged := &people{index: map[string]int32{}}
	for _, c := range sorted {
		root := p.list[same.find(p.index[c.ID])].id
		i := merged.find(root)
		if who := &merged.list[i]; who.declared {
			problems = append(problems, diag.Problem{
				Msg:  fmt.Sprintf("contributors %q and %q are one person: they share an id or alias", who.id, c.ID),
				Hint: "leave one of them, with the other as its alias"})
			who.join(c)
		} else {
			who.declare(c)
		}
	}
	for id, i := range p.index {
		merged.index[id] = merged.index[p.list[same.find(i)].id]
	}
	merged.hide(sorted)
	return merged, problems
}

// hide notes the ids and names of hidden people. No two people are taken for one, but
// a person who is not declared and has such a name, in letters of another case or by
// the name instead of the id, is as hidden as they are.
func (p *people) hide(contributors []content.Contributor) {
	p.hidden = map[string]content.Privacy{}
	for _, c := range contributors {
		if who := &p.list[p.index[c.ID]]; who.hidden() {
			for _, word := range append([]string{c.ID, c.Name}, c.Aliases...) {
				p.hidden[content.FoldName(word)] = who.privacy
			}
		}
	}
}

func (p *person) declare(c content.Contributor) {
	*p = person{id: c.ID, name: cmp.Or(c.Name, c.ID), role: c.Role, url: c.URL, joined: c.Joined,
		privacy: cmp.Or(c.Privacy, content.Public), declared: true}
}

// join takes over what a second entry says; the stricter privacy holds.
func (p *person) join(c content.Contributor) {
	p.role, p.url = cmp.Or(p.role, c.Role), cmp.Or(p.url, c.URL)
	strict := []content.Privacy{content.Public, content.Anonymous, content.Unscored, content.Erased}
	if slices.Index(strict, c.Privacy) > slices.Index(strict, p.privacy) {
		p.privacy = c.Privacy
	}
}

// renumber sorts persons by id, so that comparing numbers is comparing ids, and
// returns the new number of each old one.
func (p *people) renumber() []int32 {
	to := places(len(p.list), func(a, b int32) int { return cmp.Compare(p.list[a].id, p.list[b].id) })
	list := make([]person, len(p.list))
	for old, new := range to {
		list[new] = p.list[old]
	}
	for id, old := range p.index {
		p.index[id] = to[old]
	}
	p.list = list
	return to
}

// places returns the place of each of n things in the order of compare.
func places(n int, compare func(a, b int32) int) []int32 {
	order := make([]int32, n)
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, compare)
	to := make([]int32, n)
	for place, i := range order {
		to[i] = int32(place)
	}
	return to
}

// groups is a forest of numbers that belong together; the root is the smallest.
type groups struct{ parent []int32 }

func (g *groups) grow(n int) {
	for len(g.parent) < n {
		g.parent = append(g.parent, int32(len(g.parent)))
	}
}

func (g *groups) find(i int32) int32 {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

func (g *groups) join(a, b int32) {
	a, b = g.find(a), g.find(b)
	g.parent[max(a, b)] = min(a, b)
}

// shown returns the id of each person in what leaves the room: an opaque token for
// those who are hidden.
func (p *people) shown() []string {
	out := make([]string, len(p.list))
	counts := map[content.Privacy]int{}
	for i := range p.list {
		who := &p.list[i]
		out[i] = who.id
		for who.hidden() {
			counts[who.privacy]++
			word := "member"
			if who.privacy == content.Erased {
				word = "erased"
			}
			out[i] = fmt.Sprintf("%s-%d", word, counts[who.privacy])
			if _, taken := p.index[out[i]]; !taken {
				break
			}
		}
	}
	return out
}
