package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"winnow/builder/markdown/dialect"
	"winnow/builder/markdown/limits"
	"winnow/builder/markdown/plaintext"
	"winnow/builder/markdown/sanitize"
	"winnow/builder/outline"
	"winnow/builder/risk"
)

// texts gathers what can be searched and what may be dangerous, from the tree.
// A block ends with a line break; inline code stays in the sentence it is in.
type texts struct {
	body        []byte
	prose, code []byte
	found       []risk.Snippet
	at          []int // offsets in the body of what is in found
	keep        bool  // whether snippets are wanted
	asked       bool  // in the question
	headings    []place
}

// A place is where a heading of the section is.
type place struct {
	heading           ast.Node
	before, end, code int // offsets in prose, before and after the heading's text, and in code
}

// section returns the plain text of the blocks of a section. Code blocks are
// added to t.code.
func (t *texts) section(blocks []ast.Node) string {
	t.prose, t.headings = t.prose[:0], nil
	for _, n := range blocks {
		before := len(t.prose)
		t.block(n)
		if n.Kind() == ast.KindHeading {
			t.headings = append(t.headings, place{n, before, len(t.prose), len(t.code)})
		}
	}
	return strings.TrimSpace(string(t.prose))
}

// under returns the text under each heading of the section that is done.
func (t *texts) under(all ids, headings []outline.Heading) (out []Section) {
	listed := make(map[string]int, len(headings))
	for k, h := range headings {
		listed[h.ID] = k
	}
	for i, p := range t.headings {
		k, ok := listed[all.of[p.heading]]
		if !ok {
			continue
		}
		end, code := len(t.prose), len(t.code)
		if i+1 < len(t.headings) {
			end, code = t.headings[i+1].before, t.headings[i+1].code
		}
		out = append(out, Section{headings[k].ID, headings[k].Text, string(t.prose[p.end:end]), string(t.code[p.code:code])})
	}
	return out
}

func (t *texts) block(n ast.Node) {
	switch n := n.(type) {
	case *dialect.Box:
		t.box(n)
	case *ast.Blockquote:
		t.quote(n)
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *east.TableCell, *east.DefinitionTerm, *dialect.FormulaBlock:
		t.inlines(n)
	case *ast.FencedCodeBlock:
		t.codeBlock(n)
	case *ast.CodeBlock:
		t.codeBlock(n)
	case *ast.HTMLBlock:
		from := len(t.prose)
		raw := htmlBlockSource(n, t.body)
		text := sanitize.AppendText(nil, raw)
		t.prose = appendTidy(t.prose, text)
		t.endBlock()
		t.note(string(text), n, bytes.Contains(raw, []byte("<pre")) || bytes.Contains(raw, []byte("<code")), from)
	case *limits.PlainBlock:
		from := len(t.prose)
		t.prose = append(t.prose, n.Lines().Value(t.body)...)
		t.endBlock()
		t.note(string(t.prose[from:]), n, false, from)
	case *ast.LinkReferenceDefinition:
	default:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			t.block(c)
		}
	}
}

// box adds the title of a box and its content.
func (t *texts) box(b *dialect.Box) {
	if b.Role == dialect.Hidden {
		return
	}
	if b.Title != "" {
		t.prose = append(t.prose, plainTitle(b.Title)...)
		t.endBlock()
	}
	for c := b.FirstChild(); c != nil; c = c.NextSibling() {
		t.block(c)
	}
}

// quote adds the text of a quotation; an alert's first line is its title.
func (t *texts) quote(n *ast.Blockquote) {
	c := n.FirstChild()
	if a, ok := alertOf(n, t.body); ok {
		if a.title != "" {
			t.prose = append(t.prose, a.title...)
			t.endBlock()
		}
		t.prose = plaintext.InlineFrom(t.prose, afterLine(c), t.body)
		t.endBlock()
		c = c.NextSibling()
	}
	for ; c != nil; c = c.NextSibling() {
		t.block(c)
	}
}

func (t *texts) inlines(n ast.Node) {
	from := len(t.prose)
	t.prose = plaintext.Inline(t.prose, n, t.body)
	t.endBlock()
	if t.keep {
		t.codeSpans(n, from)
	}
}

func (t *texts) endBlock() {
	t.prose = bytes.TrimRight(t.prose, " \n")
	if len(t.prose) > 0 {
		t.prose = append(t.prose, '\n')
	}
}

