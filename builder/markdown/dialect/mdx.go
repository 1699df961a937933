package dialect

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Imports takes the lines out that MDX imports and exports things with, and the
// definitions of abbreviations.
func Imports() parser.ASTTransformer { return imports{} }

type imports struct{}

var (
	importLine = regexp.MustCompile(`^(?:import\s+(?:[\w*{}\s,$]+\s+from\s+)?["'][^"']+["'];?|export\s+(?:const|let|default|function)\s.*[;}]?|\}?\s*from\s+["'][^"']+["'];?)\s*$`)
	abbrLine   = regexp.MustCompile(`^\*\[[^\[\]]+\]:\s`)
)

// Transform changes the tree of a document; see goldmark.
func (imports) Transform(doc *ast.Document, r text.Reader, pc parser.Context) {
	for n := doc.FirstChild(); n != nil; {
		next := n.NextSibling()
		if p, ok := n.(*ast.Paragraph); ok && isImport(p, r.Source()) {
			doc.RemoveChild(doc, p)
		}
		n = next
	}
}

// isImport reports whether each line of a paragraph is one of those.
func isImport(p *ast.Paragraph, source []byte) bool {
	for i := range p.Lines().Len() {
		line := p.Lines().At(i)
		value := bytes.TrimSpace(line.Value(source))
		if len(value) == 0 || value[0] != 'i' && value[0] != 'e' && value[0] != '}' && value[0] != '*' ||
			!importLine.Match(value) && !abbrLine.Match(value) {
			return false
		}
	}
	return p.Lines().Len() > 0
}
