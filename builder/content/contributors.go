package content

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"winnow/builder/diag"
)

// contributorKeys are the keys of [[contributor]].
var contributorKeys = []string{"id", "name", "role", "joined", "aliases", "privacy", "url"}

// ReadContributors reads contributors.toml; name is its path below the content
// folder. What is returned beside problems holds the people that were
// understood, in the order of the file.
func ReadContributors(name string, data []byte, o Options) ([]Contributor, diag.List) {
	r := peopleReader{reader: reader{options: o, path: path.Join(o.dir(), name), fence: tomlFence}}
	text, bad := decodeText(data)
	var nodes []node
	if bad == nil {
		nodes, bad = readPeople(string(text))
	}
	if bad != nil {
		r.add(bad.at, bad.msg, bad.hint)
		return nil, r.problems
	}
	var people []Contributor
	for i := range nodes {
		switch n := &nodes[i]; {
		case n.key != "contributor":
			r.add(n.at, "the key "+n.key+" is not known", "the file holds tables [[contributor]] only")
		case n.kind != listNode:
			r.add(n.at, "a contributor is written with two brackets", "write [[contributor]]")
		default:
			people = slices.Grow(people, len(n.items))
			for j := range n.items {
				if p, ok := r.person(&n.items[j]); ok {
					people = append(people, p)
				}
			}
		}
	}
	r.checkOwners(people)
	if r.problems != nil {
		r.problems = r.problems.Sorted()
	}
	return people, r.problems
}

func readPeople(text string) ([]node, *mistake) {
	if nodes, ok := readPlain(tomlFence, text, 1); ok {
		return nodes, nil
	}
	if tooDeep(tomlFence, text) {
		return nil, &mistake{place{1, 1}, "the file is nested too deep", "it holds tables [[contributor]] only"}
	}
	return readTOML(text, 1)
}

// A peopleReader knows, beside what a reader knows, where each person stands.
type peopleReader struct {
	reader
	places []place // of each person returned
}

// person reads one table.
func (r *peopleReader) person(n *node) (p Contributor, ok bool) {
	if n.kind != tableNode {
		r.add(n.at, "a contributor is a table", "write [[contributor]] above its keys")
		return p, false
	}
	p.Privacy = Public
	before := len(r.problems)
	for i := range n.items {
		r.personKey(&p, &n.items[i])
	}
	if p.ID == "" && len(r.problems) == before {
		r.add(n.at, "the contributor has no id", `add id = "…", as author in articles and evidence names it`)
	}
	if p.ID == "" {
		return p, false
	}
	if p.Name == "" {
		p.Name = p.ID
	}
	r.places = append(r.places, n.at)
	return p, true
}

func (r *peopleReader) personKey(p *Contributor, n *node) {
	shape, to := idShape, any(nil)
	switch n.key {
	case "id":
		to = &p.ID
	case "name":
		shape, to = lineShape, &p.Name
	case "role":
		to = &p.Role
	case "joined":
		shape, to = dateShape, &p.Joined
	case "aliases":
		shape, to = wordsShape, &p.Aliases
	case "url":
		shape, to = addressShape, &p.URL
	case "privacy":
		r.privacy(p, n)
		return
	default:
		r.unknownKey(n)
		return
	}
	if !n.blank() && !shape.put(to, n, &r.reader) {
		r.misfit(n.key, shape, n)
	}
}

func (r *peopleReader) unknownKey(n *node) {
	hint := "the keys are " + strings.Join(contributorKeys, ", ")
	if near := diag.Near(n.key, slices.Values(contributorKeys)); near != "" {
		hint = "did you mean " + near + "?"
	}
	r.add(n.at, "the key "+n.key+" is not known", hint)
}

func (r *peopleReader) privacy(p *Contributor, n *node) {
	switch choice := Privacy(n.text); choice {
	case Public, Anonymous, Unscored, Erased:
		p.Privacy = choice
	default:
		// What somebody chose must not become public by a slip.
		p.Privacy = Erased
		r.add(n.value, "privacy must be public, anonymous, unscored or erased, not "+n.describe(), `for example privacy = "anonymous"`)
	}
}

// checkOwners sees to it that each id and alias is one person's. A person's
// own id among the aliases is harmless; a circle of aliases is one id claimed
// twice.
func (r *peopleReader) checkOwners(people []Contributor) {
	first := make(map[string]int, len(people))
	for i, p := range people {
		if j, ok := first[p.ID]; ok {
			r.add(r.places[i], fmt.Sprintf("the id %q is already on line %d", p.ID, r.places[j].line), "make one entry of both, or give it another id")
			continue
		}
		first[p.ID] = i
	}
	claimed := map[string]int{}
	for i, p := range people {
		for _, alias := range p.Aliases {
			other, isID := first[alias]
			before, isAlias := claimed[alias]
			switch {
			case isID && people[other].ID == p.ID:
			case isID && slices.Contains(people[other].Aliases, p.ID):
				if other > i {
					continue // told there
				}
				r.add(r.places[i], fmt.Sprintf("%q and %q are aliases of each other", p.ID, alias), "make one entry of both")
			case isID:
				r.add(r.places[i], fmt.Sprintf("the alias %q is the id of another contributor (line %d)", alias, r.places[other].line), "make one entry of both, or drop the alias")
			case isAlias && before != i:
				r.add(r.places[i], fmt.Sprintf("the alias %q is already one of %q (line %d)", alias, people[before].ID, r.places[before].line), "an id belongs to one person: drop one")
			default:
				claimed[alias] = i
			}
		}
	}
}

// FormatContributors is the inverse of ReadContributors.
func FormatContributors(people []Contributor) []byte {
	var b bytes.Buffer
	for i, p := range people {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("[[contributor]]\nid = " + quoteTOML(p.ID) + "\n")
		text := func(key, value string) {
			if value != "" {
				b.WriteString(key + " = " + quoteTOML(value) + "\n")
			}
		}
		if p.Name != p.ID {
			text("name", p.Name)
		}
		text("role", p.Role)
		if !p.Joined.IsZero() {
			b.WriteString("joined = " + formatDate(p.Joined) + "\n")
		}
		if len(p.Aliases) > 0 {
			b.WriteString("aliases = [" + joinQuoted(p.Aliases, quoteTOML) + "]\n")
		}
		if p.Privacy != Public {
			text("privacy", string(p.Privacy))
		}
		text("url", p.URL)
	}
	return b.Bytes()
}
