package bbcode

import (
	"encoding/xml"
	"html"
	"io"
	"regexp"
	"strings"
)

// names are the elements of stored posts that go by another name than tags.
var names = map[string]string{"STRONG": "b", "EM": "i", "DEL": "s", "ESC": "", "R": "", "T": "", "P": "p", "HR": "hr"}

// uid is what older forums put behind the name of each tag, and smiley and link are
// those of their comments that say nothing.
var (
	uid     = regexp.MustCompile(`\[(/?[a-zA-Z*]+)((?:=[^\]\n]*?)?)(?::[a-z])?:[a-z0-9]{5,10}\]`)
	smiley  = regexp.MustCompile(`<!-- s(\S+) -->.*?<!-- s\S+ -->`)
	comment = regexp.MustCompile(`<!-- [a-z] -->`)
	anchor  = regexp.MustCompile(`<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>`)
)

// Stored returns a post as a database holds it as HTML: the XML of newer forums, or the
// tags and escapes of older ones.
func Stored(text string) string {
	if strings.HasPrefix(text, "<r>") || strings.HasPrefix(text, "<t>") {
		if out, ok := fromXML(text); ok {
			return out
		}
	}
	text = uid.ReplaceAllString(text, "[$1$2]")
	text = smiley.ReplaceAllString(text, "$1")
	text = comment.ReplaceAllString(text, "")
	text = anchor.ReplaceAllString(text, "[url=$1]$2[/url]")
	return HTML(html.UnescapeString(strings.ReplaceAll(text, "<br />", "\n")))
}

// fromXML reads the XML; false when it is none.
func fromXML(text string) (string, bool) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Entity = xml.HTMLEntity
	w := writer{}
	var ends []string // of the open elements
	for {
		token, err := d.Token()
		if err == io.EOF {
			return w.out.String(), true
		}
		if err != nil {
			return "", false
		}
		switch t := token.(type) {
		case xml.CharData:
			w.text(string(t))
		case xml.StartElement:
			name := t.Name.Local
			if name == "s" || name == "e" || name == "i" { // the tags as they were typed
				if d.Skip() != nil {
					return "", false
				}
				continue
			}
			end, skip := w.start(name, t, d)
			if !skip {
				ends = append(ends, end)
			}
		case xml.EndElement:
			w.out.WriteString(ends[len(ends)-1])
			ends = ends[:len(ends)-1]
		}
	}
}

// start writes what an element begins with and returns what it ends with; done when the
// element is read to its end.
func (w *writer) start(name string, t xml.StartElement, d *xml.Decoder) (end string, done bool) {
	value := func(keys ...string) string {
		for _, key := range keys {
			for _, a := range t.Attr {
				if a.Name.Local == key {
					return a.Value
				}
			}
		}
		return ""
	}
	switch name {
	case "CODE", "C":
		w.out.WriteString(Code(strings.ToLower(name), value("lang", "code"), inner(d)))
		return "", true
	case "IMG":
		w.out.WriteString(`<img src="` + html.EscapeString(value("src", "content")) + `" alt="` + html.EscapeString(value("alt")) + `">`)
		return "", d.Skip() == nil
	case "br", "BR":
		return "", false
	case "LI":
		w.out.WriteString("<li>")
		return "</li>", false
	case "P", "HR":
		w.out.WriteString("<" + strings.ToLower(name) + ">")
		return "", false
	}
	if other, ok := names[name]; ok {
		name = other
	}
	e, ok := w.element(strings.ToLower(name), value("url", "author", "type", "email"))
	if !ok {
		return "", false
	}
	w.out.WriteString(e.begin)
	return e.end, false
}

// inner returns the text of an element without the tags as they were typed.
func inner(d *xml.Decoder) string {
	var b strings.Builder
	for depth := 0; ; {
		token, err := d.Token()
		if err != nil {
			return b.String()
		}
		switch t := token.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			if n := t.Name.Local; n == "s" || n == "e" || n == "i" {
				if d.Skip() != nil {
					return b.String()
				}
				continue
			}
			depth++
		case xml.EndElement:
			if depth--; depth < 0 {
				return b.String()
			}
		}
	}
}
