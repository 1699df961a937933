package feed

import (
	"bytes"

	"winnow/builder/site"
)

// maxShortName is the limit of OpenSearch 1.1, in characters.
const maxShortName = 16

// openSearch says how browsers can search this site.
func openSearch(s *site.Site) []byte {
	b := new(bytes.Buffer)
	element := func(name, text string) {
		b.WriteString("  <" + name + ">")
		escape(b, text)
		b.WriteString("</" + name + ">\n")
	}
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n")
	name := []rune(s.Options.Title)
	element("ShortName", string(name[:min(len(name), maxShortName)]))
	if s.Options.Description != "" {
		element("Description", s.Options.Description)
	} else {
		element("Description", s.Options.Title)
	}
	element("InputEncoding", "UTF-8")
	element("Language", s.Options.Language)
	b.WriteString("  <Url type=\"text/html\" template=\"")
	escape(b, s.Absolute("search/")+"?q={searchTerms}")
	b.WriteString("\"/>\n</OpenSearchDescription>\n")
	return b.Bytes()
}
