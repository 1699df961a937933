package neardup

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"
	"time"
)

// crowd makes sketches of few different bytes, so that buckets are large, copies
// are frequent and dates often equal.
func crowd(r *rand.Rand, n int) []Article {
	list := make([]Article, n)
	for i := range list {
		list[i] = member(r, list[:i])
	}
	return list
}

// member is a new article of a crowd, mostly much like another one.
func member(r *rand.Rand, others []Article) Article {
	a := Article{Author: []string{"", "ann", "bob", "cem"}[r.Intn(4)], Written: time.Unix(int64(r.Intn(60)*daySeconds+r.Intn(3)), 0).UTC()}
	if r.Intn(8) == 0 {
		a.Written = time.Time{}
	}
	if r.Intn(8) == 0 {
		a.Changed = a.Written.AddDate(0, 0, r.Intn(20))
	}
	a.Sketch = make([]byte, atBins+bins+questionBins)
	a.Sketch[0], a.Sketch[atFlags], a.Sketch[atSize] = Version, hasAnswer|hasQuestion|hasProblem, byte(24+r.Intn(40))
	a.Sketch[atTitle] = byte(r.Intn(4))
	for i := range a.Sketch[atBins:] {
		a.Sketch[atBins+i] = byte(r.Intn(256))
	}
	if len(others) > 0 && r.Intn(5) > 0 { // with as many bins of another as is about the limit
		like := others[r.Intn(min(len(others), 6))].Sketch
		if len(like) == len(a.Sketch) {
			for i := range a.Sketch[atBins:] {
				if r.Intn(10) < 2+r.Intn(8) {
					a.Sketch[atBins+i] = like[atBins+i]
				}
			}
		}
	}
	if r.Intn(10) == 0 {
		a.Sketch = a.Sketch[:atBins] // too short to be judged
		a.Sketch[atFlags] = hasProblem & byte(r.Intn(8))
	}
	return a
}

// What is found of the changes of an edit is what is found of everything.
func TestUpdateEqualsFromScratch(t *testing.T) {
	found := 0
	for seed := range int64(40) {
		r := rand.New(rand.NewSource(seed))
		list := crowd(r, 5+r.Intn(120))
		copies, problems := Copies(list), Problems(list)
		for range 20 {
			now, before := slices.Clone(list), map[int32]Article{}
			for range 1 + r.Intn(3) {
				x := int32(r.Intn(len(list)))
				before[x] = list[x]
				switch now[x] = member(r, list); r.Intn(4) {
				case 0: // another text
					now[x].Author, now[x].Written, now[x].Changed = list[x].Author, list[x].Written, list[x].Changed
				case 1: // another day
					now[x] = list[x]
					now[x].Written = time.Unix(int64(r.Intn(60)*daySeconds), 0).UTC()
				case 2: // another person's
					now[x] = list[x]
					now[x].Author = fmt.Sprint("other", r.Intn(2))
				}
			}
			list = now
			want, wantProblems := Copies(list), Problems(list)
			if copies = UpdateCopies(copies, list, before); !slices.Equal(copies, want) {
				t.Fatalf("seed %d: copies\n%v\nwant\n%v", seed, copies, want)
			}
			if problems = UpdateProblems(problems, list, before); !slices.EqualFunc(problems, wantProblems, slices.Equal) {
				t.Fatalf("seed %d: problems %v, want %v", seed, problems, wantProblems)
			}
			for i := range want {
				if want[i] != none {
					found++
				}
			}
		}
	}
	if found == 0 {
		t.Error("nobody repeats anything: nothing was tested")
	}
}
