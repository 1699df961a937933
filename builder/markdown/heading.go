package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"winnow/builder/outline"
)

// sections are the blocks of a body, cut at its question and solution headings.
type sections struct {
	question, solution []ast.Node
	first              string              // text of a leading level-1 heading
	left               map[ast.Node]string // headings that are not written: the id of what stands for them, empty = the page
	cut                bool
}

// divide cuts a body. The first question heading opens the question and the
// first solution heading after it closes it; without one, the next heading of
// the question's own level or above does. All else is the solution.
func (c *Converter) divide(root ast.Node, body []byte) sections {
	s := sections{left: map[ast.Node]string{}}
	var level int // of the question heading, while in the question
	closed := !c.hasSolution(root, body)
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		h, heading := n.(*ast.Heading)
		switch name := headingName(h, body); {
		case heading && s.first == "" && h.Level == 1 && isFirst(n) && !c.question[name] && !c.solution[name]:
			s.first, s.left[h] = string(appendInlineText(nil, h, body)), ""
		case heading && !s.cut && c.question[name]:
			s.cut, level, s.left[h] = true, h.Level, ""
		case heading && !closed && c.solution[name]:
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
func (c *Converter) hasSolution(root ast.Node, body []byte) bool {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && c.solution[headingName(h, body)] {
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
	return foldName(string(appendInlineText(nil, h, body)))
}

func foldName(s string) string {
	return strings.ToLower(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), ":")))
}

// A levels gives headings their level on the page, so that no level is
// skipped: the title of the page is level 1, what the author put on top is
// level base, and a heading below another one is one level deeper.
type levels struct {
	base int
	open []int // author's levels of the headings that the next one may be below
}

func (o *levels) level(author int) int {
	for len(o.open) > 0 && o.open[len(o.open)-1] >= author {
		o.open = o.open[:len(o.open)-1]
	}
	o.open = append(o.open, author)
	return min(6, o.base+len(o.open)-1)
}

// heading writes a heading with a link to itself, which is left to the mouse:
// the contents list offers the same to the keyboard.
func (w *writer) heading(n *ast.Heading) {
	level := w.levels.level(n.Level)
	id := w.ids.of[n]
	tag := "h" + strconv.Itoa(level)
	w.str("<" + tag + ` id="`)
	w.esc(id)
	w.str(`">`)
	w.inlines(n)
	w.str(` <a class="anchor" href="#`)
	w.esc(escapeURL(id))
	w.str(`" aria-hidden="true" tabindex="-1">#</a></` + tag + ">\n")
	if _, top := n.Parent().(*ast.Document); top && level <= 4 {
		w.doc.Headings = append(w.doc.Headings, outline.Heading{Level: level, ID: id, Text: string(appendInlineText(nil, n, w.body))})
	}
}
