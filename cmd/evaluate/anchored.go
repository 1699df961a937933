package main

import (
	"fmt"
	"io"

	"winnow/builder/content"
	"winnow/builder/reputation"
	"winnow/cmd/evaluate/dump"
)

// anchored prints what it costs in accuracy that only named people and those
// for whom they vouch are believed: the rolling splits from the third on, when
// there are staff, in the same arena as the attacks.
func anchored(out io.Writer, s *dump.Site) {
	a := newArena(s, reputation.DefaultRules())
	on := pasts(rolling(s))[2:]
	fmt.Fprintf(out, "\n## %s: what anchoring costs (givers drawn at random, %d staff)\n\n%-44s%s\n", s.Name,
		len(a.rules.Anchors.Staff)-len(a.misled), "", header(numberNames[:]))
	platform := a.rules
	platform.Mode, platform.Anchors.Staff, platform.Anchors.Proven = reputation.Platform, nil, nil
	fmt.Fprintf(out, "%-44s%s\n", "platform mode", row(run(on, a.until(platform)).numbers(nil)))
	for _, share := range []float64{0, 0.1, 0.25, 0.5, 1} {
		r := a.rules
		r.UnvouchedShare = micro(share)
		fmt.Fprintf(out, "%-44s%s\n", fmt.Sprintf("anchored, unvouched_share = %v", share), row(run(on, a.until(r)).numbers(nil)))
	}
}

// until scores what happened in the arena before the cut of a split.
func (a *Arena) until(r rules) func(*Past) Scorer {
	return func(p *Past) Scorer {
		r.AsOf = dump.DayName(p.Cut - 1)
		var rows []content.Evidence
		for _, e := range a.rows {
			if e.Date.Before(dump.DateOf(p.Cut)) {
				rows = append(rows, e)
			}
		}
		l, _ := reputation.Score(reputation.Input{Rules: r, Evidence: chained(rows)})
		return p.overall(l)
	}
}
