// Package sanitize makes raw HTML that people write into forum posts harmless:
// first each piece by itself, a tag or the lines of a block ([Policy]), and then
// the nesting of the whole ([Balance]). It is the door to the libraries for HTML.
//
// # What is kept
//
// Text structure, tables, emphasis, ruby, details, links and images, with ids,
// titles, languages and sizes; of classes those of notes. No style, no form, no frame, no vector
// graphics or formulas; no script. Addresses pass as they are: package markdown
// judges them in the same way as those of Markdown.
//
// bluemonday decides what is kept. What it leaves open or closes too often is
// still there, since a piece may be one tag of several; Balance sets it right.
package sanitize

import (
	"bytes"
	"iter"
	"regexp"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
)

// A Policy decides what of raw HTML is kept. It is safe for several goroutines.
type Policy struct{ policy *bluemonday.Policy }

// New returns the policy for forum posts.
func New() Policy { return Policy{newPolicy()} }

// newPolicy returns the elements and attributes that raw HTML may have.
func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowNoAttrs().OnElements("a", "abbr", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col",
		"colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3",
		"h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s",
		"samp", "small", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
		"thead", "time", "tr", "tt", "u", "ul", "var", "wbr")
	number := regexp.MustCompile(`^\s*[0-9]{1,4}\s*(px)?$`)
	p.AllowAttrs("id").Matching(regexp.MustCompile(`^[\pL\pN][\pL\pN_.:-]{0,99}$`)).OnElements("a", "div", "dl", "dt", "h1", "h2", "h3",
		"h4", "h5", "h6", "li", "p", "span", "table")
	p.AllowAttrs("name").Matching(regexp.MustCompile(`^[\pL\pN][\pL\pN_.:-]{0,99}$`)).OnElements("a")
	p.AllowAttrs("title").OnElements("a", "abbr", "dfn", "img", "span")
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[a-zA-Z0-9-]{1,35}$`)).OnElements("div", "p", "span", "blockquote", "q")
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(ltr|rtl|auto)$`)).OnElements("div", "p", "span", "bdo", "blockquote", "li", "table")
	p.AllowAttrs("align").Matching(regexp.MustCompile(`^(?i:left|right|center)$`)).OnElements("p", "div", "td", "th", "tr")
	p.AllowAttrs("colspan", "rowspan").Matching(regexp.MustCompile(`^[0-9]{1,3}$`)).OnElements("td", "th")
	p.AllowAttrs("span").Matching(regexp.MustCompile(`^[0-9]{1,3}$`)).OnElements("col", "colgroup")
	p.AllowAttrs("start", "value").Matching(regexp.MustCompile(`^-?[0-9]{1,9}$`)).OnElements("ol", "li")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^[1aAiI]$`)).OnElements("ol")
	p.AllowAttrs("open").Matching(regexp.MustCompile(`^(open)?$`)).OnElements("details")
	p.AllowAttrs("datetime").Matching(regexp.MustCompile(`^[0-9TZ:+. -]{1,40}$`)).OnElements("time")
	p.AllowNoAttrs().OnElements("aside")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`(?i)(^|[\s_-])(note|tip|hint|info|important|warning|warn|caution|danger|alert|callout|admonition)($|[\s_-])`)).OnElements("div", "aside")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(number).OnElements("img")
	// Addresses pass here: package markdown judges them, the same way as its own.
	return p
}

// A Token is a tag of sanitized HTML, or what is between tags.
type Token struct {
	Name  string // of the tag, lower case; empty between tags
	End   bool   // an end tag
	Attrs []Attr
	Raw   []byte // between tags: what is written
}

// An Attr is an attribute of a start tag, its value without references.
type Attr struct{ Key, Value string }

// Attr returns the value of an attribute, or "".
func (t Token) Attr(key string) string {
	for _, a := range t.Attrs {
		if a.Key == key {
			return a.Value
		}
	}
	return ""
}

// Tokens ranges over what the policy keeps of a piece of raw HTML. Raw is valid
// until the next token.
func (p Policy) Tokens(raw []byte) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		z := html.NewTokenizer(bytes.NewReader(p.policy.SanitizeBytes(raw)))
		for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
			if !yield(token(kind, z)) {
				return
			}
		}
	}
}

func token(kind html.TokenType, z *html.Tokenizer) Token {
	switch kind {
	case html.StartTagToken, html.SelfClosingTagToken:
		of := z.Token()
		t := Token{Name: of.Data}
		for _, a := range of.Attr {
			t.Attrs = append(t.Attrs, Attr{a.Key, a.Val})
		}
		return t
	case html.EndTagToken:
		name, _ := z.TagName()
		return Token{Name: string(name), End: true}
	}
	return Token{Raw: z.Raw()}
}

// Passes reports whether a tag is a common one that the policy keeps as it is.
// It saves most inline tags the work.
func Passes(tag []byte) bool { return plainTags[string(tag)] }

var plainTags = func() map[string]bool {
	all := map[string]bool{"<br>": true, "<br/>": true, "<br />": true}
	for _, name := range []string{"b", "code", "em", "i", "kbd", "s", "small", "strong", "sub", "sup", "u", "mark", "del", "ins"} {
		all["<"+name+">"], all["</"+name+">"] = true, true
	}
	return all
}()
