// Package metrics counts how a community fares: how much is asked, how much of
// it solved, how fast, by how many, and what would be missing if three people
// left. It reads what happened to answers and nothing about people.
//
// All shares are in thousandths, to the nearest, so that every number is whole.
//
//	questions of a month   threads whose first answer was written in it
//	solved                 those of them with an answer that another person accepted
//	days to accepted       from the first answer of a thread to the acceptance of the solution
//	new contributors       who wrote their first answer in the month; the others are returning
//	gaps                   tags of threads of which none is solved, by the number of those threads
//	Gini coefficient       2·Σ(i·xᵢ)/(n·Σxᵢ) − (n+1)/n, with xᵢ the accepted answers of each of n
//	                       contributors, smallest first: 0 = all equal, 1000 = one has everything
//	if three left          accepted answers by the three with most, of all accepted answers
//
// Evidence knows of answers, not of questions: when a question was asked, and
// which ones have no answer, is not in it, and is not guessed.
package metrics

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"time"
)

// An Answer is what is counted of one answer. Author and Thread are numbers,
// -1 for unknown ones.
type Answer struct {
	Author, Thread   int
	Category         string
	Tags             []int32   // numbers
	Posted, Accepted time.Time // zero = unknown, not accepted
}

// A Report is what was counted.
type Report struct {
	Answers   int        `json:"answers"`
	Questions int        `json:"questions"`
	Solved    int        `json:"solved"`
	Share     int        `json:"solved_permille"`
	Months    []Month    `json:"months"` // oldest first, none left out
	Accepted  Days       `json:"days_to_accepted"`
	Topics    []Category `json:"categories"` // most solutions first
	People    People     `json:"contributors"`
	Gaps      []Gap      `json:"gaps"`    // most questions first
	Missing   []string   `json:"missing"` // what the evidence does not contain
}

// A Month counts what was written in it.
type Month struct {
	Month     string `json:"month"` // 2026-03
	Questions int    `json:"questions"`
	Solved    int    `json:"solved"`
	New       int    `json:"new_contributors"`
	Returning int    `json:"returning_contributors"`
}

// Days say how long something took, over N cases.
type Days struct {
	N      int `json:"n"`
	Median int `json:"median"`
	Nine   int `json:"nine_of_ten"` // nine of ten took at most so long
}

// A Category is counted by its solutions.
type Category struct {
	Name    string `json:"name"`
	Answers int    `json:"answers"`
	Solved  int    `json:"accepted"`
}

// A Gap is a tag of questions of which none is solved.
type Gap struct {
	Tag       int32  `json:"-"` // its number
	Name      string `json:"tag"`
	Questions int    `json:"questions"`
}

// People reports how many people the community depends on.
type People struct {
	N        int   `json:"n"`
	Accepted int   `json:"accepted"` // answers
	Gini     int   `json:"gini_permille"`
	TopThree int   `json:"top_three_accepted"`
	IfLeft   int   `json:"top_three_permille"`
	Top      []int `json:"-"` // their numbers, most accepted answers first
}

// Missing: what is not in evidence of answers.
const (
	MissingAsked      = "time_to_first_answer" // there is no date of questions
	MissingUnanswered = "unanswered_questions" // there is no row of a question without an answer
	MissingGaps       = "gaps"                 // no answer has a tag
)

// Make returns what was counted of the answers, in one pass and then one over threads and people.
func Make(answers iter.Seq[Answer]) Report {
	c := counter{threads: map[int]*thread{}, people: map[int]*person{}, topics: map[string]*Category{}}
	for a := range answers {
		c.add(a)
	}
	r := Report{Answers: c.answers, Missing: []string{MissingAsked, MissingUnanswered}}
	c.questions(&r)
	r.Months = c.monthly()
	for _, name := range slices.Sorted(maps.Keys(c.topics)) {
		r.Topics = append(r.Topics, *c.topics[name])
	}
	slices.SortStableFunc(r.Topics, func(a, b Category) int { return cmp.Compare(b.Solved, a.Solved) })
	r.People = c.concentration()
	if r.Gaps = c.gaps(); !c.tagged {
		r.Missing = append(r.Missing, MissingGaps)
	}
	return r
}

type counter struct {
	answers int
	tagged  bool // an answer has a tag
	threads map[int]*thread
	people  map[int]*person
	topics  map[string]*Category
}

type thread struct {
	first, solved time.Time
	tags          []int32 // in order
}

type person struct {
	accepted int
	months   map[int]bool // in which the person wrote
}

