// Package dialect reads what other programs add to Markdown: boxes, tabs, links in
// double brackets, tags of templates, attributes in braces. Each is a row of a table:
// boxes (box.go) are begun and ended by lines, tags (tag.go) stand for something or
// for nothing, and what stays as text is counted by the patterns of leftover.go.
//
// A row is read into nodes that package markdown knows to write: [Box], [Name], and
// those of CommonMark. Whatever is not understood is text, as ever.
package dialect

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
)

// A Role is what a box is for.
type Role int

const (
	Plain  Role = iota // its content alone is shown
	Alert              // a note of some kind
	Tab                // one of several with titles
	Hidden             // it is not shown
)

// A Box is a part of a text with a frame.
type Box struct {
	ast.BaseBlock
	Role   Role
	Of     string // the kind as it was written: "note", "prerequisite"
	Title  string // empty = the kind's
	Folded bool   // its content is shown on request
	Open   bool   // it was asked for already

	end   ender
	ended bool // at the end of a line of its text
}

// KindBox is the kind of a Box.
var KindBox = ast.NewNodeKind("Box")

// Kind returns the kind of the node.
func (*Box) Kind() ast.NodeKind { return KindBox }

// Dump prints the node, for debugging.
func (b *Box) Dump(source []byte, level int) { ast.DumpHelper(b, source, level, nil, nil) }

// A Name is a link in double brackets, or what is embedded so: the name of a page or
// file in some folder.
type Name struct {
	ast.BaseInline
	To    string // path or name; empty = this text
	Place string // heading
	Embed bool
}

// KindName is the kind of a Name.
var KindName = ast.NewNodeKind("Name")

// Kind returns the kind of the node.
func (*Name) Kind() ast.NodeKind { return KindName }

// Dump prints the node, for debugging.
func (n *Name) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// maxBoxes is how many boxes are understood in a body: each looks for its end.
const maxBoxes = 2000

var boxCount = parser.NewContextKey()
