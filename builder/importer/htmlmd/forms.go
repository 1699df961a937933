package htmlmd

import (
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"

	"winnow/builder/importer/bbcode"
)

// Forms in which bodies are written, as Body knows them.
const (
	Markdown = "md"
	HTML     = "html"
	BBCode   = "bbcode"
	Stored   = "stored" // as databases hold BBCode
	Text     = "text"
)

// Body returns a body of any form as Markdown; of one that is not known, as of text.
func (t *Translator) Body(form, body string) string {
	switch form {
	case Markdown:
		if md, ok := t.Source(body); ok {
			return md
		}
		body = rendered(body)
	case HTML:
	case BBCode:
		body = bbcode.HTML(body)
	case Stored:
		body = bbcode.Stored(body)
	default:
		body = strings.ReplaceAll(html.EscapeString(body), "\n", "<br>")
	}
	md, _ := t.HTML(body)
	return md
}

// rendered returns Markdown as HTML.
func rendered(md string) string {
	var b strings.Builder
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe())).Convert([]byte(md), &b); err != nil {
		return "<pre>" + html.EscapeString(md) + "</pre>"
	}
	return b.String()
}