func (c *counter) add(a Answer) {
	c.answers++
	c.tagged = c.tagged || len(a.Tags) > 0
	solved := !a.Accepted.IsZero()
	if a.Thread >= 0 {
		t := c.threads[a.Thread]
		if t == nil {
			t = &thread{}
			c.threads[a.Thread] = t
		}
		t.first, t.solved = earlier(t.first, a.Posted), earlier(t.solved, a.Accepted)
		t.tags = union(t.tags, a.Tags)
	}
	if a.Author >= 0 {
		c.author(a, solved)
	}
	if a.Category != "" {
		t := c.topics[a.Category]
		if t == nil {
			t = &Category{Name: a.Category}
			c.topics[a.Category] = t
		}
		t.Answers++
		t.Solved += one(solved)
	}
}

func (c *counter) author(a Answer, solved bool) {
	p := c.people[a.Author]
	if p == nil {
		p = &person{months: map[int]bool{}}
		c.people[a.Author] = p
	}
	p.accepted += one(solved)
	if !a.Posted.IsZero() {
		p.months[monthOf(a.Posted)] = true
	}
}

// questions counts threads and how long their solution took.
func (c *counter) questions(r *Report) {
	var days []int
	for _, t := range c.threads {
		r.Questions++
		if t.solved.IsZero() {
			continue
		}
		r.Solved++
		if !t.first.IsZero() && !t.solved.Before(t.first) {
			days = append(days, int(t.solved.Sub(t.first).Hours()/24))
		}
	}
	r.Share = permille(r.Solved, r.Questions)
	slices.Sort(days)
	if n := len(days); n > 0 {
		r.Accepted = Days{n, days[(n-1)/2], days[(9*n+9)/10-1]}
	}
}

// gaps returns the tags with questions and no solution.
func (c *counter) gaps() []Gap {
	open, solved := map[int32]int{}, map[int32]bool{}
	for _, t := range c.threads {
		for _, tag := range t.tags {
			open[tag]++
			if !t.solved.IsZero() {
				solved[tag] = true
			}
		}
	}
	var out []Gap
	for tag, n := range open {
		if !solved[tag] {
			out = append(out, Gap{Tag: tag, Questions: n})
		}
	}
	slices.SortFunc(out, func(a, b Gap) int { return cmp.Or(cmp.Compare(b.Questions, a.Questions), cmp.Compare(a.Tag, b.Tag)) })
	return out
}

// monthly counts by month, from the first to the last.
func (c *counter) monthly() []Month {
	at := map[int]*Month{}
	month := func(m int) *Month {
		if at[m] == nil {
			at[m] = &Month{}
		}
		return at[m]
	}
	for _, t := range c.threads {
		if !t.first.IsZero() {
			m := month(monthOf(t.first))
			m.Questions++
			m.Solved += one(!t.solved.IsZero())
		}
	}
	for _, p := range c.people {
		for i, m := range slices.Sorted(maps.Keys(p.months)) {
			month(m).New += one(i == 0)
			month(m).Returning += one(i > 0)
		}
	}
	return filled(at)
}

// maxMonths bounds what one wrong date can do: a century.
const maxMonths = 1200

// filled lists the last months without gaps.
func filled(at map[int]*Month) []Month {
	known := slices.Sorted(maps.Keys(at))
	if len(known) == 0 {
		return nil
	}
	last := known[len(known)-1]
	var out []Month
	for m := max(known[0], last-maxMonths+1); m <= last; m++ {
		var x Month
		if at[m] != nil {
			x = *at[m]
		}
		x.Month = time.Date(m/12, time.Month(m%12+1), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
		out = append(out, x)
	}
	return out
}

// concentration reports on whom the accepted answers depend.
func (c *counter) concentration() People {
	who := slices.SortedFunc(maps.Keys(c.people), func(a, b int) int {
		return cmp.Or(cmp.Compare(c.people[a].accepted, c.people[b].accepted), cmp.Compare(b, a))
	})
	out := People{N: len(who)}
	weighted := 0
	for i, p := range who {
		out.Accepted += c.people[p].accepted
		weighted += (i + 1) * c.people[p].accepted
	}
	if out.Accepted > 0 {
		out.Gini = permille(2*weighted-(out.N+1)*out.Accepted, out.N*out.Accepted)
	}
	for i := len(who) - 1; i >= max(0, len(who)-3) && c.people[who[i]].accepted > 0; i-- {
		out.Top = append(out.Top, who[i])
		out.TopThree += c.people[who[i]].accepted
	}
	out.IfLeft = permille(out.TopThree, out.Accepted)
	return out
}

// union returns the numbers of both, in order. Most answers of a thread have the
// same tags, those of its question.
func union(a, b []int32) []int32 {
	if len(a) == 0 {
		return b
	}
	if len(b) == 0 || slices.Equal(a, b) {
		return a
	}
	both := slices.Concat(a, b)
	slices.Sort(both)
	return slices.Compact(both)
}

func permille(part, whole int) int {
	if whole == 0 {
		return 0
	}
	return (2000*part + whole) / (2 * whole)
}

func monthOf(t time.Time) int { return t.Year()*12 + int(t.Month()) - 1 }

// earlier returns the earlier of two times, of which each may be missing.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
