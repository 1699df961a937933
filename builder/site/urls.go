package site

import (
	"net/url"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"winnow/builder/content"
)

// movedTexts returns the addresses of texts that do not follow from their paths
// alone, by path; see content.PlacesOf.
func movedTexts(in Input, reserved []string) map[string]string {
	moved := map[string]string{}
	for _, list := range [][]Written{in.Articles, in.Pages} {
		for i := range list {
			if w := list[i]; w.URL != content.Unreserved(content.PageURL(w.Path), reserved) {
				moved[w.Path] = w.URL
			}
		}
	}
	return moved
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

// EscapedPlace is Escaped of an address that may end with a place on the page.
func EscapedPlace(u string) string {
	page, place, ok := strings.Cut(u, "#")
	if !ok {
		return Escaped(u)
	}
	return Escaped(page) + (&url.URL{Fragment: place}).String()
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
