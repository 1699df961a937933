package reputation

import (
	"math"

	"github.com/expr-lang/expr/ast"
)

// Outcomes are what a part of a rule can be for people without any vouched
// evidence: numbers from low to high, or a truth that can be yes, no or either.
// The score, judged, judges and solved of such people are 0, and answers is any
// number, as anyone can post.
type outcomes struct {
	low, high float64
	yes, no   bool
}

// anything is the outcomes of what is not followed: so a rule that can hold is
// never taken for one that cannot.
var anything = outcomes{math.Inf(-1), math.Inf(1), true, true}

func between(low, high float64) outcomes {
	if math.IsNaN(low) || math.IsNaN(high) {
		return anything
	}
	return outcomes{low: low, high: high}
}

// reach returns the outcomes of a rule.
func reach(node ast.Node) outcomes {
	switch n := node.(type) {
	case *ast.BoolNode:
		return outcomes{yes: n.Value, no: !n.Value}
	case *ast.IntegerNode:
		return between(float64(n.Value), float64(n.Value))
	case *ast.FloatNode:
		return between(n.Value, n.Value)
	case *ast.IdentifierNode:
		if n.Value == "answers" {
			return between(0, math.Inf(1))
		}
		return between(0, 0)
	case *ast.UnaryNode:
		return reach(n.Node).under(n.Operator)
	case *ast.BinaryNode:
		return reach(n.Left).with(n.Operator, reach(n.Right))
	}
	return anything
}

func (a outcomes) under(operator string) outcomes {
	switch operator {
	case "!", "not":
		return outcomes{yes: a.no, no: a.yes}
	case "-":
		return between(-a.high, -a.low)
	case "+":
		return a
	}
	return anything
}

func (a outcomes) with(operator string, b outcomes) outcomes {
	switch operator {
	case "and", "&&":
		return outcomes{yes: a.yes && b.yes, no: a.no || b.no}
	case "or", "||":
		return outcomes{yes: a.yes || b.yes, no: a.no && b.no}
	case "<":
		return outcomes{yes: a.low < b.high, no: a.high >= b.low}
	case "<=":
		return outcomes{yes: a.low <= b.high, no: a.high > b.low}
	case ">":
		return b.with("<", a)
	case ">=":
		return b.with("<=", a)
	case "==":
		return a.equals(b)
	case "!=":
		return a.equals(b).under("not")
	case "+":
		return between(a.low+b.low, a.high+b.high)
	case "-":
		return between(a.low-b.high, a.high-b.low)
	case "*":
		return a.times(b)
	}
	return anything
}

// equals compares numbers; two truths can be anything.
func (a outcomes) equals(b outcomes) outcomes {
	if a.yes || a.no || b.yes || b.no {
		return anything
	}
	one := a.low == a.high && b.low == b.high
	return outcomes{yes: a.low <= b.high && b.low <= a.high, no: !one || a.low != b.low}
}

func (a outcomes) times(b outcomes) outcomes {
	w, x, y, z := a.low*b.low, a.low*b.high, a.high*b.low, a.high*b.high
	return between(min(w, x, y, z), max(w, x, y, z))
}
