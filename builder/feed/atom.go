package feed

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"time"

	"winnow/builder/site"
)

// The elements of RFC 4287 that are written.
type (
	atom struct {
		XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Language string      `xml:"xml:lang,attr"`
		ID       string      `xml:"id"`
		Title    string      `xml:"title"`
		Subtitle string      `xml:"subtitle,omitempty"`
		Updated  string      `xml:"updated"`
		Links    []atomLink  `xml:"link"`
		Author   atomPerson  `xml:"author"`
		Entries  []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		Base      string         `xml:"xml:base,attr"`
		Language  string         `xml:"xml:lang,attr,omitempty"`
		ID        string         `xml:"id"`
		Title     string         `xml:"title"`
		Link      atomLink       `xml:"link"`
		Updated   string         `xml:"updated"`
		Published string         `xml:"published,omitempty"`
		Author    *atomPerson    `xml:"author"`
		Topics    []atomCategory `xml:"category"`
		Summary   string         `xml:"summary,omitempty"`
		Content   atomContent    `xml:"content"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr,omitempty"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomPerson struct {
		Name string `xml:"name"`
		URI  string `xml:"uri,omitempty"`
	}
	atomCategory struct {
		Term string `xml:"term,attr"`
	}
	atomContent struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
)

// atomFeed writes the newest articles, newest first. An entry whose author is
// not named is by the community, which the feed itself names.
func atomFeed(s *site.Site, o Options, body func(index int) (site.Body, error)) (File, error) {
	f := atom{
		Language: legal(s.Options.Language), ID: s.Absolute(""), Title: legal(s.Options.Title), Subtitle: legal(s.Options.Description),
		Updated: stamp(s.Updated()), Author: atomPerson{Name: legal(s.Options.Title)},
		Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Href: s.Absolute("atom.xml")},
			{Rel: "alternate", Type: "text/html", Href: s.Absolute("")},
		},
	}
	for _, e := range s.Newest(o.Entries) {
		text, err := s.Text(e.Index, body)
		if err != nil {
			return File{}, err
		}
		f.Entries = append(f.Entries, atomOf(s, e, text))
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(f); err != nil {
		return File{}, err
	}
	b.WriteByte('\n')
	return File{"atom.xml", b.Bytes()}, nil
}

func atomOf(s *site.Site, e *site.Entry, text site.Body) atomEntry {
	at := s.Absolute(e.URL)
	out := atomEntry{
		Base: at, ID: at, Title: legal(e.Title), Language: legal(e.Language), Link: atomLink{Rel: "alternate", Type: "text/html", Href: at},
		Updated: stamp(e.Changed()), Summary: legal(e.ShortText()),
		Content: atomContent{"html", legal(string(text.Question) + string(text.Solution))},
	}
	if first := cmp.Or(e.Date, e.AcceptedAt); !first.IsZero() {
		out.Published = stamp(first)
	}
	if who := s.Author(e); who.Name != "" {
		out.Author = &atomPerson{Name: legal(who.Name)}
		if who.URL != "" {
			out.Author.URI = s.Options.BaseURL + who.URL
		}
	}
	for _, t := range e.Tags {
		out.Topics = append(out.Topics, atomCategory{legal(t)})
	}
	return out
}

// stamp is a time as Atom writes it. The format has no way to say that there
// is none.
func stamp(t time.Time) string {
	if t.IsZero() {
		t = time.Unix(0, 0)
	}
	return t.UTC().Format(time.RFC3339)
}
