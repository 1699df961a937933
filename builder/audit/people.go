package audit

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
	Weight   = "weight"   // it did not change: a constant did, or other answers take or leave more room
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
	events string // what happened, as text
	decay  [2]int64
	there  bool
}

// parts returns what adds to a score, by name; the answers that are not on the
// site are one, as their numbers mean nothing.
func parts(c *Contributor) map[string]part {
	out := map[string]part{}
	for i := range c.Answers {
		a := &c.Answers[i]
		p := part{adds: a.Adds, there: true, events: happened(a), decay: [2]int64{a.Decay}}
		if u := a.Unvouched; u != nil {
			p.decay[1] = u.Decay
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
	p.adds, p.events, p.there = p.adds+q.adds, p.events+q.events, true
	for i := range p.decay {
		p.decay[i] += q.decay[i]
	}
	return p
}

// happened lists what happened to an answer. Its masses do not show it: constants
// change them, too.
func happened(a *Answer) string {
	var out []byte
	if a.CopyOf != "" {
		out = append(out, "copy "...)
	}
	for _, e := range a.Events {
		out = append(append(out, e.Kind...), ' ')
		for _, n := range [...]int{e.N, e.Staff, e.Vouched, e.Others, e.Unidentified, e.Self} {
			out = append(strconv.AppendInt(out, int64(n), 10), ' ')
		}
	}
	return string(append(out, ';'))
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
	case a.events != b.events:
		return Evidence
	case a.decay != b.decay:
		return Age
	}
	return Weight
}

// tenths returns tenths of a point, to the nearest.
func tenths(millionths int64) int64 {
	if millionths < 0 {
		return -tenths(-millionths)
	}
	return (millionths + 500) / 1000
}
