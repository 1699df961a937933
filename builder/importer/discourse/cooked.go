package discourse

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/builder/markdown/emoji"
)

// plainer returns the HTML of a post in the elements that every page has.
func plainer(cooked string) string {
	nodes, err := html.ParseFragment(strings.NewReader(cooked), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return cooked
	}
	root := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	rewrite(root)
	var b strings.Builder
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		html.Render(&b, n)
	}
	return b.String()
}

// rewrite replaces the elements below one that only a forum has.
func rewrite(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			replace(c)
		}
		c = next
	}
}

// replace puts plain elements in the place of one, and of those in it.
func replace(n *html.Node) {
	parent := n.Parent
	switch {
	case n.DataAtom == atom.Img && has(n, "emoji"):
		put(n, text(smiley(n)))
	case n.DataAtom == atom.Img && has(n, "avatar"), n.DataAtom == atom.Svg, n.DataAtom == atom.A && has(n, "anchor"), has(n, "meta") && n.DataAtom == atom.Div:
		parent.RemoveChild(n)
	case has(n, "lightbox-wrapper"):
		put(n, fullSize(n))
	case n.DataAtom == atom.Aside && has(n, "quote"):
		put(n, quotation(n))
	case n.DataAtom == atom.Aside && has(n, "onebox"):
		put(n, preview(n))
	case n.DataAtom == atom.Div && has(n, "poll"):
		put(n, poll(n))
	default:
		rewrite(n)
	}
}

// put replaces a node.
func put(old, by *html.Node) {
	old.Parent.InsertBefore(by, old)
	old.Parent.RemoveChild(old)
}

// smiley returns the characters of an emoji.
func smiley(n *html.Node) string {
	code := strings.Trim(attribute(n, "alt"), ":")
	if code == "" {
		code = strings.Trim(attribute(n, "title"), ":")
	}
	if s, ok := emoji.Unicode(code); ok {
		return s
	}
	return ":" + code + ":"
}

// fullSize returns the image that a smaller one leads to.
func fullSize(n *html.Node) *html.Node {
	link, shown := find(n, atom.A), find(n, atom.Img)
	img := element(atom.Img)
	if shown != nil {
		set(img, "src", attribute(shown, "src"))
		set(img, "alt", attribute(shown, "alt"))
	}
	if link != nil && attribute(link, "href") != "" {
		set(img, "src", attribute(link, "href"))
	}
	return element(atom.P, img)
}

// quotation returns a quotation below the name of who said it.
func quotation(n *html.Node) *html.Node {
	out := element(atom.Blockquote)
	if who := attribute(n, "data-username"); who != "" {
		out.AppendChild(element(atom.P, element(atom.Strong, text(who+":"))))
	}
	if quoted := find(n, atom.Blockquote); quoted != nil {
		rewrite(quoted)
		move(quoted, out)
	}
	return out
}

// preview returns a link in the place of the preview of a page.
func preview(n *html.Node) *html.Node {
	link := element(atom.A)
	address, title := attribute(n, "data-onebox-src"), ""
	for _, heading := range []atom.Atom{atom.H3, atom.H4, atom.A} {
		if h := find(n, heading); h != nil && title == "" {
			title = strings.Join(strings.Fields(inner(h)), " ")
			if a := find(h, atom.A); address == "" && a != nil {
				address = attribute(a, "href")
			}
		}
	}
	if a := find(n, atom.A); address == "" && a != nil {
		address = attribute(a, "href")
	}
	set(link, "href", address)
	if title == "" {
		title = address
	}
	link.AppendChild(text(title))
	return element(atom.P, link)
}

// poll returns the choices of a poll as a list.
func poll(n *html.Node) *html.Node {
	list := element(atom.Ul)
	each(n, func(c *html.Node) bool {
		if c.DataAtom != atom.Li {
			return true
		}
		item := element(atom.Li)
		rewrite(c)
		move(c, item)
		list.AppendChild(item)
		return false
	})
	return list
}

// Small tools for trees.

func element(a atom.Atom, children ...*html.Node) *html.Node {
	n := &html.Node{Type: html.ElementNode, DataAtom: a, Data: a.String()}
	for _, c := range children {
		n.AppendChild(c)
	}
	return n
}

func text(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }

func set(n *html.Node, key, value string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// has reports whether an element has a class.
func has(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attribute(n, "class")), class)
}

// each calls f with every element below one, in order; f reports whether to look
// into it.
func each(n *html.Node, f func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type != html.ElementNode || f(c) {
			each(c, f)
		}
		c = next
	}
}

// find returns the first element of a kind below one, or nil.
func find(n *html.Node, a atom.Atom) (found *html.Node) {
	each(n, func(c *html.Node) bool {
		if found == nil && c.DataAtom == a {
			found = c
		}
		return found == nil
	})
	return found
}

// inner returns the text below an element.
func inner(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(inner(c))
	}
	return b.String()
}

// move puts all children of one element into another.
func move(from, to *html.Node) {
	for c := from.FirstChild; c != nil; {
		next := c.NextSibling
		from.RemoveChild(c)
		to.AppendChild(c)
		c = next
	}
}
