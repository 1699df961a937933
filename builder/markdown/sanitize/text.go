package sanitize

import (
	"bytes"

	"golang.org/x/net/html"
)

// AppendText appends the text of raw HTML, without that of scripts.
func AppendText(dst, raw []byte) []byte {
	z := html.NewTokenizer(bytes.NewReader(raw))
	hidden := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return dst
		case html.TextToken:
			if !hidden {
				dst = append(dst, z.Text()...)
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, more := z.TagName()
			hidden = string(name) == "script" || string(name) == "style"
			if spaced[string(name)] && len(dst) > 0 {
				dst = append(dst, ' ')
			}
			for more && string(name) == "img" {
				var key, value []byte
				if key, value, more = z.TagAttr(); string(key) == "alt" {
					dst = append(dst, value...)
				}
			}
		}
	}
}

// spaced are the tags that keep words apart.
var spaced = map[string]bool{
	"br": true, "p": true, "div": true, "li": true, "ul": true, "ol": true, "td": true, "th": true, "tr": true,
	"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "pre": true, "hr": true, "dd": true,
	"dt": true, "blockquote": true, "table": true, "details": true, "summary": true, "img": true, "figcaption": true,
}
