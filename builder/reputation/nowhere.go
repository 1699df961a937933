package reputation

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// A nowhere is an answer of which nothing is known but that something happened to it:
// its first row, and how many there are.
type nowhere struct {
	place
	rows int
}

// noteNowhere notes a row of an answer of which no row has said yet who wrote it, or
// in which thread.
func noteNowhere(r *reader, i int32, e *content.Evidence, k kind) {
	if a := &r.described[i]; a.author != none || a.thread != none || a.posted != noDay || k.is(writes) {
		delete(r.nowhere, i)
		return
	}
	n := r.nowhere[i]
	if n == nil {
		n = &nowhere{place: place{e.Path, e.Line}}
		r.nowhere[i] = n
	}
	n.rows++
}

// nowhereProblems warns of rows that find no answer: it is no article, and no row
// says anything of it.
func nowhereProblems(r *reader) (out diag.List) {
	lost := slices.DeleteFunc(slices.Collect(maps.Keys(r.nowhere)), func(i int32) bool { return r.described[i].flags&isArticle != 0 })
	slices.SortFunc(lost, func(a, b int32) int {
		x, y := r.nowhere[a].place, r.nowhere[b].place
		return cmp.Or(cmp.Compare(x.path, y.path), cmp.Compare(x.line, y.line), cmp.Compare(r.ids[a], r.ids[b]))
	})
	rows := 0
	for k, i := range lost {
		if n := r.nowhere[i]; k >= mostListed {
			rows += n.rows
		} else {
			out = append(out, diag.Problem{Path: n.path, Line: n.line, Warning: true,
				Msg:  fmt.Sprintf("%q is no article, and no row says who wrote it: %s", r.ids[i], rowsText(n.rows)),
				Hint: didYouMean(r.ids[i], articleIDs(r), "write the article's answer id, its path or its address; or add a row answered with the author")})
		}
	}
	if more := len(lost) - mostListed; more > 0 {
		out = append(out, diag.Problem{Warning: true, Msg: fmt.Sprintf("%d more answers are no articles, and no row says who wrote them: %s", more, rowsText(rows))})
	}
	return out
}

func rowsText(n int) string {
	if n == 1 {
		return "the row counts nothing"
	}
	return fmt.Sprintf("%d rows count nothing", n)
}

// articleIDs ranges over the answers that are articles.
func articleIDs(r *reader) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for i := range r.ids {
			if r.described[i].flags&isArticle != 0 && !yield(r.ids[i]) {
				return
			}
		}
	}
}
