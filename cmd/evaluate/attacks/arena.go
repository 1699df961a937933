package attacks

import (
	"cmp"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"time"

	"winnow/builder/content"
	"winnow/builder/reputation"
	"winnow/cmd/evaluate/dump"
	"winnow/cmd/evaluate/people"
)

// An Arena is a community in which attacks are tried. Dumps do not say who
// voted: each vote gets a random user who was active in that month, always the
// same one. Staff are twenty authors who were judged well early.
type Arena struct {
	*people.Split
	rules    rules
	rows     []content.Evidence
	mine     [][]int32 // answers, by user
	base     *reputation.Ledger
	ladder   []number // scores of all who are judged enough, best first
	authors  []int32  // users with answers, best first
	enough   []int32  // those of them who are judged enough
	misled   []string // staff who do nothing in the data, four a victim
	misledL1 []string // people with a rank granted by staff, likewise, two a victim
}

type (
	rules  = reputation.Rules
	number = reputation.Micro
)

func micro(x float64) number { return number(x*float64(reputation.One) + 0.5) }

const seed = 20171031

const judgedEnough = 5 * reputation.One // units from which an author has a rank to lose

// newArena takes all of a site's time.
func newArena(s *dump.Site, r rules) *Arena {
	a := &Arena{Split: people.NewSplit(s, "all", s.Last+1, s.Last+1, false), rules: r}
	for v := range alone {
		a.misled = append(a.misled, name("misled", v, 1), name("misled", v, 2), name("misled", v, 3), name("misled", v, 4))
		a.misledL1 = append(a.misledL1, name("granted", v, 1), name("granted", v, 2))
	}
	a.rules.Mode, a.rules.AsOf = reputation.Anchored, dump.DayName(s.Last)
	a.rules.Anchors.Staff = append(a.earlyStaff(20), a.misled...)
	a.rules.Anchors.Proven = a.misledL1
	a.mine = make([][]int32, len(s.Users))
	for i := range s.Answers {
		if u := s.Answers[i].Author; u != dump.Nobody {
			a.mine[u] = append(a.mine[u], int32(i))
		}
	}
	a.cast()
	a.base = a.score(nil)
	a.rank()
	return a
}

// earlyStaff are those with the best scores after a fifth of the time.
func (a *Arena) earlyStaff(n int) []string {
	early := people.NewSplit(a.Site, "early", a.First+(a.Last-a.First)/5, a.Last, false)
	var out []string
	for _, c := range early.Score(reputation.DefaultRules()).Contributors {
		if c.Judged >= 3*reputation.One && len(out) < n {
			out = append(out, c.ID)
		}
	}
	return out
}

// cast makes the rows, with a giver for each vote.
func (a *Arena) cast() {
	random := rand.New(rand.NewPCG(seed, 2))
	active := a.active()
	for i := range a.Answers {
		a.rows = append(a.rows, a.Row(int32(i), content.Answered, dump.DayOf(a.Answers[i].At), 1))
	}
	given := map[[2]int32]bool{}
	for _, v := range a.Votes {
		e := a.Row(v.Answer, people.KindOf(v.Kind), v.Day, 1)
		if v.Kind != dump.Accept {
			e.By = a.UserID(a.voter(random, active[month(v.Day)], v.Answer, given))
		}
		a.rows = append(a.rows, e)
	}
}

// voter draws somebody who is not the author and has not voted here before.
func (a *Arena) voter(random *rand.Rand, who []int32, answer int32, given map[[2]int32]bool) int32 {
	for range 20 {
		if len(who) == 0 {
			break
		}
		key := [2]int32{answer, who[random.IntN(len(who))]}
		if key[1] != a.Answers[answer].Author && !given[key] {
			given[key] = true
			return key[1]
		}
	}
	return dump.Nobody
}

func month(day int32) int {
	d := dump.DateOf(day)
	return d.Year()*12 + int(d.Month())
}

// active lists who wrote something in each month.
func (a *Arena) active() map[int][]int32 {
	out := map[int][]int32{}
	for _, d := range a.Deeds {
		out[month(d.Day)] = append(out[month(d.Day)], d.User)
	}
	for m, users := range out {
		slices.Sort(users)
		out[m] = slices.Compact(users)
	}
	return out
}

// score adds rows to what happened.
func (a *Arena) score(more []content.Evidence) *reputation.Ledger {
	l, _ := reputation.Score(reputation.Input{Rules: a.rules, Evidence: chained(a.rows, more)})
	return l
}

func chained(lists ...[]content.Evidence) iter.Seq[content.Evidence] {
	return func(yield func(content.Evidence) bool) {
		for _, list := range lists {
			for _, e := range list {
				if !yield(e) {
					return
				}
			}
		}
	}
}

// rank puts the authors in the order of their scores.
func (a *Arena) rank() {
	a.authors, a.enough, a.ladder = nil, nil, nil
	for u := range a.mine {
		if len(a.mine[u]) > 0 {
			a.authors = append(a.authors, int32(u))
		}
	}
	slices.SortStableFunc(a.authors, func(x, y int32) int {
		return cmp.Compare(value(a.base, a.Users[y]), value(a.base, a.Users[x]))
	})
	for _, u := range a.authors {
		if r := record(a.base, a.Users[u]); r.Judged >= judgedEnough {
			a.enough, a.ladder = append(a.enough, u), append(a.ladder, r.R)
		}
	}
}

func record(l *reputation.Ledger, id string) reputation.Record { return l.Record(id, "", nil, "") }

func value(l *reputation.Ledger, id string) number { return record(l, id).R }

// above is how many of the judged stand above a score.
func (a *Arena) above(r number) int {
	n, _ := slices.BinarySearchFunc(a.ladder, r, func(x, r number) int { return cmp.Compare(r, x) })
	return n
}

// near draws n of a list, best first, from the tenth around a percentile.
func near(list []int32, percentile, n int) []int32 {
	from := len(list) * (100 - percentile - 5) / 100
	part := slices.Clone(list[max(from, 0):min(len(list), from+len(list)/10+1)])
	rand.New(rand.NewPCG(seed, uint64(percentile))).Shuffle(len(part), func(i, j int) { part[i], part[j] = part[j], part[i] })
	return part[:min(n, len(part))]
}

// before is a day before the end of the data.
func (a *Arena) before(days int) time.Time { return dump.DateOf(a.Last - int32(days)) }

// name is the id of an account that an attacker made.
func name(kind string, victim, n int) string { return fmt.Sprintf("%s-%d-%d", kind, victim, n) }
