package htmlmd

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"winnow/builder/markdown/mdtext"
)

// The library writes every bracket of a text as a reference, which bare
// addresses would take for a part of them, so these characters take the place of
// "<" and ">" until it is done. lineBreak is the library's own mark.
const lineBreak, less, greater = "\uF002", "\uF003", "\uF004"

var (
	bracketHider = strings.NewReplacer("<", less, ">", greater,
		lineBreak, "&#xF002;", less, "&#xF003;", greater, "&#xF004;")
	bracketReplacer = strings.NewReplacer(less, "<", greater, ">")
)

// escape returns the text of one text node as Markdown, on its way through the
// library.
func escape(s string) string { return bracketHider.Replace(escapeText(s)) }

// escapeText returns text as Markdown, formulas as they are.
func escapeText(s string) string {
	if !strings.Contains(s, "$") {
		return mdtext.Text(s)
	}
	var b strings.Builder
	last := 0
	for _, at := range mdtext.Formulas(s) {
		b.WriteString(mdtext.Text(s[last:at[0]]) + s[at[0]:at[1]])
		last = at[1]
	}
	return b.String() + mdtext.Text(s[last:])
}

// A Translator makes Markdown of bodies.
type Translator struct {
	conv    *converter.Converter
	base    *url.URL // address of the forum
	dialect Dialect
}

// New returns a Translator of the bodies of a forum at site, in whose Markdown
// the dialect adds to what all understand.
func New(site *url.URL, dialect Dialect) *Translator {
	t := &Translator{base: site, dialect: dialect, conv: converter.NewConverter(converter.WithEscapeMode(converter.EscapeModeDisabled), converter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithListEndComment(false)),
		strikethrough.NewStrikethroughPlugin(),
		table.NewTablePlugin(table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal),
			table.WithNewlineBehavior(table.NewlineBehaviorPreserve)),
	))}
	t.conv.Register.TextTransformer(func(_ converter.Context, s string) string { return escape(s) }, converter.PriorityEarly)
	for tag, delimiter := range delimiters {
		t.conv.Register.RendererFor(tag.String(), converter.TagTypeInline, renderEmphasis(delimiter), converter.PriorityEarly)
	}
	t.conv.Register.RendererFor("table", converter.TagTypeBlock, renderTable, converter.PriorityEarly)
	t.conv.Register.RendererFor("sub", converter.TagTypeInline, renderTagged, converter.PriorityEarly)
	t.conv.Register.RendererFor("sup", converter.TagTypeInline, renderTagged, converter.PriorityEarly)
	return t
}

// HTML returns a body of HTML as Markdown. Nothing is lost: what cannot be
// translated (it is nested too deeply, say) becomes a block of code.
func (t *Translator) HTML(body string) (md string, translated bool) {
	root, err := parseFragment(body)
	if err != nil {
		return mdtext.Fence("html", body), false
	}
	apart := t.prepare(root)
	out, err := t.conv.ConvertNode(root)
	if err != nil {
		return mdtext.Fence("html", body), false
	}
	return apart.restore(bracketReplacer.Replace(string(out))), true
}

// Body returns a body of any form as Markdown; of one that is not known, as of text.
func (t *Translator) Body(form, body string) string {
	if form == Markdown {
		if md, ok := t.Source(body); ok {
			return md
		}
	}
	md, _ := t.HTML(asHTML(form, body))
	return md
}

func parseFragment(body string) (*html.Node, error) {
	context := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(body), context)
	if err != nil {
		return nil, err
	}
	root := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	return root, nil
}

