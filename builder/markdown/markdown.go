package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"winnow/builder/markdown/highlight"
	"winnow/builder/markdown/sanitize"
	"winnow/builder/outline"
	"winnow/builder/risk"
)

// Version changes whenever the same body would give another Document.
const Version = 3

// A Converter turns bodies into documents. It is safe for several goroutines.
type Converter struct {
	opts               Options
	question, solution map[string]bool // folded names of headings
	parser             parser.Parser
	policy             sanitize.Policy
	highlighter        highlight.Highlighter
	buffers            sync.Pool // of *[]byte: output under way
}

// New returns a Converter. The options should have passed Check.
func New(o Options) *Converter {
	return &Converter{
		opts:        o,
		question:    names(o.Question),
		solution:    names(o.Solution),
		parser:      newParser(),
		policy:      sanitize.New(),
		highlighter: highlight.New(),
		buffers:     sync.Pool{New: func() any { return new([]byte) }},
	}
}

func names(list []string) map[string]bool {
	set := map[string]bool{}
	for _, name := range list {
		set[foldName(name)] = true
	}
	return set
}

// Convert converts a body. Any text is a document: nothing that stands in a
// body makes it fail. A body on which a library breaks down is shown as it was
// written.
func (c *Converter) Convert(src Source) (doc *Document) {
	src.Body = normalize(src.Body)
	defer func() {
		if recover() != nil {
			doc = verbatim(src)
		}
	}()
	return c.convert(src)
}

func (c *Converter) convert(src Source) *Document {
	root := c.parser.Parse(text.NewReader(src.Body))
	parts := c.divide(root, src.Body)

	doc := &Document{FirstHeading: parts.first}
	buffer := c.buffers.Get().(*[]byte)
	w := writer{c: c, src: &src, body: src.Body, out: *buffer, doc: doc, ids: c.makeIDs(root, src.Body, parts.left), notes: footnotesOf(root)}
	base := 2
	if len(parts.question) > 0 {
		base = 3 // the page puts a heading over each section
	}
	doc.Question = w.section(parts.question, base)
	doc.Solution = w.section(parts.solution, base)
	*buffer = w.out
	c.buffers.Put(buffer)
	doc.Anchors = w.ids.anchors(doc.Headings)

	t := texts{body: src.Body, keep: risk.MayOccur(src.Body), asked: true}
	doc.Text.Question = t.section(parts.question)
	doc.Text.QuestionCode = len(t.code)
	t.asked = false
	doc.Text.Answer = t.section(parts.solution)
	doc.Text.Code = string(t.code)
	doc.Text.Sections = t.under(w.ids, doc.Headings)
	if doc.Summary = summarize(parts.solution, src.Body); doc.Summary == "" {
		doc.Summary = oneLine(doc.Text.Answer)
	}
	doc.Risks = w.risks(&t)
	return doc
}

// risks returns the risks of a body's texts, by line.
func (w *writer) risks(t *texts) (all []outline.Risk) {
	for _, f := range risk.Find(t.found) {
		all = append(all, outline.Risk{Kind: f.Kind, Block: f.Block, Line: w.riskLine(f, t.found[f.Snippet].Code, t.at[f.Snippet]), Command: cut(f.Command, 200)})
	}
	slices.SortStableFunc(all, func(a, b outline.Risk) int { return a.Line - b.Line })
	return all
}

// riskLine returns the line of a finding in the article's file, given where its
// snippet begins. In prose, where markup and line ends are gone, the first words
// of the command are looked for.
func (w *writer) riskLine(f risk.Finding, code bool, at int) int {
	if !code {
		head := []byte(f.Command[:min(12, len(f.Command))])
		if i := bytes.Index(w.body[min(at, len(w.body)):], head); i >= 0 {
			return w.line(at + i)
		}
	}
	return w.line(at) + f.Line
}

// footnotesOf returns the footnotes of a body by number - 1.
func footnotesOf(root ast.Node) []*east.Footnote {
	list, ok := root.LastChild().(*east.FootnoteList)
	if !ok {
		return nil
	}
	notes := make([]*east.Footnote, list.Count)
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		if note, ok := n.(*east.Footnote); ok && note.Index > 0 && note.Index <= len(notes) {
			notes[note.Index-1] = note
		}
	}
	return notes
}

// normalize returns a body with valid UTF-8 and "\n" line ends.
func normalize(body []byte) []byte {
	if !utf8.Valid(body) {
		body = bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	if bytes.IndexByte(body, '\r') >= 0 {
		body = bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n"))
		body = bytes.ReplaceAll(body, []byte("\r"), []byte("\n"))
	}
	return body
}

// verbatim shows a body as it was written.
func verbatim(src Source) *Document {
	out := appendEscaped([]byte(`<pre tabindex="0">`), src.Body)
	return &Document{
		Outline:  outline.Outline{Summary: oneLine(string(src.Body))},
		Solution: append(out, "</pre>\n"...),
		Text:     Text{Answer: string(src.Body)},
	}
}

// Fingerprint identifies everything but the Source that a Document depends on.
func (o Options) Fingerprint() []byte {
	return fmt.Appendf(nil, "markdown %d %q %q %q", Version, o.RemoteImages, o.Question, o.Solution)
}
