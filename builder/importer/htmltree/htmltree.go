// Package htmltree reads the HTML of a post as a tree and changes it, where a platform
// has elements that no other page has.
package htmltree

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Rewrite returns HTML in which replace has had each element, outer ones first; it
// reports whether to go on within the element. HTML that cannot be read stays.
func Rewrite(text string, replace func(n *html.Node) (within bool)) string {
	nodes, err := html.ParseFragment(strings.NewReader(text), Element(atom.Div))
	if err != nil {
		return text
	}
	root := Element(atom.Div, nodes...)
	Each(root, replace)
	var b strings.Builder
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		html.Render(&b, n)
	}
	return b.String()
}

// Replace puts a node in the place of another.
func Replace(old, by *html.Node) {
	old.Parent.InsertBefore(by, old)
	old.Parent.RemoveChild(old)
}

// Element returns an element with children.
func Element(a atom.Atom, children ...*html.Node) *html.Node {
	n := &html.Node{Type: html.ElementNode, DataAtom: a, Data: a.String()}
	for _, c := range children {
		n.AppendChild(c)
	}
	return n
}

// Text returns a text.
func Text(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }

// Set gives an element an attribute.
func Set(n *html.Node, key, value string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

// Attribute returns an attribute of an element, "" for none.
func Attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// Has reports whether an element has a class.
func Has(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(Attribute(n, "class")), class)
}

// Each calls f with every element below one, in order; f reports whether to look
// into it.
func Each(n *html.Node, f func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type != html.ElementNode || f(c) {
			Each(c, f)
		}
		c = next
	}
}

// Find returns the first element of a kind below one, or nil.
func Find(n *html.Node, a atom.Atom) (found *html.Node) {
	Each(n, func(c *html.Node) bool {
		if found == nil && c.DataAtom == a {
			found = c
		}
		return found == nil
	})
	return found
}

// Inner returns the text below an element.
func Inner(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(Inner(c))
	}
	return b.String()
}

// Move puts all children of one element into another.
func Move(from, to *html.Node) {
	for c := from.FirstChild; c != nil; {
		next := c.NextSibling
		from.RemoveChild(c)
		to.AppendChild(c)
		c = next
	}
}
