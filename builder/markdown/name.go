package markdown

import (
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"

	"winnow/builder/markdown/dialect"
	"winnow/builder/markdown/plaintext"
	"winnow/builder/outline"
)

// writeName writes a link in double brackets, or the image or text that is embedded
// so. Which page or file has the name is decided where all are known.
func writeName(w *writer, node ast.Node) {
	n := node.(*dialect.Name)
	t := w.addresses.name(n)
	if n.Embed && dialect.IsImage(n.To) {
		t.link.Line, t.link.Col, t.link.Image = w.lines.at(n.Pos()), w.lines.col(n.Pos()), true
		w.doc.Links = append(w.doc.Links, t.link)
		w.str("<img")
		w.attr("src", t.href)
		w.attr("alt", string(plaintext.Inline(nil, n, w.body)))
		w.str(` loading="lazy" decoding="async">`)
		return
	}
	opened := openLink(w, t, "", n.Pos())
	w.inlines(n)
	if opened {
		closeLink(w)
	}
}

// name returns what a name in double brackets leads to.
func (r *resolver) name(n *dialect.Name) target {
	if n.To == "" {
		return r.inPage("#" + n.Place)
	}
	full := strings.TrimPrefix(path.Clean("/"+n.To), "/")
	if strings.HasPrefix(n.To, "./") || strings.HasPrefix(n.To, "../") {
		full = path.Join(path.Dir(r.src.Path), n.To)
	}
	href := outline.Relative(r.src.URL, outline.FileURL(full))
	if n.Place != "" {
		href += "#" + escapeURL(n.Place)
	}
	return target{kind: internal, href: href, link: outline.Link{Href: href, Path: full, Fragment: n.Place, Name: true}}
}
