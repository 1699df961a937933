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
	Rich     = "rich"   // insertions of an editor, as JSON
	Text     = "text"
)

// asHTML returns a body of any form as HTML.
func asHTML(form, body string) string {
	switch form {
	case Markdown:
		return rendered(body)
	case HTML:
		return body
	case BBCode:
		return bbcode.HTML(body)
	case Stored:
		return bbcode.Stored(body)
	case Rich:
		return bbcode.Rich(body)
	}
	return strings.ReplaceAll(html.EscapeString(body), "\n", "<br>")
}

// rendered returns Markdown as HTML.
func rendered(md string) string {
	var b strings.Builder
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe())).Convert([]byte(md), &b); err != nil {
		return "<pre>" + html.EscapeString(md) + "</pre>"
	}
	return b.String()
}
