package compiled

import (
	"bytes"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// escaperName returns the name of the escaper that a command calls, if it is
// one of those that html/template adds.
func escaperName(cmd *parse.CommandNode) (string, bool) {
	f, ok := cmd.Args[0].(*parse.IdentifierNode)
	if !ok || len(cmd.Args) != 1 {
		return "", false
	}
	return strings.CutPrefix(f.Ident, "_html_template_")
}

var htmlType = reflect.TypeFor[template.HTML]()

// writer returns the step that writes a value through its escapers.
func writer(e expr, escapers []string) step {
	last := len(escapers) - 1
	if last < 0 {
		giveUp("an action without escaper")
	}
	switch escapers[last] {
	case "htmlescaper", "attrescaper", "rcdataescaper":
	default:
		giveUp("escaper %s", escapers[last])
	}
	if e.typ == htmlType && last == 0 && escapers[0] == "htmlescaper" {
		return func(s *state, dot reflect.Value) { s.out.WriteString(e.str(s, dot)) }
	}
	text := textOf(e)
	if last == 0 {
		return func(s *state, dot reflect.Value) { writeEscaped(s.out, text(s, dot)) }
	}
	var before []func(string) string
	for _, name := range escapers[:last] {
		before = append(before, urlEscaper(name))
	}
	return func(s *state, dot reflect.Value) {
		t := text(s, dot)
		for _, f := range before {
			t = f(t)
		}
		writeEscaped(s.out, t)
	}
}

// textOf returns what gives the text of a value: of plain texts and numbers.
func textOf(e expr) func(*state, reflect.Value) string {
	switch {
	case e.typ == nil || e.typ.PkgPath() == "html/template" || e.typ.NumMethod() > 0:
	case e.str != nil:
		return e.str
	case isInt(e.typ):
		value := e.value()
		return func(s *state, dot reflect.Value) string { return strconv.FormatInt(value(s, dot).Int(), 10) }
	}
	giveUp("a value of type %v", e.typ)
	return nil
}

// writeEscaped writes text for use between tags and in quoted attributes. Within
// pages html/template escapes a plus sign, too, which its public function leaves.
func writeEscaped(out *bytes.Buffer, text string) {
	out.WriteString(strings.ReplaceAll(template.HTMLEscapeString(text), "+", "&#43;"))
}

// urlEscaper finds the escapers of addresses. html/template has no public function
// with their bytes: URLQueryEscaper writes + for a space, and those of whole
// addresses are its own alone.
func urlEscaper(name string) func(string) string {
	switch name {
	case "urlfilter":
		return filterURL
	case "urlnormalizer":
		return func(s string) string { return encodeURL(s, true) }
	case "urlescaper":
		return func(s string) string { return encodeURL(s, false) }
	}
	giveUp("escaper %s", name)
	return nil
}

// filterURL lets through addresses that cannot run a script.
func filterURL(s string) string {
	scheme, _, ok := strings.Cut(s, ":")
	if !ok || strings.Contains(scheme, "/") || strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto") {
		return s
	}
	return "#ZgotmplZ"
}

// encodeURL encodes what an address may not contain as it is; with whole the
// text is an address, whose delimiters and encoded bytes stay, else a part of
// its query.
func encodeURL(s string, whole bool) string {
	var b strings.Builder
	from := 0
	for i := range len(s) {
		if staysInURL(s, i, whole) {
			continue
		}
		b.WriteString(s[from:i])
		b.WriteByte('%')
		b.WriteByte("0123456789abcdef"[s[i]>>4])
		b.WriteByte("0123456789abcdef"[s[i]&15])
		from = i + 1
	}
	if from == 0 {
		return s
	}
	b.WriteString(s[from:])
	return b.String()
}

func staysInURL(s string, i int, whole bool) bool {
	c := s[i]
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return true
	case c == '%':
		return whole && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])
	}
	return strings.IndexByte("-._~", c) >= 0 || whole && strings.IndexByte("!#$&*+,/:;=?@[]", c) >= 0
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
