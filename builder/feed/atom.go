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

// A channel is what one feed is about: the site or a category.
type channel struct {
	url, title, about string
	entries           []*site.Entry
}

// feeds are two files for the site and for each category.
func feeds(m maker) []File {
	var files []File
	for i := range m.Categories.List {
		c := &m.Categories.List[i]
		open := func() channel {
			ch := channel{c.URL, m.Options.Title, cmp.Or(c.Summary, m.Options.Description), m.NewestIn(c, m.o.Entries)}
			if c.URL != "" {
				ch.title = c.Name + " · " + ch.title
			}
			return ch
		}
		files = append(files,
			File{Path: c.URL + "atom.xml", Texts: true, Make: func() ([]byte, error) { return atomFeed(m, open()) }},
			File{Path: c.URL + "feed.json", Texts: true, Make: func() ([]byte, error) { return jsonFeedOf(m, open()) }})
	}
	return files
}

// changed returns the newest day of a feed's entries.
func (c channel) changed() time.Time {
	var newest time.Time
	for _, e := range c.entries {
		if t := e.Changed(); t.After(newest) {
			newest = t
		}
	}
	return newest
}

// atomFeed writes the newest articles, newest first. An entry whose author is not
// named is by the community, which the feed itself names.
func atomFeed(m maker, c channel) ([]byte, error) {
	f := atom{
		Language: legal(m.Options.Language), ID: m.Absolute(c.url), Title: legal(c.title), Subtitle: legal(c.about),
		Updated: stamp(c.changed()), Author: atomPerson{Name: legal(m.Options.Title)},
		Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Href: m.Absolute(c.url + "atom.xml")},
			{Rel: "alternate", Type: "text/html", Href: m.Absolute(c.url)},
		},
	}
	for _, e := range c.entries {
		text, err := m.in.Body(e.Index)
		if err != nil {
			return nil, err
		}
		f.Entries = append(f.Entries, atomOf(m, e, text))
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	err := xml.NewEncoder(&b).Encode(f)
	b.WriteByte('\n')
	return b.Bytes(), err
}

func atomOf(m maker, e *site.Entry, text site.Body) atomEntry {
	at := m.Absolute(e.URL)
	out := atomEntry{
		Base: at, ID: at, Title: legal(e.Title), Language: legal(e.Language), Link: atomLink{Rel: "alternate", Type: "text/html", Href: at},
		Updated: stamp(e.Changed()), Summary: legal(e.ShortText()),
		Content: atomContent{"html", legal(string(text.Question) + string(text.Solution))},
	}
	if first := e.Posted(); !first.IsZero() {
		out.Published = stamp(first)
		out.Updated = max(out.Updated, out.Published) // Changed knows the day alone
	}
	if who := m.Author(e); who.Name != "" {
		out.Author = &atomPerson{Name: legal(who.Name)}
		if who.URL != "" {
			out.Author.URI = m.Options.BaseURL + who.URL
		}
	}
	for _, t := range e.Tags {
		out.Topics = append(out.Topics, atomCategory{legal(t)})
	}
	return out
}

// stamp returns a time as Atom writes it. The format has no way to say that there
// is none.
func stamp(t time.Time) string {
	if t.IsZero() {
		t = time.Unix(0, 0)
	}
	return t.UTC().Format(time.RFC3339)
}
