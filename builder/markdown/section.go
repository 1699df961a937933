package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"winnow/builder/markdown/plaintext"
	"winnow/builder/outline"
)

// sectionNames are the headings that open the sections, as foldName writes them.
type sectionNames struct{ question, solution map[string]bool }

func folded(list []string) map[string]bool {
	set := map[string]bool{}
	for _, name := range list {
		set[foldName(name)] = true
	}
	return set
}

// sections are the blocks of a body, cut at its question and solution headings.
type sections struct {
	question, solution []ast.Node
	first              string              // text of a leading level-1 heading
	left               map[ast.Node]string // headings that are not written: the id of what takes their place, empty = the page
	cut                bool
}

// divide cuts a body. The first question heading opens the question and the
// first solution heading after it closes it; without one, the next heading of
// the question's own level or above does. All else is the solution.
func divide(root ast.Node, body []byte, names sectionNames) sections {
	s := sections{left: map[ast.Node]string{}}
	var level int // of the question heading, while in the question
	closed := !hasSolution(root, body, names)
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		h, heading := n.(*ast.Heading)
		switch name := headingName(h, body); {
		case heading && s.first == "" && h.Level == 1 && isFirst(n) && !names.question[name] && !names.solution[name]:
			s.first, s.left[h] = string(plaintext.Inline(nil, h, body)), ""
		case heading && !s.cut && names.question[name]:
			s.cut, level, s.left[h] = true, h.Level, ""
		case heading && !closed && names.solution[name]:
			s.cut, closed, level, s.left[h] = true, true, 0, outline.SolutionID
		case heading && closed && level > 0 && h.Level <= level:
			level = 0
			s.solution = append(s.solution, n)
		case level > 0:
			s.question = append(s.question, n)
		default:
			s.solution = append(s.solution, n)
		}
	}
	return s
}

// hasSolution reports whether a body has a solution heading.
func hasSolution(root ast.Node, body []byte, names sectionNames) bool {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && names.solution[headingName(h, body)] {
			return true
		}
	}
	return false
}

func isFirst(n ast.Node) bool {
	for n = n.PreviousSibling(); n != nil; n = n.PreviousSibling() {
		if _, ok := n.(*ast.LinkReferenceDefinition); !ok {
			return false
		}
	}
	return true
}

// headingName is the text of a heading as question and solution headings are
// compared: lower case, without a colon at the end.
func headingName(h *ast.Heading, body []byte) string {
	if h == nil {
		return ""
	}
	return foldName(string(plaintext.Inline(nil, h, body)))
}

func foldName(s string) string {
	return strings.ToLower(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), ":")))
}
