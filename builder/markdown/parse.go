package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"winnow/builder/markdown/dialect"
	"winnow/builder/markdown/limits"
)

// newParser returns a parser for CommonMark and its additions, within the limits
// above. It is safe for several goroutines.
func newParser(additions []addition) parser.Parser {
	at := util.Prioritized
	marks := marksOf(additions)
	options := []parser.Option{
		parser.WithBlockParsers(
			at(limits.Sized{BlockParser: limits.Identified{BlockParser: parser.NewSetextHeadingParser()}, Marks: marks}, 100),
			at(parser.NewThematicBreakParser(), 200),
			at(limits.Nested{BlockParser: parser.NewListParser()}, 300),
			at(parser.NewListItemParser(), 400),
			at(parser.NewCodeBlockParser(), 500),
			at(limits.Sized{BlockParser: limits.Identified{BlockParser: parser.NewATXHeadingParser()}, Marks: marks}, 600),
			at(parser.NewFencedCodeBlockParser(), 700),
			at(limits.Nested{BlockParser: parser.NewBlockquoteParser()}, 800),
			at(parser.NewHTMLBlockParser(), 900),
			at(limits.Sized{BlockParser: parser.NewParagraphParser(), Marks: marks}, 1000)),
		parser.WithInlineParsers(inlineParsers()...),
		parser.WithParagraphTransformers(at(limits.References{}, 100)),
	}
	for _, a := range additions {
		if a.parse != nil {
			options = append(options, a.parse(marks)...)
		}
	}
	return parser.NewParser(options...)
}

// inlineParsers returns those of CommonMark, with emphasis that understands East Asian
// text.
func inlineParsers() []util.PrioritizedValue {
	all := parser.DefaultInlineParsers()
	for i, p := range all {
		if inline := p.Value.(parser.InlineParser); bytes.IndexByte(inline.Trigger(), '*') >= 0 {
			all[i].Value = dialect.Emphasis(inline)
		}
	}
	return all
}

// marksOf returns the characters that are inline markup.
func marksOf(additions []addition) *limits.CharSet {
	var set limits.CharSet
	for _, a := range append([]addition{{marks: "[](*_`<!\\"}}, additions...) {
		for i := range len(a.marks) {
			set[a.marks[i]] = true
		}
	}
	return &set
}
