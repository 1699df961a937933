// Package bbcode makes HTML of what forums write in square brackets, of the XML in which
// some of them store it, and of what a rich editor stores.
//
//	[b]Turn[/b] [url=https://x.example/]left[/url]
//	<r><B><s>[b]</s>Turn<e>[/b]</e></B> <URL url="https://x.example/"><s>…</s>left<e>…</e></URL></r>
//	become <strong>Turn</strong> <a href="https://x.example/">left</a>
//
// A tag that is not known, or that has no end, is text. Tags of looks alone (size,
// color, font) go. What is nested wrongly is left to who reads the HTML.
package bbcode

import (
	"html"
	"regexp"
	"strings"
)

// An element is what a tag becomes.
type element struct{ begin, end string }

// elements are the tags that need no value.
var elements = map[string]element{
	"b": {"<strong>", "</strong>"}, "strong": {"<strong>", "</strong>"},
	"i": {"<em>", "</em>"}, "em": {"<em>", "</em>"},
	"u": {"", ""}, "size": {"", ""}, "color": {"", ""}, "font": {"", ""}, "center": {"", ""}, "left": {"", ""}, "right": {"", ""}, "align": {"", ""}, "indent": {"", ""},
	"s": {"<del>", "</del>"}, "strike": {"<del>", "</del>"}, "del": {"<del>", "</del>"},
	"sub": {"<sub>", "</sub>"}, "sup": {"<sup>", "</sup>"},
	"spoiler": {"<blockquote>", "</blockquote>"},
	"h1":      {"<h1>", "</h1>"}, "h2": {"<h2>", "</h2>"}, "h3": {"<h3>", "</h3>"}, "h4": {"<h4>", "</h4>"}, "h5": {"<h5>", "</h5>"}, "h6": {"<h6>", "</h6>"},
	"ul": {"<ul>", "</ul>"}, "ol": {"<ol>", "</ol>"}, "li": {"<li>", "</li>"},
	"table": {"<table>", "</table>"}, "tr": {"<tr>", "</tr>"}, "td": {"<td>", "</td>"}, "th": {"<th>", "</th>"},
}

var tag = regexp.MustCompile(`\[(/?)([a-zA-Z][a-zA-Z0-9]*|\*)(?:=("[^"\n]*"|'[^'\n]*'|[^\]\n]*)|((?:\s+[a-z_]+=[^\]\n]*)))?\]`)

// HTML returns a text with tags in square brackets as HTML.
func HTML(text string) string {
	w := writer{rest: strings.ReplaceAll(text, "\r\n", "\n")}
	w.ends = ends(w.rest)
	for w.next() {
	}
	return w.out.String()
}

// ends counts the closing tags of each name.
func ends(text string) map[string]int {
	out := map[string]int{}
	for _, m := range tag.FindAllStringSubmatch(text, -1) {
		if m[1] != "" {
			out[strings.ToLower(m[2])]++
		}
	}
	return out
}

// A writer writes HTML tag by tag.
type writer struct {
	rest string
	out  strings.Builder
	ends map[string]int // closing tags that are still to come
	open []element      // the tags that are open
	name []string       // their names
}

// next writes the text before the next tag, and the tag; it reports whether there was one.
func (w *writer) next() bool {
	at := tag.FindStringSubmatchIndex(w.rest)
	if at == nil {
		w.text(w.rest)
		return false
	}
	part := func(i int) string {
		if at[i] < 0 {
			return ""
		}
		return w.rest[at[i]:at[i+1]]
	}
	whole, name, value := part(0), strings.ToLower(part(4)), strings.Trim(strings.TrimSpace(part(6)), `"'`)
	w.text(w.rest[:at[0]])
	closing := part(2) != ""
	w.rest = w.rest[at[1]:]
	if closing {
		w.close(name, whole)
	} else {
		w.begin(name, value, whole)
	}
	return true
}

// text writes text; an empty line ends a paragraph, other line breaks stay.
func (w *writer) text(s string) {
	s = html.EscapeString(s)
	w.out.WriteString(strings.ReplaceAll(s, "\n", "<br>\n"))
}

