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

// Ahead returns the answer of a thread to which readers gave most votes, of those that
// count, and how many one of them has itself; ok is false where none has more.
func (l *Ledger) Ahead(answer string, counts func(id string) bool) (best Voted, own int, ok bool) {
	if l.book == nil {
		return Voted{}, 0, false
	}
	a := l.find(answer)
	if a == nil || a.thread == none {
		return Voted{}, 0, false
	}
	own = votes(l.community, a)
	best.Votes = own
	for _, i := range l.byThread.of(a.thread) {
		if n := votes(l.community, &l.answers[i]); n > best.Votes && counts(l.ids[i]) {
			best = Voted{l.ids[i], n}
		}
	}
	return best, own, best.Votes > own
}

// Heard reports whether any event is judged evidence.
func (l *Ledger) Heard() bool {
	return slices.ContainsFunc(l.cells, func(x cell) bool { return x.heard > 0 })
}

// SamePerson reports whether two ids are those of one known person.
func (l *Ledger) SamePerson(a, b string) bool {
	i := l.person(a)
	return i != none && i == l.person(b)
}

// Reviews reports whether the word of a person decides what becomes of an author's
// answers: that of a reviewer does, but for their own.
func (l *Ledger) Reviews(id, author string) bool {
	i := l.person(id)
	return i != none && i != l.person(author) && l.reviewers.has(&l.people.list[i])
}
