package importer

import (
	"maps"
	"slices"

	"winnow/builder/diag"
)

// Kinds of what an export holds, in the words of every report. A format counts
// its own kinds in the same way.
const (
	Questions = "questions"
	Answers   = "answers"
	Votes     = "votes"
	Links     = "links between posts"
	Users     = "users"
)

// A Tally counts what became of an export. Of each kind, as much was read as was
// written, skipped or lost; Report.Unbalanced checks it.
type Tally struct {
	read, written, skipped, lost []Count
	problems                     diag.List
}

// A Count is a number of things of one kind.
type Count struct {
	What string `json:"what"`
	N    int    `json:"n"`
	Of   string `json:"of,omitempty"` // the kind of what was read; "" = What counts by itself
}

// Read counts n things of a kind that are in the export.
func (t *Tally) Read(kind string, n int) { add(&t.read, Count{What: kind, N: n}) }

// Write counts n things of a kind that became a part of the site.
func (t *Tally) Write(kind string, n int) { add(&t.written, Count{What: kind, N: n}) }

// Skip counts n things of a kind that say nothing to the site, and why.
func (t *Tally) Skip(kind, why string, n int) { add(&t.skipped, Count{why, n, kind}) }

// Lose counts n things of a kind that the site cannot hold, or that the export
// should hold and does not, and why.
func (t *Tally) Lose(kind, why string, n int) { add(&t.lost, Count{why, n, kind}) }

// Problem notes a place of the export that cannot be read.
func (t *Tally) Problem(p diag.Problem) { t.problems = append(t.problems, p) }

// add adds to the counts, which are in the order in which they were first named.
func add(counts *[]Count, c Count) {
	if c.N == 0 {
		return
	}
	for i := range *counts {
		if o := &(*counts)[i]; o.What == c.What && o.Of == c.Of {
			o.N += c.N
			return
		}
	}
	*counts = append(*counts, c)
}

// Unbalanced returns the kinds of which what was read is not what was written,
// skipped or lost, with the difference: a mistake of the format.
func (r *Report) Unbalanced() []Count {
	left := map[string]int{}
	for _, c := range r.Read {
		left[c.What] += c.N
	}
	for _, c := range r.Written {
		left[c.What] -= c.N
	}
	for _, c := range slices.Concat(r.Skipped, r.Lost) {
		left[c.Of] -= c.N
	}
	delete(left, "")
	out := []Count{}
	for _, kind := range slices.Sorted(maps.Keys(left)) {
		if left[kind] != 0 {
			out = append(out, Count{What: kind, N: left[kind]})
		}
	}
	return out
}
