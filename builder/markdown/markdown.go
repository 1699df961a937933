package markdown

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"winnow/builder/markdown/dialect"
	"winnow/builder/markdown/highlight"
	"winnow/builder/markdown/math"
	"winnow/builder/markdown/plaintext"
	"winnow/builder/markdown/sanitize"
	"winnow/builder/outline"
	"winnow/builder/risk"
)

// Version changes whenever the same body would give another Document.
const Version = 4

// A Converter turns bodies into documents. It is safe for several goroutines.
type Converter struct {
	opts        Options
	names       sectionNames
	parser      parser.Parser
	writers     []writeFunc // of additions, by node kind
	policy      sanitize.Policy
	highlighter highlight.Highlighter
	buffers     sync.Pool // of *[]byte: output under way
}

// New returns a Converter. The options should have passed Check.
func New(o Options) *Converter { return newConverter(o, o.additions()) }

func newConverter(o Options, additions []addition) *Converter {
	return &Converter{
		opts:        o,
		names:       sectionNames{folded(o.Question), folded(o.Solution)},
		parser:      newParser(additions),
		writers:     writeFuncs(additions),
		policy:      sanitize.New(),
		highlighter: highlight.New(),
		buffers:     sync.Pool{New: func() any { return new([]byte) }},
	}
}

// writerOf returns what writes a node of an addition, or nil.
func (c *Converter) writerOf(n ast.Node) writeFunc {
	if kind := int(n.Kind()); kind < len(c.writers) {
		return c.writers[kind]
	}
	return nil
}

// Convert converts a body. Any text is a document: nothing in a body makes it
// fail. A body on which a library panics is shown as it was written, and
// Document.Failure is set.
func (c *Converter) Convert(src Source) (doc *Document) {
	src.Body = normalize(src.Body)
	defer func() {
		if failure := recover(); failure != nil {
			doc = verbatim(src, failure)
		}
	}()
	return c.convert(src)
}

func (c *Converter) convert(src Source) *Document {
	root := c.parser.Parse(text.NewReader(src.Body))
	parts := divide(root, src.Body, c.names)

	doc := &Document{FirstHeading: parts.first}
	buffer := c.buffers.Get().(*[]byte)
	w := writer{
		c: c, body: src.Body, out: *buffer, doc: doc, notes: footnotesOf(root), lines: lines{body: src.Body, first: src.Line},
		addresses: resolver{&src, makeIDs(root, src.Body, parts.left, c.policy), c.opts.URLPrefix},
	}
	base := 2
	if len(parts.question) > 0 {
		base = 3 // the page puts a heading over each section
	}
	doc.Question = w.section(parts.question, base)
	doc.Solution = w.section(parts.solution, base)
	*buffer = w.out
	c.buffers.Put(buffer)
	doc.Anchors = w.addresses.ids.anchors(doc.Headings)

	t := texts{body: src.Body, keep: risk.MayOccur(src.Body), asked: true}
	doc.Text.Question = t.section(parts.question)
	doc.Text.QuestionCode = len(t.code)
	t.asked = false
	doc.Text.Answer = t.section(parts.solution)
	doc.Text.Code = string(t.code)
	doc.Text.Sections = t.under(w.addresses.ids, doc.Headings)
	if doc.Summary = summarize(parts.solution, src.Body); doc.Summary == "" {
		doc.Summary = oneLine(doc.Text.Answer)
	}
	doc.Asks = len(doc.Question) > 0
	doc.Risks, doc.Substance = t.risks(&w.lines), outline.SubstanceOf(doc.Solution, doc.Text.Answer)
	doc.Foreign = counted(append(doc.Foreign, leftovers(root, src.Body)...))
	return doc
}

// leftovers counts the syntax of other programs that is shown as text.
func leftovers(root ast.Node, body []byte) (out []outline.Count) {
	found := dialect.Leftovers(root, body)
	for _, name := range slices.Sorted(maps.Keys(found)) {
		out = append(out, outline.Count{Name: name, N: found[name]})
	}
	return out
}

// counted returns counts with each name once, by name.
func counted(list []outline.Count) (out []outline.Count) {
	slices.SortFunc(list, func(a, b outline.Count) int { return strings.Compare(a.Name, b.Name) })
	for _, c := range list {
		if n := len(out); n > 0 && out[n-1].Name == c.Name {
			out[n-1].N += c.N
		} else {
			out = append(out, c)
		}
	}
	return out
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
func verbatim(src Source, failure any) *Document {
	out := plaintext.Escape([]byte(`<pre tabindex="0">`), src.Body)
	return &Document{
		Outline:  outline.Outline{Summary: oneLine(string(src.Body))},
		Solution: append(out, "</pre>\n"...),
		Text:     Text{Answer: string(src.Body)},
		Failure:  fmt.Sprint(failure),
	}
}

// Fingerprint identifies everything but the Source that a Document depends on.
func (o Options) Fingerprint() []byte {
	return fmt.Appendf(nil, "markdown %d %q %q %q %q %q", Version, o.additions(), o.RemoteImages, o.Question, o.Solution, o.URLPrefix)
}

var formulaInTitle = regexp.MustCompile(`\$\$?([^$\n]+)\$\$?|\\\((.+?)\\\)`)

// Title returns a title with its formulas as words, where the options ask for
// formulas: titles are shown where there is no place for more.
func (c *Converter) Title(s string) string {
	if !c.opts.Math || !strings.ContainsAny(s, `$\`) {
		return s
	}
	t := math.New().Text()
	return formulaInTitle.ReplaceAllStringFunc(s, func(m string) string {
		tex := strings.TrimSuffix(strings.TrimPrefix(strings.Trim(m, "$"), `\(`), `\)`)
		f, err := t.Convert(tex)
		if err != nil || m[0] == '$' && (tex[0] == ' ' || tex[len(tex)-1] == ' ') {
			return m
		}
		return f.Words()
	})
}
