package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"winnow/builder/markdown/dialect"
	"winnow/builder/markdown/limits"
	"winnow/builder/markdown/math"
	"winnow/builder/outline"
)

// An addition is one addition to CommonMark: what reads it and what writes it.
// The text of a node that nothing knows is that of its content.
type addition struct {
	name  string
	parse func(marks *limits.CharSet) []parser.Option // what the parser gains; marks are those of all additions
	marks string                                      // characters that are inline markup by it; see maxMarks
	write map[ast.NodeKind]writeFunc                  // of nodes of which not the content alone is written
}

func (a addition) String() string { return a.name }

// A writeFunc writes one kind of node.
type writeFunc func(*writer, ast.Node)

// additions returns those in force. A new row changes the fingerprint; where a
// row makes something else of a body, Version changes.
func additions() []addition {
	at := util.Prioritized
	return []addition{
		{
			name: "tables",
			parse: func(marks *limits.CharSet) []parser.Option {
				return []parser.Option{
					parser.WithParagraphTransformers(at(limits.Tables{ParagraphTransformer: extension.NewTableParagraphTransformer(), Marks: marks}, 200)),
					parser.WithASTTransformers(at(extension.NewTableASTTransformer(), 0)),
				}
			},
			write: map[ast.NodeKind]writeFunc{east.KindTable: writeTable},
		},
		{
			name:  "strikethrough",
			parse: inlineParser(dialect.Emphasis(extension.NewStrikethroughParser()), 500),
			marks: "~",
			write: map[ast.NodeKind]writeFunc{east.KindStrikethrough: wrapping("<del>", "</del>")},
		},
		{
			name:  "tasks",
			parse: inlineParser(extension.NewTaskCheckBoxParser(), 0),
			write: map[ast.NodeKind]writeFunc{east.KindTaskCheckBox: writeCheckBox},
		},
		{
			name:  "addresses",
			parse: inlineParser(extension.NewLinkifyParser(), 999),
			marks: "@",
		},
		{
			name: "footnotes",
			parse: func(*limits.CharSet) []parser.Option {
				return []parser.Option{
					parser.WithBlockParsers(at(limits.Nested{BlockParser: limits.Footnotes{BlockParser: extension.NewFootnoteBlockParser()}}, 999)),
					parser.WithInlineParsers(at(extension.NewFootnoteParser(), 101)),
					parser.WithASTTransformers(at(extension.NewFootnoteASTTransformer(), 999)),
				}
			},
			write: map[ast.NodeKind]writeFunc{
				east.KindFootnoteLink:     writeFootnoteLink,
				east.KindFootnoteBacklink: writeFootnoteBacklink,
				east.KindFootnoteList:     func(*writer, ast.Node) {}, // see writeFootnotes
			},
		},
		{
			name: "definitions",
			parse: func(*limits.CharSet) []parser.Option {
				return []parser.Option{
					parser.WithBlockParsers(
						at(limits.Nested{BlockParser: extension.NewDefinitionListParser()}, 101),
						at(limits.Nested{BlockParser: extension.NewDefinitionDescriptionParser()}, 102)),
				}
			},
			write: map[ast.NodeKind]writeFunc{
				east.KindDefinitionList:        enclosing("<dl>\n", "</dl>\n"),
				east.KindDefinitionTerm:        wrapping("<dt>", "</dt>\n"),
				east.KindDefinitionDescription: enclosing("<dd>", "</dd>\n"),
			},
		},
		{
			name:  "alerts",
			write: map[ast.NodeKind]writeFunc{ast.KindBlockquote: writeQuote},
		},
		{
			name: "boxes",
			parse: func(*limits.CharSet) []parser.Option {
				return []parser.Option{parser.WithBlockParsers(at(limits.Nested{BlockParser: dialect.Boxes()}, 250))}
			},
			write: map[ast.NodeKind]writeFunc{dialect.KindBox: writeBox},
		},
		{
			name:  "names",
			parse: inlineParser(dialect.Names(), 150),
			write: map[ast.NodeKind]writeFunc{dialect.KindName: writeName},
		},
		{
			name:  "tags",
			parse: inlineParser(dialect.Tags(), 160),
			marks: "{",
		},
		{
			name:  "emoji",
			parse: inlineParser(dialect.Emoji(), 300),
		},
		{
			name: "imports",
			parse: func(*limits.CharSet) []parser.Option {
				return []parser.Option{parser.WithASTTransformers(at(dialect.Imports(), 10))}
			},
		},
	}
}

// formulas is the addition that Options.Math asks for.
func formulas() addition {
	at, language := util.Prioritized, math.New()
	return addition{
		name: "formulas",
		parse: func(*limits.CharSet) []parser.Option {
			return []parser.Option{
				parser.WithBlockParsers(at(limits.Nested{BlockParser: dialect.FormulaBlocks()}, 240)),
				parser.WithInlineParsers(at(dialect.Formulas(language), 90)),
			}
		},
		marks: "$",
		write: map[ast.NodeKind]writeFunc{
			dialect.KindFormula:      writeFormula,
			dialect.KindFormulaBlock: wrapping("<div class=\"formula\" tabindex=\"0\">", "</div>\n"),
		},
	}
}

// writeFormula writes a formula, or its source where it is not understood.
func writeFormula(w *writer, node ast.Node) {
	n := node.(*dialect.Formula)
	if n.MathML != "" {
		w.str(n.MathML)
		return
	}
	w.doc.Foreign = append(w.doc.Foreign, outline.Count{Name: "a formula (" + n.Why + ")", N: 1})
	w.str(`<code class="tex">`)
	w.esc(n.TeX)
	w.str("</code>")
}

// enclosing writes the blocks of a node between two tags.
func enclosing(open, end string) writeFunc {
	return func(w *writer, n ast.Node) {
		w.str(open)
		w.blocks(n)
		w.str(end)
	}
}

func inlineParser(p parser.InlineParser, priority int) func(*limits.CharSet) []parser.Option {
	return func(*limits.CharSet) []parser.Option {
		return []parser.Option{parser.WithInlineParsers(util.Prioritized(p, priority))}
	}
}

func wrapping(open, end string) writeFunc {
	return func(w *writer, n ast.Node) { w.wrap(open, n, end) }
}

// writeFuncs returns what writes the nodes of the additions, by kind.
func writeFuncs(all []addition) []writeFunc {
	var by []writeFunc
	for _, a := range all {
		for kind, write := range a.write {
			by = append(by, make([]writeFunc, max(0, int(kind)+1-len(by)))...)
			by[kind] = write
		}
	}
	return by
}
