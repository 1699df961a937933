package math

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A node is an element of MathML.
type node struct {
	tag    string
	attr   string // attributes as they are written, each after a blank
	text   string // of an element without others
	kids   []*node
	limits bool // scripts are above and below it
}

// MathML returns the formula as an element for a page.
func (f Formula) MathML(display bool) string {
	var b strings.Builder
	b.WriteString("<math")
	if display {
		b.WriteString(` display="block"`)
	}
	b.WriteString(">")
	f.root.write(&b)
	b.WriteString("</math>")
	return b.String()
}

func (n *node) write(b *strings.Builder) {
	b.WriteString("<" + n.tag + n.attr + ">")
	if n.tag == "mspace" {
		b.WriteString("</mspace>")
		return
	}
	b.WriteString(html.EscapeString(printable(n.text)))
	for _, k := range n.kids {
		k.write(b)
	}
	b.WriteString("</" + n.tag + ">")
}

// printable returns text without what no page can hold.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError || r >= 0xfffe && r <= 0xffff {
			return -1
		}
		return r
	}, s)
}

// Words returns the formula as a line of text: what a reader would type.
func (f Formula) Words() string {
	var b strings.Builder
	f.root.words(&b)
	return strings.Join(strings.Fields(b.String()), " ")
}

// between are what words has between the parts of an element.
var between = map[string][2]string{
	"mfrac": {"/", ""}, "msub": {"_", ""}, "msup": {"^", ""}, "msubsup": {"_", "^"},
	"munder": {"_", ""}, "mover": {"^", ""}, "munderover": {"_", "^"}, "mtr": {" ", " "}, "mtable": {"; ", "; "},
}

func (n *node) words(b *strings.Builder) {
	switch n.tag {
	case "mspace":
		b.WriteString(" ")
		return
	case "mphantom":
		return
	case "msqrt":
		b.WriteString("√")
	case "mroot":
		n.kids[1].words(b)
		b.WriteString("√")
		n.kids[0].group(b)
		return
	}
	b.WriteString(n.text)
	sep, ok := between[n.tag]
	for i, k := range n.kids {
		switch {
		case ok && i == 1:
			b.WriteString(sep[0])
		case ok && i > 1:
			b.WriteString(sep[1])
		}
		if ok && n.tag != "mtr" && n.tag != "mtable" || n.tag == "msqrt" {
			k.group(b)
		} else {
			k.words(b)
		}
	}
	scripts := ok && n.tag != "mfrac" && n.tag != "mtr" && n.tag != "mtable"
	if scripts || (n.tag == "mo" || n.tag == "mi") && utf8.RuneCountInString(n.text) > 1 {
		b.WriteString(" ")
	}
}

// group writes the words of a part, in parentheses if it has several.
func (n *node) group(b *strings.Builder) {
	if n.tag == "mrow" && len(n.kids) > 1 {
		b.WriteString("(")
		n.words(b)
		b.WriteString(")")
		return
	}
	n.words(b)
}
