package reputation

import (
	"iter"
	"slices"
	"strings"
)

// Contributor returns the standing of an id, alias or token, or nil.
func (l *Ledger) Contributor(id string) *Standing {
	if i := l.person(id); i != none {
		return l.standings[i]
	}
	return nil
}

// person returns the number of an id, alias or token, or none.
func (l *Ledger) person(id string) int32 {
	if l.book == nil {
		return none // the zero Ledger knows no one
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
	start := Record{R: l.Newcomer}
	person := l.person(author)
	if person == none || !l.people.list[person].scored() {
		return start
	}
	a := aside{l.book, person, l.find(answer)}
	if a.without != nil && a.without.author != person {
		a.without = nil
	}
	return a.record(l.categoryNumber(category), tags)
}

// Outcome returns what happened to an answer; ok is false when nothing did.
func (l *Ledger) Outcome(answer string) (o Outcome, ok bool) {
	if l.book == nil {
		return Outcome{}, false
	}
	a := l.find(answer)
	if a == nil || a.counts.from == a.counts.to && a.rivals == 0 && a.lostTo == noDay && a.copyOf == none {
		return Outcome{}, false
	}
	o.Counts = l.counts(a)
	o.Positive, o.Negative = l.masses(a)
	o.CopyOf = l.original(a)
	for _, x := range l.cellsOf(a) {
		others := x.n[classSelf] < x.total()
		switch {
		case x.kind.is(accepts):
			o.Accepted, o.SelfAccepted = others, !others
		case x.kind.is(proves):
			o.Verified = o.Verified || others
		}
	}
	if o.Accepted && a.acceptor != none {
		o.AcceptedBy = l.tokens[a.acceptor]
	}
	o.Newest, o.NewestUnvouched, o.LastConfirmed = date(max(a.newest, a.lostTo)), date(a.newestOpen), date(a.confirmed)
	return o, true
}

// Explain takes a contributor's score apart; topic is "" (overall),
// "category:NAME" or "tag:NAME"; at most n lines are listed (n < 0 = all). ok is
// false for a contributor without a score, and for a topic in which the
// contributor has no answers.
func (l *Ledger) Explain(id, topic string, n int) (_ Explanation, ok bool) {
	person := l.person(id)
	if !l.hasScore(person) {
		return Explanation{}, false
	}
	s, ok := scopeNamed(l.book, person, topic)
	if !ok {
		return Explanation{}, false
	}
	return newBreakdown(l.book, s).explanation(n), true
}

// Statement returns what a contributor's published score is made of; ok is false
// for a contributor without a score.
func (l *Ledger) Statement(id string) (_ Statement, ok bool) {
	person := l.person(id)
	if !l.hasScore(person) {
		return Statement{}, false
	}
	return stater{l.book, person, map[int32]int{}}.statement(l.standings[person]), true
}

func (l *Ledger) hasScore(person int32) bool {
	return person != none && l.standings[person] != nil && l.people.list[person].scored()
}

// Answers ranges over every answer that is known, in order of their ids.
func (l *Ledger) Answers() iter.Seq[Answered] {
	return func(yield func(Answered) bool) {
		if l.book == nil {
			return
		}
		for i := range l.answers {
			if !yield(l.answered(&l.answers[i])) {
				return
			}
		}
	}
}

func (l *Ledger) answered(a *answer) Answered {
	out := Answered{Author: int(a.author), Thread: int(a.thread), Posted: date(a.posted), Tags: l.tagsOf(a)}
	if a.category != none {
		out.Category = l.topics[a.category]
	}
	for _, x := range l.cellsOf(a) {
		if x.kind.is(accepts) && x.n[classSelf] < x.total() {
			out.Accepted = date(x.newest)
		}
	}
	return out
}

// TagName returns the name of the tag that Answers numbers so.
func (l *Ledger) TagName(number int32) string { return l.topics[number] }

// Author returns the standing of the author that Answers numbers so, or nil.
func (l *Ledger) Author(number int) *Standing {
	if number < 0 || number >= len(l.standings) {
		return nil
	}
	return l.standings[number]
}

// Thread returns the number of the thread of an answer, -1 for none.
func (l *Ledger) Thread(answer string) int {
	if l.book != nil {
		if a := l.find(answer); a != nil {
			return int(a.thread)
		}
	}
	return none
}
