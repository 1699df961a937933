package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"winnow/builder/markdown/plaintext"
)

// Rewrite returns a body in which links, images and link reference definitions
// have other addresses; everything else is as it was, to the byte: titles, angle
// brackets, code in which something looks like a link. address is asked for the
// new address, URL-escaped, of what the author wrote before "#"; it reports
// false for one that stays. Where it returns "", the link leads nowhere.
//
// Raw HTML is not rewritten. A body on which a library panics stays as it is;
// Convert reports that.
func (c *Converter) Rewrite(body []byte, address func(string) (string, bool)) (out []byte) {
	if !bytes.Contains(body, []byte("](")) && !bytes.Contains(body, []byte("]:")) {
		return body
	}
	defer func() {
		if recover() != nil {
			out = body
		}
	}()
	source := inPlace(body)
	edits := editsOf(c.parser.Parse(text.NewReader(source)), source, address)
	last := 0
	for _, e := range edits {
		out = append(append(out, body[last:e.from]...), e.text...)
		last = e.to
	}
	return append(out, body[last:]...)
}

// inPlace returns a body as the parser takes it, in which each byte is where it
// was: see normalize.
func inPlace(body []byte) []byte {
	source := bytes.ReplaceAll(body, []byte("\r\n"), []byte(" \n"))
	for i, c := range source {
		if c == '\r' {
			source[i] = '\n'
		}
	}
	for i := 0; i < len(source); {
		r, size := utf8.DecodeRune(source[i:])
		if r == utf8.RuneError && size == 1 {
			source[i] = '?'
		}
		i += size
	}
	return append(source, '\n')
}

// An edit replaces a part of a body.
type edit struct {
	from, to int
	text     string
}

// editsOf returns what address changes in a body, in order.
func editsOf(root ast.Node, source []byte, address func(string) (string, bool)) (edits []edit) {
	add := func(destination []byte, needed bool) {
		if at, ok := offset(source, destination); ok {
			edits = append(edits, editOf(source, at, at+len(destination), needed, address)...)
		}
	}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Link:
			if entering && n.Reference == nil {
				add(n.Destination, n.Title != nil)
			}
		case *ast.Image:
			if entering && n.Reference == nil {
				add(n.Destination, n.Title != nil)
			}
		case *ast.LinkReferenceDefinition:
			if entering {
				add(n.Destination, true)
			}
		}
		return ast.WalkContinue, nil
	})
	slices.SortFunc(edits, func(a, b edit) int { return a.from - b.from })
	return edits
}

// offset returns where a part of a source is that the parser cut out of it. The
// tree has no other position of a destination.
func offset(source, part []byte) (at int, ok bool) {
	at = cap(source) - cap(part)
	return at, len(part) > 0 && at >= 0 && at < len(source) && &source[at] == &part[0]
}

// editOf returns the change of one destination; needed says that something must
// be in its place.
func editOf(source []byte, from, to int, needed bool, address func(string) (string, bool)) []edit {
	written := source[from:to]
	file := written[:fragmentAt(written)]
	if len(file) == 0 {
		return nil
	}
	next, ok := address(string(plaintext.Unescape(file)))
	switch {
	case !ok:
		return nil
	case next != "":
		return []edit{{from, from + len(file), asDestination(next)}}
	case needed && source[from-1] != '<':
		next = "<>"
	}
	return []edit{{from, to, next}}
}

// fragmentAt returns where the fragment of a written address begins: at a "#"
// that is not part of a character reference.
func fragmentAt(written []byte) int {
	for i, c := range written {
		if c == '#' && (i == 0 || written[i-1] != '&') {
			return i
		}
	}
	return len(written)
}

// asDestination writes a URL-escaped address so that Markdown reads it as it is.
func asDestination(address string) string {
	if string(plaintext.Unescape([]byte(address))) != address {
		address = strings.ReplaceAll(address, "&", "&amp;")
	}
	open := 0
	for i := 0; i < len(address) && open >= 0; i++ {
		switch address[i] {
		case '(':
			open++
		case ')':
			open--
		}
	}
	if open != 0 {
		address = strings.NewReplacer("(", "%28", ")", "%29").Replace(address)
	}
	return address
}
