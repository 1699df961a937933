package bbcode

import (
	"encoding/json"
	"html"
	"strings"
)

// An op is a piece of a rich text: text with attributes, or something that is embedded. The
// attributes of a line are those of the "\n" that ends it.
type op struct {
	Insert     any            `json:"insert"`
	Attributes map[string]any `json:"attributes"`
}

// Rich returns a text that an editor holds as a list of insertions (Quill) as HTML; what is
// none, as text.
func Rich(text string) string {
	var ops []op
	if json.Unmarshal([]byte(text), &ops) != nil {
		return html.EscapeString(text)
	}
	var w richWriter
	for _, o := range ops {
		s, ok := o.Insert.(string)
		if !ok {
			w.line.WriteString(embedded(o.Insert))
			continue
		}
		for i, part := range strings.Split(s, "\n") {
			if i > 0 {
				w.end(o.Attributes)
			}
			w.plain.WriteString(part)
			w.line.WriteString(marked(part, o.Attributes))
		}
	}
	w.end(nil)
	w.switchTo("")
	return w.out.String()
}

// A richWriter writes line by line.
type richWriter struct {
	out, line, plain strings.Builder
	block            string // the open element: "pre", "ul", "ol", "blockquote"
}

// end ends a line with its attributes.
func (w *richWriter) end(attributes map[string]any) {
	line, plain := w.line.String(), w.plain.String()
	w.line.Reset()
	w.plain.Reset()
	kind := blockOf(attributes)
	if kind == "" && line == "" {
		return
	}
	w.switchTo(kind)
	switch kind {
	case "pre":
		w.out.WriteString(html.EscapeString(plain) + "\n")
	case "ul", "ol":
		w.out.WriteString("<li>" + line + "</li>")
	case "h3":
		w.out.WriteString("<h3>" + line + "</h3>")
	default:
		w.out.WriteString("<p>" + line + "</p>")
	}
}

// switchTo ends the open element and begins another.
func (w *richWriter) switchTo(kind string) {
	if kind == "h3" {
		kind = ""
	}
	if kind == w.block {
		return
	}
	if w.block != "" {
		w.out.WriteString("</" + w.block + ">")
	}
	if w.block = kind; kind != "" {
		w.out.WriteString("<" + kind + ">")
	}
}

// blockOf returns the element that a line belongs to.
func blockOf(attributes map[string]any) string {
	for name, value := range attributes {
		switch name {
		case "codeBlock", "code-block":
			return "pre"
		case "list":
			if value == "ordered" {
				return "ol"
			}
			return "ul"
		case "header":
			return "h3"
		case "blockquote-line", "blockquote", "spoiler-line":
			return "blockquote"
		}
	}
	return ""
}

// marked returns a text with what its attributes say.
func marked(text string, attributes map[string]any) string {
	out := html.EscapeString(text)
	if out == "" {
		return ""
	}
	for _, mark := range []struct{ name, element string }{{"code-inline", "code"}, {"codeInline", "code"}, {"bold", "strong"}, {"italic", "em"}, {"strike", "del"}} {
		if attributes[mark.name] == true {
			out = "<" + mark.element + ">" + out + "</" + mark.element + ">"
		}
	}
	if link, ok := attributes["link"].(string); ok {
		out = `<a href="` + html.EscapeString(link) + `">` + out + "</a>"
	}
	return out
}

// embedded returns what is embedded: a mention, an emoji, a link or an image.
func embedded(insert any) string {
	o, _ := insert.(map[string]any)
	for kind, value := range o {
		v, _ := value.(map[string]any)
		data, _ := v["data"].(map[string]any)
		if data == nil {
			data = v
		}
		text := func(key string) string { s, _ := data[key].(string); return html.EscapeString(s) }
		switch kind {
		case "mention":
			return "@" + text("name")
		case "emoji":
			return text("emojiChar")
		}
		if address := text("url"); address != "" {
			name := text("name")
			if name == "" {
				name = address
			}
			return `<a href="` + address + `">` + name + "</a>"
		}
	}
	return ""
}
