package audit

import (
	"fmt"
	"slices"
	"time"
)

// lonely is how many days the newest evidence may come after 99 of 100 dates before
// that is worth a warning: a mistaken date, more likely than not.
const lonely = 2 * 365

// late warns of a newest date of evidence that is years after the rest.
func (s Snapshot) late() []string {
	days := s.days()
	if len(days) == 0 {
		return nil
	}
	newest, settled := days[len(days)-1], days[(len(days)-1)*99/100]
	years := int(newest.Sub(settled).Hours()) / 24 / 365
	if newest.Sub(settled) <= lonely*24*time.Hour {
		return nil
	}
	return []string{fmt.Sprintf("the newest evidence is dated %s, %d years after 99 of 100 dates (%s); correct the date if it is wrong",
		newest.Format(time.DateOnly), years, settled.Format(time.DateOnly))}
}

// days returns the dates of what happened to articles, in order.
func (s Snapshot) days() (out []time.Time) {
	for i := range s.Articles {
		for _, t := range s.Articles[i].Terms {
			if day, err := time.Parse(time.DateOnly, t.Date); err == nil {
				out = append(out, day)
			}
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}
