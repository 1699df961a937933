package ranking

import (
	"math/rand/v2"
	"testing"
)

// Of each group one article stays public: the one that would stand first. All
// others keep state and order.
func TestMerge(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 4))
		list := randomSubjects(r, 200)
		admitted := Admit(list, DefaultPolicy(), randomBasis(r))
		alone := Order(admitted)
		var groups [][]int32
		for i := int32(0); i < 150; {
			var group []int32
			for range 1 + r.IntN(5) {
				group = append(group, i)
				i++
			}
			r.Shuffle(len(group), func(a, b int) { group[a], group[b] = group[b], group[a] })
			groups = append(groups, group)
		}
		merged := Order(Merge(admitted, groups, DefaultPolicy()))
		if _, err := Tally(merged, len(list)); err != nil {
			t.Fatal(err)
		}
		inGroup := map[int32]bool{}
		for _, group := range groups {
			best := 0
			for _, i := range group {
				inGroup[i] = true
				if p := alone[i].Place; p > 0 && (best == 0 || p < best) {
					best = p
				}
			}
			for _, i := range group {
				was, is := &alone[i], &merged[i]
				want := was.State
				if was.State.Public() && was.Place != best {
					want = Duplicate
				}
				if is.State != want || (is.State == Duplicate) != (is.Canonical != "") || is.Value != was.Value {
					t.Fatalf("seed %d: group %v: %+v became %+v", seed, group, was, is)
				}
			}
		}
		for i := range merged {
			if !inGroup[int32(i)] && merged[i].State != alone[i].State {
				t.Fatalf("seed %d: %d is in no group and became %s", seed, i, merged[i].State)
			}
		}
		p := DefaultPolicy()
		if p.Duplicates = DuplicatesShow; Order(Merge(admitted, groups, p))[0].Place != alone[0].Place {
			t.Fatal("duplicates are merged although they are to be shown")
		}
	}
}
