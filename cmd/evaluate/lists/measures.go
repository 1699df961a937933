package lists

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Numbers are those of one order: later pairs, nDCG@10, pairs without exposure,
// and the area under the curve of articles whose thread has a better answer.
type numbers [4]float64

var numberNames = [len(numbers{})]string{"pair", "nDCG@10", "exposure-free", "outscored"}

// A measured is one order of one site, prepared to be counted often.
type measured struct {
	*past
	keys       []float64
	categories []category
	ahead      pairing
}

// A category is the items of a folder.
type category struct {
	items       []int
	keys, later []float64
	pairs, free pairing
	weight      []float64 // room for the weights of its items
}

func measure(p *past, r ranked) *measured {
	m := &measured{past: p, keys: r.keys}
	behind := make([]float64, len(p.items))
	for i := range p.items {
		if !p.items[i].ahead {
			behind[i] = 1
		}
	}
	m.ahead = newPairing(r.keys, behind)
	for _, items := range byCategory(p) {
		c := category{items: items, weight: make([]float64, len(items))}
		var rate []float64
		for _, i := range items {
			c.keys, c.later, rate = append(c.keys, r.keys[i]), append(c.later, p.items[i].later), append(rate, p.items[i].rate)
		}
		c.pairs, c.free = newPairing(c.keys, c.later), newPairing(c.keys, rate)
		m.categories = append(m.categories, c)
	}
	return m
}

// byCategory lists the items of each folder, in the order in which folders occur.
func byCategory(p *past) [][]int {
	var out [][]int
	at := map[string]int{}
	for i := range p.items {
		k, ok := at[p.items[i].Category]
		if !ok {
			k = len(out)
			at[p.items[i].Category], out = k, append(out, nil)
		}
		out[k] = append(out[k], i)
	}
	return out
}

// numbers are those of the order where each item counts so often.
func (m *measured) numbers(weight []float64) numbers {
	var right, pairs, freeRight, freePairs, gains, n float64
	for i := range m.categories {
		c := &m.categories[i]
		size := 0.0
		for k, item := range c.items {
			c.weight[k] = weight[item]
			size += weight[item]
		}
		a, b := c.pairs.count(c.weight)
		right, pairs = right+a, pairs+b
		a, b = c.free.count(c.weight)
		freeRight, freePairs = freeRight+a, freePairs+b
		if g, ok := gain(c.keys, c.later, c.weight); ok && size >= enough {
			gains, n = gains+g, n+1
		}
	}
	a, b := m.ahead.count(weight)
	return numbers{right / pairs, gains / n, freeRight / freePairs, a / b}
}

// inversions is the share of pairs of an article with ten votes and more and one
// with one or fewer in which the latter stands above.
func (m *measured) inversions() (wrong, pairs float64) {
	for i := range m.items {
		for k := range m.items {
			if m.items[i].net() >= popular && m.items[k].net() <= unknown {
				pairs++
				if m.keys[i] < m.keys[k] {
					wrong++
				}
			}
		}
	}
	return wrong, pairs
}

func ones(n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = 1
	}
	return out
}

// mean is that of an order on several sites, each with a draw; nil = each item
// counts once. What is not a number is left out.
func mean(on []*measured, draw [][]float64) (out numbers) {
	var n numbers
	for i, m := range on {
		weight := ones(len(m.items))
		if draw != nil {
			weight = draw[i]
		}
		for k, x := range m.numbers(weight) {
			if !math.IsNaN(x) {
				out[k], n[k] = out[k]+x, n[k]+1
			}
		}
	}
	for k := range out {
		out[k] /= n[k]
	}
	return out
}

const draws = 200

// An interval holds 95 of 100 draws.
type interval struct{ low, high float64 }

// bootstrap draws articles with repetition, the same for all orders, and returns
// the interval of the first order's lead over each.
func bootstrap(orders [][]*measured) [][len(numbers{})]interval {
	random, sites := rand.New(rand.NewPCG(seed, 1)), orders[0]
	draw := make([][]float64, len(sites))
	values := make([][len(numbers{})][]float64, len(orders))
	for range draws {
		for i, m := range sites {
			draw[i] = drawn(random, len(m.items))
		}
		first := mean(orders[0], draw)
		for o := 1; o < len(orders); o++ {
			for k, x := range mean(orders[o], draw) {
				values[o][k] = append(values[o][k], first[k]-x)
			}
		}
	}
	out := make([][len(numbers{})]interval, len(orders))
	for o := range values {
		for k := range values[o] {
			out[o][k] = middle(values[o][k])
		}
	}
	return out
}

// drawn counts how often each of n was drawn in n draws.
func drawn(r *rand.Rand, n int) []float64 {
	out := make([]float64, n)
	for range n {
		out[r.IntN(n)]++
	}
	return out
}

// middle is the middle 95 % of the values that are numbers.
func middle(values []float64) interval {
	values = slices.DeleteFunc(values, math.IsNaN)
	if len(values) == 0 {
		return interval{math.NaN(), math.NaN()}
	}
	slices.Sort(values)
	n := len(values)
	return interval{values[n*25/1000], values[n-1-n*25/1000]}
}
