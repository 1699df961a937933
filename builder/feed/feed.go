// Package feed writes what programs read of a site.
//
//	sitemap.xml         every page that is worth finding, with the day of its last change
//	robots.txt          all may read everything; names the sitemap
//	atom.xml            the articles that were accepted or confirmed last, as Atom (RFC 4287)
//	feed.json           the same as JSON Feed 1.1; both also below each category: wifi/atom.xml
//	api/articles.json   every public article in trust order: address, title, author, trust
//	opensearch.xml      lets browsers search the site from their address bar
//	OLD/index.html      for each old address of an article a page that leads on
//	wifi/share.png      the picture that other sites show beside a link (package ogimage)
//	_redirects          the same as a table, "FROM TO 301" a line, for hosts that read one
//	redirects.nginx     the same as a map, for nginx
//	_headers            a content security policy and how long files may be kept, for hosts that read one
//	.well-known/security.txt   contact for security reports (RFC 9116), when [feed.security] names a contact
//
// With markdown = true also
//
//	llms.txt            what the site is and its best articles, category by category
//	wifi/slow/index.md  the source text of the article wifi/slow/, below where it comes from
//
// The address of an article is its page's everywhere. A sitemap of more than
// 50,000 pages is cut: sitemap.xml is then an index of sitemap-1.xml, … A list of
// more than 5,000 articles is cut too: each part names the next. Sitemap, feeds
// and OpenSearch need absolute addresses and are left out without a base_url.
// Addresses in articles are relative; each entry of the feed names its page as
// xml:base, so that they resolve.
//
// An old address that ends with a file name of another kind than HTML is in the
// tables only: a page behind such a name would not be shown as one. So do
// the addresses of old threads (old_site), which were pages of another program.
package feed

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"slices"
	"strings"
	"time"

	"winnow/builder/diag"
	"winnow/builder/site"
)

// Options is the table [feed] of site.toml.
type Options struct {
	Entries  int      `toml:"entries"`  // in a feed
	Markdown bool     `toml:"markdown"` // llms.txt and the source text of each article
	Cards    bool     `toml:"cards"`    // pictures that other sites show beside a link
	QAPage   bool     `toml:"qa_page"`  // describe articles with a question as questions and answers, for sites that answer live
	OldSite  string   `toml:"old_site"` // address of the forum that this site takes the place of; empty = none
	Security Security `toml:"security"`
}

// Security is the table [feed.security]: the contact for security reports.
type Security struct {
	Contact string    `toml:"contact"` // mailto: or https: address; empty = no security.txt
	Expires time.Time `toml:"expires"` // until when the contact holds
}

// DefaultOptions returns what holds where site.toml is silent.
func DefaultOptions() Options { return Options{Entries: 30, Cards: true} }

// Check finds values that cannot be obeyed. The path of a problem is the key.
func (o Options) Check() diag.List {
	var out diag.List
	refuse := func(key, msg, hint string) {
		out = append(out, diag.Problem{Path: key, Msg: msg, Hint: hint})
	}
	if o.Entries < 1 || o.Entries > maxEntries {
		refuse("entries", "entries is not between 1 and 1000", "30 is what most feed readers expect")
	}
	if u, err := url.Parse(o.OldSite); o.OldSite != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		refuse("old_site", "old_site is not an http or https address", `write it like "https://forum.example.com/"`)
	}
	c := o.Security.Contact
	if c == "" {
		return out
	}
	if u, err := url.Parse(c); err != nil || !slices.Contains([]string{"mailto", "https", "tel"}, u.Scheme) || strings.ContainsAny(c, "\r\n") {
		refuse("security.contact", "contact is not a mailto, https or tel address", `write it like "mailto:security@example.com"`)
	}
	if o.Security.Expires.IsZero() {
		refuse("security.contact", "a contact without a day until which it holds", "set expires in [feed.security], at most a year ahead")
	}
	return out
}

const maxEntries = 1000

// A File is one file below the site's root. Make writes its bytes, the same
// ones each time; it is safe for several goroutines.
type File struct {
	Path string
	Make func() ([]byte, error)
	Of   string // all that the bytes are made of, where that is less work to compare than to make them; else empty

	Texts bool // it shows texts of articles, beside what the site itself knows
}

// Input is what the files are made from, beside the site.
type Input struct {
	Body func(index int) (site.Body, error) // the text of an article, by its index into the articles that the site was made from
	// Markdown returns the source, without front matter, in which address gives
	// other addresses to links; it reports false for one that stays.
	Markdown  func(index int, address func(href string) (string, bool)) ([]byte, error)
	Accent    string // colour of pictures, "" for that of the theme
	ReportURL string // where browsers report searches without result; empty = nowhere
}

// A maker makes the files of one site.
type maker struct {
	*site.Site
	in Input
	o  Options
}

// Files lists what programs read, sorted by path, no path twice, and finds old
// addresses that are not free. No text is asked for before a file is made.
func Files(s *site.Site, o Options, in Input) ([]File, diag.List) {
	m := maker{s, in, o}
	files := []File{fixed("robots.txt", robots(s)), fixed("_headers", headers(s, in.ReportURL))}
	files = append(append(files, cardFiles(s, o, in.Accent)...), lists(m, listSize)...)
	if o.Security.Contact != "" {
		files = append(files, fixed(".well-known/security.txt", security(o.Security)))
	}
	if o.Markdown {
		files = append(append(files, File{Path: "llms.txt", Make: func() ([]byte, error) { return guide(m), nil }}), mirrors(m)...)
	}
	if s.Options.BaseURL != "" {
		files = append(append(files, sitemap(s, maxURLs)...), feeds(m)...)
		files = append(files, File{Path: "opensearch.xml", Make: func() ([]byte, error) { return openSearch(s), nil }})
	}
	moved, problems := redirects(s, o.OldSite, pathsOf(files))
	files = append(files, moved...)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, problems.Sorted()
}

// pathsOf returns the paths of the files and of those beside them, which no old
// address can have.
func pathsOf(files []File) map[string]bool {
	taken := map[string]bool{"_redirects": true, "redirects.nginx": true, "report.json": true, "rules.json": true}
	for _, f := range files {
		taken[f.Path] = true
	}
	return taken
}

// fixed is a file whose few bytes are there already.
func fixed(path string, data []byte) File {
	return File{Path: path, Make: func() ([]byte, error) { return data, nil }}
}

func robots(s *site.Site) []byte {
	text := "User-agent: *\nAllow: /\n"
	if at := s.Absolute("sitemap.xml"); at != "" {
		text += "Sitemap: " + at + "\n"
	}
	return []byte(text)
}

func security(o Security) []byte {
	return []byte("Contact: " + o.Contact + "\nExpires: " + o.Expires.UTC().Format(time.RFC3339) + "\n")
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
