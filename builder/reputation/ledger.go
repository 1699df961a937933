package reputation

import (
	"slices"
	"strings"

	"winnow/builder/content"
)

// Contributor returns the standing of an id, alias or token, or nil.
func (l *Ledger) Contributor(id string) *Standing {
	if i := l.person(id); i != none {
		return l.standings[i]
	}
	return nil
}

// person is the number of an id, alias or token, or none.
func (l *Ledger) person(id string) int32 {
	if l.community == nil {
		return none // the zero Ledger knows nobody
	}
	if i, ok := l.people.index[id]; ok {
		return i
	}
	if strings.HasPrefix(id, "member-") || strings.HasPrefix(id, "erased-") {
		return int32(slices.Index(l.tokens, id))
	}
	return none
}

// Record returns the author's record for an article's category and tags,
// computed without the events of answer. Of the tags the one holds on which the
// author has most evidence, and of equals the first in the alphabet.
func (l *Ledger) Record(author, category string, tags []string, answer string) Record {
	start := Record{R: l.Prior}
	person := l.person(author)
	if person == none || !l.people.list[person].scored() {
		return start
	}
	without := l.find(answer)
	if without != nil && without.author != person {
		without = nil
	}
	inside := l.categoryNumber(category)
	for _, topic := range []int32{l.bestTag(person, tags, without), inside} {
		if topic == none {
			continue
		}
		if rec, ok := l.recordIn(person, topic, inside, without); ok {
			return rec
		}
	}
	rec, _ := l.recordIn(person, none, inside, without)
	return rec
}

// bestTag is the tag on which a person has most evidence, or none.
func (l *Ledger) bestTag(person int32, tags []string, without *answer) int32 {
	best, most := int32(none), Micro(0)
	for _, name := range tags {
		tag := l.tagNumber(name)
		if tag == none {
			continue
		}
		mass := l.evidenceIn(person, tag, without)
		if mass > most || mass == most && mass > 0 && tag < best {
			best, most = tag, mass
		}
	}
	return best
}

// evidenceIn is the mass of judged evidence of a person in a topic.
func (l *Ledger) evidenceIn(person, topic int32, without *answer) Micro {
	n := l.node(person, topic)
	if n == nil {
		return 0
	}
	if without != nil && l.linkOf(without, topic) != nil {
		return n.sums.minus(l.shareOf(without, topic)).mass()
	}
	return n.sums.mass()
}

// linkOf is the link of an answer to a topic, or nil.
func (l *Ledger) linkOf(a *answer, topic int32) *link {
	for i := a.links.from; i < a.links.to; i++ {
		if l.links[i].topic == topic {
			return &l.links[i]
		}
	}
	return nil
}

// recordIn is the record in one topic (none = overall); ok is false when there
// is no evidence in it.
func (l *Ledger) recordIn(person, topic, inside int32, without *answer) (Record, bool) {
	s := l.scopeOf(person, topic)
	out := Record{}
	if topic == none {
		out.Judges = int(l.records[person].judges)
		if without != nil {
			out.Judges -= int(without.solo)
		}
	} else {
		n := l.node(person, topic)
		if n == nil || l.evidenceIn(person, topic, without) == 0 {
			return out, false
		}
		out.Judges = int(n.judges)
		if x := l.own(without, topic); x != nil {
			out.Judges -= int(x.solo)
		}
		out.Topic = l.topicName(topic)
	}
	if i, found := slices.BinarySearch(s.categories, inside); !found && inside != none && topic >= l.tags {
		s.categories = slices.Insert(slices.Clone(s.categories), i, inside)
	}
	c := l.chain(s, without)
	out.R = l.Prior + l.distance(c)
	out.Judged = c.levels[len(c.levels)-1].mass()
	return out, true
}

func (l *Ledger) own(without *answer, topic int32) *link {
	if without == nil {
		return nil
	}
	return l.linkOf(without, topic)
}

func (l *Ledger) topicName(topic int32) string {
	switch {
	case topic == none:
		return ""
	case topic < l.tags:
		return "category:" + l.topics[topic]
	}
	return "tag:" + l.topics[topic]
}

// find returns an answer by id, or nil.
func (l *Ledger) find(id string) *answer {
	if l.community == nil {
		return nil
	}
	i, ok := slices.BinarySearch(l.ids, id)
	if !ok {
		return nil
	}
	return &l.answers[i]
}

// Outcome returns what happened to an answer; ok is false when nothing did.
func (l *Ledger) Outcome(answer string) (o Outcome, ok bool) {
	a := l.find(answer)
	if a == nil || a.counts.from == a.counts.to && a.rivals == 0 && a.lostTo == noDay && a.copyOf == none {
		return Outcome{}, false
	}
	o.Counts = l.counts(a)
	o.Positive, o.Negative = l.masses(a)
	o.CopyOf = l.original(a)
	for _, x := range l.cellsOf(a) {
		if a.credits(x.kind) {
			o.Unvouched += max(x.open, 0)
		}
		others := x.n[classSelf] < x.total()
		switch {
		case x.kind == accepted:
			o.Accepted, o.SelfAccepted = others, !others
		case x.kind == verified:
			o.Verified = others
		}
	}
	if o.Accepted && a.acceptor != none {
		o.AcceptedBy = l.tokens[a.acceptor]
	}
	o.Newest, o.NewestUnvouched, o.LastConfirmed = date(max(a.newest, a.lostTo)), date(a.newestOpen), date(a.confirmed)
	return o, true
}

// counts lists what happened to an answer. Events that count twice, as judged
// and as unvouched, are listed once; Value is that of the judged ones.
func (l *Ledger) counts(a *answer) []Count {
	var out []Count
	for _, x := range l.cellsOf(a) {
		value := x.trusted
		if !a.credits(x.kind) {
			value = 0
		}
		out = append(out, Count{Kind: kindNames[x.kind], N: int(x.total()), Date: date(x.newest), Value: value,
			Staff: int(x.n[classStaff]), Vouched: int(x.n[classVouched]), Others: int(x.n[classOthers]),
			Unidentified: int(x.n[classUnidentified]), Self: int(x.n[classSelf])})
	}
	won, lost, other := l.threadMasses(a)
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
	}
	thread(ThreadWon, a.won, a.newest, won)
	thread(ThreadLost, a.lost, a.newest, lost)
	return out
}

func (x *cell) total() (n int32) {
	for _, k := range x.n {
		n = limitedSum(n, k)
	}
	return n
}
