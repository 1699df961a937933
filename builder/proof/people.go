package proof

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A ContributorChange is one contributor whose score or rank changed.
type ContributorChange struct {
	ID      string  `json:"contributor"`
	Change  string  `json:"change"`
	Score   Move    `json:"score"`
	Rank    Words   `json:"rank"`
	Because []Cause `json:"because"` // answers and what else adds to the score, the largest change first
}

// Why an answer adds something else than before.
const (
	New      = "new"
	Gone     = "gone"
	Evidence = "evidence" // something happened to it
	Age      = "age"      // nothing happened, it has faded
	Weight   = "weight"   // it did not change: the rules did, or other answers take or leave more room
)

func compareContributors(before, after []Contributor) []ContributorChange {
	old := byID(before)
	now := byID(after)
	out := []ContributorChange{}
	for id, b := range now {
		if a := old[id]; a == nil || a.Score != b.Score || a.Rank != b.Rank {
			out = append(out, contributorChange(a, b))
		}
	}
	for id, a := range old {
		if now[id] == nil {
			out = append(out, contributorChange(a, nil))
		}
	}
	slices.SortFunc(out, func(a, b ContributorChange) int {
		return cmp.Or(cmp.Compare(b.Score.size(), a.Score.size()), cmp.Compare(a.ID, b.ID))
	})
	return out
}

func byID(list []Contributor) map[string]*Contributor {
	out := make(map[string]*Contributor, len(list))
	for i := range list {
		out[list[i].ID] = &list[i]
	}
	return out
}

func contributorChange(a, b *Contributor) ContributorChange {
	c := ContributorChange{Change: Moved}
	switch {
	case a == nil:
		a, c.Change = &Contributor{}, CameIn
	case b == nil:
		b, c.Change = &Contributor{}, WentOut
	}
	c.ID = cmp.Or(b.ID, a.ID)
	c.Score, c.Rank = Move{a.Score, b.Score}, Words{a.Rank, b.Rank}
	c.Because = partCauses(parts(a), parts(b))
	return c
}

// A part is what adds to a score.
type part struct {
	adds   int64
	masses [4]int64
	decay  [2]int64
	there  bool
}

// parts are what adds to a score, by name; the answers that are not on the
// site are one, as their numbers mean nothing.
func parts(c *Contributor) map[string]part {
	out := map[string]part{}
	for i := range c.Answers {
		a := &c.Answers[i]
		p := part{adds: a.Adds, there: true, masses: [4]int64{a.Positive, a.Negative}, decay: [2]int64{a.Decay}}
		if u := a.Unvouched; u != nil {
			p.masses[2], p.masses[3], p.decay[1] = u.Positive, u.Negative, u.Decay
		}
		name := a.Answer
		if strings.HasPrefix(name, "#") {
			name = "others"
			p = out[name].plus(p)
		}
		out[name] = p
	}
	if c.Unvouched != nil {
		out["unvouched"] = part{adds: c.Unvouched.Adds, there: true}
	}
	if c.Probation != 0 {
		out["probation"] = part{adds: c.Probation, there: true}
	}
	return out
}

func (p part) plus(q part) part {
	p.adds, p.there = p.adds+q.adds, true
	for i := range p.masses {
		p.masses[i] += q.masses[i]
	}
	for i := range p.decay {
		p.decay[i] += q.decay[i]
	}
	return p
}

func partCauses(before, after map[string]part) []Cause {
	names := maps.Clone(before)
	maps.Copy(names, after)
	out := []Cause{}
	for name := range names {
		a, b := before[name], after[name]
		if m := (Move{tenths(a.adds), tenths(b.adds)}); m.size() > 0 {
			out = append(out, Cause{What: name, Why: why(a, b), Move: m})
		}
	}
	return largest(out)
}

func why(a, b part) string {
	switch {
	case !a.there:
		return New
	case !b.there:
		return Gone
	case a.masses != b.masses:
		return Evidence
	case a.decay != b.decay:
		return Age
	}
	return Weight
}

// tenths are those of a point, to the nearest.
func tenths(millionths int64) int64 {
	if millionths < 0 {
		return -tenths(-millionths)
	}
	return (millionths + 500) / 1000
}

// compareRules lists the constants that changed. All documents of a site have
// the same ones.
func compareRules(before, after Snapshot) []Rule {
	old, now := before.constants(), after.constants()
	out := []Rule{}
	for _, name := range slices.Sorted(maps.Keys(now)) {
		if was, known := old[name]; known && was != now[name] {
			out = append(out, Rule{name, was, now[name]})
		}
	}
	return out
}

func (s Snapshot) constants() map[string]string {
	out := map[string]string{}
	if len(s.Articles) > 0 {
		a := &s.Articles[0]
		out["start"], out["ranking.author_weight"], out["ranking.unvouched_share"] = units(a.Start), units(a.AuthorWeight), units(a.UnvouchedShare)
	}
	if len(s.Contributors) == 0 {
		return out
	}
	c := &s.Contributors[0]
	r := c.Rules
	out["reputation.as_of"], out["reputation.mode"] = c.AsOf, c.Mode
	out["reputation.half_life_days"], out["reputation.probation_days"] = strconv.Itoa(r.HalfLife), strconv.Itoa(r.ProbationDays)
	for name, n := range map[string]int64{"caution": r.Caution, "unvouched_share": r.UnvouchedShare,
		"kappa.overall": r.Kappa.Overall, "kappa.category": r.Kappa.Category, "kappa.tag": r.Kappa.Tag} {
		out["reputation."+name] = units(n)
	}
	for name, n := range r.Mass {
		out["reputation.mass."+name] = units(n)
	}
	return out
}

// units writes millionths as a number.
func units(millionths int64) string {
	return strconv.FormatFloat(float64(millionths)/1e6, 'f', -1, 64)
}
