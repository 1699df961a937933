// Package finish changes HTML that package markdown wrote, when it is known which
// pages there are and which language they have: what a converted text cannot know, so
// that it can be kept when that changes.
package finish

import (
	"bytes"
	"html"
	"path"
)

var (
	linkStart, linkEnd   = []byte(`<a href="`), []byte("</a>")
	imageStart, altStart = []byte(`<img src="`), []byte(` alt="`)
	quoteMark            = []byte(`"`)
)

// Relink gives other addresses to the links and images of HTML that Convert
// wrote: from Link.Href, or a whole address, to what it is to be; it reports false
// for one that stays. Where that is empty, the text of the link or image stays, in
// <span class="broken-link">. It is used when it is known what is public.
func Relink(text []byte, to func(href string) (string, bool)) []byte {
	var out []byte
	unlinked := false // in the text of a link that was taken away
	for {
		before, tag, rest, ok := nextTag(text)
		if out, text = append(out, before...), rest; !ok {
			return out
		}
		switch {
		case unlinked && bytes.Equal(tag, linkEnd):
			out, unlinked = append(out, "</span>"...), false
		case bytes.HasPrefix(tag, linkStart):
			out, unlinked = relink(out, tag, linkStart, to)
		case bytes.HasPrefix(tag, imageStart):
			out, _ = relink(out, tag, imageStart, to)
		default:
			out = append(out, tag...)
		}
	}
}

// nextTag cuts HTML that Convert wrote at its next tag, which no ">" in an attribute ends;
// without one, before is all of it.
func nextTag(text []byte) (before, tag, rest []byte, ok bool) {
	at := bytes.IndexByte(text, '<')
	length := bytes.IndexByte(text[max(at, 0):], '>') + 1
	if at < 0 || length == 0 {
		return text, nil, nil, false
	}
	return text[:at], text[at : at+length], text[at+length:], true
}

// relink writes the tag of a link or image with its new address, and reports
// whether it took the link away.
func relink(out, tag, start []byte, to func(href string) (string, bool)) ([]byte, bool) {
	href, rest, _ := bytes.Cut(tag[len(start):], quoteMark)
	next, found := to(html.UnescapeString(string(href)))
	switch {
	case !found:
		return append(out, tag...), false
	case next != "":
		rest = bytes.Replace(rest, []byte(` rel="nofollow ugc noopener"`), nil, 1)
		return append(append(append(append(out, start...), html.EscapeString(next)...), '"'), rest...), false
	}
	out = append(out, `<span class="broken-link">`...)
	if bytes.Equal(start, linkStart) {
		return out, true
	}
	alt, _, _ := bytes.Cut(bytes.TrimPrefix(rest, altStart), quoteMark)
	if len(alt) == 0 {
		alt = []byte(path.Base(string(href)))
	}
	return append(append(out, alt...), "</span>"...), false
}
