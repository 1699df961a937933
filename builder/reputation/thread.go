package reputation

import (
	"cmp"
	"slices"

	"winnow/builder/content"
	"winnow/builder/fixedpoint"
)

// A rival is an answer of a thread that carries judged evidence of its own.
type rival struct {
	thread, author int32
	kudos          Micro // weight of judged ones
	answer         int32
}

// compare finds how each answer compares with the rest of its thread.
func compare(c *community) {
	asker, won := askers(c), winners(c)
	var rivals []rival
	for i := range c.answers {
		a := &c.answers[i]
		if a.thread == none {
			continue
		}
		if a.author == none || a.author != asker[a.thread] {
			if x, w := acceptance(c, a), won[a.thread]; c.worth(&x) == 0 {
				a.lostTo, a.lostShare = day(w.day.than(a.author)), Micro(w.weight.than(a.author))
			}
		}
		if k, ok := carries(c, a); ok && c.rules.Mass.Thread != 0 {
			rivals = append(rivals, rival{a.thread, a.author, k, int32(i)})
		}
	}
	rank(c, rivals, func(r rival) (int32, int32) { return r.thread, none }, 1)
	rank(c, rivals, func(r rival) (int32, int32) { return r.thread, r.author }, -1)
	for i := range c.answers {
		if a := &c.answers[i]; a.thread != none && a.author != none && a.author == asker[a.thread] {
			a.won, a.lost, a.rivals = 0, 0, 0
		}
	}
}

// rank adds to each rival how many of its group have fewer kudos, more, and
// are there at all. Groups are threads; then, taken off again, the answers of
// the same author in a thread.
func rank(c *community, rivals []rival, group func(rival) (int32, int32), sign int32) {
	slices.SortFunc(rivals, func(a, b rival) int {
		at, aa := group(a)
		bt, ba := group(b)
		return cmp.Or(cmp.Compare(at, bt), cmp.Compare(aa, ba), cmp.Compare(a.kudos, b.kudos), cmp.Compare(a.answer, b.answer))
	})
	for from, to := 0, 0; from < len(rivals); from = to {
		for to = from; to < len(rivals); to++ {
			t, a := group(rivals[to])
			if ft, fa := group(rivals[from]); t != ft || a != fa {
				break
			}
		}
		rankGroup(c, rivals[from:to], sign)
	}
}

func rankGroup(c *community, group []rival, sign int32) {
	n := len(group)
	for from, to := 0, 0; from < n; from = to {
		for to = from; to < n && group[to].kudos == group[from].kudos; to++ {
		}
		for _, r := range group[from:to] {
			a := &c.answers[r.answer]
			a.won += sign * int32(from)
			a.lost += sign * int32(n-to)
			a.rivals += sign * int32(n)
		}
	}
}

// carries returns the weight of an answer's judged kudos, and whether it has
// judged evidence from acceptance, staff or kudos.
func carries(c *community, a *answer) (k Micro, ok bool) {
	for _, x := range c.cellsOf(a) {
		worth := c.worth(&x)
		if worth == 0 {
			continue
		}
		switch {
		case x.kind.is(compares):
			k, ok = k+worth, true
		case x.kind.is(accepts | decides):
			ok = true
		}
	}
	return k, ok
}

// acceptance returns the cell of being accepted, empty if that did not happen.
func acceptance(c *community, a *answer) cell {
	for _, x := range c.cellsOf(a) {
		if x.kind.is(accepts) {
			return x
		}
	}
	return cell{}
}

// askers returns who asked in each thread: as an article says, or who accepted.
func askers(c *community) []int32 {
	out := make([]int32, c.threads)
	for i := range out {
		out[i] = none
	}
	for i := range c.answers {
		if a := &c.answers[i]; a.thread != none && a.asker != none && (out[a.thread] == none || a.asker < out[a.thread]) {
			out[a.thread] = a.asker
		}
	}
	for _, e := range c.events {
		a := &c.answers[e.answer]
		if a.thread != none && e.kind.is(accepts) && e.trusted && e.by != none && out[a.thread] == none {
			out[a.thread] = e.by
		}
	}
	return out
}

// A Voted is an answer and its votes: the upvotes that count less the downvotes.
type Voted struct {
	Answer string
	Votes  int
}

// votes returns the upvotes of an answer less its downvotes; of others than its
// author, and of judged ones.
func votes(c *community, a *answer) (n int) {
	for _, x := range c.cellsOf(a) {
		switch c.kinds.name(x.kind) {
		case content.Kudos:
			n += int(x.heard)
		case content.Downvote:
			n -= int(x.heard)
		}
	}
	return n
}

// A winner is the acceptances of a thread: when, and with what weight. An answer
// is accepted on the day on which a trusted person first did so: were it the
// newest, accepting it once more would renew the loss of the other answers.
type winner struct{ day, weight top }

// A top is the largest number of one author, and of the others.
type top struct {
	author       int32
	best, others int64
}

func (t *top) note(author int32, n int64) {
	switch {
	case author == t.author:
		t.best = max(t.best, n)
	case n > t.best:
		*t = top{author, n, t.best}
	default:
		t.others = max(t.others, n)
	}
}

// than returns the largest number of another person than author.
func (t top) than(author int32) int64 {
	if t.author != author || author == none {
		return t.best
	}
	return t.others
}

func winners(c *community) []winner {
	out := make([]winner, c.threads)
	for i := range out {
		out[i] = winner{top{none, int64(noDay), int64(noDay)}, top{none, 0, 0}}
	}
	for i := range c.answers {
		a := &c.answers[i]
		if a.thread == none {
			continue
		}
		x, w := acceptance(c, a), &out[a.thread]
		if c.worth(&x) == 0 {
			continue
		}
		w.day.note(a.author, int64(x.first))
		w.weight.note(a.author, int64(fixedpoint.MulDiv(c.worth(&x), One, c.rules.Mass.Accepted)))
	}
	return out
}
