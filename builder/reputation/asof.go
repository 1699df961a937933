package reputation

import (
	"fmt"
	"math"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// Dates say when things happened: events, and answers that were written, as far as
// their days are known. They are those of canonical events, or repeating a file would
// move them.
type dates struct{ settled, newest day }

// datesOf finds the newest day and the one by which 99 of 100 are dated, so that one
// row with a wrong date, or the first of a new year in an old archive, ages no one.
func datesOf(r *reader) dates {
	known := func(yield func(day) bool) { days(r, yield) }
	first, last, n := day(math.MaxInt32), undated, 0
	for d := range known {
		first, last, n = min(first, d), max(last, d), n+1
	}
	if n == 0 {
		return dates{undated, undated}
	}
	on := make([]int32, int(last)-int(first)+1)
	for d := range known {
		on[d-first]++
	}
	at, left := first, 1+(n-1)*99/100
	for i, k := range on {
		if left -= int(k); left <= 0 {
			at = first + day(i)
			break
		}
	}
	return dates{at, last}
}

// days ranges over the days of events and of answers, as far as they are known and
// not in the future.
func days(r *reader, yield func(day) bool) {
	for i := range r.events {
		if d := dayOfSecond(r.events[i].second); d > undated && !yield(d) {
			return
		}
	}
	for i := range r.answers {
		if d := r.answers[i].posted; d > undated && d <= min(r.today, r.fixed) && !yield(d) {
			return
		}
	}
}

// asOf returns the day on which ages are measured where the rules name none.
func (d dates) asOf(rule string) day {
	if rule == latest {
		return d.newest
	}
	return d.settled
}

// lonely is how many days the newest event may come after 99 of 100 before that is a
// problem: a mistaken date, more likely than not.
const lonely = 2 * 365

// problem warns of a newest date that is years after the rest.
func (d dates) problem(rule string) diag.List {
	if d.settled <= undated || d.newest-d.settled <= lonely {
		return nil
	}
	newest, settled := content.Day(date(d.newest)), content.Day(date(d.settled))
	hint := fmt.Sprintf("ages are measured on %s; correct the date if it is wrong", settled)
	if rule == latest {
		hint = fmt.Sprintf("all evidence is aged by that; correct the date if it is wrong, or set as_of = %q", almost)
	}
	return diag.List{{Warning: true, Hint: hint,
		Msg: fmt.Sprintf("the newest evidence is dated %s, %d years after 99 of 100 events (%s)", newest, (d.newest-d.settled)/365, settled)}}
}
