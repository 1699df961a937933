package lists

import (
	"fmt"
	"io"
	"math/rand/v2"

	"winnow/builder/content"
	"winnow/builder/ranking"
	"winnow/cmd/evaluate/dump"
)

// A duel is two answers of one question by different people, of which the first
// got more net votes later, and which of the orders had foretold it.
type duel struct {
	question int32
	right    []float64 // by order: 0, ½ or 1
}

var duelNames = []string{"winnow", "without the record", "raw score", "record alone"}

// duels compares the answers within each thread.
func duels(p *past) []duel {
	answers, articles := answered(p)
	keys := [][]float64{values(p.verdicts(defaults(), articles)), values(p.verdicts(unrecorded(), articles)), make([]float64, len(answers)), nil}
	for _, v := range p.verdicts(defaults(), articles) {
		keys[3] = append(keys[3], float64(v.AuthorR))
	}
	for i, a := range answers {
		keys[2][i] = p.up[a] - p.down[a]
	}
	var out []duel
	for i, a := range answers {
		for k := i + 1; k < len(answers) && p.Answers[answers[k]].Question == p.Answers[a].Question; k++ {
			if d, ok := duelOf(p, answers, i, k, keys); ok {
				out = append(out, d)
			}
		}
	}
	return out
}

// answered lists the answers of threads with two and more, thread by thread.
func answered(p *past) (answers []int32, articles []*content.Article) {
	for q := range p.Questions {
		var list []int32
		for _, a := range p.Questions[q].Answers {
			if p.before(p.Answers[a].At) {
				list = append(list, a)
			}
		}
		if len(list) > 1 {
			answers = append(answers, list...)
		}
	}
	for _, a := range answers {
		articles = append(articles, p.article(a))
	}
	return answers, articles
}

func values(list []ranking.Verdict) []float64 {
	out := make([]float64, len(list))
	for i, v := range list {
		out[i] = float64(v.Value)
	}
	return out
}

func duelOf(p *past, answers []int32, i, k int, keys [][]float64) (duel, bool) {
	a, b := answers[i], answers[k]
	x, y := &p.Answers[a], &p.Answers[b]
	if p.later[a] == p.later[b] || x.Author == y.Author && x.Author != dump.Nobody {
		return duel{}, false
	}
	if p.later[a] < p.later[b] {
		i, k = k, i
	}
	out := duel{question: x.Question}
	for _, key := range keys {
		switch {
		case key[i] > key[k]:
			out.right = append(out.right, 1)
		case key[i] == key[k]:
			out.right = append(out.right, 0.5)
		default:
			out.right = append(out.right, 0)
		}
	}
	return out, true
}

// printDuels prints how many duels each order foretells, and how far the record
// is ahead of none, with an interval by question.
func printDuels(out io.Writer, label string, sites [][]duel, questions int) {
	pairs, right := 0, make([]float64, len(duelNames))
	for _, list := range sites {
		pairs += len(list)
		for _, d := range list {
			for k, r := range d.right {
				right[k] += r
			}
		}
	}
	fmt.Fprintf(out, "%-6s%8d", label, pairs/len(sites))
	for _, r := range right {
		fmt.Fprintf(out, "%20.3f", r/float64(pairs))
	}
	in := duelInterval(sites, questions)
	fmt.Fprintf(out, "   record: %+.1f [%+.1f, %+.1f]\n", 100*(right[0]-right[1])/float64(pairs), 100*in.low, 100*in.high)
}

func duelInterval(sites [][]duel, questions int) interval {
	random := rand.New(rand.NewPCG(seed, 2))
	var leads []float64
	for range draws {
		lead, pairs := 0.0, 0.0
		for _, list := range sites {
			weight := drawn(random, questions)
			for _, d := range list {
				lead, pairs = lead+weight[d.question]*(d.right[0]-d.right[1]), pairs+weight[d.question]
			}
		}
		leads = append(leads, lead/pairs)
	}
	return middle(leads)
}
