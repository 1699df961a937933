package importer

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The library would write brackets as references, which bare addresses take
// for a part of them, so these characters stand for "<" and ">" until it is
// done.
const less, greater = '\uF003', '\uF004'

// escape writes the text of one HTML text node so that Markdown reads nothing
// but text in it. It escapes too much rather than too little: what stands
// before the node is not known, so its beginning may begin a line.
func escape(s string) string {
	if !strings.ContainsAny(s, "\\`*_[]~|&#-+=:!.)<>\uF002\uF003\uF004") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	begin := true // only white space since the line or the node began
	for i, c := range s {
		switch {
		case c >= '\uF002' && c <= greater: // the first is the library's own mark for a line break
			fmt.Fprintf(&b, "&#x%X;", c)
		case c == '<':
			b.WriteString("\\" + string(less))
		case c == '>':
			b.WriteString("\\" + string(greater))
		case c == '&' && isReference(s[i+1:]):
			b.WriteString("&amp;")
		case c == '#' && strings.TrimSpace(s[i+1:]) == "":
			b.WriteString("&#35;") // the library mistreats one that ends a heading
		case c < utf8.RuneSelf && special(s, i, begin):
			b.WriteByte('\\')
			b.WriteByte(byte(c))
		default:
			b.WriteRune(c)
		}
		begin = c == '\n' || begin && unicode.IsSpace(c)
	}
	return b.String()
}

var bracketReplacer = strings.NewReplacer(string(less), "<", string(greater), ">")

// isReference tells whether "&" followed by s can be read as a character
// reference.
func isReference(s string) bool {
	end := strings.IndexByte(s[:min(len(s), 40)], ';')
	return end > 0 && strings.IndexFunc(s[:end], func(c rune) bool { return c != '#' && (c > 0x7F || !isLetter(byte(c))) }) < 0
}

// special tells whether the ASCII character at i would mean something.
func special(s string, i int, begin bool) bool {
	switch c := s[i]; c {
	case '\\', '`', '*', '[', ']', '~', '|':
		return true
	case '_':
		return i == 0 || i+1 == len(s) || !isWord(s[i-1]) || !isWord(s[i+1])
	case '#', '-', '+', '=', ':':
		return begin
	case '!':
		return i+1 == len(s)
	case '.', ')':
		return endsNumber(s[:i])
	}
	return false
}

func isWord(c byte) bool { return c != '-' && c != '.' && isLetter(c) }

// endsNumber tells whether s ends with a number that begins a line.
func endsNumber(s string) bool {
	line := strings.TrimLeft(s[max(0, len(s)-20):], " \t\r\n")
	if i := strings.LastIndexAny(line, " \t\r\n"); i >= 0 {
		line = line[i+1:]
	}
	return line != "" && len(line) <= 9 && strings.Trim(line, "0123456789") == ""
}

// delimiters are the signs of emphasis by element.
var delimiters = map[atom.Atom]string{atom.Em: "*", atom.I: "*", atom.Strong: "**", atom.B: "**",
	atom.Del: "~~", atom.S: "~~", atom.Strike: "~~"}

// renderEmphasis writes an element between delimiters where Markdown
// recognizes them, and as it is where it does not: "*(a)*b" is no emphasis.
func renderEmphasis(delimiter string) converter.HandleRenderFunc {
	return func(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
		var inner bytes.Buffer
		ctx.RenderChildNodes(ctx, &inner, n)
		text := bytes.TrimSpace(inner.Bytes())
		if len(text) == 0 || nested(n, delimiter) {
			w.Write(inner.Bytes())
			return converter.RenderSuccess
		}
		before, after, _ := bytes.Cut(inner.Bytes(), text)
		w.Write(before)
		if bytes.Contains(text, []byte("\n\n")) || !flanks(n, text, len(before) > 0, len(after) > 0) {
			w.WriteString("<" + n.Data + ">")
			w.Write(text)
			w.WriteString("</" + n.Data + ">")
		} else {
			w.WriteString(delimiter)
			w.Write(text)
			w.WriteString(delimiter)
		}
		w.Write(after)
		return converter.RenderSuccess
	}
}

// nested tells whether n stands within emphasis of its own kind.
func nested(n *html.Node, delimiter string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if delimiters[p.DataAtom] == delimiter {
			return true
		}
	}
	return false
}

// flanks tells whether delimiters around the text of n open and close: a sign
// within must be met by a space or a sign without.
func flanks(n *html.Node, text []byte, spaceBefore, spaceAfter bool) bool {
	first, _ := utf8.DecodeRune(text)
	last, _ := utf8.DecodeLastRune(text)
	before, after := neighbour(n.PrevSibling, true), neighbour(n.NextSibling, false)
	if first == '~' || last == '~' || strings.ContainsRune("*~", before) || strings.ContainsRune("*~", after) {
		return false
	}
	return (spaceBefore || isWide(first) || !isWide(before)) && (spaceAfter || isWide(last) || !isWide(after))
}

// isWide tells whether a character is neither space nor sign.
func isWide(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) }

// neighbour returns the character that stands next to an element in Markdown:
// a space at the border of its parent, "*" for any sign of emphasis.
func neighbour(n *html.Node, before bool) rune {
	c := ' '
	switch {
	case n == nil || n.DataAtom == atom.Br:
	case n.DataAtom == atom.Code || n.DataAtom == atom.Kbd:
		c = '`'
	case n.DataAtom == atom.A:
		c = ')'
	case n.Type != html.TextNode:
		c = '*'
	case n.Data != "" && before:
		c, _ = utf8.DecodeLastRuneInString(n.Data)
	case n.Data != "":
		c, _ = utf8.DecodeRuneInString(n.Data)
	}
	return c
}
