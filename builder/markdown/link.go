package markdown

import (
	"cmp"
	"path"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"winnow/builder/markdown/plaintext"
	"winnow/builder/outline"
)

// maxExpansion bounds the bytes that link reference definitions may add: a long
// address defined once and referred to a thousand times.
const maxExpansion = 100 << 10

// openLink writes the start tag of a link and reports whether it did: an
// address that is not allowed leaves only the text.
func openLink(w *writer, t target, title string, pos int) bool {
	if t.kind == refused || w.inLink {
		return false
	}
	w.str("<a")
	w.attr("href", t.href)
	if t.kind == external {
		w.str(` rel="nofollow ugc noopener"`)
	}
	if title != "" {
		w.attr("title", title)
	}
	w.str(">")
	if t.kind == internal {
		t.link.Line, t.link.Col = w.lines.at(pos), w.lines.col(pos)
		w.doc.Links = append(w.doc.Links, t.link)
	}
	w.inLink = true
	return true
}

func closeLink(w *writer) {
	w.str("</a>")
	w.inLink = false
}

func writeLink(w *writer, n *ast.Link) {
	opened := expand(w, n.Reference, n.Destination, n.Title) &&
		openLink(w, w.addresses.target(string(plaintext.Unescape(n.Destination))), string(plaintext.Unescape(n.Title)), n.Pos())
	w.inlines(n)
	if opened {
		closeLink(w)
	}
}

// expand reports whether an address may be written: those that are written out
// in the text always, those from a definition within the limit.
func expand(w *writer, ref *ast.ReferenceLink, address, title []byte) bool {
	if ref == nil {
		return true
	}
	w.expanded += len(address) + len(title)
	return w.expanded <= max(maxExpansion, len(w.body))
}

func writeAutoLink(w *writer, n *ast.AutoLink) {
	address := string(n.URL(w.body))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
		address = "mailto:" + address
	}
	opened := openLink(w, w.addresses.target(address), "", n.Pos())
	w.out = plaintext.Escape(w.out, n.Label(w.body))
	if opened {
		closeLink(w)
	}
}

func writeImage(w *writer, n *ast.Image) {
	alt := string(plaintext.Inline(nil, n, w.body))
	if !expand(w, n.Reference, n.Destination, n.Title) {
		w.esc(alt)
		return
	}
	writePicture(w, picture{src: string(plaintext.Unescape(n.Destination)), alt: alt, title: string(plaintext.Unescape(n.Title))}, n.Pos())
}

// A picture is an image as the author wrote it.
type picture struct {
	src, alt, title string
	width, height   int // as written in raw HTML; 0 = not given
}

// writePicture writes an image: a local one with its size, so that the page does
// not jump when it arrives; a remote one without telling the other host which
// page it is on, or as a link. An address that is not allowed (data: too)
// leaves the alternative text.
func writePicture(w *writer, p picture, pos int) {
	t := w.addresses.target(p.src)
	switch {
	case t.kind == refused || strings.HasPrefix(t.href, "#") || p.src == "":
		w.esc(p.alt)
		return
	case t.kind == external && w.c.opts.RemoteImages == RemoteLink:
		opened := openLink(w, t, p.title, pos)
		w.esc(cmp.Or(p.alt, path.Base(p.src)))
		if opened {
			closeLink(w)
		}
		return
	}
	if t.kind == internal {
		measure(w, &p, t.link, pos)
	}
	w.str("<img")
	w.attr("src", t.href)
	w.attr("alt", p.alt)
	if p.title != "" {
		w.attr("title", p.title)
	}
	if p.width > 0 && p.height > 0 {
		w.str(` width="` + strconv.Itoa(p.width) + `" height="` + strconv.Itoa(p.height) + `"`)
	} else if p.width > 0 {
		w.str(` width="` + strconv.Itoa(p.width) + `"`)
	}
	w.str(` loading="lazy" decoding="async"`)
	if t.kind == external {
		w.str(` referrerpolicy="no-referrer"`)
	}
	w.str(">")
}

// measure completes the size of a local image in the proportions of its file,
// and lists the image; one whose file cannot be read may not be there.
func measure(w *writer, p *picture, l outline.Link, pos int) {
	var width, height int
	if w.addresses.src.ImageSize != nil {
		if fileWidth, fileHeight, ok := w.addresses.src.ImageSize(l.Path); ok {
			width, height = fileWidth, fileHeight
		}
	}
	w.doc.Images = append(w.doc.Images, outline.Image{Path: l.Path, Width: width, Height: height})
	switch {
	case width <= 0 || height <= 0:
		l.Image, l.Line, l.Col = true, w.lines.at(pos), w.lines.col(pos)
		w.doc.Links = append(w.doc.Links, l)
	case p.width > 0 && p.height > 0:
	case p.width > 0:
		p.height = max(1, p.width*height/width)
	case p.height > 0:
		p.width = max(1, p.height*width/height)
	default:
		p.width, p.height = width, height
	}
}
