package lists

import (
	"fmt"
	"io"
	"slices"

	"winnow/builder/content"
)

// Shocks are how many downvotes the best articles get.
var shocks = []int{0, 1, 3, 5}

const best = 10

// A fall is where the ten best articles of a site stand after some downvotes,
// each alone, in the order of shocks; by winnow and by raw score.
type fall struct {
	places   int
	winnow   [][]float64 // by shock
	rawScore [][]float64
	first    []float64 // by shock, of winnow's first article alone
}

// falling lets readers vote down each of the ten best on the last day.
func falling(p *past) fall {
	out := fall{len(p.items), make([][]float64, len(shocks)), make([][]float64, len(shocks)), make([]float64, len(shocks))}
	before, raw := p.places(defaults()), rawPlaces(p, -1, 0)
	for i := range p.items {
		for k, n := range shocks {
			if before[i] <= best {
				e := p.row(p.items[i].answer, content.Downvote, p.cut-1, n)
				after := before
				if n > 0 {
					after = p.places(defaults(), e)
				}
				out.winnow[k] = append(out.winnow[k], after[i])
				if before[i] == 1 {
					out.first[k] = after[i]
				}
			}
			if raw[i] <= best {
				out.rawScore[k] = append(out.rawScore[k], rawPlaces(p, i, float64(n))[i])
			}
		}
	}
	return out
}

// rawPlaces is the order by raw score, after some downvotes on one article; of
// equal scores the newest comes first.
func rawPlaces(p *past, down int, n float64) []float64 {
	order, score := make([]int, len(p.items)), make([]float64, len(p.items))
	for i := range p.items {
		order[i], score[i] = i, p.items[i].net()
	}
	if down >= 0 {
		score[down] -= n
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case score[a] != score[b]:
			if score[a] > score[b] {
				return -1
			}
			return 1
		}
		return int(p.items[b].answer) - int(p.items[a].answer)
	})
	out := make([]float64, len(order))
	for place, i := range order {
		out[i] = float64(place + 1)
	}
	return out
}

// Late rows are dated so many days after the cut.
var late = []struct {
	name string
	days int32
}{{"yesterday", -1}, {"in ten years", 3652}}

// moved is the share of articles that move by more than a fiftieth of the places
// when one more kudos of a day comes in for another article: the worst of some
// that are spread over the list.
func moved(p *past, days int32) (worst float64) {
	before, n := p.places(defaults()), len(p.items)
	for k := range 5 {
		on := slices.Index(before, float64(1+k*(n-1)/4))
		if on < 0 {
			continue // held back
		}
		after := p.places(defaults(), p.row(p.items[on].answer, content.Kudos, p.cut+days, 1))
		far := 0.0
		for i := range before {
			if i != on && max(after[i]-before[i], before[i]-after[i]) > float64(n)/50 {
				far++
			}
		}
		worst = max(worst, far/float64(n))
	}
	return worst
}

func printFalls(out io.Writer, list []fall) {
	fmt.Fprintf(out, "\nplaces of the ten best after 0, 1, 3 and 5 downvotes: median, and the farthest loss as a share of all places\n")
	for _, who := range []struct {
		name string
		of   func(fall) [][]float64
	}{{"winnow", func(f fall) [][]float64 { return f.winnow }}, {"raw score", func(f fall) [][]float64 { return f.rawScore }}} {
		fmt.Fprintf(out, "%-12s", who.name)
		for k := range shocks {
			var places, losses []float64
			for _, f := range list {
				places = append(places, who.of(f)[k]...)
				for i, x := range who.of(f)[k] {
					losses = append(losses, (x-who.of(f)[0][i])/float64(f.places))
				}
			}
			slices.Sort(places)
			fmt.Fprintf(out, "%8.0f (%4.1f %%)", places[len(places)/2], 100*slices.Max(losses))
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "%-12s", "the first")
	for k := range shocks {
		worst := 0.0
		for _, f := range list {
			worst = max(worst, (f.first[k]-1)/float64(f.places))
		}
		fmt.Fprintf(out, "%8s (%4.1f %%)", "", 100*worst)
	}
	fmt.Fprintln(out)
}
