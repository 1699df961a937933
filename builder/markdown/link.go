package markdown

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"winnow/builder/outline"
)

// maxExpansion bounds the bytes that link reference definitions may add: a long
// address defined once and referred to a thousand times.
const maxExpansion = 100 << 10

// A kind of address decides which attributes a link gets.
type kind int

const (
	refused  kind = iota // a scheme that is not allowed
	internal             // another file of the content folder, recorded in the outline
	inPage               // "#…"
	kept                 // "/…", mailto:, tel:
	external             // http, https, "//…"
)

// A target is an address ready for the page.
type target struct {
	kind kind
	href string       // URL-escaped, not yet HTML-escaped
	link outline.Link // of internal targets
}

// target resolves an address as the author wrote it, character references and
// escapes already resolved. Relative addresses are read as paths beside the
// article's file: articles become the address of their page, everything else
// is copied along and stays where it is, so the way to it from the page changes.
func (w *writer) target(s string) target {
	s = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' { // browsers drop them, also within "java\nscript:"
			return -1
		}
		return r
	}, strings.TrimFunc(s, func(r rune) bool { return r <= ' ' }))
	switch scheme := scheme(s); {
	case scheme == "http:" || scheme == "https:" || isRemote(s):
		return target{kind: external, href: escapeURL(s)}
	case scheme == "mailto:" || scheme == "tel:":
		return target{kind: kept, href: escapeURL(s)}
	case scheme != "":
		return target{}
	case s == "":
		return target{kind: kept}
	case s[0] == '#':
		return w.inPage(s)
	case s[0] == '?':
		return target{kind: kept, href: escapeURL(s)}
	}
	return w.fileTarget(s)
}

// isRemote reports addresses of another host without a scheme; browsers take a
// backslash for a slash.
func isRemote(s string) bool {
	return len(s) > 1 && (s[0] == '/' || s[0] == '\\') && (s[1] == '/' || s[1] == '\\')
}

// scheme returns what stands up to the first colon, in lower case, unless that
// belongs to a path, query or fragment.
func scheme(s string) string {
	if i := strings.IndexAny(s, ":/?#"); i >= 0 && s[i] == ':' {
		return strings.ToLower(s[:i]) + ":"
	}
	return ""
}

func escapeURL(s string) string { return string(util.URLEscape([]byte(s), false)) }

// inPage resolves an address within the document. One that leads nowhere is
// listed, so that its author hears of it.
func (w *writer) inPage(s string) target {
	name := unescapePath(s[1:])
	if id, ok := w.ids.fragment(name); ok {
		return target{kind: inPage, href: "#" + escapeURL(id)}
	} else if name == "" || name == "top" { // the page, to a browser
		return target{kind: inPage, href: escapeURL(s)}
	}
	href := escapeURL(s)
	return target{kind: internal, href: href, link: outline.Link{Href: href, Path: w.src.Path, Fragment: name}}
}

func (w *writer) fileTarget(s string) target {
	file, rest := s, ""
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		file, rest = s[:i], s[i:]
	}
	article := strings.HasSuffix(strings.ToLower(file), ".md")
	full := w.filePath(file)
	link := outline.Link{Path: full}
	if file[0] == '/' && !article {
		link.Else = escapeURL(s) // it may be elsewhere on the host
	}
	if i := strings.IndexByte(rest, '#'); i >= 0 && i+1 < len(rest) {
		link.Fragment = unescapePath(rest[i+1:])
	}
	to := full
	if article && w.src.PageURL != nil {
		to, rest = w.src.PageURL(full), ""
		if link.Fragment != "" {
			rest = "#" + outline.HeadingID + link.Fragment
		}
	}
	link.Href = outline.Relative(w.src.URL, to) + escapeURL(rest)
	return target{kind: internal, href: link.Href, link: link}
}

// filePath returns the path below the content folder that an author's path
// means: from the article's folder, or from the top if it begins with "/".
func (w *writer) filePath(file string) string {
	file = unescapePath(file)
	full := path.Join(path.Dir(w.src.Path), file)
	if file != "" && file[0] == '/' {
		full = path.Clean(file)[1:]
	}
	if strings.HasSuffix(file, "/") && full != "." && full != "" {
		full += "/"
	}
	return full
}

func unescapePath(s string) string {
	if p, err := url.PathUnescape(s); err == nil {
		return p
	}
	return s
}

