package feed

import "winnow/builder/site"

// Options is the table [feed] of site.toml.
type Options struct {
	Entries int `toml:"entries"` // in the Atom feed
}

// A File is one file below the site's root.
type File struct {
	Path string
	Data []byte
}

// Build writes what programs read: sitemap.xml, robots.txt, atom.xml,
// redirects from aliases. body gives the HTML of an article by its index.
func Build(s *site.Site, o Options, body func(index int) (site.Body, error)) ([]File, error) {
	panic("not built yet")
}
