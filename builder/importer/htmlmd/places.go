package htmlmd

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// places are the elements that links of the same body lead to.
type places []place

type place struct {
	element *html.Node
	name    string
}

// placesOf finds the elements that a link within the body names.
func placesOf(root *html.Node) (out places) {
	named := map[string]bool{}
	for n := range root.Descendants() {
		if name, ok := strings.CutPrefix(attribute(n, "href"), "#"); ok && n.DataAtom == atom.A {
			if plain, err := url.PathUnescape(name); err == nil {
				name = plain
			}
			named[name] = isName(name)
		}
	}
	for n := range root.Descendants() {
		for _, key := range []string{"id", "name"} {
			if name := attribute(n, key); named[name] && (key == "id" || n.DataAtom == atom.A) {
				named[name] = false // the first one counts
				out = append(out, place{n, name})
			}
		}
	}
	return out
}

// isName reports whether a name can be written after a heading and in an attribute.
func isName(name string) bool {
	return name != "" && strings.IndexFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.:", r)
	}) < 0
}

// mark names the elements in a way that Markdown has: a heading by what follows it,
// all others by an empty link before them.
func (p places) mark(out *apart) {
	for _, x := range p {
		if h := heading(x.element); h != nil {
			h.AppendChild(&html.Node{Type: html.TextNode, Data: " " + out.word(part{text: "{#" + x.name + "}", raw: true})})
			continue
		}
		word := &html.Node{Type: html.TextNode, Data: out.word(part{text: `<a id="` + x.name + `"></a>`, raw: true})}
		if inside := x.element.FirstChild; inside != nil && holdsText(x.element) {
			x.element.InsertBefore(word, inside)
		} else if x.element.Parent != nil && holdsText(x.element.Parent) {
			x.element.Parent.InsertBefore(word, x.element)
		}
	}
}

// heading returns the heading that an element is or is in, nil for none.
func heading(n *html.Node) *html.Node {
	for ; n != nil; n = n.Parent {
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return n
		}
	}
	return nil
}

// holdsText reports whether a text can be put into an element.
func holdsText(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Li, atom.Td, atom.Th, atom.Dd, atom.Dt, atom.Div, atom.Span, atom.A, atom.Sup, atom.Strong, atom.Em, atom.B, atom.I:
		return true
	}
	return false
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
