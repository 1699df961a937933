package site

import (
	"fmt"
	"hash/fnv"
	"net/url"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// slug makes one segment of a URL from a name: lower case, letters and digits
// of any script, "-" for everything between. "C++" is "c-plus-plus", "C#" is
// "c-sharp" and ".NET" is "dot-net", so that they do not become one; a point
// between letters or digits stays ("node.js"), except in "index.html", a file of
// the folder above. A name without any letter becomes its hash.
func slug(name string) string {
	if isSlug(name) {
		return name
	}
	var b strings.Builder
	gap := false
	put := func(s string) {
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteString(s)
	}
	text := norm.NFC.String(strings.ToValidUTF8(name, "-"))
	for i, r := range text {
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		switch {
		case inWord(r):
			put(string(unicode.ToLower(r)))
		case r == '.' && inWord(next) && b.Len() > 0 && !gap:
			put(".")
		case r == '.' && inWord(next) && b.Len() == 0:
			put("dot")
			gap = true
		case r == '+', r == '#':
			gap = true
			put(map[rune]string{'+': "plus", '#': "sharp"}[r])
			gap = true
		default:
			gap = true
		}
	}
	switch s := b.String(); {
	case s == "":
		return "x-" + shortHash(name)
	case s == "index.html":
		return "index-html"
	case len(s) > maxSlug:
		return strings.ToValidUTF8(s[:maxSlug], "") + "-" + shortHash(name)
	default:
		return s
	}
}

const maxSlug = 100 // bytes; file systems stop at 255

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// isSlug reports whether a name is a slug already, as most are.
func isSlug(name string) bool {
	gap := true
	for i := range len(name) {
		c := name[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			gap = false
		case c == '-' && !gap:
			gap = true
		default:
			return false
		}
	}
	return !gap && len(name) <= maxSlug
}

// shortHash distinguishes names that have the same slug.
func shortHash(name string) string {
	h := fnv.New32a()
	h.Write([]byte(name))
	return fmt.Sprintf("%08x", h.Sum32())
}

// PartURL returns the URL of a part of a list, counted from 0. The list of the
// whole site begins at page/1/, since its base is the home page.
func PartURL(base string, part int) string {
	if part == 0 && base != "" {
		return base
	}
	return base + "page/" + strconv.Itoa(part+1) + "/"
}

// Escaped returns a URL below the root as it is written in an address.
func Escaped(u string) string {
	for i := range len(u) {
		if c := u[i]; !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '/' || c == '-' || c == '.' || c >= 'A' && c <= 'Z' || c == '_') {
			// A colon in the first segment would be taken for a scheme.
			return strings.ReplaceAll((&url.URL{Path: u}).EscapedPath(), ":", "%3A")
		}
	}
	return u
}

// WebAddress returns an address as it was written if it is one of http or
// https, and "" for any other.
func WebAddress(a string) string {
	u, err := url.Parse(strings.TrimSpace(a))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return strings.TrimSpace(a)
}

// Title makes a name to show from the name of a folder or file.
func Title(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return unicode.IsUpper(r) || r == ' ' }) {
		return name
	}
	name = strings.NewReplacer("-", " ", "_", " ").Replace(name)
	r, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[size:]
}

// folderOf returns the folder of a path, "" at the top.
func folderOf(p string) string {
	if d := path.Dir(p); d != "." {
		return d
	}
	return ""
}
