package reputation

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"winnow/builder/content"
)

// copying scores a world in which some answers of two members are copies.
func copying(t *testing.T, r *rand.Rand, w *world) (before, after *Ledger, copies map[string]string) {
	t.Helper()
	before = w.score(t)
	copies = map[string]string{}
	for i := range before.answers {
		a := &before.answers[i]
		if a.author == none || r.IntN(2) == 0 {
			continue
		}
		if id := before.people.list[a.author].id; id == "m1" || id == "m2" {
			copies[before.ids[i]] = before.ids[r.IntN(len(before.ids))]
		}
	}
	after, _ = Score(Input{Rules: w.rules, Contributors: w.people, Reviewers: []string{"role:staff"}, Evidence: slices.Values(w.rows), Copies: copies})
	return before, after, copies
}

// Finding a copy changes no one else's score by a bit, and never for the better
// that of who copied: positive evidence is gone, negative stays.
func TestCopies(t *testing.T) {
	lower := 0
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		if r.IntN(2) == 0 {
			w.rules.Mode = Platform
		}
		before, after, copies := copying(t, r, w)
		if a, b := everything(before, "m1", "m2"), everything(after, "m1", "m2"); a != b {
			t.Errorf("others had\n%s\nand now have\n%s", a, b)
		}
		for id, original := range copies {
			was, _ := before.Outcome(id)
			is, _ := after.Outcome(id)
			if id == original {
				original = ""
			}
			if is.CopyOf != original || original != "" && (is.Positive != 0 || unvouched(is) != 0) || is.Negative != was.Negative ||
				is.Accepted != was.Accepted || len(is.Counts) != len(was.Counts) {
				t.Errorf("%s repeats %s:\n%+v\n%+v", id, original, was, is)
			}
		}
		for _, who := range []string{"m1", "m2"} {
			a, b := before.Contributor(who), after.Contributor(who)
			if a == nil {
				continue
			}
			if b.Solved > a.Solved || b.Judges > a.Judges || b.Judged > a.Judged && b.Score > a.Score {
				t.Errorf("%s was %+v\nand is %+v", who, a, b)
			}
			if quality(t, after, who) < quality(t, before, who) {
				lower++
			}
		}
	})
	if lower < 20 {
		t.Errorf("only %d scores fell", lower)
	}
}

// One accepted answer that is posted fifty times is worth what it is worth once.
func TestRepetitionBuysNothing(t *testing.T) {
	post := func(n int) (Micro, *Standing) {
		in := Input{Rules: DefaultRules(), Copies: map[string]string{}}
		in.Rules.Prior = Prior{Fixed: true, Value: One / 2}
		var rows []content.Evidence
		for i := range n {
			id := fmt.Sprintf("a%02d", i)
			if i > 0 {
				in.Copies[id] = "a00"
			}
			rows = append(rows, content.Evidence{Date: newYear, Kind: content.Accepted, Answer: id, Author: "ann", By: fmt.Sprint("u", i), Thread: id, Count: 1})
		}
		in.Evidence = slices.Values(rows)
		l, _ := Score(in)
		return quality(t, l, "ann"), l.Contributor("ann")
	}
	once, a := post(1)
	often, b := post(50)
	if once != often || once <= One/2 || a.Judged != b.Judged || a.Judges != b.Judges || a.Solved != 1 || b.Solved != 1 || b.Answers != 50 {
		t.Errorf("once %s %+v\nfifty times %s %+v", once, a, often, b)
	}
}

// A copy that was received well is listed, with what it repeats.
func TestCopyIsExplained(t *testing.T) {
	in := Input{Rules: DefaultRules(), Copies: map[string]string{"b": "a"}, Evidence: slices.Values([]content.Evidence{
		{Date: newYear, Kind: content.Accepted, Answer: "a", Author: "ann", By: "u", Count: 1},
		{Date: newYear, Kind: content.Accepted, Answer: "b", Author: "bob", By: "v", Count: 1},
	})}
	l, _ := Score(in)
	e, ok := l.Explain("bob", "", -1)
	if !ok || len(e.Lines) != 1 || e.Lines[0].CopyOf != "a" || e.Lines[0].Value != 0 || e.Total != e.Start {
		t.Errorf("%+v", e)
	}
	if !slices.ContainsFunc(l.Ignored, func(x Ignored) bool { return strings.Contains(x.Reason, "repeats") && x.N == 1 }) {
		t.Errorf("%v", l.Ignored)
	}
	in.Rules.CopiesCount = true
	l, _ = Score(in)
	if o, _ := l.Outcome("b"); o.CopyOf != "" || o.Positive == 0 {
		t.Errorf("copies_count = true: %+v", o)
	}
}

// unvouched returns the weight of what strangers said in favour of an answer.
func unvouched(o Outcome) (sum Micro) {
	for _, row := range content.EvidenceKinds() {
		for _, c := range o.Counts {
			if c.Kind == row.Kind && row.Polarity > 0 {
				sum += c.Unvouched
			}
		}
	}
	return sum
}
