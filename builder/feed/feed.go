// Package feed writes what programs read of a site.
//
//	sitemap.xml     every page that is worth finding, with the day of its last change
//	robots.txt      all may read everything; names the sitemap
//	atom.xml        the articles that were accepted or confirmed last
//	OLD/index.html  for each old address of an article a page that leads on
//	_redirects      the same as a table, "FROM TO 301" a line, for hosts that read one
//
// A sitemap of more than 50,000 pages is cut: sitemap.xml is then an index of
// sitemap-1.xml, sitemap-2.xml, … Sitemap and Atom feed need absolute addresses
// and are left out without a base_url. Addresses in articles are relative; each
// entry of the feed names its page as xml:base, so that they resolve.
//
// An old address that ends with a file name of another kind than HTML stands in
// _redirects only: a page behind such a name would not be shown as one.
package feed

import (
	"bytes"
	"encoding/xml"
	"strings"
	"time"

	"winnow/builder/site"
)

// Options is the table [feed] of site.toml.
type Options struct {
	Entries int `toml:"entries"` // in the Atom feed
}

// DefaultOptions is what holds where site.toml is silent.
func DefaultOptions() Options { return Options{Entries: 30} }

// A File is one file below the site's root.
type File struct {
	Path string
	Data []byte
}

// Build writes what programs read. body gives the HTML of an article by its
// index, see [site.Site.View]; it is asked for the entries of the feed only.
func Build(s *site.Site, o Options, body func(index int) (site.Body, error)) ([]File, error) {
	files := []File{robots(s)}
	files = append(files, redirects(s)...)
	if s.Options.BaseURL == "" {
		return files, nil
	}
	files = append(files, sitemap(s)...)
	atom, err := atomFeed(s, o, body)
	return append(files, atom), err
}

func robots(s *site.Site) File {
	text := "User-agent: *\nAllow: /\n"
	if at := s.Absolute("sitemap.xml"); at != "" {
		text += "Sitemap: " + at + "\n"
	}
	return File{"robots.txt", []byte(text)}
}

// legal drops the characters that XML cannot hold.
func legal(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r', r >= 0x20 && r <= 0xD7FF, r >= 0xE000 && r < 0xFFFD, r >= 0x10000:
			return r
		}
		return -1
	}, s)
}

// escape writes text as the content of an element.
func escape(b *bytes.Buffer, text string) {
	xml.EscapeText(b, []byte(legal(text)))
}

// date is a day as sitemaps write it, empty for none.
func date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
