package neardup

import (
	"cmp"
	"slices"
)

// After an edit hardly anything is different, so an update compares only what the
// edit touches. The articles that differ are given as they were before, by number.

// With more changes than these it is quicker to compare everything.
const (
	fewChanged  = 8
	fewAffected = 32
)

// UpdateCopies returns Copies(now), given what Copies found before.
//
// An edit moves one article out of some buckets of its bands and into others.
// Only what is in one of these can be compared with other answers than before; all
// else keeps its original.
func UpdateCopies(found []int32, now []Article, before map[int32]Article) []int32 {
	if len(before) > fewChanged {
		return Copies(now)
	}
	e := edit{list: slices.Clone(now), first: slices.Clone(found)}
	for x, was := range before {
		e.list[x] = was
	}
	for x := range before {
		if !e.replace(x, now[x]) {
			return Copies(now)
		}
	}
	return e.first
}

// An edit is a list in which one article after the other is replaced.
type edit struct {
	list  []Article
	first []int32 // of each article the earliest whose answer it repeats, or none
}

// A view lists what an article could be a copy of, in the buckets that an edit
// touches, before it and after.
type view struct{ before, after []int32 }

// replace puts an article in the place of another one. It reports false when too
// many articles would have to be compared.
func (e *edit) replace(x int32, article Article) bool {
	old := e.list[x]
	if old.Equal(article) {
		return true
	}
	views := map[int32]*view{}
	e.look(x, func(v *view, seen []int32) { v.before = append(v.before, seen...) }, views)
	e.list[x] = article
	e.look(x, func(v *view, seen []int32) { v.after = append(v.after, seen...) }, views)

	moved := old.known() != article.known()
	lost := []int32{x}
	for y, v := range views {
		switch first := e.first[y]; {
		case y == x:
		case first == x && moved, slices.Contains(v.before, first) && !(slices.Contains(v.after, first) && e.copied(first, y)):
			lost = append(lost, y)
		default:
			e.first[y] = e.earliest(first, v.after, y)
		}
	}
	if len(lost) > fewAffected {
		return false
	}
	for _, y := range lost {
		e.first[y] = e.original(y)
	}
	return true
}

// look calls note with what each article of the buckets of x is compared with
// there.
func (e *edit) look(x int32, note func(v *view, seen []int32), views map[int32]*view) {
	for _, bucket := range e.buckets(x) {
		for place, y := range bucket {
			if views[y] == nil {
				views[y] = &view{}
			}
			early, late := seen(bucket, place)
			note(views[y], early)
			note(views[y], late)
		}
	}
}

// seen returns what the article at a place of a bucket is compared with.
func seen[T any](bucket []T, place int) (early, late []T) {
	early = bucket[:min(place, nearest)]
	return early, bucket[max(place-nearest, len(early)):place]
}

// buckets returns those in which there are other answers beside one, each in the
// order of dates.
func (e *edit) buckets(x int32) [][]int32 {
	if flagsOf(e.list[x].Sketch)&hasAnswer == 0 {
		return nil
	}
	var all [bands][]int32
	mine := answerOf(e.list[x].Sketch)
	for i := range e.list {
		if other := e.list[i].Sketch; flagsOf(other)&hasAnswer != 0 && agree(mine, answerOf(other)) >= 3 {
			for k := range bands {
				if a, b, c := bandOf(k); mine[a] == answerOf(other)[a] && mine[b] == answerOf(other)[b] && mine[c] == answerOf(other)[c] {
					all[k] = append(all[k], int32(i))
				}
			}
		}
	}
	out := slices.DeleteFunc(all[:], func(bucket []int32) bool { return len(bucket) < 2 })
	for _, bucket := range out {
		slices.SortFunc(bucket, e.order)
	}
	return out
}

// order compares by date, as Copies does.
func (e *edit) order(a, b int32) int {
	return cmp.Or(cmp.Compare(e.list[a].known(), e.list[b].known()), cmp.Compare(a, b))
}

// original returns the earliest article whose answer an article repeats, or none.
func (e *edit) original(y int32) int32 {
	first := int32(none)
	for _, bucket := range e.buckets(y) {
		early, late := seen(bucket, slices.Index(bucket, y))
		first = e.earliest(e.earliest(first, early, y), late, y)
	}
	return first
}

// earliest returns the earliest of a known original and of those that y repeats.
func (e *edit) earliest(first int32, seen []int32, y int32) int32 {
	for _, z := range seen {
		if (first == none || e.order(z, first) < 0) && e.copied(z, y) {
			first = z
		}
	}
	return first
}

// copied reports whether a later answer repeats an earlier one.
func (e *edit) copied(earlier, later int32) bool {
	a, b := &e.list[earlier], &e.list[later]
	return precedes(a, b) && repeats(a.Sketch, b.Sketch)
}

// UpdateProblems returns Problems(now), given what Problems found before. Only
// articles of the titles that changed are compared.
func UpdateProblems(found [][]int32, now []Article, before map[int32]Article) [][]int32 {
	titles, titleOf := map[uint32][]int32{}, func(i int32) uint32 { return partOf(now[i].Sketch, atTitle) }
	for x, was := range before {
		for _, a := range []Article{was, now[x]} {
			if flagsOf(a.Sketch)&hasProblem != 0 {
				titles[partOf(a.Sketch, atTitle)] = nil
			}
		}
	}
	for i := range now {
		if flagsOf(now[i].Sketch)&hasProblem == 0 {
			continue
		}
		title := titleOf(int32(i))
		if list, ok := titles[title]; ok {
			titles[title] = append(list, int32(i))
		}
	}
	out := slices.DeleteFunc(slices.Clone(found), func(group []int32) bool {
		if _, differs := before[group[0]]; differs {
			return true
		}
		_, differs := titles[titleOf(group[0])]
		return differs
	})
	for _, list := range titles {
		out = append(out, sameTitle(now, list)...)
	}
	slices.SortFunc(out, func(a, b []int32) int { return cmp.Compare(a[0], b[0]) })
	return out
}
