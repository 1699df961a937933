package people

import (
	"fmt"
	"io"
	"math"

	"winnow/builder/reputation"
	"winnow/cmd/evaluate/dump"
)

// A Variant is the default rules with something changed.
type Variant struct {
	Name   string
	Change func(*rules)
}

type (
	rules  = reputation.Rules
	number = reputation.Micro
)

func micro(x float64) number { return number(x*float64(reputation.One) + 0.5) }

// sweep makes a variant of each value of one constant.
func sweep(name string, set func(*rules, number), values ...float64) []Variant {
	var out []Variant
	for _, v := range values {
		out = append(out, Variant{fmt.Sprintf("%s = %v", name, v), func(r *rules) { set(r, micro(v)) }})
	}
	return out
}

// grid is every open constant alone.
func grid() []Variant {
	out := []Variant{{"defaults", func(*rules) {}}, {"variant", func(r *rules) { *r = variant() }}}
	for _, list := range [][]Variant{
		sweep("kappa.overall", func(r *rules, v number) { r.Kappa.Overall = v }, 1, 2, 4, 6, 8, 12, 16, 32),
		sweep("prior", func(r *rules, v number) { r.Prior = reputation.Prior{Fixed: true, Value: v} }, 0.3, 0.4, 0.5, 0.6),
		sweep("half_life_days", func(r *rules, v number) { r.HalfLife = int(v / reputation.One) }, 0, 365, 730, 1095, 1460, 2190),
		sweep("caution", func(r *rules, v number) { r.Caution = v }, 0.5, 1, 2, 4, 8),
		sweep("mass.thread", func(r *rules, v number) { r.Mass.Thread = v }, 0, 0.25, 0.5, 1, 2),
		sweep("mass.accepted", func(r *rules, v number) { r.Mass.Accepted = v }, 0.5, 1, 2, 3, 4),
		sweep("mass.other_accepted", func(r *rules, v number) { r.Mass.OtherAccepted = -v }, 0, 0.5, 1, 1.5, 2),
		sweep("mass.kudos_max", func(r *rules, v number) { r.Mass.Kudos = v }, 0, 0.5, 1, 2, 3, 4),
		sweep("mass.kudos_half", func(r *rules, v number) { r.Mass.KudosHalf = v }, 1, 2, 3, 5, 10, 20),
		sweep("mass.downvote_max", func(r *rules, v number) { r.Mass.Downvote = -v }, 0, 0.75, 1.5, 3, 4.5),
		sweep("mass.downvote_half", func(r *rules, v number) { r.Mass.DownvoteHalf = v }, 0.6, 1.2, 3, 6),
	} {
		out = append(out, list...)
	}
	return out
}

// topicGrid is what concerns standings by topic alone.
func topicGrid() []Variant {
	out := []Variant{{"defaults", func(*rules) {}}}
	out = append(out, sweep("kappa.category", func(r *rules, v number) { r.Kappa.Category = v }, 1, 3, 6, 10, 15, 30, 1000)...)
	out = append(out, sweep("kappa.tag", func(r *rules, v number) { r.Kappa.Tag = v }, 1, 3, 6, 10, 15, 30, 1000)...)
	return append(out, sweep("kappa.category and tag", func(r *rules, v number) { r.Kappa.Category, r.Kappa.Tag = v, v }, 1, 3, 10, 15, 30, 1000)...)
}

// variant is the best of some fifty on travel, by a margin that chance explains
// as well; it weighs acceptances and downvotes more.
func variant() reputation.Rules {
	r := reputation.DefaultRules()
	r.Mass.Accepted = micro(3)
	r.Mass.Downvote, r.Mass.DownvoteHalf = -micro(3), micro(1.2)
	return r
}

// Grid prints, for each variant, the mean over the splits of all sites, and
// what the rolling splits say.
func Grid(out io.Writer, sites []*dump.Site) {
	var fixed, moving [][]*Past
	for _, s := range sites {
		fixed, moving = append(fixed, Pasts(splits(s))), append(moving, Pasts(Rolling(s)))
	}
	fmt.Fprintf(out, "\n## constants, one at a time: mean over the splits of a site, then over sites; rolling splits likewise\n\n%-28s%s   %s\n",
		"", Header(NumberNames[:]), Header(NumberNames[:]))
	for _, v := range grid() {
		r := reputation.DefaultRules()
		v.Change(&r)
		of := ours(v.Name, r).of
		var each, joint []Numbers
		for i := range sites {
			each, joint = append(each, average(fixed[i], of)), append(joint, Measure(moving[i], of).Numbers(nil))
		}
		fmt.Fprintf(out, "%-28s%s   %s\n", v.Name, Row(middling(each)), Row(middling(joint)))
	}
	sweepTopics(out, fixed)
}

// sweepTopics compares standings by topic where there are tags.
func sweepTopics(out io.Writer, splits [][]*Past) {
	fmt.Fprintf(out, "\n## standings by category and tag, on splits with tags: mean over the splits of a site, then over sites; then site by site\n\n%-28s%s\n",
		"", Header(NumberNames[:]))
	show := func(name string, of func(*Past) Scorer) {
		var each []Numbers
		text := ""
		for _, site := range splits {
			if tagged := withTags(site); len(tagged) > 0 {
				n := average(tagged, of)
				each, text = append(each, n), text+"   "+Row(n)
			}
		}
		fmt.Fprintf(out, "%-28s%s%s\n", name, Row(middling(each)), text)
	}
	show("overall", ours("", reputation.DefaultRules()).of)
	show("variant, overall", ours("", variant()).of)
	show("variant", func(p *Past) Scorer { return p.byTopic(p.Score(variant())) })
	for _, v := range topicGrid() {
		r := reputation.DefaultRules()
		v.Change(&r)
		show(v.Name, func(p *Past) Scorer { return p.byTopic(p.Score(r)) })
	}
}

func withTags(list []*Past) []*Past {
	var out []*Past
	for _, p := range list {
		if p.hasTags() {
			out = append(out, p)
		}
	}
	return out
}

// average is the mean of the numbers of each split.
func average(on []*Past, of func(*Past) Scorer) Numbers {
	var each []Numbers
	for _, p := range on {
		each = append(each, Measure([]*Past{p}, of).Numbers(nil))
	}
	return middling(each)
}

// middling is the mean of what are numbers.
func middling(list []Numbers) (out Numbers) {
	for k := range out {
		n := 0.0
		for _, x := range list {
			if !math.IsNaN(x[k]) {
				out[k], n = out[k]+x[k], n+1
			}
		}
		out[k] /= n
	}
	return out
}
