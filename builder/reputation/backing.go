package reputation

import "winnow/builder/fixedpoint"

// corroborate reports who else than the author endorsed an answer, whose unvouched
// acceptance then counts: staff, or other trusted people.
func (w weigher) corroborate(events []event, author int32) (byStaff, byOthers bool) {
	for i := range events {
		e := &events[i]
		if !e.kind.is(endorses) || e.by == none || e.by == author {
			continue
		}
		byStaff = byStaff || w.voices[e.by] == staff
		byOthers = byOthers || w.voices[e.by] >= vouched
	}
	return byStaff, byOthers
}

// lent is the mass that each answer's unvouched acceptance has got from those
// who endorsed the answer and are not staff. They lend it from what they may
// still give that author, for anyone may own the account that accepts:
// otherwise one vouched friend would make any number of them count.
type lent map[int32]Micro

func newLent(c *community) lent {
	out := lent{}
	for i := range c.events {
		if e := &c.events[i]; e.lentTo() {
			out[e.answer] = 0
		}
	}
	return out
}

// lentTo reports whether an event is an acceptance that needs lenders.
func (e *event) lentTo() bool { return e.kind.is(accepts) && e.lending }

// lend gives the acceptance of an answer that someone endorsed what is left
// for its author, up to a whole one.
func (l lent) lend(c *community, e *event, left *caps, keep Micro) {
	got, wanted := l[e.answer]
	if !wanted || !e.trusted || e.kind.is(accepts) || !e.kind.is(endorses) {
		return
	}
	part := min(left.give, c.rules.Mass.Accepted-got)
	left.give -= part
	l[e.answer] = got + fixedpoint.MulDiv(part, keep, One)
}

// settle gives acceptances the weight that was lent; what no one could lend
// anything stays unvouched.
func (l lent) settle(c *community) {
	for i := range c.events {
		e := &c.events[i]
		if !e.lentTo() || c.rules.Mass.Accepted == 0 {
			continue
		}
		e.weight = int32(fixedpoint.MulDiv(One, min(l[e.answer], c.rules.Mass.Accepted), c.rules.Mass.Accepted))
		if e.trusted = e.weight > 0; !e.trusted {
			e.weight = int32(One)
			c.ignored[overCap]++
		}
	}
}
