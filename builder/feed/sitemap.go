package feed

import (
	"bytes"
	"fmt"
	"slices"

	"winnow/builder/site"
)

// maxURLs is how many addresses one sitemap may hold by its protocol.
const maxURLs = 50_000

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// sitemap lists the pages, by URL, in files of at most size pages.
func sitemap(s *site.Site, size int) []File {
	var pages []*site.Page
	for _, p := range s.Pages {
		if listed(s, p) {
			pages = append(pages, p)
		}
	}
	if len(pages) <= size {
		return []File{{Path: "sitemap.xml", Make: func() ([]byte, error) { return pageMap(s, pages), nil }}}
	}
	var files []File
	for part := range slices.Chunk(pages, size) {
		files = append(files, File{Path: fmt.Sprintf("sitemap-%d.xml", len(files)+1), Make: func() ([]byte, error) { return pageMap(s, part), nil }})
	}
	n := len(files)
	return append(files, File{Path: "sitemap.xml", Make: func() ([]byte, error) { return index(s, n), nil }})
}

func pageMap(s *site.Site, pages []*site.Page) []byte {
	b := new(bytes.Buffer)
	open(b, "urlset")
	for _, p := range pages {
		entry(b, "url", s.Absolute(p.URL), site.Day(s.Changed(p)))
	}
	return closed(b, "urlset")
}

// index names the n parts.
func index(s *site.Site, n int) []byte {
	b := new(bytes.Buffer)
	open(b, "sitemapindex")
	for i := range n {
		entry(b, "sitemap", s.Absolute(fmt.Sprintf("sitemap-%d.xml", i+1)), "")
	}
	return closed(b, "sitemapindex")
}

func open(b *bytes.Buffer, root string) {
	fmt.Fprintf(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=%q>\n", root, sitemapSpace)
}

func closed(b *bytes.Buffer, root string) []byte {
	b.WriteString("</" + root + ">\n")
	return b.Bytes()
}

func entry(b *bytes.Buffer, element, loc, changed string) {
	b.WriteString("<" + element + "><loc>")
	escape(b, loc)
	b.WriteString("</loc>")
	if changed != "" {
		b.WriteString("<lastmod>" + changed + "</lastmod>")
	}
	b.WriteString("</" + element + ">\n")
}

// listed reports whether the sitemap names a page: the first part of a list does
// for all, and the canonical article for its duplicates.
func listed(s *site.Site, p *site.Page) bool {
	return s.Listed(p) && p.First() && s.Canonical(p) == p.URL
}
