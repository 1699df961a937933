// Package diag carries problems with a user's files from where they are found to
// where they are shown.
//
// A problem names the file, the line, the column, what is wrong and what to do
// about it. Stages collect problems and return them together: a user who fixes
// ten files wants ten messages at once. A problem is either an error, which
// fails the build, or a warning, which is only reported.
//
// Write shows a list at a terminal, each problem with its line of the file and
// a caret under the column; Excerpt makes the same two lines for a page. Near
// finds what was meant by a misspelt word, for the hint.
//
// Messages are lower case and end without a full stop; a hint is a remedy in
// the imperative.
package diag

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// A Problem is one mistake at one place.
type Problem struct {
	Path      string // as the user knows it, with slashes; empty when no file is meant
	Line, Col int    // counted from 1, columns in characters; 0 = not known
	Msg       string // what is wrong
	Hint      string // what to do about it, or empty
	Warning   bool   // reported, but does not fail the build

	// Of many problems of one sort ("links that lead nowhere") a few are shown in full,
	// and of the others where they are and what they are about.
	Sort, About string
}

// Error returns the problem on one line: "path:line:col: message (hint)".
func (p Problem) Error() string {
	s := p.place() + p.Msg
	if p.Hint != "" {
		s += " (" + p.Hint + ")"
	}
	return s
}

func (p Problem) place() string {
	switch {
	case p.Path == "":
		return ""
	case p.Line == 0:
		return p.Path + ": "
	case p.Col == 0:
		return fmt.Sprintf("%s:%d: ", p.Path, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d: ", p.Path, p.Line, p.Col)
}

// where returns line and column.
func (p Problem) where() string {
	switch {
	case p.Line == 0:
		return ""
	case p.Col == 0:
		return fmt.Sprint(p.Line)
	}
	return fmt.Sprintf("%d:%d", p.Line, p.Col)
}

// Reason returns what went wrong with a file, without the path and the operation:
// the problem names the file already.
func Reason(err error) string {
	for {
		var at *fs.PathError
		if !errors.As(err, &at) {
			return err.Error()
		}
		err = at.Err
	}
}

// A List is what one stage found. The nil list is ready to use and means that
// nothing is wrong.
type List []Problem

// Error returns all problems, one a line.
func (l List) Error() string {
	var b strings.Builder
	for i, p := range l {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.Error())
	}
	return b.String()
}

// Err returns the list as an error when it holds anything but warnings, and
// nil otherwise.
func (l List) Err() error {
	if slices.ContainsFunc(l, func(p Problem) bool { return !p.Warning }) {
		return l
	}
	return nil
}

// Sorted returns the problems by path, line and column, each only once.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Col, b.Col), cmp.Compare(a.Msg, b.Msg))
	})
	return slices.Compact(out)
}