// begin writes what a tag begins with.
func (w *writer) begin(name, value, whole string) {
	if name == "*" {
		w.out.WriteString("<li>")
		return
	}
	if w.ends[name] == 0 {
		w.text(whole)
		return
	}
	switch name {
	case "code", "php", "pre", "noparse", "icode", "tt":
		w.raw(name, value)
		return
	case "img", "url", "email":
		if value == "" || name == "img" {
			w.leaf(name)
			return
		}
	}
	e, ok := w.element(name, value)
	if !ok {
		w.text(whole)
		return
	}
	w.out.WriteString(e.begin)
	w.open, w.name = append(w.open, e), append(w.name, name)
}

// element returns what a tag with a value becomes.
func (w *writer) element(name, value string) (element, bool) {
	switch name {
	case "url":
		return element{`<a href="` + html.EscapeString(value) + `">`, "</a>"}, true
	case "email":
		return element{`<a href="mailto:` + html.EscapeString(value) + `">`, "</a>"}, true
	case "quote":
		return element{"<blockquote>" + said(value), "</blockquote>"}, true
	case "list":
		if value != "" && value != "disc" && value != "circle" && value != "square" {
			return element{"<ol>", "</ol>"}, true
		}
		return element{"<ul>", "</ul>"}, true
	}
	e, ok := elements[name]
	return e, ok
}

// said returns the name above a quotation: "ann;12" and "ann, post: 3" are ann's.
func said(value string) string {
	name, _, _ := strings.Cut(value, ";")
	name, _, _ = strings.Cut(name, ", post")
	if name = strings.Trim(strings.TrimSpace(name), `"'`); name == "" {
		return ""
	}
	return "<p><strong>" + html.EscapeString(name) + ":</strong></p>"
}

// inner returns what is before the end of a tag, and goes on behind it.
func (w *writer) inner(name string) (inner string) {
	w.ends[name]--
	inner, w.rest, _ = cutFold(w.rest, "[/"+name+"]")
	return inner
}

// raw writes code, in which nothing is a tag.
func (w *writer) raw(name, value string) {
	inner := w.inner(name)
	for _, m := range tag.FindAllStringSubmatch(inner, -1) {
		if m[1] != "" {
			w.ends[strings.ToLower(m[2])]--
		}
	}
	w.out.WriteString(Code(name, value, inner))
}

// Code returns code as HTML: within a line for some tags, else a block in its language.
func Code(name, lang, code string) string {
	switch name {
	case "icode", "tt", "c":
		return "<code>" + html.EscapeString(code) + "</code>"
	case "noparse":
		return html.EscapeString(code)
	case "php":
		lang = "php"
	}
	class := ""
	if lang != "" && !strings.ContainsAny(lang, " \t") {
		class = ` class="language-` + html.EscapeString(strings.ToLower(lang)) + `"`
	}
	return "<pre><code" + class + ">" + html.EscapeString(strings.Trim(code, "\n")) + "</code></pre>"
}

// leaf writes a link or an image whose address is between its tags.
func (w *writer) leaf(name string) {
	quoted := html.EscapeString(strings.TrimSpace(w.inner(name)))
	switch name {
	case "img":
		w.out.WriteString(`<img src="` + quoted + `" alt="">`)
	case "email":
		w.out.WriteString(`<a href="mailto:` + quoted + `">` + quoted + `</a>`)
	default:
		w.out.WriteString(`<a href="` + quoted + `">` + quoted + `</a>`)
	}
}

// close writes the end of a tag, and of those within it that have none.
func (w *writer) close(name, whole string) {
	w.ends[name]--
	for i := len(w.open) - 1; i >= 0; i-- {
		if w.name[i] != name {
			continue
		}
		for k := len(w.open) - 1; k >= i; k-- {
			w.out.WriteString(w.open[k].end)
		}
		w.open, w.name = w.open[:i], w.name[:i]
		return
	}
	if name != "*" {
		w.text(whole)
	}
}

// cutFold cuts a text around a tag in any case.
func cutFold(text, sep string) (before, after string, found bool) {
	for i := 0; i+len(sep) <= len(text); i++ {
		k := strings.IndexByte(text[i:], '[')
		if k < 0 || i+k+len(sep) > len(text) {
			break
		}
		if i += k; strings.EqualFold(text[i:i+len(sep)], sep) {
			return text[:i], text[i+len(sep):], true
		}
	}
	return text, "", false
}
