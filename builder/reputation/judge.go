package reputation

import (
	"math"

	"winnow/builder/fixedpoint"
)

// A cell is what one kind of event did to one answer.
type cell struct {
	kind    kind
	newest  day
	first   day // of the trusted ones by others than the author
	n       [classes]int32
	unnamed int32 // judged ones without a giver
	heard   int32 // judged ones
	weight  Micro // of the trusted ones; kinds.mass says what it is worth to the author
	open    Micro // of unvouched ones
	judged  bool  // among them are trusted ones by others than the author
}

// An outcome is how an answer turned out.
type outcome struct {
	newest, newestOpen, confirmed day // days of judged, unvouched, confirming events

	acceptor int32 // another person than the author, or none

	// What the rest of the thread says.
	lostTo            day   // when another person's answer was accepted; noDay = it was not
	lostShare         Micro // how much that acceptance counts
	won, lost, rivals int32 // judged answers of others with fewer kudos, with more, in all

	good, bad         Micro // g and b
	openGood, openBad Micro // the same of unvouched events

	fadedGood, fadedBad         Micro
	fadedOpenGood, fadedOpenBad Micro
}

// judge makes an outcome of the events of each answer, and finds where a
// newcomer starts.
func judge(c *community) {
	for i := range c.answers {
		c.answers[i].outcome = outcome{acceptor: none, newest: noDay, newestOpen: noDay, confirmed: noDay, lostTo: noDay}
	}
	c.cells = make([]cell, 0, len(c.events)/2)
	eachAnswer(c.events, c.tally)
	compare(c)
	c.decay = fixedpoint.NewDecay(c.rules.HalfLife)
	for i := range c.answers {
		c.conclude(&c.answers[i])
	}
	c.prior = c.measuredPrior()
	discountCopies(c)
}

// tally makes cells of the events of one answer.
func (c *community) tally(events []event) {
	a := &c.answers[events[0].answer]
	a.counts.from = int32(len(c.cells))
	for len(events) > 0 {
		n := 1
		for n < len(events) && events[n].kind == events[0].kind {
			n++
		}
		cell := c.cell(events[:n])
		c.cells = append(c.cells, cell)
		a.note(cell, events[:n])
		events = events[n:]
	}
	a.counts.to = int32(len(c.cells))
}

// cell sums up events of one kind. What can only be true or not, such as being
// accepted, is the strongest of them.
func (c *community) cell(events []event) cell {
	out := cell{kind: events[0].kind, newest: noDay, first: noDay}
	var trusted, open, counted Micro
	for i := range events {
		e := &events[i]
		out.newest = max(out.newest, dayOfSecond(e.second))
		out.n[e.class] = limitedSum(out.n[e.class], e.count)
		sum := &open
		if e.trusted {
			sum = &trusted
			if d := dayOfSecond(e.second); !out.judged || d < out.first {
				out.first = d
			}
			out.judged = true
			out.heard = limitedSum(out.heard, e.count)
			if e.by == none {
				out.unnamed = limitedSum(out.unnamed, e.count)
			}
		}
		switch {
		case e.kind.is(accepts | decides):
			*sum = max(*sum, Micro(e.weight))
		case e.by == none: // all of them are trusted, or none is
			old := c.kinds.counted(e.kind, counted)
			counted = min(counted+Micro(e.weight)*Micro(e.count), heaviest)
			*sum += c.kinds.counted(e.kind, counted) - old
		default:
			*sum = min(*sum+Micro(e.weight), heaviest)
		}
	}
	if out.kind.is(accepts) && trusted > 0 {
		open = 0
	}
	out.weight, out.open = trusted, open
	return out
}

// worth returns the mass of the trusted events of a cell; negative for harm.
func (c *community) worth(x *cell) Micro { return c.kinds.mass(x.kind, x.weight) }

func (x *cell) total() (n int32) {
	for _, k := range x.n {
		n = limitedSum(n, k)
	}
	return n
}

// limitedSum adds two counts; what would be too large stays at the largest.
func limitedSum(a, b int32) int32 { return int32(min(int64(a)+int64(b), math.MaxInt32)) }

// heaviest is the largest weight of events of a kind on an answer: far more
// than there can be, and small enough that no sum overflows.
const heaviest = 1_000_000_000 * One

// note remembers the newest days of a kind of event.
func (a *answer) note(c cell, events []event) {
	for i := range events {
		e := &events[i]
		d := dayOfSecond(e.second)
		if e.kind.is(accepts) && e.trusted {
			d = c.first // being accepted once more renews nothing
		}
		if e.kind.is(accepts) && e.class != classSelf && (a.acceptor == none || e.trusted) {
			a.acceptor = e.by
		}
		switch {
		case e.class == classSelf || e.weight == 0:
		case !e.trusted:
			a.newestOpen = max(a.newestOpen, d)
		default:
			a.newest = max(a.newest, d)
			if c.kind.is(confirms) {
				a.confirmed = max(a.confirmed, d)
			}
		}
	}
}

// conclude makes the bounded outcome of an answer and lets it fade.
func (c *community) conclude(a *answer) {
	p, n := c.masses(a)
	a.good, a.bad = bounded(p, n, c.rules.Caution)
	days := c.age(max(a.newest, a.lostTo))
	a.fadedGood, a.fadedBad = c.decay.Of(a.good, days), c.decay.Of(a.bad, days)

	p, n = c.openMasses(a)
	a.openGood, a.openBad = bounded(p, n, c.rules.Caution)
	days = c.age(a.newestOpen)
	a.fadedOpenGood, a.fadedOpenBad = c.decay.Of(a.openGood, days), c.decay.Of(a.openBad, days)
}

// bounded returns g = P/(P+N+c) and b = N/(P+N+c).
func bounded(p, n, caution Micro) (g, b Micro) {
	all := p + n + caution
	return fixedpoint.MulDiv(p, One, all), fixedpoint.MulDiv(n, One, all)
}

// measuredPrior returns mu: how the earliest judged answers of all authors turned out.
func (c *community) measuredPrior() Micro {
	if c.rules.Prior.Fixed {
		return c.rules.Prior.Value
	}
	first := make([]int32, len(c.people.list))
	for i := range c.answers {
		a := &c.answers[i]
		if a.author == none || a.good+a.bad == 0 || !c.people.list[a.author].scored() {
			continue
		}
		if c.rules.Anchored() && a.newest == noDay {
			continue // planted beside an accepted answer, it would lower everyone's start
		}
		if f := first[a.author]; f == 0 || c.before(a, &c.answers[f-1]) {
			first[a.author] = int32(i + 1)
		}
	}
	var good, all Micro
	for _, f := range first {
		if f > 0 {
			a := &c.answers[f-1]
			good, all = good+a.good, all+a.good+a.bad
		}
	}
	if all == 0 {
		return One / 2
	}
	most := 7 * One / 10
	if c.rules.Anchored() {
		most = One / 2 // trusted people mostly judge what they like
	}
	return min(max(fixedpoint.MulDiv(good, One, all), One/10), most)
}

// before reports whether an answer was given on an earlier day; an unknown one is late.
func (c *community) before(a, b *answer) bool {
	return a.posted != b.posted && earlier(a.posted, b.posted) == a.posted
}
