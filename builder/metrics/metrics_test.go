package metrics

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"
)

func day(s string) time.Time {
	t, _ := time.Parse(time.DateOnly, s)
	return t
}

// A community small enough to count by hand.
func TestMake(t *testing.T) {
	got := Make(slices.Values([]Answer{
		{Author: 1, Thread: 1, Category: "wifi", Tags: []int32{1, 2}, Posted: day("2026-01-30"), Accepted: day("2026-02-02")},
		{Author: 2, Thread: 1, Category: "wifi", Posted: day("2026-01-20")},
		{Author: 1, Thread: 2, Category: "hub", Posted: day("2026-03-01"), Accepted: day("2026-03-01")},
		{Author: 3, Thread: 3, Category: "hub", Tags: []int32{2, 5}, Posted: day("2026-03-05")},
		{Author: -1, Thread: -1},
	}))
	want := Report{
		Answers: 5, Questions: 3, Solved: 2, Share: 667,
		Months: []Month{{"2026-01", 1, 1, 2, 0}, {"2026-02", 0, 0, 0, 0}, {"2026-03", 2, 1, 1, 1}},
		// Thread 1 took from 20 January to 2 February, thread 2 no day.
		Accepted: Days{N: 2, Median: 0, Nine: 13},
		Topics:   []Category{{"hub", 2, 1}, {"wifi", 2, 1}},
		// One of three has both: 2·3·2/(3·2) − 4/3 = 2/3.
		People: People{N: 3, Accepted: 2, Gini: 667, TopThree: 2, IfLeft: 1000, Top: []int{1}},
		// Thread 3 is open; its tag 2 is also that of a solved one.
		Gaps:    []Gap{{Tag: 5, Questions: 1}},
		Missing: []string{MissingAsked, MissingUnanswered},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

// What no answer tells of is said to be missing.
func TestMissing(t *testing.T) {
	got := Make(slices.Values([]Answer{{Author: 1, Thread: 1, Posted: day("2026-01-30")}}))
	if want := []string{MissingAsked, MissingUnanswered, MissingGaps}; !slices.Equal(got.Missing, want) || got.Gaps != nil {
		t.Errorf("missing %v, gaps %v", got.Missing, got.Gaps)
	}
}

// Whatever the order of the answers, the report is the same and adds up.
func TestAnyOrder(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 1))
		var all []Answer
		for range r.IntN(200) {
			a := Answer{Author: r.IntN(12) - 1, Thread: r.IntN(60) - 1, Category: string(rune('a' + r.IntN(4)))}
			a.Posted = day("2024-01-01").AddDate(0, 0, r.IntN(900))
			for range r.IntN(3) {
				a.Tags = union(a.Tags, []int32{int32(r.IntN(9))})
			}
			if r.IntN(3) == 0 {
				a.Accepted = a.Posted.AddDate(0, 0, r.IntN(40))
			}
			all = append(all, a)
		}
		got := Make(slices.Values(all))
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if again := Make(slices.Values(all)); !reflect.DeepEqual(got, again) {
			t.Fatalf("seed %d: another order, another report", seed)
		}
		questions, solved, accepted := 0, 0, 0
		for _, m := range got.Months {
			questions, solved = questions+m.Questions, solved+m.Solved
		}
		for _, c := range got.Topics {
			accepted += c.Solved
		}
		if questions != got.Questions || solved != got.Solved || accepted < got.People.Accepted {
			t.Errorf("seed %d: months hold %d and %d of %d and %d", seed, questions, solved, got.Questions, got.Solved)
		}
		if g := got.People.Gini; g < 0 || g > 1000 || got.People.IfLeft > 1000 || got.Accepted.Median > got.Accepted.Nine {
			t.Errorf("seed %d: %+v %+v", seed, got.People, got.Accepted)
		}
	}
}
