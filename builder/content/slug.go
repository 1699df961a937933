package content

import (
	"fmt"
	"hash/fnv"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxSlug is the length of a slug in characters, for the reader of an address;
// in bytes, for file systems, it is three times that.
const maxSlug = 80

// Slug returns s as one segment of an address: lower case, letters, digits and
// the marks that belong to letters of every script in NFC, anything else a
// single "-". "Wifi: zu langsam?" becomes "wifi-zu-langsam". It is cut at a "-"
// where it is long. The result is never empty ("~!" becomes a short hash of
// itself), and is a valid file name on every system.
func Slug(s string) string {
	if cleanSlug(s) {
		return s
	}
	slug := cutSlug(makeSlug(s), maxSlug)
	switch {
	case slug == "":
		return shortHash(s)
	case reserved(slug):
		return slug + "-page"
	}
	return slug
}

// cleanSlug reports whether s is its own slug, which is usual for file names.
func cleanSlug(s string) bool {
	last := byte('-')
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' && last != '-') {
			return false
		}
		last = c
	}
	return last != '-' && len(s) <= maxSlug && (len(s) > 4 || !reserved(s))
}

func makeSlug(s string) string {
	var b strings.Builder
	dash := false
	last := rune(0)
	for _, r := range norm.NFC.String(s) {
		r = unicode.ToLower(r)
		mark := unicode.IsMark(r) && last != 0
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !mark || r == utf8.RuneError {
			dash, last = b.Len() > 0, 0
			continue
		}
		if dash {
			b.WriteByte('-')
		}
		dash, last = false, r
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// cutSlug cuts a slug to max characters, at a "-" unless that would take more
// than half of it, and never between a letter and its mark.
func cutSlug(s string, max int) string {
	end, letter, chars := len(s), 0, 0
	for i, r := range s {
		if !unicode.IsMark(r) {
			letter = i
		}
		if chars == max || i+utf8.RuneLen(r) > 3*max {
			end = letter
			break
		}
		chars++
	}
	if end == len(s) {
		return s
	}
	if i := strings.LastIndexByte(s[:end+1], '-'); i > end/2 {
		end = i
	}
	return strings.TrimRight(s[:end], "-")
}

// reserved reports whether Windows keeps a name for a device.
func reserved(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(s) == 4 && (s[:3] == "com" || s[:3] == "lpt") && s[3] >= '0' && s[3] <= '9'
}

func shortHash(s string) string {
	h := fnv.New32a()
	h.Write([]byte(s))
	return fmt.Sprintf("%08x", h.Sum32())
}

// PageURL returns the address of an article below the site's root, from its
// path below the content folder alone: "wifi/slow-5ghz.md" is
// "wifi/slow-5ghz/", "wifi/_index.md", "wifi/index.md" and "wifi/README.md" are
// "wifi/", and "index.md" is "". A segment too long for a slug keeps a hash of the whole,
// so that two long names stay two addresses.
func PageURL(name string) string {
	s := stem(name)
	dir, file := path.Split(s)
	if frontName(file) >= 0 {
		s = strings.TrimSuffix(dir, "/")
	}
	if s == "" {
		return ""
	}
	return slugPath(s) + "/"
}

// PageURL is the function PageURL with names that the site has for itself: where
// an address would begin with one of these, it gets a prefix. If "report" is
// reserved, "report/slow.md" is "content-report/slow/".
func (o Options) PageURL(name string) string { return Unreserved(PageURL(name), o.Reserved) }

// urlOf returns the address of an article.
func (o Options) urlOf(name string) string {
	if p, ok := o.Places[name]; ok {
		return p.URL
	}
	return o.PageURL(name)
}

// Unreserved returns an address with a prefix if it begins with a reserved name.
func Unreserved(url string, reserved []string) string {
	if first, _, _ := strings.Cut(url, "/"); slices.Contains(reserved, first) {
		return "content-" + url
	}
	return url
}

// CategoryPath returns the path of a category as articles and evidence name
// it: "Network/Wi-Fi" is "network/wi-fi".
func CategoryPath(s string) string {
	if s == "" {
		return ""
	}
	return slugPath(s)
}

func slugPath(s string) string {
	clean := true
	for seg := range strings.SplitSeq(s, "/") {
		clean = clean && cleanSlug(seg)
	}
	if clean {
		return s
	}
	var out []string
	for seg := range strings.SplitSeq(s, "/") {
		if seg = strings.TrimSpace(seg); seg == "" {
			continue
		}
		hash := "-" + shortHash(seg)
		if whole := makeSlug(seg); cutSlug(whole, maxSlug) == whole {
			out = append(out, Slug(seg))
		} else {
			out = append(out, cutSlug(whole, maxSlug-len(hash))+hash)
		}
	}
	return strings.Join(out, "/")
}

// Tag returns a tag as articles and evidence share it: lower case, NFC, blanks
// and control characters a "-". "Wi Fi" becomes "wi-fi"; "C++" stays "c++".
func Tag(s string) string {
	if cleanTag(s) {
		return s
	}
	s = strings.ToLower(oneLine(s))
	return strings.ReplaceAll(s, " ", "-")
}

func cleanTag(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c >= 0x7f || c >= 'A' && c <= 'Z' {
			return false
		}
	}
	return true
}
