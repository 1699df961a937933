package content

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"winnow/builder/diag"
)

// A personKey is one key of [[contributor]]: what its value looks like and where it
// goes.
type personKey struct {
	key   string
	shape shape
	in    func(p *Contributor) any
}

// personKeys returns the one table of them, in the order in which FormatContributors
// writes.
func personKeys() []personKey {
	return []personKey{
		{"id", idShape, func(p *Contributor) any { return &p.ID }},
		{"name", lineShape, func(p *Contributor) any { return &p.Name }},
		{"role", idShape, func(p *Contributor) any { return &p.Role }},
		{"joined", dateShape, func(p *Contributor) any { return &p.Joined }},
		{"aliases", wordsShape, func(p *Contributor) any { return &p.Aliases }},
		{"privacy", privacyShape, func(p *Contributor) any { return &p.Privacy }},
		{"url", addressShape, func(p *Contributor) any { return &p.URL }},
	}
}

// ReadContributors reads contributors.toml; name is its path below the content
// folder. What is returned beside problems holds the people that were
// understood, in the order of the file.
func ReadContributors(name string, data []byte, o Options) ([]Contributor, diag.List) {
	r := peopleReader{keys: personKeys(), reader: reader{options: o, path: path.Join(o.dir(), name), fence: tomlFence}}
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
				people = append(people, Contributor{Privacy: Public})
				if !r.person(&people[len(people)-1], &n.items[j]) {
					people = people[:len(people)-1]
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

// A peopleReader knows, beside what a reader knows, where each person is.
type peopleReader struct {
	reader
	keys   []personKey
	places []place // of each person returned
}

// person reads one table, and reports whether it names a person.
func (r *peopleReader) person(p *Contributor, n *node) bool {
	if n.kind != tableNode {
		r.add(n.at, "a contributor is a table", "write [[contributor]] above its keys")
		return false
	}
	before := len(r.problems)
	for i := range n.items {
		r.personKey(p, &n.items[i])
	}
	if p.ID == "" && len(r.problems) == before {
		r.add(n.at, "the contributor has no id", `add id = "…", as author in articles and evidence names it`)
	}
	if p.ID == "" {
		return false
	}
	if p.Name == "" {
		p.Name = p.ID
	}
	r.places = append(r.places, n.at)
	return true
}

func (r *peopleReader) personKey(p *Contributor, n *node) {
	i := slices.IndexFunc(r.keys, func(k personKey) bool { return k.key == n.key })
	if i < 0 {
		r.unknownKey(n)
		return
	}
	k := &r.keys[i]
	to := k.in(p)
	if n.blank() && k.shape != privacyShape || k.shape.put(to, n, &r.reader) {
		return
	}
	r.misfit(n.key, k.shape, n)
	if choice, ok := to.(*Privacy); ok {
		*choice = Erased // what a person chose to hide must not become public by a slip
	}
}

func (r *peopleReader) unknownKey(n *node) {
	names := make([]string, len(r.keys))
	for i, k := range r.keys {
		names[i] = k.key
	}
	hint := "the keys are " + strings.Join(names, ", ")
	if near := diag.Near(n.key, slices.Values(names)); near != "" {
		hint = "did you mean " + near + "?"
	}
	r.add(n.at, "the key "+n.key+" is not known", hint)
}

// checkOwners checks that each id and alias belongs to one person. A person's
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
					continue // reported there
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

// FoldName returns the form in which ids and names of one person are equal, however
// they are capitalized.
func FoldName(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// FormatContributors returns the file that ReadContributors reads: it is the inverse of ReadContributors.
func FormatContributors(people []Contributor) []byte {
	var b bytes.Buffer
	keys := personKeys()
	for i, p := range people {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("[[contributor]]\n")
		plain := Contributor{Name: p.ID, Privacy: Public}
		for _, k := range keys {
			if text := personText(k.in(&p), k.in(&plain)); text != "" {
				b.WriteString(k.key + " = " + text + "\n")
			}
		}
	}
	return b.Bytes()
}

// personText writes a value that differs from what it is without the key.
func personText(value, without any) string {
	switch v := value.(type) {
	case *string:
		if *v != *without.(*string) && *v != "" {
			return quoteTOML(*v)
		}
	case *[]string:
		if len(*v) > 0 {
			return "[" + joinQuoted(*v, quoteTOML) + "]"
		}
	case *time.Time:
		if !v.IsZero() {
			return formatDate(*v)
		}
	case *Privacy:
		if *v != Public && *v != "" {
			return quoteTOML(string(*v))
		}
	}
	return ""
}
