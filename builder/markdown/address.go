package markdown

import (
	"net/url"
	"path"
	"strings"

	"github.com/yuin/goldmark/util"

	"winnow/builder/markdown/dialect"
	"winnow/builder/outline"
)

// A resolver knows what addresses in a body mean.
type resolver struct {
	src      *Source
	ids      ids
	prefixes map[string]string // Options.URLPrefix
}

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
func (r *resolver) target(s string) target {
	s = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' { // browsers drop them, also within "java\nscript:"
			return -1
		}
		return r
	}, strings.TrimFunc(s, func(r rune) bool { return r <= ' ' }))
	s = r.prefixed(dialect.PlainAddress(s))
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
		return r.inPage(s)
	case s[0] == '?':
		return target{kind: kept, href: escapeURL(s)}
	case isMail(s):
		return target{kind: kept, href: "mailto:" + escapeURL(s)}
	}
	return r.fileTarget(s)
}

// prefixed puts what a prefix stands for in its place: the longest that the options
// name.
func (r *resolver) prefixed(s string) string {
	longest := ""
	for prefix := range r.prefixes {
		if len(prefix) > len(longest) && strings.HasPrefix(s, prefix) {
			longest = prefix
		}
	}
	if longest == "" {
		return s
	}
	return r.prefixes[longest] + s[len(longest):]
}

// isMail reports whether an address is one of mail, without its scheme.
func isMail(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	return ok && name != "" && strings.Contains(host, ".") && !strings.ContainsAny(s, "/ #?&") && !isArticle(s) && !dialect.IsImage(s)
}

// isRemote reports addresses of another host without a scheme; browsers take a
// backslash for a slash.
func isRemote(s string) bool {
	return len(s) > 1 && (s[0] == '/' || s[0] == '\\') && (s[1] == '/' || s[1] == '\\')
}

// scheme returns the text up to the first colon, in lower case, unless that
// belongs to a path, query or fragment.
func scheme(s string) string {
	if i := strings.IndexAny(s, ":/?#"); i >= 0 && s[i] == ':' {
		return strings.ToLower(s[:i]) + ":"
	}
	return ""
}

func escapeURL(s string) string { return string(util.URLEscape([]byte(s), false)) }

// inPage resolves an address within the document. One that leads nowhere is
// listed, so that its author is warned.
func (r *resolver) inPage(s string) target {
	name := unescapePath(s[1:])
	if id, ok := r.ids.fragment(name); ok {
		return target{kind: inPage, href: "#" + escapeURL(id)}
	} else if name == "" || name == "top" { // browsers show the page
		return target{kind: inPage, href: escapeURL(s)}
	}
	href := escapeURL(s)
	return target{kind: internal, href: href, link: outline.Link{Href: href, Path: r.src.Path, Fragment: name}}
}

func (r *resolver) fileTarget(s string) target {
	file, rest := s, ""
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		file, rest = s[:i], s[i:]
	}
	article := isArticle(file)
	full := r.filePath(file)
	link := outline.Link{Path: full}
	if file[0] == '/' && !article {
		link.Else = escapeURL(s) // it may be elsewhere on the host
	}
	if i := strings.IndexByte(rest, '#'); i >= 0 && i+1 < len(rest) {
		link.Fragment = unescapePath(rest[i+1:])
	}
	to := outline.FileURL(full)
	if article && r.src.PageURL != nil {
		to, rest = r.src.PageURL(full), ""
		if link.Fragment != "" {
			rest = "#" + outline.HeadingID + link.Fragment
		}
	}
	link.Href = outline.Relative(r.src.URL, to) + escapeURL(rest)
	return target{kind: internal, href: link.Href, link: link}
}

// isArticle reports whether a path is that of an article, for package content too.
func isArticle(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".md", ".markdown", ".mdx":
		return true
	}
	return false
}

// filePath returns the path below the content folder that an author's path
// means: from the article's folder, or from the top if it begins with "/".
func (r *resolver) filePath(file string) string {
	file = unescapePath(file)
	full := path.Join(path.Dir(r.src.Path), file)
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
