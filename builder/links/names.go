package links

import (
	"path"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"winnow/builder/outline"
)

// How a name was found.
type match int

const (
	unknown match = iota
	byLook        // it looks the same
	byCase        // but for letter case
)

// names finds paths by what they look like, by their last part, and by addresses that
// they had elsewhere. An empty one is filled when it is first needed.
type names struct {
	paths map[string]string   // by how a path looks, in lower case
	last  map[string][]string // by how its last part looks, in lower case, without the ending of an article
	old   map[string]string   // by former address; empty = several had it
}

func (n *names) fill(in Input) {
	if n.paths != nil {
		return
	}
	n.paths, n.last, n.old = map[string]string{}, map[string][]string{}, map[string]string{}
	for i := range in.Texts {
		t := &in.Texts[i]
		if !t.Public {
			continue
		}
		n.add(t.Path, strings.TrimSuffix(t.Path, path.Ext(t.Path)))
		for _, old := range t.Old {
			n.addOld(old, t.Path)
		}
	}
	for _, name := range in.Files {
		n.add(name, name)
	}
}

// add notes a path, and the name that links in double brackets call it by.
func (n *names) add(full, name string) {
	if _, taken := n.paths[look(full)]; !taken {
		n.paths[look(full)] = full
	}
	base := look(path.Base(name))
	n.last[base] = append(n.last[base], full)
	if plain := dated.ReplaceAllString(base, ""); plain != base {
		n.last[plain] = append(n.last[plain], full)
	}
}

// dated is the head of a file's name that other generators do not show.
var dated = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2}|\d{1,3})[-_. ]+`)

func (n *names) addOld(old, path string) {
	key := cleanOld(old)
	if other, taken := n.old[key]; taken && other != path {
		path = ""
	}
	n.old[key] = path
}

// cleanOld returns a former address as it is compared.
func cleanOld(s string) string {
	s = strings.TrimSuffix(strings.Trim(look(s), "/"), "index.html")
	return strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(s, "/"), ".html"), ".md")
}

// look returns how a name looks: accents composed, every kind of blank a space, in
// lower case.
func look(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 0x202f, 0xa0, 0x2009:
			return ' '
		case 0xfe0f:
			return -1
		}
		return r
	}, strings.ToLower(norm.NFC.String(s)))
}

// find returns the path that a link in a text of the folder of from means.
func (n *names) find(from string, l outline.Link) (name string, how match) {
	if full, ok := n.paths[look(l.Path)]; ok {
		return full, sameCase(full, l.Path)
	}
	if i := strings.Index(l.Path, "/.gitbook/"); i >= 0 { // there is one, at the top
		if full, ok := n.paths[look(l.Path[i+1:])]; ok {
			return full, byLook
		}
	}
	if l.Name { // a name is beside the text, in the folder that it names, or anywhere
		return n.named(from, l.Path)
	}
	if full := n.old[cleanOld(l.Path)]; full != "" {
		return full, byLook
	}
	if l.Else == "" || !strings.Contains(strings.Trim(l.Path, "/"), "/") {
		return "", unknown
	}
	if list := n.last[cleanOld(path.Base(strings.TrimSuffix(l.Path, "/")))]; len(list) == 1 && isText(list[0]) {
		return list[0], byLook // the address that another generator gave it
	}
	return "", unknown
}

// named returns what a name in double brackets means: the path that ends so and is
// nearest to the text, else a former name.
func (n *names) named(from, name string) (string, match) {
	want := look(strings.Trim(name, "/"))
	best := ""
	for _, full := range n.last[path.Base(strings.TrimSuffix(want, ".md"))] {
		if have := look(full); !strings.HasSuffix("/"+have, "/"+want) && !strings.HasSuffix("/"+strings.TrimSuffix(have, path.Ext(have)), "/"+want) {
			continue
		}
		if best == "" || distance(from, full) < distance(from, best) {
			best = full
		}
	}
	if best != "" {
		return best, byLook
	}
	if old := n.old[cleanOld(want)]; old != "" {
		return old, byLook
	}
	return "", unknown
}

// distance returns how far a path is from a text, in folders.
func distance(from, to string) int {
	shared := 0
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			shared = i + 1
		}
	}
	return strings.Count(from[shared:], "/") + strings.Count(to[shared:], "/")
}

func sameCase(a, b string) match {
	same := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r == 0x202f || r == 0xa0 || r == 0x2009 {
				return ' '
			}
			return r
		}, norm.NFC.String(s))
	}
	if same(a) == same(b) {
		return byLook
	}
	return byCase
}

func isText(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdx":
		return true
	}
	return false
}
