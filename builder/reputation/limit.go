package reputation

import (
	"cmp"
	"slices"
	"sort"

	"winnow/builder/fixedpoint"
)

// A pair is all that one person did to answers of one author, as a part of a
// list of deeds.
type pair struct {
	by, author int32
	deeds      span
	endorsed   int32 // how often
}

// A deed is an event in the order in which limits apply: by giver, author,
// date, answer, kind.
type deed struct {
	author int32
	event  int32 // number; events are in order of answer and kind
	second int64
}

// findPairs lists the deeds of identified people on answers of others, and the
// pairs they form.
func findPairs(c *community) ([]deed, []pair) {
	byGiver := grouped(len(c.people.list), len(c.events), func(i int32) int32 {
		if e := &c.events[i]; limited(c, e) {
			return e.by
		}
		return none
	})
	deeds := make([]deed, len(byGiver.items))
	for i, n := range byGiver.items {
		e := &c.events[n]
		deeds[i] = deed{c.answers[e.answer].author, n, e.second}
	}
	var pairs []pair
	for by := range int32(len(c.people.list)) {
		mine := span{byGiver.start[by], byGiver.start[by+1]}
		slices.SortFunc(deeds[mine.from:mine.to], func(a, b deed) int {
			return cmp.Or(cmp.Compare(a.author, b.author), cmp.Compare(a.second, b.second), cmp.Compare(a.event, b.event))
		})
		pairs = pairUp(c, pairs, by, deeds, mine)
	}
	return deeds, pairs
}

// pairUp adds the pairs of one giver.
func pairUp(c *community, pairs []pair, by int32, deeds []deed, mine span) []pair {
	for i := mine.from; i < mine.to; i++ {
		d := &deeds[i]
		if i == mine.from || d.author != deeds[i-1].author {
			pairs = append(pairs, pair{by: by, author: d.author, deeds: span{i, i}})
		}
		p := &pairs[len(pairs)-1]
		p.deeds.to = i + 1
		if c.events[d.event].kind.is(endorses) {
			p.endorsed++
		}
	}
	return pairs
}

func limited(c *community, e *event) bool {
	return e.by != none && e.class != classSelf && c.answers[e.answer].author != none
}

// limit lowers the weight of events by what one person can do to one author:
// mutual endorsement is discounted, bursts and what exceeds the cap count
// nothing. Staff's decisions are duties, not favours, and are not limited; nor
// is an acceptance that counts because others corroborate it.
func limit(c *community, voices []voice) {
	deeds, pairs := findPairs(c)
	lent := newLent(c)
	purses := purses{&c.rules, c.groups, map[[2]int32]*caps{}}
	b := burst{events: c.rules.Burst.Events, window: int64(c.rules.Burst.Hours) * 3600}
	for i := range pairs {
		p := &pairs[i]
		b.passed = b.passed[:0]
		keep, left := mutual(c, pairs, p), purses.of(p, voices[p.by])
		for _, d := range deeds[p.deeds.from:p.deeds.to] {
			e := &c.events[d.event]
			if e.kind.is(decides) || e.trusted && e.class == classOthers && c.rules.Anchored() {
				continue
			}
			if !b.allows(e.second) {
				e.weight = 0
				c.ignored[inBurst]++
				continue
			}
			limitTo(c, e, left)
			lent.lend(c, e, left, keep)
			if e.kind.is(endorses) { // after the cap, or praising more often would fill it all the same
				e.weight = int32(fixedpoint.MulDiv(Micro(e.weight), keep, One))
			}
		}
	}
	lent.settle(c)
}

// mutual returns what is left of a pair's endorsements after the discount for being
// returned: 1 - discount * 2*min/(there + back).
func mutual(c *community, pairs []pair, p *pair) Micro {
	from := int32(c.rules.MutualFrom)
	if p.endorsed < from {
		return One
	}
	i, found := sort.Find(len(pairs), func(i int) int {
		return cmp.Or(cmp.Compare(p.author, pairs[i].by), cmp.Compare(p.by, pairs[i].author))
	})
	if !found || pairs[i].endorsed < from {
		return One
	}
	there, back := Micro(p.endorsed), Micro(pairs[i].endorsed)
	return One - fixedpoint.MulDiv(c.rules.Reciprocity, 2*min(there, back), there+back)
}

// A burst lets so many events pass within so many hours.
type burst struct {
	events int
	window int64   // seconds; 0 = no limit
	passed []int64 // dates of those that passed
}

// allows takes events in order of date; those without a date pass.
func (b *burst) allows(second int64) bool {
	if b.window == 0 || second == noSecond {
		return true
	}
	if n := len(b.passed) - b.events; n >= 0 && second-b.passed[n] < b.window {
		return false
	}
	b.passed = append(b.passed, second)
	return true
}

// caps is what may still be given to and taken from one author.
type caps struct{ give, take Micro }

// purses finds what is left for an author: each giver has a purse of his or her
// own, but people for whom exactly the same people vouch share one. So it does
// not matter for how many accounts the same people were made to vouch.
type purses struct {
	rules  *Rules
	groups map[int32]int32 // of vouched people
	shared map[[2]int32]*caps
}

func (s *purses) of(p *pair, v voice) *caps {
	switch v {
	case staff:
		return &caps{s.rules.StaffCap, s.rules.StaffCap}
	case vouched:
		key := [2]int32{s.groups[p.by], p.author}
		if s.shared[key] == nil {
			s.shared[key] = &caps{s.rules.VouchedCap, s.rules.VouchedCap}
		}
		return s.shared[key]
	}
	return &caps{s.rules.PairCap, s.rules.PairCap}
}

// limitTo lowers the weight of an event to what is left, and takes it from there.
func limitTo(c *community, e *event, left *caps) {
	room := &left.take
	if e.kind.is(endorses) {
		room = &left.give
	}
	raw := c.kinds.raw(e.kind, Micro(e.weight))
	if raw > *room {
		e.weight = int32(fixedpoint.MulDiv(Micro(e.weight), *room, raw))
		raw = *room
		if e.weight == 0 {
			c.ignored[overCap]++
		}
	}
	*room -= raw
}
