package reputation

import (
	"slices"

	"winnow/builder/content"
	"winnow/builder/fixedpoint"
)

// A community is the input in the order of ids: who, which answers, and what
// happened to them.
type community struct {
	rules  Rules
	kinds  kinds
	asOf   day
	people *people
	reviewers
	tokens  []string // of people: the ids that may be shown
	ids     []string // of answers, sorted
	answers []answer
	events  []event
	groups  map[int32]int32 // of vouched people: the same for whom the same people vouch
	cells   []cell
	threads int
	topics  []string // categories, then tags, each sorted
	tags    int32    // number of the first tag
	sets    [][]int32
	ignored [reasons]int
	prior   Micro
	decay   fixedpoint.Decay
}

// An answer is what is known of one answer. Its events are elsewhere.
type answer struct {
	description
	copyOf int32 // the answer that it repeats, or none
	counts span  // cells, by kind
	links  span  // its category, then its tags
	outcome
	solo int32 // people who judged this author by this answer alone
}

func (a *answer) faded() sums { return sums{a.fadedGood, a.fadedBad} }

func (a *answer) fadedOpen() sums { return sums{a.fadedOpenGood, a.fadedOpenBad} }

// credits reports whether events of a kind count for an answer as they are.
func (a *answer) credits(k kind) bool { return a.flags&isCopy == 0 || !k.is(endorses) }

// A description is what rows and articles say of an answer, beside its events.
type description struct {
	author, asker    int32 // persons, or none
	thread, category int32
	tags             int32 // number of a set, or none
	posted           day
	flags            flags
}

type flags uint8

const (
	isArticle   flags = 1 << iota
	wasJudged         // it has rows of evidence, beyond having been written
	wasAccepted       // it has rows of being accepted, or of that being taken back
	contradicted
	isCopy // evidence in its favour does not count; set once it is known where newcomers start
)

// Reasons why a row or event has no effect.
const (
	badKind = iota
	badAnswer
	badCount
	inFuture
	afterAsOf
	repeated
	takenAway
	fromUnscored
	notReviewer
	bySelf
	inBurst
	overCap
	ofCopy
	ofNobody
	disputed
	reasons
)

var reasonNames = [reasons]string{
	"unknown kind", "no answer named", "count below 1", "dated in the future", "after as_of", "repeated",
	"acceptance taken back", "given by an unscored person", "a decision of a person who is no reviewer", "given by the author",
	"too many at once from one person", "over the cap of one person",
	"for an answer that repeats an earlier one",
	"for an answer whose author nobody names", "answers with different authors in different places",
}

// find returns an answer by id, or nil.
func (c *community) find(id string) *answer {
	i, ok := slices.BinarySearch(c.ids, id)
	if !ok {
		return nil
	}
	return &c.answers[i]
}

// original returns the id of the answer that one repeats, or "".
func (c *community) original(a *answer) string {
	if a.copyOf == none {
		return ""
	}
	return c.ids[a.copyOf]
}

// age returns the days before as_of; what has no date has not aged.
func (c *community) age(d day) int {
	if d <= undated {
		return 0
	}
	return max(int(c.asOf)-int(d), 0)
}

func (c *community) cellsOf(a *answer) []cell { return c.cells[a.counts.from:a.counts.to] }

// masses returns P and N of an answer: of its own events and of its thread.
func (c *community) masses(a *answer) (p, n Micro) {
	for i := range c.cellsOf(a) {
		worth := c.worth(&c.cellsOf(a)[i])
		p, n = p+max(worth, 0), n-min(worth, 0)
	}
	won, lost, other := c.threadMasses(a)
	if a.flags&isCopy != 0 {
		p, won = 0, 0
	}
	return p + won, n - lost - other
}

// openMasses returns P and N of unvouched events.
func (c *community) openMasses(a *answer) (p, n Micro) {
	for _, x := range c.cellsOf(a) {
		worth := c.kinds.mass(x.kind, x.open)
		p, n = p+max(worth, 0), n-min(worth, 0)
	}
	if a.flags&isCopy != 0 {
		p = 0
	}
	return p, n
}

// threadMasses returns what the rest of the thread adds to an answer's masses; the
// last two are harm.
func (c *community) threadMasses(a *answer) (won, lost, other Micro) {
	won = fixedpoint.MulDiv(c.rules.Mass.Thread, Micro(a.won), Micro(a.rivals))
	lost = -fixedpoint.MulDiv(c.rules.Mass.Thread, Micro(a.lost), Micro(a.rivals))
	if a.lostTo != noDay {
		other = fixedpoint.MulDiv(c.rules.Mass.OtherAccepted, a.lostShare, One)
	}
	return won, lost, other
}

// counts lists what happened to an answer. Events that count twice, as judged
// and as unvouched, are listed once; Value is that of the judged ones.
func (c *community) counts(a *answer) []Count {
	var out []Count
	for _, x := range c.cellsOf(a) {
		n := Count{Kind: c.kinds.name(x.kind), N: int(x.total()), Date: date(x.newest), Heard: int(x.heard),
			Staff: int(x.n[classStaff]), Vouched: int(x.n[classVouched]), Others: int(x.n[classOthers]),
			Unidentified: int(x.n[classUnidentified]), Self: int(x.n[classSelf])}
		if a.credits(x.kind) {
			n.Value, n.Weight, n.Unvouched = c.worth(&x), x.weight, x.open
		}
		out = append(out, n)
	}
	won, lost, other := c.threadMasses(a)
	if a.flags&isCopy != 0 {
		won = 0
	}
	thread := func(kind content.EvidenceKind, n int32, d day, value Micro) {
		if n > 0 {
			out = append(out, Count{Kind: kind, N: int(n), Date: date(d), Value: value})
		}
	}
	if a.lostTo != noDay {
		thread(OtherAccepted, 1, a.lostTo, other)
		out[len(out)-1].Weight = a.lostShare
	}
	thread(ThreadWon, a.won, a.newest, won)
	thread(ThreadLost, a.lost, a.newest, lost)
	return out
}
