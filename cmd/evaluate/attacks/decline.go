package attacks

import (
	"fmt"
	"io"
	"slices"

	"winnow/builder/content"
	"winnow/builder/reputation"
	"winnow/cmd/evaluate/dump"
)

// others are attacks that are no deed of a day: resting on old glory, sleeping,
// and starting again under a new name.
func others(a *Arena, out io.Writer) {
	glory(a, out)
	sleeper(a, out)
	whitewash(a, out)
}

func points(l *reputation.Ledger, id string) float64 {
	return inPoints(value(l, id) - l.Prior)
}

// glory takes the best after two years, and what becomes of their score when
// they and their answers get nothing more.
func glory(a *Arena, out io.Writer) {
	day := a.First + 2*365
	rules := a.rules
	rules.AsOf = dump.DayName(min(day, a.Last))
	then, _ := reputation.Score(reputation.Input{Rules: rules, Evidence: chained(a.rows)})
	var best []string
	for _, c := range then.Contributors[:min(victims, len(then.Contributors))] {
		best = append(best, c.ID)
	}
	var kept []content.Evidence
	for _, e := range a.rows {
		if !slices.Contains(best, e.Author) || !e.Date.After(dump.DateOf(day)) {
			kept = append(kept, e)
		}
	}
	now, _ := reputation.Score(reputation.Input{Rules: a.rules, Evidence: chained(kept)})
	first, last, n := 0.0, 0.0, float64(len(best))
	for _, id := range best {
		first, last = first+points(then, id)/n, last+points(now, id)/n
	}
	fmt.Fprintf(out, "\nold glory: the %d best after two years had %+.2f points on average; without any news, at the end: %+.2f\n", len(best), first, last)
}

// sleeper gives a new account a hundred answers that staff endorse and askers
// accept, and then lets staff reject some.
func sleeper(a *Arena, out io.Writer) {
	const id = "sleeper"
	p := &Plot{Arena: a}
	for i := range 100 {
		e := p.answered(id, 400-i)
		for _, by := range a.rules.Anchors.Staff[:3] {
			p.gives(by, content.Kudos, e, 400-i)
		}
		p.gives(name("asker", 0, i), content.Accepted, e, 400-i)
	}
	good := a.score(p.rows)
	fmt.Fprintf(out, "sleeper: after 100 good answers %+.2f points", points(good, id))
	for i := range 10 {
		p.gives(a.rules.Anchors.Staff[0], content.Rejected, p.answered(id, 20-i), 20-i)
		if i == 0 || i == 9 {
			l := a.score(p.rows)
			r := l.Record(id, "general", nil, "").R
			fmt.Fprintf(out, "; %d rejected %+.2f, in that category %+.2f", i+1, points(l, id), inPoints(r-l.Prior))
		}
	}
	fmt.Fprintln(out)
}

// whitewash lets the worst start again.
func whitewash(a *Arena, out io.Writer) {
	n, mean, most := 0.0, 0.0, 0.0
	for _, u := range a.authors {
		if d := -points(a.base, a.Users[u]); d > 0 {
			n, mean, most = n+1, mean+d, max(most, d)
		}
	}
	fmt.Fprintf(out, "whitewash: a new name gains %.2f points on average for the %.0f authors below the start (at most %.2f), nothing for the others\n", ratio(mean, n), n, most)
}
