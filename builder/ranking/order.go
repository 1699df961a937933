package ranking

import (
	"cmp"
	"fmt"
	"slices"
)

// Order gives every public article its place: by tier, then the larger value,
// then the newer answer, then the path. The result is parallel to what
// Admit returned.
func Order(admitted []Verdict) []Verdict {
	out := slices.Clone(admitted)
	var public []int
	for i := range out {
		out[i].Place = 0
		if out[i].State.Public() {
			public = append(public, i)
		}
	}
	slices.SortFunc(public, func(a, b int) int {
		order, _ := compare(&out[a], &out[b])
		return order
	})
	for place, i := range public {
		out[i].Place = place + 1
	}
	return out
}

// Join lets the answers of each thread share a page: of the public ones that of the
// accepted answer, unless that is outdated and another is not; where nobody accepted
// one, that of the answer whose file has the question, so that the address of the
// page stays when votes come; and of several that of the one that Order would put first. The others become further answers.
// Threads are numbers of articles; none is in two. The result is parallel to what
// Admit returned.
func Join(admitted []Verdict, threads [][]int32) []Verdict {
	out := slices.Clone(admitted)
	for _, thread := range threads {
		public := slices.DeleteFunc(slices.Clone(thread), func(i int32) bool { return !admitted[i].State.Public() })
		slices.SortFunc(public, func(a, b int32) int { return leads(&admitted[a], &admitted[b]) })
		for k, i := range public {
			if k > 0 {
				out[i].State, out[i].Lead, out[i].Reasons = Further, out[public[0]].path, nil
			}
		}
	}
	return out
}

// leads orders the answers of a thread: that which leads comes first.
func leads(a, b *Verdict) int {
	first := func(x, y bool) int {
		switch {
		case x == y:
			return 0
		case x:
			return -1
		}
		return 1
	}
	return cmp.Or(first(a.State != Outdated, b.State != Outdated), first(a.chosen, b.chosen), first(a.asks, b.asks), Compare(a, b))
}

// Compare orders two articles as Order does.
func Compare(a, b *Verdict) int {
	order, _ := compare(a, b)
	return order
}

// Merge lets one article stand for each group of articles that are the same
// problem: of the public ones the one that Order would put first. The others
// become duplicates. Groups are numbers of articles; none is in two. The result
// is parallel to what Admit returned.
func Merge(admitted []Verdict, groups [][]int32, p Policy) []Verdict {
	if p.Duplicates == DuplicatesShow {
		return admitted
	}
	out := slices.Clone(admitted)
	for _, group := range groups {
		first := int32(-1)
		for _, i := range group {
			if !admitted[i].State.Public() {
				continue
			}
			if first >= 0 {
				if order, _ := compare(&admitted[first], &admitted[i]); order <= 0 {
					continue
				}
			}
			first = i
		}
		for _, i := range group {
			if i != first && admitted[i].State.Public() {
				v, path := &out[i], admitted[first].path
				v.State, v.Canonical = Duplicate, path
				v.Reasons = because(RuleDuplicate, "it says the same as "+path+", which is listed instead")
			}
		}
	}
	return out
}

// What decides between two articles.
const (
	ByTier  = "tier"
	ByTrust = "trust"
	ByDate  = "date"
	ByPath  = "path"
)

// Above returns what puts an article above one that comes after it.
func Above(a, b *Verdict) string {
	_, by := compare(a, b)
	return by
}

func compare(a, b *Verdict) (order int, by string) {
	if c := cmp.Compare(a.Tier, b.Tier); c != 0 {
		return c, ByTier
	}
	if c := cmp.Compare(b.Value, a.Value); c != 0 {
		return c, ByTrust
	}
	if c := cmp.Compare(b.written, a.written); c != 0 {
		return c, ByDate
	}
	return cmp.Compare(a.path, b.path), ByPath
}

// A StateCount is how many articles ended in a state.
type StateCount struct {
	State State
	N     int
}

// Tally counts articles by state, every state once, and fails unless each of n
// articles ended in exactly one, and all public ones have a place.
func Tally(verdicts []Verdict, n int) ([]StateCount, error) {
	states := []State{Published, Outdated, Held, Draft, Scheduled, Expired, Duplicate, Further}
	out := make([]StateCount, len(states))
	for i, s := range states {
		out[i].State = s
	}
	sum, placed, public := 0, 0, 0
	for i := range verdicts {
		v := &verdicts[i]
		if k := slices.Index(states, v.State); k >= 0 {
			out[k].N++
			sum++
		}
		if v.State.Public() {
			public++
			placed = max(placed, v.Place)
		}
	}
	if sum != n || placed != public {
		return out, fmt.Errorf("%d articles came in, %d have a state; %d are public, %d have a place", n, sum, public, placed)
	}
	return out, nil
}
