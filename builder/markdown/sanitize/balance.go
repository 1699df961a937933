package sanitize

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// maxOpen bounds how many elements may be open at once; browsers stop at 512.
const maxOpen = 300

// Balance sets right the nesting of a section that has raw HTML in it. In what
// it returns every element is closed where it was opened, and is where the HTML
// standard allows it, so that a browser builds exactly the tree that is written:
// nothing that an author leaves open, or closes too often, affects what is
// around the section. It takes linear time and repeats nothing.
//
// The rules are those of the standard's tree construction as far as our
// elements need them: a block ends a paragraph, an item ends the item before
// it, rows and cells are made where they are missing, an end tag without a
// start is dropped.
func Balance(section []byte) []byte {
	b := balancer{out: make([]byte, 0, len(section)+64)}
	z := html.NewTokenizer(bytes.NewReader(section))
	for {
		switch z.Next() {
		case html.ErrorToken:
			b.closeTo(0)
			return b.out
		case html.TextToken:
			b.text(z.Raw())
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := z.Raw()
			name, _ := z.TagName()
			b.start(string(name), raw)
		case html.EndTagToken:
			name, _ := z.TagName()
			b.end(string(name))
		}
	}
}

type balancer struct {
	out  []byte
	open []string
}

func (b *balancer) text(raw []byte) {
	if len(bytes.TrimSpace(raw)) > 0 {
		b.makeCell()
	}
	b.out = append(b.out, raw...)
}

func (b *balancer) top() string {
	if len(b.open) == 0 {
		return ""
	}
	return b.open[len(b.open)-1]
}

// closeTo closes open elements until n are left.
func (b *balancer) closeTo(n int) {
	for len(b.open) > n {
		b.out = append(b.out, "</"+b.top()+">"...)
		b.open = b.open[:len(b.open)-1]
	}
}

func (b *balancer) push(name, tag string) {
	b.out = append(b.out, tag...)
	b.open = append(b.open, name)
}

// closeOpen closes the innermost open element of the names, and all in it,
// unless a fence is between them.
func (b *balancer) closeOpen(names, fences string) bool {
	for i := len(b.open) - 1; i >= 0; i-- {
		if has(names, b.open[i]) {
			b.closeTo(i)
			return true
		}
		if has(fences, b.open[i]) {
			return false
		}
	}
	return false
}

func (b *balancer) isOpen(name, fences string) bool {
	for i := len(b.open) - 1; i >= 0 && !has(fences, b.open[i]); i-- {
		if b.open[i] == name {
			return true
		}
	}
	return false
}

// has reports whether a list of names, each between spaces, holds a name.
func has(names, name string) bool {
	return strings.Contains(names, " "+name+" ")
}

const (
	voids     = " br col hr img input wbr "
	headings  = " h1 h2 h3 h4 h5 h6 "
	cells     = " td th caption "
	tableOnly = " caption col colgroup tbody td tfoot th thead tr "
	fences    = cells + "table " // what inner elements cannot reach across
	// blocks end an open paragraph.
	blocks = headings + "blockquote center dd details div dl dt figcaption figure hr li ol p pre section summary table ul "
	// An item is ended by the next one unless one of these is between them.
	itemFences = fences + headings + "li dd dt ul ol dl blockquote center details figcaption figure pre section summary tr tbody thead tfoot colgroup "
)

func (b *balancer) start(name string, raw []byte) {
	if len(b.open) >= maxOpen {
		return
	}
	if has(tableOnly, name) {
		if !b.tablePart(name) {
			return
		}
	} else {
		b.makeCell()
		b.endBefore(name)
	}
	if has(voids, name) {
		b.out = append(b.out, raw...)
		return
	}
	b.push(name, string(raw))
}

// endBefore closes what cannot hold an element.
func (b *balancer) endBefore(name string) {
	switch {
	case name == "li":
		b.closeOpen(" li ", itemFences)
	case name == "dt" || name == "dd":
		b.closeOpen(" dt dd ", itemFences)
	case name == "a":
		b.closeOpen(" a ", cells)
	case name == "rt" || name == "rp":
		for b.isOpen("ruby", fences) && has(" dd dt li p rp rt ", b.top()) {
			b.closeTo(len(b.open) - 1)
		}
	}
	if has(blocks, name) {
		b.closeOpen(" p ", fences)
	}
	if has(headings, name) && has(headings, b.top()) {
		b.closeTo(len(b.open) - 1)
	}
}

// makeCell opens a cell where a table has content outside of one.
func (b *balancer) makeCell() {
	switch b.top() {
	case "table", "tbody", "thead", "tfoot", "tr", "colgroup":
		b.tablePart("td")
		b.push("td", "<td>")
	}
}

// tablePart makes room for a part of a table: parts that it ends are closed,
// those that it needs are opened. Outside of a table it has no place.
func (b *balancer) tablePart(name string) bool {
	if !b.isOpen("table", "") {
		return false
	}
	switch name {
	case "td", "th":
		b.closeOpen(" td th caption colgroup ", " table ")
		b.needRow()
	case "tr":
		b.closeOpen(" tr caption colgroup ", " table ")
		b.needBody()
	case "col":
		b.closeOpen(" caption tbody thead tfoot ", " table ")
		if b.top() != "colgroup" {
			b.closeToTable()
			b.push("colgroup", "<colgroup>")
		}
	default:
		b.closeToTable()
	}
	return true
}

func (b *balancer) closeToTable() {
	for i := len(b.open) - 1; i >= 0; i-- {
		if b.open[i] == "table" {
			b.closeTo(i + 1)
			return
		}
	}
}

func (b *balancer) needBody() {
	if !has(" tbody thead tfoot ", b.top()) {
		b.closeToTable()
		b.push("tbody", "<tbody>")
	}
}

func (b *balancer) needRow() {
	if b.top() != "tr" {
		b.needBody()
		b.push("tr", "<tr>")
	}
}

func (b *balancer) end(name string) {
	switch {
	case has(voids, name):
	case has(headings, name):
		b.closeOpen(headings, fences)
	case name == "table":
		b.closeOpen(" table ", "")
	case has(tableOnly, name):
		b.closeOpen(" "+name+" ", " table ")
	case name == "li":
		b.closeOpen(" li ", fences+"ul ol ")
	default:
		b.closeOpen(" "+name+" ", fences)
	}
}