// prepare makes the tree ready for its place: headings step down below those
// of the article, and addresses are made absolute. Addresses and blocks of code
// are set apart, as the library would not leave them as they are.
func (t *Translator) prepare(root *html.Node) *apart {
	out := newApart(root)
	placesOf(root).mark(out)
	for _, n := range slices.Collect(root.Descendants()) {
		if n.Parent == nil {
			continue // was replaced
		}
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			n.Data = fmt.Sprintf("h%d", min(6, n.Data[1]-'0'+2))
			n.DataAtom = atom.Lookup([]byte(n.Data))
		case atom.A:
			if attribute(n, "href") == "" {
				unwrap(n) // it is a place, not a link
				continue
			}
			t.address(n, "href", out)
			describe(n)
		case atom.Img:
			t.address(n, "src", out)
			describe(n)
		case atom.Pre:
			out.code(n)
		case atom.Code, atom.Kbd, atom.Samp, atom.Tt, atom.Var:
			if holdsBlock(n) {
				unwrap(n)
			} else {
				trimCode(n)
			}
		case atom.S, atom.Del, atom.Strike, atom.Strong, atom.B, atom.Em, atom.I:
			if holdsBlock(n) || textOf(n) == "" {
				unwrap(n)
			}
		case atom.Span, atom.Font, atom.U, atom.Small, atom.Big, atom.Abbr, atom.Acronym, atom.Cite, atom.Ins, atom.Mark, atom.Dfn, atom.Q, atom.Label, atom.Time:
			unwrap(n) // so that the texts around it are seen as one
		}
	}
	return out
}

func (t *Translator) address(n *html.Node, key string, out *apart) {
	for i, a := range n.Attr {
		if a.Namespace == "" && a.Key == key && strings.TrimSpace(a.Val) != "" {
			n.Attr[i].Val = out.word(part{text: mdtext.Absolute(t.base, a.Val)})
		}
	}
}

// describe makes the texts of an image or link fit for Markdown: the library
// writes them as they are.
func describe(n *html.Node) {
	for i, a := range n.Attr {
		switch a.Key {
		case "alt":
			n.Attr[i].Val = escape(mdtext.OneLine(a.Val))
		case "title":
			n.Attr[i].Val = titleReplacer.Replace(mdtext.OneLine(a.Val))
		}
	}
}

var titleReplacer = strings.NewReplacer(`\`, "&#92;", "&", "&amp;", `"`, "&quot;", "<", "&lt;")

// trimCode moves the spaces at the ends of a span of code out of it: Markdown
// drops them there, and with them the gap to what follows.
func trimCode(n *html.Node) {
	text := textOf(n)
	core := strings.TrimSpace(text)
	if core == text || core == "" || n.Parent == nil || n.Parent.DataAtom == atom.Pre {
		return
	}
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
	}
	n.AppendChild(&html.Node{Type: html.TextNode, Data: core})
	if !strings.HasPrefix(text, core) {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n)
	}
	if !strings.HasSuffix(text, core) {
		n.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n.NextSibling)
	}
}

// textOf returns the text within an element.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// holdsBlock reports whether an inline element was put around what emphasis in
// Markdown cannot span.
func holdsBlock(n *html.Node) bool {
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.Pre, atom.Table, atom.Ul, atom.Ol, atom.Blockquote, atom.Hr, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return true
		}
	}
	return false
}

// unwrap puts the children of an element in its place.
func unwrap(n *html.Node) {
	for c := n.FirstChild; c != nil; c = n.FirstChild {
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	n.Parent.RemoveChild(n)
}

// renderTagged keeps a tag that Markdown has no sign for: 10<sup>6</sup> is not
// 106.
func renderTagged(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	w.WriteString("<" + n.Data + ">")
	ctx.RenderChildNodes(ctx, w, n)
	w.WriteString("</" + n.Data + ">")
	return converter.RenderSuccess
}

// renderTable leaves a table that Markdown cannot hold as HTML, on one line, so
// that no blank line ends it.
func renderTable(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	if simpleTable(n) {
		return converter.RenderTryNext
	}
	var b strings.Builder
	if err := html.Render(&b, n); err != nil {
		return converter.RenderTryNext
	}
	w.WriteString("\n\n" + strings.ReplaceAll(b.String(), "\n", "&#10;") + "\n\n")
	return converter.RenderSuccess
}

// simpleTable reports whether every cell is one line and no text holds a bar.
func simpleTable(table *html.Node) bool {
	for n := table.Parent; n != nil; n = n.Parent {
		if n.DataAtom != atom.Div && n.DataAtom != 0 {
			return false
		}
	}
	for n := range table.Descendants() {
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table, atom.Hr, atom.Ul, atom.Ol, atom.Dl,
			atom.Blockquote, atom.Pre, atom.P, atom.Div, atom.Caption:
			return false
		}
		if n.Type == html.TextNode && strings.Contains(n.Data, "|") {
			return false
		}
	}
	return true
}