// openLink writes the start tag of a link and reports whether it did: an
// address that is not allowed leaves only the text.
func (w *writer) openLink(t target, title string, pos int) bool {
	if t.kind == refused || w.inLink {
		return false
	}
	w.str(`<a href="`)
	w.esc(t.href)
	w.str(`"`)
	if t.kind == external {
		w.str(` rel="nofollow ugc noopener"`)
	}
	if title != "" {
		w.str(` title="`)
		w.esc(title)
		w.str(`"`)
	}
	w.str(">")
	if t.kind == internal {
		t.link.Line = w.line(pos)
		w.doc.Links = append(w.doc.Links, t.link)
	}
	w.inLink = true
	return true
}

func (w *writer) closeLink() {
	w.str("</a>")
	w.inLink = false
}

func (w *writer) link(n *ast.Link) {
	opened := w.expand(n.Reference, n.Destination, n.Title) &&
		w.openLink(w.target(string(unescape(n.Destination))), string(unescape(n.Title)), n.Pos())
	w.inlines(n)
	if opened {
		w.closeLink()
	}
}

// expand reports whether an address may be written: those that are written out
// in the text always, those from a definition within the limit.
func (w *writer) expand(ref *ast.ReferenceLink, address, title []byte) bool {
	if ref == nil {
		return true
	}
	w.expanded += len(address) + len(title)
	return w.expanded <= max(maxExpansion, len(w.body))
}

func (w *writer) autoLink(n *ast.AutoLink) {
	address := string(n.URL(w.body))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
		address = "mailto:" + address
	}
	opened := w.openLink(w.target(address), "", n.Pos())
	w.out = appendEscaped(w.out, n.Label(w.body))
	if opened {
		w.closeLink()
	}
}

func (w *writer) image(n *ast.Image) {
	alt := string(appendInlineText(nil, n, w.body))
	if !w.expand(n.Reference, n.Destination, n.Title) {
		w.esc(alt)
		return
	}
	w.picture(picture{src: string(unescape(n.Destination)), alt: alt, title: string(unescape(n.Title))}, n.Pos())
}

// A picture is an image as the author wrote it.
type picture struct {
	src, alt, title string
	width, height   int // as written in raw HTML; 0 = not given
}

// picture writes an image: a local one with its size, so that the page does
// not jump when it arrives; a remote one without telling the other host which
// page it is on, or as a link. An address that is not allowed (data: too)
// leaves the alternative text.
func (w *writer) picture(p picture, pos int) {
	t := w.target(p.src)
	switch {
	case t.kind == refused || strings.HasPrefix(t.href, "#") || p.src == "":
		w.esc(p.alt)
		return
	case t.kind == external && w.c.opts.RemoteImages == RemoteLink:
		opened := w.openLink(t, p.title, pos)
		w.esc(firstOf(p.alt, path.Base(p.src)))
		if opened {
			w.closeLink()
		}
		return
	}
	if t.kind == internal {
		w.measure(&p, t.link, pos)
	}
	w.str(`<img src="`)
	w.esc(t.href)
	w.str(`" alt="`)
	w.esc(p.alt)
	w.str(`"`)
	if p.title != "" {
		w.str(` title="`)
		w.esc(p.title)
		w.str(`"`)
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

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// measure completes the size of a local image in the proportions of its file,
// and lists the image; one whose file cannot be read may not be there.
func (w *writer) measure(p *picture, l outline.Link, pos int) {
	var width, height int
	if w.src.ImageSize != nil {
		if fileWidth, fileHeight, ok := w.src.ImageSize(l.Path); ok {
			width, height = fileWidth, fileHeight
		}
	}
	w.doc.Images = append(w.doc.Images, outline.Image{Path: l.Path, Width: width, Height: height})
	switch {
	case width <= 0 || height <= 0:
		l.Image, l.Line = true, w.line(pos)
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

// line returns the line of the article's file on which an offset of the body
// lies.
func (w *writer) line(pos int) int {
	if w.lines == nil {
		w.lines = []int{0}
		for i, c := range w.body {
			if c == '\n' {
				w.lines = append(w.lines, i+1)
			}
		}
	}
	lo, hi := 0, len(w.lines)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; w.lines[mid] <= pos {
			lo = mid
		} else {
			hi = mid
		}
	}
	return max(w.src.Line, 1) + lo
}
