package reputation

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"time"
)

// A day counts from 1970-01-01, as dates are written: no zone is applied.
type day = int32

const (
	noDay     day   = math.MinInt32 // nothing happened
	undated   day   = noDay + 1     // it happened, no one knows when
	noSecond  int64 = math.MinInt64
	daySecond       = 24 * 60 * 60
)

// secondOf returns the wall clock of a date as written, in seconds.
func secondOf(t time.Time) int64 {
	if t.IsZero() {
		return noSecond
	}
	_, zone := t.Zone()
	return t.Unix() + int64(zone)
}

func dayOfSecond(s int64) day {
	if s == noSecond {
		return undated
	}
	d := s / daySecond
	if s%daySecond < 0 {
		d--
	}
	return day(d)
}

func dayOf(t time.Time) day { return dayOfSecond(secondOf(t)) }

func date(d day) time.Time {
	if d <= undated {
		return time.Time{}
	}
	return time.Unix(int64(d)*daySecond, 0).UTC()
}

// An event is what one person, or a number of unidentified ones, did to an
// answer.
type event struct {
	second  int64
	answer  int32
	by      int32 // person, or none
	count   int32 // more than 1 only for unidentified ones
	weight  int32 // millionths, at most One; set by weigh
	kind    kind
	class   class
	trusted bool // judged evidence; the rest is unvouched
	total   bool // count is a running total, of all givers
	lending bool // an acceptance that counts as far as those who endorsed the answer lend to it
}

// A class is who gave an event.
type class uint8

const (
	classStaff class = iota
	classVouched
	classOthers
	classUnidentified
	classSelf
	classes
)

// canonical sorts events by answer, kind, giver and date, and keeps of equal
// ones the last: of an identified giver for the same answer and kind, and of
// unidentified ones for the same answer, kind and day, of which the largest
// count holds. So neither the order of the input, nor its repetition, nor how
// it is split into files, makes a difference.
func canonical(events []event) []event {
	slices.SortFunc(events, func(a, b event) int {
		if a.answer != b.answer { // the common case, apart for speed
			return cmp.Compare(a.answer, b.answer)
		}
		return cmp.Or(cmp.Compare(a.kind.row, b.kind.row), cmp.Compare(a.by, b.by),
			cmp.Compare(a.second, b.second), cmp.Compare(a.count, b.count))
	})
	kept := events[:0]
	for _, e := range events {
		if n := len(kept); n > 0 && e.repeats(kept[n-1]) {
			e.count = max(e.count, kept[n-1].count)
			kept[n-1] = e
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

func (e event) repeats(f event) bool {
	return e.answer == f.answer && e.kind == f.kind && e.by == f.by && e.total == f.total &&
		(e.by != none || dayOfSecond(e.second) == dayOfSecond(f.second))
}

// settled puts one event in the place of the running totals of each kind on each
// answer: the newest, from the day on which it was reached, of which what has a giver
// is left out. Counts without a giver up to its day are part of it, too. The events
// are canonical, and stay so.
func settled(events []event) []event {
	if !slices.ContainsFunc(events, func(e event) bool { return e.total }) {
		return events
	}
	kept := events[:0]
	for from, to := 0, 0; from < len(events); from = to {
		for to = from; to < len(events) && events[to].answer == events[from].answer && events[to].kind == events[from].kind; to++ {
		}
		kept = append(kept, settledKind(events[from:to])...)
	}
	return kept
}

// settledKind settles the events of one kind on one answer.
func settledKind(events []event) []event {
	last := -1 // the newest total
	for i, e := range events {
		if e.total && (last < 0 || e.second >= events[last].second) {
			last = i
		}
	}
	if last < 0 {
		return events
	}
	newest := events[last]
	until := dayOfSecond(newest.second)
	for i := last - 1; i >= 0 && (!events[i].total || events[i].count == newest.count); i-- {
		if events[i].total {
			newest.second = events[i].second // nothing has been added since
		}
	}
	sum, kept := newest.count, make([]event, 0, len(events))
	for _, e := range events {
		switch {
		case e.by != none && dayOfSecond(e.second) <= until:
			sum -= e.count
		case e.by == none && dayOfSecond(e.second) <= until:
			continue
		}
		kept = append(kept, e)
	}
	if newest.count, newest.total = sum, false; sum > 0 {
		kept = append(kept, newest)
	}
	return canonical(kept)
}

// eachAnswer calls f with the events of each answer that has any.
func eachAnswer(events []event, f func(events []event)) {
	for len(events) > 0 {
		n := sort.Search(len(events), func(i int) bool { return events[i].answer > events[0].answer })
		f(events[:n])
		events = events[n:]
	}
}

// stillAccepted drops the acceptances that were taken back, and what took them back:
// a giver's unaccepted undoes that giver's accepted of the same date or before.
func stillAccepted(events []event) []event {
	kept := events[:0]
	var back []event // of the answer at hand; sorted by giver and date
	for i, e := range events {
		if i == 0 || e.answer != events[i-1].answer {
			back = takenBack(events[i:])
		}
		if e.kind.is(withdraws) || e.kind.is(accepts) && undone(e, back) {
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

// takenBack copies the events of the first answer that take an acceptance back.
func takenBack(events []event) []event {
	var out []event
	for _, e := range events {
		if e.answer != events[0].answer {
			break
		}
		if e.kind.is(withdraws) {
			out = append(out, e)
		}
	}
	return out
}

func undone(e event, back []event) bool {
	i := sort.Search(len(back), func(i int) bool { return back[i].by > e.by }) - 1
	return i >= 0 && back[i].by == e.by && back[i].second >= e.second
}
