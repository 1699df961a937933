package sanitize

import (
	"bytes"
	"html"
	"net/url"
	"path"
	"strings"

	nethtml "golang.org/x/net/html"
)

// media are the elements that show what is elsewhere, and their attributes with the
// address. A page shows a link instead: nothing is fetched until the reader asks.
var media = map[string]string{
	"iframe": "src", "video": "src", "audio": "src", "embed": "src", "object": "data", "source": "src",
}

// Media returns raw HTML in which what is embedded has become a link with the name of
// the host, or of the file.
func Media(raw []byte) []byte {
	if !hasMedia(raw) {
		return raw
	}
	var out bytes.Buffer
	last := ""
	for z := nethtml.NewTokenizer(bytes.NewReader(raw)); ; {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			out.Write(z.Raw())
			return out.Bytes()
		}
		written := bytes.Clone(z.Raw())
		t := z.Token()
		key, known := media[t.Data]
		switch {
		case !known || kind != nethtml.StartTagToken && kind != nethtml.SelfClosingTagToken && kind != nethtml.EndTagToken:
			out.Write(written)
		case kind != nethtml.EndTagToken:
			if to := attrOf(t, key); to != "" && to != last {
				last = to
				out.WriteString(`<a href="` + html.EscapeString(to) + `">` + html.EscapeString(mediaName(t, to)) + "</a> ")
			}
		}
	}
}

func hasMedia(raw []byte) bool {
	lower := bytes.ToLower(raw)
	for name := range media {
		if bytes.Contains(lower, []byte("<"+name)) {
			return true
		}
	}
	return false
}

func attrOf(t nethtml.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

// mediaName returns how a link to what was embedded is called.
func mediaName(t nethtml.Token, address string) string {
	name := attrOf(t, "title")
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return address
	case u.Host == "" && name == "":
		return path.Base(u.Path)
	case u.Host == "":
		return name
	case name == "":
		return strings.TrimPrefix(u.Host, "www.")
	}
	return name + " (" + strings.TrimPrefix(u.Host, "www.") + ")"
}
