package view

import (
	"cmp"
	"math/bits"
	"slices"

	"winnow/builder/ranking"
	"winnow/builder/site"
)

// Related articles are looked for among the most trusted of each tag, from the
// rarest tag on: bounded work, however large the site.
const relatedTags, relatedDepth = 8, 40

// A relative is an article that shares tags with another.
type relative struct{ number, weight int32 }

// related returns articles that share tags, those with the rarest first, and
// among equals the more trusted; where there are few, the best of the category
// follow. Those that are listed already, and those with more evidence against than for
// them, are not among them.
func related(s *site.Site, e *site.Entry, listed []int32) []int32 {
	leave := func(n int32) bool { return slices.Contains(listed, n) || troubled(s.Articles[n]) }
	found := slices.DeleteFunc(relatives(s, e), func(r relative) bool { return leave(r.number) })
	slices.SortFunc(found, func(a, b relative) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.number, b.number))
	})
	out := make([]int32, 0, relatedItems)
	for _, r := range found[:min(relatedItems, len(found))] {
		out = append(out, r.number)
	}
	items := s.Categories.List[e.In].Items
	for _, n := range items[:min(len(items), 2*relatedItems+1)] {
		if len(out) < relatedItems && n != e.Number && !slices.Contains(out, n) && !leave(n) && s.Articles[n].Verdict.State == ranking.Published {
			out = append(out, n)
		}
	}
	return out
}

// troubled reports whether there is more evidence against an article than for it.
func troubled(e *site.Entry) bool {
	sum := int64(0)
	for _, t := range e.Verdict.Terms {
		sum += t.Mass
	}
	return sum < 0
}

// relatives returns all candidates, each once, with the weights of the tags that
// they share summed up.
func relatives(s *site.Site, e *site.Entry) []relative {
	tags := slices.Clone(s.TagsOf(e))
	slices.SortFunc(tags, func(a, b int32) int {
		return cmp.Or(cmp.Compare(len(s.Tags.List[a].Items), len(s.Tags.List[b].Items)), cmp.Compare(a, b))
	})
	var all []relative
	for _, t := range tags[:min(len(tags), relatedTags)] {
		items := s.Tags.List[t].Items
		weight := int32(bits.Len(uint(len(s.Articles)/len(items)))) + 1
		for _, n := range items[:min(len(items), relatedDepth)] {
			if n != e.Number && s.Articles[n].Verdict.State == ranking.Published {
				all = append(all, relative{n, weight})
			}
		}
	}
	slices.SortFunc(all, func(a, b relative) int { return cmp.Compare(a.number, b.number) })
	n := 0
	for _, r := range all {
		if n > 0 && all[n-1].number == r.number {
			all[n-1].weight += r.weight
			continue
		}
		all[n] = r
		n++
	}
	return all[:n]
}
