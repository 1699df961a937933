package reputation

import (
	"errors"
	"fmt"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"

	"winnow/builder/diag"
)

// A Rank is a name and the rule that gives it, an expression over score (in
// points), judged, judges, answers and solved, in the syntax of
// expr-lang/expr: numbers, comparisons, and, or, not, + - * /.
type Rank struct {
	Name string `toml:"name"`
	When string `toml:"when"`
}

// UnmarshalTOML reads one [[reputation.rank]]. A rank is read as a whole, so
// that none takes over parts of the default in its place.
func (r *Rank) UnmarshalTOML(v any) error {
	table, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("%v is not a table with name and when", v)
	}
	*r = Rank{}
	for key, value := range table {
		text, ok := value.(string)
		switch {
		case !ok:
			return fmt.Errorf("%s of a rank is not a text", key)
		case key == "name":
			r.Name = text
		case key == "when":
			r.When = text
		default:
			return fmt.Errorf("a rank has no key %q, only name and when", key)
		}
	}
	return nil
}

// quantities are what a rule may use. All of them are published.
type quantities struct {
	Score   float64 `expr:"score"`
	Judged  float64 `expr:"judged"`
	Judges  int     `expr:"judges"`
	Answers int     `expr:"answers"`
	Solved  int     `expr:"solved"`
}

// A ranker gives ranks.
type ranker struct {
	names    []string
	programs []*vm.Program
	machine  vm.VM
}

// rank returns the name of the first rule that holds, or empty. Rules are bounded in
// size and have no loops, so the cost is bounded; they cannot fail.
func (r *ranker) rank(q *quantities) string {
	for i, p := range r.programs {
		if yes, err := r.machine.Run(p, q); err == nil && yes == true {
			return r.names[i]
		}
	}
	return ""
}

const (
	longestRule = 500 // characters
	longestName = 40
)

// compileRanks makes programs of the rules that are right and problems of the
// others.
func compileRanks(r Rules) (*ranker, diag.List) {
	out, seen := &ranker{}, map[string]bool{}
	var problems diag.List
	for i, rank := range r.Ranks {
		last := i == len(r.Ranks)-1
		program, msg, hint, col := compileRank(rank, seen[rank.Name])
		if msg == "" && r.Anchored() && !(last && strings.TrimSpace(rank.When) == "true") {
			msg, hint = unearned(program)
		}
		if msg != "" {
			problems = append(problems, diag.Problem{Path: fmt.Sprintf("rank[%d].when", i), Col: col, Msg: fmt.Sprintf("rank %q: %s", rank.Name, msg), Hint: hint})
			continue
		}
		seen[rank.Name] = true
		out.names, out.programs = append(out.names, rank.Name), append(out.programs, program)
	}
	return out, problems
}

// compileRank makes a program of a rule, or says what is wrong with it, and in
// which column of the rule where one is meant.
func compileRank(rank Rank, taken bool) (p *vm.Program, msg, hint string, col int) {
	switch {
	case strings.TrimSpace(rank.Name) == "":
		return nil, "has no name", "give it one: name = \"expert\"", 0
	case len(rank.Name) > longestName || strings.ContainsAny(rank.Name, "\r\n\t"):
		return nil, "the name is not one short line", "", 0
	case taken:
		return nil, "another rank has this name", "use another name, or join the rules with ||", 0
	case len(rank.When) > longestRule:
		return nil, fmt.Sprintf("the rule is longer than %d characters", longestRule), "", 0
	}
	var seen ruleWalk
	p, err := expr.Compile(rank.When, expr.Env(&quantities{}), expr.AsBool(), expr.MaxNodes(200),
		expr.DisableAllBuiltins(), expr.Patch(&seen))
	switch {
	case seen.foreign != "":
		return nil, "the rule uses " + seen.foreign, "use numbers, comparisons, and, or, not, + - * / over " + vocabulary, 0
	case err != nil:
		what, col := misread(err)
		return nil, "the rule cannot be understood: " + what, "a rule is true or false and uses " + vocabulary, col
	}
	return p, "", "", 0
}

// misread returns what the library reports of a rule, and the column.
func misread(err error) (what string, col int) {
	var at *file.Error
	if errors.As(err, &at) && at.Line == 1 {
		return at.Message, at.Column + 1
	}
	what, _, _ = strings.Cut(err.Error(), "\n")
	return what, 0
}

const vocabulary = "score, judged, judges, answers, solved"

// A ruleWalk looks for what makes the cost of a rule hard to see: lists,
// strings, powers, calls.
type ruleWalk struct{ foreign string }

const operators = " + - * / < <= > >= == != && || and or not ! "

func (w *ruleWalk) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.IdentifierNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.ConditionalNode:
	case *ast.UnaryNode:
		w.operator(n.Operator)
	case *ast.BinaryNode:
		w.operator(n.Operator)
	default:
		w.foreign = "more than arithmetic"
	}
}

func (w *ruleWalk) operator(op string) {
	if !strings.Contains(operators, " "+op+" ") {
		w.foreign = "the operator " + op
	}
}

// unearned refuses a rule that holds for someone without any vouched
// evidence: in anchored mode everything else can be made up.
func unearned(p *vm.Program) (msg, hint string) {
	if reach(p.Node()).yes {
		return "can be reached without any vouched evidence", "add a condition on score, judged, judges or solved to it, with and"
	}
	return "", ""
}
