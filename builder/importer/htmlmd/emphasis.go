package htmlmd

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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

// nested reports whether n is within emphasis of its own kind.
func nested(n *html.Node, delimiter string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if delimiters[p.DataAtom] == delimiter {
			return true
		}
	}
	return false
}

// flanks reports whether delimiters around the text of n open and close: a sign
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

// isWide reports whether a character is neither space nor sign.
func isWide(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) }

// neighbour returns the character next to an element in Markdown:
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
