package attacks

import (
	"fmt"
	"io"

	"winnow/builder/content"
	"winnow/builder/reputation"
	"winnow/cmd/evaluate/dump"
	"winnow/cmd/evaluate/people"
)

// Anchored prints what it costs in accuracy that only named people and those
// for whom they vouch are believed: the rolling splits from the third on, when
// there are staff, in the same arena as the attacks.
func Anchored(out io.Writer, s *dump.Site) {
	a := newArena(s, reputation.DefaultRules())
	on := people.Pasts(people.Rolling(s))[2:]
	fmt.Fprintf(out, "\n## %s: what anchoring costs (givers drawn at random, %d staff)\n\n%-44s%s\n", s.Name,
		len(a.rules.Anchors.Staff)-len(a.misled), "", people.Header(people.NumberNames[:]))
	platform := a.rules
	platform.Mode, platform.Anchors.Staff, platform.Anchors.Proven = reputation.Platform, nil, nil
	fmt.Fprintf(out, "%-44s%s\n", "platform mode", people.Row(people.Measure(on, until(a, platform)).Numbers(nil)))
	for _, share := range []float64{0, 0.1, 0.25, 0.5, 1} {
		r := a.rules
		r.UnvouchedShare = micro(share)
		fmt.Fprintf(out, "%-44s%s\n", fmt.Sprintf("anchored, unvouched_share = %v", share), people.Row(people.Measure(on, until(a, r)).Numbers(nil)))
	}
}

// until scores what happened in the arena before the cut of a split.
func until(a *Arena, r rules) func(*people.Past) people.Scorer {
	return func(p *people.Past) people.Scorer {
		r.AsOf = dump.DayName(p.Cut - 1)
		var rows []content.Evidence
		for _, e := range a.rows {
			if e.Date.Before(dump.DateOf(p.Cut)) {
				rows = append(rows, e)
			}
		}
		l, _ := reputation.Score(reputation.Input{Rules: r, Evidence: chained(rows)})
		return p.Overall(l)
	}
}
