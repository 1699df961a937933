package content

import (
	"fmt"
	"slices"

	"winnow/builder/diag"
)

// A tally collects the problems of one file, of each sort no more than maxListed.
type tally struct {
	path     string
	problems diag.List
	sorts    []*sortOf
}

// A sortOf counts the problems of one sort.
type sortOf struct {
	name, what string
	n          int
	warning    bool
}

// maxListed is how many problems of one sort are listed one by one.
const maxListed = 20

func (t *tally) fail(line int, msg, hint string) {
	t.problems = append(t.problems, diag.Problem{Path: t.path, Line: line, Msg: msg, Hint: hint})
}

func (t *tally) warn(line int, msg, hint string) {
	t.problems = append(t.problems, diag.Problem{Path: t.path, Line: line, Msg: msg, Hint: hint, Warning: true})
}

// full reports whether further problems of the sort are only counted.
func (t *tally) full(sort string) bool {
	return slices.ContainsFunc(t.sorts, func(s *sortOf) bool { return s.name == sort && s.n >= maxListed })
}

// add lists a problem, or counts it. The sorts are a handful.
func (t *tally) add(sort, what string, at place, msg, hint string, warning bool) {
	i := slices.IndexFunc(t.sorts, func(s *sortOf) bool { return s.name == sort })
	if i < 0 {
		i = len(t.sorts)
		t.sorts = append(t.sorts, &sortOf{name: sort, what: what, warning: warning})
	}
	if t.sorts[i].n++; t.sorts[i].n <= maxListed {
		t.problems = append(t.problems, diag.Problem{Path: t.path, Line: at.line, Col: at.col, Msg: msg, Hint: hint, Warning: warning})
	}
}

// summary returns the problems, and for each sort what was only counted.
func (t *tally) summary() diag.List {
	for _, s := range t.sorts {
		if more := s.n - maxListed; more > 0 {
			t.problems = append(t.problems, diag.Problem{Path: t.path, Warning: s.warning,
				Msg: fmt.Sprintf("%d more of: %s", more, s.what)})
		}
	}
	return t.problems
}
