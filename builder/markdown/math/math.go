// Package math turns formulas in TeX into MathML, which browsers show without a
// script, and into words.
//
// It knows the language of formulas as people write it on the web: what MathJax and
// KaTeX have in common, and the braces and kets of physics. A formula that it does not
// know in full is not shown in part: Convert returns an error that names what is not
// known, and the source is shown.
//
// Nothing in a formula costs more than the limits allow: its length, how deep it is
// nested, how much it becomes, how often its own macros are replaced. The result is a
// fixed set of elements of MathML Core with escaped text, and has no addresses.
package math

import (
	"errors"
	"fmt"
)

// Limits of one formula.
const (
	maxSource    = 16 << 10 // bytes
	maxDepth     = 80       // groups inside each other
	maxNodes     = 20_000
	maxExpansion = 500       // macros replaced
	maxMacros    = 200       // of one text
	maxText      = 2_000_000 // nodes of all formulas of a text
)

// Errors of formulas that are not understood.
var (
	errSize   = errors.New("the formula is too large")
	errEnd    = errors.New("the formula ends too early")
	errBraces = errors.New("the braces do not match")
)

// unknown is the error of a command that has no meaning here.
func unknown(command string) error { return fmt.Errorf("%s is not known", command) }

// A Language knows the commands. It is safe for several goroutines.
type Language struct {
	commands map[string]func(*parser) []*node
}

// New returns the language.
func New() *Language { return &Language{makeCommands()} }

// A Text is one text with formulas: macros that one of them defines hold in those
// that follow.
type Text struct {
	*Language
	macros map[string]macro
	spent  int // nodes of its formulas
}

// Text begins a text.
func (l *Language) Text() *Text { return &Text{Language: l} }

// A Formula is a formula that was understood.
type Formula struct{ root *node }

// Convert reads a formula.
func (t *Text) Convert(tex string) (f Formula, err error) {
	if len(tex) > maxSource || t.spent > maxText {
		return f, errSize
	}
	p := parser{src: tex, text: t, budget: &budget{nodes: maxNodes, expansions: maxExpansion}}
	defer func() {
		t.spent += maxNodes - p.budget.nodes
		if r := recover(); r != nil {
			failed, ok := r.(failure)
			if !ok {
				panic(r)
			}
			f, err = Formula{}, failed.error
		}
	}()
	kids := p.row(atEnd)
	if p.peek() != "" {
		panic(failure{errBraces})
	}
	return Formula{p.group(kids)}, nil
}

// A failure ends the reading of a formula.
type failure struct{ error }

// A budget is what a formula may still cost.
type budget struct{ nodes, expansions int }
