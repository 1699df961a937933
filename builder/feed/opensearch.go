package feed

import "bytes"

// maxShortName is the limit of OpenSearch 1.1, in characters.
const maxShortName = 16

// openSearch tells browsers how to ask this site.
func (m maker) openSearch() ([]byte, error) {
	b := new(bytes.Buffer)
	element := func(name, text string) {
		b.WriteString("  <" + name + ">")
		escape(b, text)
		b.WriteString("</" + name + ">\n")
	}
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n")
	name := []rune(m.Options.Title)
	element("ShortName", string(name[:min(len(name), maxShortName)]))
	if m.Options.Description != "" {
		element("Description", m.Options.Description)
	} else {
		element("Description", m.Options.Title)
	}
	element("InputEncoding", "UTF-8")
	element("Language", m.Options.Language)
	b.WriteString("  <Url type=\"text/html\" template=\"")
	escape(b, m.Absolute("search/")+"?q={searchTerms}")
	b.WriteString("\"/>\n</OpenSearchDescription>\n")
	return b.Bytes(), nil
}
