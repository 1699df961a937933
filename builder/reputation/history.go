package reputation

import (
	"iter"
	"time"
)

// An Answered is one answer as the report on the community counts it. It names
// nobody: authors and threads are numbers that mean nothing elsewhere.
type Answered struct {
	Author   int       // -1 = unknown
	Thread   int       // -1 = unknown
	Category string    // its first folder, "" = unknown
	Tags     []int32   // their numbers, see TagName; not to be changed
	Posted   time.Time // zero = unknown
	Accepted time.Time // when somebody else accepted it last; zero = not
}

// Answers ranges over every answer that is known, in order of their ids.
func (l *Ledger) Answers() iter.Seq[Answered] {
	return func(yield func(Answered) bool) {
		if l.community == nil {
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
		if x.kind == accepted && x.n[classSelf] < x.total() {
			out.Accepted = date(x.newest)
		}
	}
	return out
}

// TagName is the name of the tag that Answers numbers so.
func (l *Ledger) TagName(number int32) string { return l.topics[number] }

// Author is the standing of the author that Answers numbers so, or nil.
func (l *Ledger) Author(number int) *Standing {
	if number < 0 || number >= len(l.standings) {
		return nil
	}
	return l.standings[number]
}

// Thread is the number of the thread of an answer, -1 for none.
func (l *Ledger) Thread(answer string) int {
	if a := l.find(answer); a != nil {
		return int(a.thread)
	}
	return none
}
