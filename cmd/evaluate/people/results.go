package people

import (
	"fmt"
	"io"
	"slices"

	"winnow/builder/reputation"
	"winnow/cmd/evaluate/dump"
)

// A View is one scorer on the splits of a site.
type view struct {
	name string
	of   func(*Past) Scorer
}

// views are all scorers: the baselines first, then the package's own.
func views(tagged bool) []view {
	var out []view
	for i, name := range baselineNames(tagged) {
		out = append(out, view{name, func(p *Past) Scorer { return p.others[i] }})
	}
	out = append(out, ours("winnow", reputation.DefaultRules()))
	if tagged {
		out = append(out, view{"winnow by topic", func(p *Past) Scorer { return p.byTopic(p.Score(reputation.DefaultRules())) }})
	}
	return append(out, ours("winnow, variant", variant()))
}

func ours(name string, r reputation.Rules) view {
	return view{name, func(p *Past) Scorer { return p.Overall(p.Score(r)) }}
}

// Results prints each split, and the nine rolling ones as one.
func Results(out io.Writer, s *dump.Site) {
	for _, t := range splits(s) {
		fmt.Fprintf(out, "\n## %s: %s, scores of %s, questions until %s\n\n", s.Name, t.Name, dump.DayName(t.Cut), dump.DayName(t.Until-1))
		table(out, []*Past{newPast(t)}, t.hasTags())
	}
	fmt.Fprintf(out, "\n## %s: nine splits, each tested until the next\n\n", s.Name)
	table(out, Pasts(Rolling(s)), false)
}

// Pasts returns what was known at the cut of each split.
func Pasts(splits []*Split) []*Past {
	out := make([]*Past, len(splits))
	for i, t := range splits {
		out[i] = newPast(t)
	}
	return out
}

// Precision and recall are printed for these shares of the lowest scores.
var shares = []float64{0.01, 0.05, 0.10}

func table(out io.Writer, on []*Past, tagged bool) {
	list := views(tagged)
	runs := make([]Run, len(list))
	fmt.Fprintf(out, "%-24s%s   %s\n", "score", Header(NumberNames[:]), "poor: precision/recall at 1, 5, 10 %")
	for i, v := range list {
		runs[i] = Measure(on, v.of)
		fmt.Fprintf(out, "%-24s%s   %s\n", v.name, Row(runs[i].Numbers(nil)), runs[i].screening())
	}
	n := runs[0].sizes()
	fmt.Fprintf(out, "%-24s%10.0f%12.0f%10.0f%10.0f%10.0f   poor %.2f %%\n\n", "pairs, answers", n[0], n[1], n[2], n[3], n[4], 100*runs[0].poor())
	ours := slices.IndexFunc(list, func(v view) bool { return v.name == "winnow" })
	for i, v := range list {
		if slices.Contains(rivals, v.name) {
			fmt.Fprintf(out, "winnow less %s:\n", v.name)
			compare(out, on, runs[ours], runs[i])
		}
	}
}

// compare prints how far a run is above another one, with intervals by question
// and by author.
func compare(out io.Writer, on []*Past, best, other Run) {
	var questions []int
	for _, p := range on {
		questions = append(questions, len(p.Tests))
	}
	for _, by := range []struct {
		name   string
		people int
	}{{"questions", 0}, {"authors", len(on[0].Users)}} {
		diff, in := best.ahead(other, questions, by.people)
		fmt.Fprintf(out, "    %-10s", by.name)
		for k := range diff {
			fmt.Fprintf(out, " %s %+.1f [%+.1f, %+.1f]", NumberNames[k], 100*diff[k], 100*in[k].Low, 100*in[k].High)
		}
		fmt.Fprintln(out)
	}
}

// rivals are what the package is compared with by the bootstrap.
var rivals = []string{"number of answers", "Stack Overflow points", "Wilson of accepted", "winnow, variant"}

// Header writes the names of the columns of Row.
func Header(names []string) string {
	return fmt.Sprintf("%10s%12s%10s%10s%10s", names[0], names[1], names[2], names[3], names[4])
}

// Row writes the numbers of a score in columns.
func Row(n Numbers) string {
	return fmt.Sprintf("%10.3f%12.3f%10.3f%10.3f%10.3f", n[0], n[1], n[2], n[3], n[4])
}

// poor is the share of poor answers.
func (r Run) poor() float64 {
	bad, all := 0.0, 0.0
	for _, x := range r {
		for _, j := range x.Poor {
			if j.Poor {
				bad++
			}
			all++
		}
	}
	return ratio(bad, all)
}

// screening is the mean of precision and recall over the splits, by answers.
func (r Run) screening() (text string) {
	for _, share := range shares {
		p, c, all := 0.0, 0.0, 0.0
		for _, x := range r {
			precision, recall := x.Poor.lowest(share)
			n := float64(len(x.Poor))
			p, c, all = p+n*precision, c+n*recall, all+n
		}
		text += fmt.Sprintf(" %4.1f/%-4.1f", 100*ratio(p, all), 100*ratio(c, all))
	}
	return text
}
