package htmlmd

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/builder/markdown/mdtext"
)

// apart keeps the addresses and the blocks of code of one body while it is
// translated. A word of letters and digits takes the place of each.
type apart struct {
	prefix string // of every word; occurs nowhere in the body
	parts  []part
}

type part struct {
	text string // an address, a block of code, or Markdown
	code bool
	lang string
	raw  bool // it is Markdown
}

// newApart chooses a prefix that no text of the tree holds, not even across
// elements.
func newApart(root *html.Node) *apart {
	var all strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			all.WriteString(n.Data)
		}
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			all.WriteString(" " + a.Val)
		}
	}
	out := &apart{prefix: "qw"}
	for n := 0; strings.Contains(all.String(), out.prefix); n++ {
		out.prefix = fmt.Sprintf("qw%dz", n)
	}
	return out
}

// word returns the word that takes the place of a part.
func (a *apart) word(p part) string {
	a.parts = append(a.parts, p)
	return a.prefix + strconv.Itoa(len(a.parts)-1) + "q"
}

// code sets a block of code apart. One within a table stays: such a table stays
// HTML as a whole.
func (a *apart) code(pre *html.Node) {
	for p := pre.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.Table {
			return
		}
	}
	var text strings.Builder
	lang := language(pre)
	for n := range pre.Descendants() {
		switch {
		case n.Type == html.TextNode:
			text.WriteString(n.Data)
		case n.DataAtom == atom.Br:
			text.WriteByte('\n')
		case lang == "":
			lang = language(n)
		}
	}
	word := a.word(part{text: text.String(), code: true, lang: lang})
	p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
	p.AppendChild(&html.Node{Type: html.TextNode, Data: word})
	pre.Parent.InsertBefore(p, pre)
	pre.Parent.RemoveChild(pre)
}

// language returns the language that an element's classes name, "lang-go" or
// "language-go".
func language(n *html.Node) string {
	for _, a := range n.Attr {
		if a.Key != "class" {
			continue
		}
		for _, class := range strings.Fields(a.Val) {
			name, ok := strings.CutPrefix(class, "lang-")
			if !ok {
				name, ok = strings.CutPrefix(class, "language-")
			}
			if ok && name != "none" && name != "default" && mdtext.IsLanguage(name) {
				return name
			}
		}
	}
	return ""
}

// restore puts every part in the place of its word.
func (a *apart) restore(md string) string {
	if len(a.parts) == 0 {
		return md
	}
	var b strings.Builder
	line := 0 // where the current line begins in b
	for {
		before, after, found := strings.Cut(md, a.prefix)
		if i := strings.LastIndexByte(before, '\n'); i >= 0 {
			line = b.Len() + i + 1
		}
		b.WriteString(before)
		if !found {
			return b.String()
		}
		digits, rest, _ := strings.Cut(after, "q")
		i, err := strconv.Atoi(digits)
		if err != nil || i >= len(a.parts) {
			b.WriteString(a.prefix)
			md = after
			continue
		}
		switch p, prefix := a.parts[i], b.String()[line:]; {
		case p.raw:
			b.WriteString(p.text)
		case !p.code:
			b.WriteString(mdtext.Address(p.text))
		case strings.Trim(prefix, " >-0123456789.") == "" && (rest == "" || rest[0] == '\n'):
			b.WriteString(strings.ReplaceAll(mdtext.Fence(p.lang, p.text), "\n", "\n"+continuation(prefix)))
		default: // within a line, as a block that stood in a link
			b.WriteString(mdtext.CodeSpan(p.text))
		}
		md = rest
	}
}

// continuation returns what the next lines of a block begin with when its first
// begins with prefix: "> 1. " is followed by ">    ".
func continuation(prefix string) string {
	return strings.Map(func(c rune) rune {
		if c == '>' {
			return c
		}
		return ' '
	}, prefix)
}