func (t *texts) codeBlock(n ast.Node) {
	from := len(t.code)
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		t.code = append(t.code, line.Value(t.body)...)
	}
	t.note(string(t.code[from:]), n, true, len(t.prose))
	if len(t.code) > 0 && t.code[len(t.code)-1] != '\n' {
		t.code = append(t.code, '\n')
	}
}

// appendTidy appends text with each run of white space as one blank, or as one
// line break if it holds one.
func appendTidy(dst, text []byte) []byte {
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == ' ' || c == '\n' || c == '\t' {
			c = ' '
			for ; i < len(text) && (text[i] == ' ' || text[i] == '\n' || text[i] == '\t'); i++ {
				if text[i] == '\n' {
					c = '\n'
				}
			}
			i--
		}
		if len(dst) == 0 && (c == ' ' || c == '\n') || len(dst) > 0 && dst[len(dst)-1] == '\n' && (c == ' ' || c == '\n') {
			continue
		}
		dst = append(dst, c)
	}
	return dst
}

// summarize returns the beginning of a section as one line of at most 200
// characters: its first paragraphs, until they say something.
func summarize(blocks []ast.Node, body []byte) string {
	var head []byte
	for _, n := range blocks {
		p, ok := n.(*ast.Paragraph)
		if !ok {
			if len(head) >= 60 {
				break
			}
			continue
		}
		head = plaintext.Inline(head, p, body)
		if len(head) >= 120 {
			break
		}
		head = append(bytes.TrimRight(head, " "), ' ')
	}
	return oneLine(string(head))
}

// oneLine shortens text for a list.
func oneLine(s string) string {
	if len(s) > 4000 {
		s = s[:4000]
	}
	line := make([]byte, 0, 512)
	for word := range strings.FieldsSeq(strings.ToValidUTF8(s, "")) {
		if len(line) > utf8.UTFMax*200 {
			break // it is cut before
		}
		line = append(append(line, word...), ' ')
	}
	return outline.Shorten(string(bytes.TrimSuffix(line, []byte(" "))))
}

// note keeps a snippet for the search of risks; the prose before it ends at
// before.
func (t *texts) note(text string, n ast.Node, code bool, before int) {
	if !t.keep || text == "" {
		return
	}
	s, at := risk.Snippet{Text: text, Code: code, Asked: t.asked}, max(n.Pos(), 0)
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		at = n.Lines().At(0).Start
	}
	if code {
		s.Before = risk.Before(t.prose[:min(before, len(t.prose))])
	}
	t.found, t.at = append(t.found, s), append(t.at, at)
}

// codeSpans keeps the inline code of a block whose text begins at from, and the
// prose around it.
func (t *texts) codeSpans(parent ast.Node, from int) {
	prose := bytes.Clone(t.prose[min(from, len(t.prose)):])
	at := 0
	_ = ast.Walk(parent, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		span, ok := n.(*ast.CodeSpan)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		text := plaintext.CodeSpan(nil, span, t.body, func(d, s []byte) []byte { return append(d, s...) })
		i := bytes.Index(prose[at:], text)
		if i < 0 || len(text) == 0 {
			return ast.WalkSkipChildren, nil
		}
		end := at + i + len(text)
		t.found = append(t.found, risk.Snippet{Text: string(text), Before: risk.Before(prose[:at+i]), After: risk.After(prose[end:]), Code: true, Asked: t.asked})
		t.at = append(t.at, max(n.Pos(), 0))
		for at += i; at < end; at++ {
			prose[at] = ' ' // it was looked at
		}
		return ast.WalkSkipChildren, nil
	})
	t.note(string(prose), parent, false, from)
}

// risks returns the risks of a body's texts, by line.
func (t *texts) risks(lines *lines) (all []outline.Risk) {
	for _, f := range risk.Find(t.found) {
		all = append(all, outline.Risk{Kind: f.Kind, Block: f.Block, Line: t.riskLine(f, lines), Command: outline.Shorten(f.Command)})
	}
	slices.SortStableFunc(all, func(a, b outline.Risk) int { return a.Line - b.Line })
	return all
}

// riskLine returns the line of a finding in the article's file. In prose, where
// markup and line ends are gone, the first words of the command are looked for.
func (t *texts) riskLine(f risk.Finding, lines *lines) int {
	at := t.at[f.Snippet]
	if !t.found[f.Snippet].Code {
		head := []byte(f.Command[:min(12, len(f.Command))])
		if i := bytes.Index(t.body[min(at, len(t.body)):], head); i >= 0 {
			return lines.at(at + i)
		}
	}
	return lines.at(at) + f.Line
}
