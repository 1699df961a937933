package htmlmd

import (
	"html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
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
	Chat     = "chat"   // Markdown in which every line break is one
	Text     = "text"
)

// asHTML returns a body of any form as HTML.
func asHTML(form, body string) string {
	switch form {
	case Markdown:
		return rendered(body)
	case Chat:
		return rendered(literal(body), goldmarkhtml.WithHardWraps())
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

var (
	codes = regexp.MustCompile("(?s)```.*?```|`[^`\n]*`")
	tags  = regexp.MustCompile(`<([^h]|h[^t]|ht[^t])`)
)

// literal returns Markdown in which "<" begins no element: a chat has none.
func literal(md string) string {
	var b strings.Builder
	last := 0
	for _, at := range append(codes.FindAllStringIndex(md, -1), []int{len(md), len(md)}) {
		b.WriteString(tags.ReplaceAllString(md[last:at[0]], `\<$1`))
		b.WriteString(md[at[0]:at[1]])
		last = at[1]
	}
	return b.String()
}

// rendered returns Markdown as HTML.
func rendered(md string, options ...renderer.Option) string {
	var b strings.Builder
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(append(options, goldmarkhtml.WithUnsafe())...)).Convert([]byte(md), &b); err != nil {
		return "<pre>" + html.EscapeString(md) + "</pre>"
	}
	return b.String()
}
