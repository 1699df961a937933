package dialect

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Names reads links in double brackets, and links whose address has blanks or is the
// tag of a template, which CommonMark takes for text.
func Names() parser.InlineParser { return nameParser{} }

type nameParser struct{}

// maxLink is how long a link with its text may be.
const maxLink = 1000

// Trigger returns the bytes that begin it.
func (nameParser) Trigger() []byte { return []byte{'[', '!'} }

var (
	wiki = regexp.MustCompile(`^(!?)\[\[([^\[\]\n|#^]*?)(?:#([^\[\]\n|]*?))?(?:\\?\|([^\[\]\n]*))?\]\]`)
	// blank is a link whose address ends as files do, and has blanks in it.
	blank = regexp.MustCompile(`^(!?)\[((?:[^\[\]\n\\]|\\.)*)\]\(([^()<>"\n]*(?:\([^()\n]*\)[^()<>"\n]*)*\.[\pL\pN]{2,8}(?:#[^()<>"\n]*)?)\)`)
	// templated is a link whose address is, or begins with, the tag of a template.
	templated = regexp.MustCompile(`^(!?)\[((?:[^\[\]\n\\]|\\.)*)\]\(<?(\{[{%][^\n]*?[}%]\}[^\s()]*)>?(?:[ \t]+"[^"]*")?\)`)
)

// Parse reads what begins here; see goldmark.
func (nameParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	line = line[:min(len(line), maxLink)]
	if len(line) < 5 || line[0] == '!' && line[1] != '[' {
		return nil
	}
	if m := wiki.FindSubmatch(line); m != nil && block.PrecendingCharacter() != '[' && !followed(line[len(m[0]):]) {
		if n := nameOf(string(m[1]), string(m[2]), string(m[3]), string(m[4])); n != nil {
			block.Advance(len(m[0]))
			return n
		}
	}
	m := templated.FindSubmatchIndex(line)
	if m == nil {
		if m = blank.FindSubmatchIndex(line); m == nil || !strings.ContainsAny(strings.TrimSpace(string(line[m[6]:m[7]])), " \u202f\u00a0") {
			return nil
		}
	}
	to := plainAddress(strings.TrimSpace(string(line[m[6]:m[7]])))
	if to == "" {
		return nil
	}
	block.Advance(m[1])
	n := ast.NewLink()
	n.Destination = []byte(strings.ReplaceAll(to, " ", "%20"))
	n.AppendChild(n, ast.NewTextSegment(text.NewSegment(segment.Start+m[4], segment.Start+m[5])))
	if m[3] > m[2] {
		return ast.NewImage(n)
	}
	return n
}

// followed reports whether what is in double brackets is the text of a common link.
func followed(rest []byte) bool {
	return len(rest) > 0 && (rest[0] == '(' || rest[0] == '[' || rest[0] == ']')
}

// nameOf returns what double brackets mean, or nil: they also occur in programs.
func nameOf(bang, to, place, shown string) ast.Node {
	to, place, shown = strings.TrimSuffix(to, `\`), strings.TrimSuffix(place, `\`), strings.TrimSpace(shown)
	if to != strings.TrimSpace(to) || to == "" && place == "" || strings.HasPrefix(to, "-") || strings.Trim(to, "0123456789., ") == "" && place == "" {
		return nil
	}
	n := &Name{To: to, Embed: bang != ""}
	if i := strings.LastIndexByte(place, '#'); i >= 0 {
		place = place[i+1:]
	}
	if !strings.HasPrefix(place, "^") { // a block; it has no name that can be led to
		n.Place = strings.TrimSpace(place)
	}
	switch {
	case n.Embed && strings.Trim(shown, "0123456789x") == "": // a size
		shown = strings.TrimSuffix(to[strings.LastIndexByte(to, '/')+1:], ".md")
	case shown == "" && to != "" && n.Place != "":
		shown = to + " > " + n.Place
	case shown == "":
		shown = to + n.Place
	}
	n.AppendChild(n, ast.NewString([]byte(shown)))
	return n
}

var refTag = regexp.MustCompile(`^\{(?:\{[<%]?|%)-?\s*(?:(?:rel)?ref|link|post_url)?\s*["']?([^"'\s|{}%<>]+)["']?\s*(?:\|[^{}]*)?-?(?:[%>]?\}|%)\}(\S*)$`)

var siteVariable = regexp.MustCompile(`^\{\{-?\s*(?:site\.|\$)?(?:baseurl|base_url|BaseURL|Site\.BaseURL|\.Site\.BaseURL|url|site\.url)\s*(?:\|[^{}]*)?-?\}\}`)

// plainAddress returns the address that a tag of a template stands for: the root of
// the site before a path, or the path that it names. Others are kept as written.
func plainAddress(s string) string {
	for siteVariable.MatchString(s) {
		s = siteVariable.ReplaceAllString(s, "")
		if !strings.HasPrefix(s, "{{") {
			return "/" + strings.TrimLeft(s, "/")
		}
	}
	if m := refTag.FindStringSubmatch(s); m != nil && strings.ContainsAny(m[1], "/.") && !strings.HasPrefix(m[1], "site.") && !strings.HasPrefix(m[1], "page.") {
		if strings.HasPrefix(s, "{%") { // Jekyll's are from the top
			return "/" + strings.TrimLeft(m[1], "/") + m[2]
		}
		return m[1] + m[2]
	}
	return s
}

// PlainAddress returns the address that an author's address with the tag of a template
// stands for.
func PlainAddress(s string) string {
	if !strings.HasPrefix(s, "{") {
		return s
	}
	return plainAddress(s)
}
