package feed

import (
	"bytes"
	"fmt"

	"winnow/builder/site"
)

// maxURLs is how many addresses one sitemap may hold by its protocol.
const maxURLs = 50_000

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// sitemap lists the pages, by URL.
func sitemap(s *site.Site) []File { return sitemapOf(s, maxURLs) }

// sitemapOf cuts the list into files of at most size pages.
func sitemapOf(s *site.Site, size int) []File {
	var parts [][]byte
	b, n := new(bytes.Buffer), 0
	for _, p := range s.Pages {
		if !listed(p) {
			continue
		}
		if n == size {
			parts, b, n = append(parts, closed(b, "urlset")), new(bytes.Buffer), 0
		}
		if n == 0 {
			open(b, "urlset")
		}
		n++
		entry(b, "url", s.Absolute(p.URL), date(s.Changed(p)))
	}
	parts = append(parts, closed(b, "urlset"))
	if len(parts) == 1 {
		return []File{{"sitemap.xml", parts[0]}}
	}
	return index(s, parts)
}

// index makes sitemap.xml name the parts.
func index(s *site.Site, parts [][]byte) []File {
	b := new(bytes.Buffer)
	open(b, "sitemapindex")
	files := make([]File, 1, len(parts)+1)
	for i, part := range parts {
		name := fmt.Sprintf("sitemap-%d.xml", i+1)
		entry(b, "sitemap", s.Absolute(name), "")
		files = append(files, File{name, part})
	}
	files[0] = File{"sitemap.xml", closed(b, "sitemapindex")}
	return files
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

// listed tells whether a search engine should know a page: the first part of a
// list stands for all, and what is not for finding is left out.
func listed(p *site.Page) bool {
	switch p.Kind {
	case site.HeldList, site.Search, site.NotFound:
		return false
	}
	return p.First()
}
