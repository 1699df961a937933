// Package lists measures the order of lists: whether readers found, later, the
// most use in what a site had put first.
//
// A community is cut at half, six and seven tenths of its questions. What was
// written and voted by that morning becomes a site: an article for each
// accepted answer, in the folder that an import would choose, and the evidence
// that it would write. The order of its lists is made by the functions of a
// build itself (reputation.Score, builder.Subject, ranking.Admit and Order). It
// is judged by the votes that were cast after:
//
//   - pair: of two articles of a category, does the one that got more net votes
//     later stand higher? Equal keys are half right.
//   - nDCG@10: of the net votes to come, in categories of ten articles and more.
//   - exposure-free: pairs likewise, by net votes to come as a share of all votes
//     to come on the question and the accepted answer: what is approved of by
//     those who came, however many they are.
//   - outscored: the probability that an article whose thread has an answer with
//     more votes in the end stands below one that has not. This contains what is
//     known at the cut: it is a state that a reader sees, not a forecast.
//   - inversions: the share of pairs of the whole site, of an article with ten net
//     votes and more and one with one and fewer, that stand in the wrong order.
//
// Up- and downvotes are thinned to a share by chance, ten draws of each (three
// where there are more than 10,000 answers), for forums whose readers vote less. Intervals are 95 % of 200 draws of articles with
// repetition, the same for both of what is compared.
//
// # Robustness
//
// Each of the ten best articles of a site gets one, three and five downvotes of
// the last day; and one more kudos, of yesterday or of a day ten years ahead, comes
// in for one article. The site is ordered anew each time.
//
// # Threads
//
// The answers of one question are ordered by the same functions, as if each were
// an article, with and without the author's record; foretold is which of two
// answers of different people gets more net votes later. Intervals are by
// question.
package lists

import (
	"fmt"
	"io"

	"winnow/cmd/evaluate/dump"
)

var (
	cuts   = []float64{0.5, 0.6, 0.7}
	shares = []float64{1, 0.2, 0.1, 0.05}
)

// thinnings is how many draws of each share of votes are made: few where a
// community is so large that chance has little to say.
func thinnings(s *dump.Site) uint64 {
	if len(s.Answers) > 10_000 {
		return 3
	}
	return 10
}

// Print measures one community and prints the tables.
func Print(out io.Writer, s *dump.Site) {
	for _, share := range shares {
		printOrders(out, s, share)
	}
	printRobustness(out, s)
	printPuppets(out, s)
	fmt.Fprintf(out, "\n## %s: answers of one thread\n\n%-6s%8s", s.Name, "votes", "pairs")
	for _, name := range duelNames {
		fmt.Fprintf(out, "%20s", name)
	}
	fmt.Fprintln(out)
	for _, share := range shares {
		var list [][]duel
		for _, p := range pasts(s, share) {
			list = append(list, duels(p))
		}
		printDuels(out, percent(share), list, len(s.Questions))
	}
}

// pasts are the sites of a community at each cut, and at each draw of votes.
func pasts(s *dump.Site, share float64) (out []*past) {
	for _, at := range cuts {
		for draw := range thinnings(s) {
			if share < 1 || draw == 0 {
				out = append(out, newPast(s, at, share, draw))
			}
		}
	}
	return out
}

func percent(share float64) string { return fmt.Sprintf("%g %%", 100*share) }

func printOrders(out io.Writer, s *dump.Site, share float64) {
	orders, articles := make([][]*measured, len(names)), 0
	for _, p := range pasts(s, share) {
		for o, r := range p.ranked() {
			orders[o] = append(orders[o], measure(p, r))
		}
		articles += len(p.items)
	}
	fmt.Fprintf(out, "\n## %s: order of lists, votes kept %s, %d sites of %d articles\n\n%-28s", s.Name, percent(share), len(orders[0]), articles/len(orders[0]), "order")
	for _, name := range numberNames {
		fmt.Fprintf(out, "%16s", name)
	}
	fmt.Fprintf(out, "%16s\n", "inversions")
	in, first := bootstrap(orders), mean(orders[0], nil)
	for o, name := range names {
		fmt.Fprintf(out, "%-28s", name)
		for _, x := range mean(orders[o], nil) {
			fmt.Fprintf(out, "%16.3f", x)
		}
		fmt.Fprintf(out, "%14.1f %%\n", 100*inverted(orders[o]))
	}
	for o := 1; o < len(names); o++ {
		fmt.Fprintf(out, "  less %-21s", names[o])
		for k, x := range mean(orders[o], nil) {
			fmt.Fprintf(out, "  %+.1f [%+.1f, %+.1f]", 100*(first[k]-x), 100*in[o][k].low, 100*in[o][k].high)
		}
		fmt.Fprintln(out)
	}
}

func inverted(on []*measured) float64 {
	wrong, pairs := 0.0, 0.0
	for _, m := range on {
		w, n := m.inversions()
		wrong, pairs = wrong+w, pairs+n
	}
	return wrong / max(pairs, 1)
}

func printRobustness(out io.Writer, s *dump.Site) {
	fmt.Fprintf(out, "\n## %s: what a few rows move\n", s.Name)
	list := pasts(s, 1)
	var falls []fall
	for _, p := range list {
		falls = append(falls, falling(p))
	}
	printFalls(out, falls)
	for _, l := range late {
		worst := 0.0
		for _, p := range list {
			worst = max(worst, moved(p, l.days))
		}
		fmt.Fprintf(out, "one kudos of %s moves %.1f %% of the other articles by more than 2 %% of the places\n", l.name, 100*worst)
	}
}
