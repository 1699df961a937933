package discourse

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/builder/importer/htmltree"
	"winnow/builder/markdown/emoji"
)

// plainer returns the HTML of a post in the elements that every page has.
func plainer(cooked string) string { return htmltree.Rewrite(cooked, replace) }

// replace puts plain elements in the place of one that only a forum has.
func replace(n *html.Node) (within bool) {
	switch {
	case n.DataAtom == atom.Img && htmltree.Has(n, "emoji"):
		htmltree.Replace(n, htmltree.Text(smiley(n)))
	case n.DataAtom == atom.Img && htmltree.Has(n, "avatar"), n.DataAtom == atom.Svg, n.DataAtom == atom.A && htmltree.Has(n, "anchor"), htmltree.Has(n, "meta") && n.DataAtom == atom.Div:
		n.Parent.RemoveChild(n)
	case htmltree.Has(n, "lightbox-wrapper"):
		htmltree.Replace(n, fullSize(n))
	case n.DataAtom == atom.Aside && htmltree.Has(n, "quote"):
		htmltree.Replace(n, quotation(n))
	case n.DataAtom == atom.Aside && htmltree.Has(n, "onebox"):
		htmltree.Replace(n, preview(n))
	case n.DataAtom == atom.Div && htmltree.Has(n, "poll"):
		htmltree.Replace(n, poll(n))
	default:
		return true
	}
	return false
}

// smiley returns the characters of an emoji.
func smiley(n *html.Node) string {
	code := strings.Trim(htmltree.Attribute(n, "alt"), ":")
	if code == "" {
		code = strings.Trim(htmltree.Attribute(n, "title"), ":")
	}
	if s, ok := emoji.Unicode(code); ok {
		return s
	}
	return ":" + code + ":"
}

// fullSize returns the image that a smaller one leads to.
func fullSize(n *html.Node) *html.Node {
	link, shown := htmltree.Find(n, atom.A), htmltree.Find(n, atom.Img)
	img := htmltree.Element(atom.Img)
	if shown != nil {
		htmltree.Set(img, "src", htmltree.Attribute(shown, "src"))
		htmltree.Set(img, "alt", htmltree.Attribute(shown, "alt"))
	}
	if link != nil && htmltree.Attribute(link, "href") != "" {
		htmltree.Set(img, "src", htmltree.Attribute(link, "href"))
	}
	return htmltree.Element(atom.P, img)
}

// quotation returns a quotation below the name of who said it.
func quotation(n *html.Node) *html.Node {
	out := htmltree.Element(atom.Blockquote)
	if who := htmltree.Attribute(n, "data-username"); who != "" {
		out.AppendChild(htmltree.Element(atom.P, htmltree.Element(atom.Strong, htmltree.Text(who+":"))))
	}
	if quoted := htmltree.Find(n, atom.Blockquote); quoted != nil {
		htmltree.Each(quoted, replace)
		htmltree.Move(quoted, out)
	}
	return out
}

// preview returns a link in the place of the preview of a page.
func preview(n *html.Node) *html.Node {
	link := htmltree.Element(atom.A)
	address, title := htmltree.Attribute(n, "data-onebox-src"), ""
	for _, heading := range []atom.Atom{atom.H3, atom.H4, atom.A} {
		if h := htmltree.Find(n, heading); h != nil && title == "" {
			title = strings.Join(strings.Fields(htmltree.Inner(h)), " ")
			if a := htmltree.Find(h, atom.A); address == "" && a != nil {
				address = htmltree.Attribute(a, "href")
			}
		}
	}
	if a := htmltree.Find(n, atom.A); address == "" && a != nil {
		address = htmltree.Attribute(a, "href")
	}
	htmltree.Set(link, "href", address)
	if title == "" {
		title = address
	}
	link.AppendChild(htmltree.Text(title))
	return htmltree.Element(atom.P, link)
}

// poll returns the choices of a poll as a list.
func poll(n *html.Node) *html.Node {
	list := htmltree.Element(atom.Ul)
	htmltree.Each(n, func(c *html.Node) bool {
		if c.DataAtom != atom.Li {
			return true
		}
		item := htmltree.Element(atom.Li)
		htmltree.Each(c, replace)
		htmltree.Move(c, item)
		list.AppendChild(item)
		return false
	})
	return list
}
