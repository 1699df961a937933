package lists

import (
	"cmp"
	"math"
	"slices"
)

// A pairing asks of every two items that turned out differently whether the
// one that turned out better has the larger key; equal keys are half right. It
// is sorted once, and counted with as many weights as one likes.
type pairing struct {
	order []int32 // items, from the one that turned out worst
	equal []bool  // of each in order: it turned out as the one before
	rank  []int32 // of each item by key, from 0
	ranks int
}

// newPairing leaves out what has no worth.
func newPairing(key, worth []float64) pairing {
	p := pairing{rank: make([]int32, len(key))}
	byKey := make([]int32, len(key))
	for i := range key {
		byKey[i] = int32(i)
		if !math.IsNaN(worth[i]) {
			p.order = append(p.order, int32(i))
		}
	}
	slices.SortFunc(byKey, func(a, b int32) int { return cmp.Compare(key[a], key[b]) })
	for n, i := range byKey {
		if n > 0 && key[i] != key[byKey[n-1]] {
			p.ranks++
		}
		p.rank[i] = int32(p.ranks)
	}
	p.ranks++
	slices.SortStableFunc(p.order, func(a, b int32) int { return cmp.Compare(worth[a], worth[b]) })
	p.equal = make([]bool, len(p.order))
	for n := 1; n < len(p.order); n++ {
		p.equal[n] = worth[p.order[n]] == worth[p.order[n-1]]
	}
	return p
}

// count adds up the pairs and those that are right; a pair weighs what its items
// weigh, multiplied.
func (p pairing) count(weight []float64) (right, pairs float64) {
	below, all := newCounter(p.ranks), 0.0 // of the items that turned out worse
	for from, to := 0, 0; from < len(p.order); from = to {
		for to = from; to < len(p.order) && (to == from || p.equal[to]); to++ {
			i := p.order[to]
			if w := weight[i]; w > 0 {
				right += w * (below.upTo(p.rank[i]-1) + below.upTo(p.rank[i])) / 2
				pairs += w * all
			}
		}
		for _, i := range p.order[from:to] {
			below.add(p.rank[i], weight[i])
			all += weight[i]
		}
	}
	return right, pairs
}

// A counter is Fenwick's tree (1994): sums of all numbers up to one.
type counter []float64

func newCounter(n int) counter { return make(counter, n+1) }

func (c counter) add(i int32, w float64) {
	for i++; int(i) < len(c); i += i & -i {
		c[i] += w
	}
}

func (c counter) upTo(i int32) (sum float64) {
	for i++; i > 0; i -= i & -i {
		sum += c[i]
	}
	return sum
}

const (
	top     = 10 // places that nDCG looks at
	enough  = 10 // articles of a category that has an order
	popular = 10 // net votes of an article that must not stand below
	unknown = 1  // one with as many, or fewer
)

// gain is nDCG@10 of what items are worth, in the order of their keys; of equal
// keys each order is as likely as any other. It is false without a worth.
func gain(key, worth, weight []float64) (float64, bool) {
	best := discounted(worth, worth, weight)
	return discounted(key, worth, weight) / best, best > 0
}

func discounted(key, worth, weight []float64) (sum float64) {
	order := make([]int, 0, len(key))
	for i := range key {
		if weight[i] > 0 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(key[b], key[a]) })
	place := 0.0
	for from, to := 0, 0; from < len(order) && place < top; from = to {
		mass, n := 0.0, 0.0
		for to = from; to < len(order) && key[order[to]] == key[order[from]]; to++ {
			i := order[to]
			mass, n = mass+weight[i]*max(worth[i], 0), n+weight[i]
		}
		sum += mass / n * discounts(place, min(place+n, top))
		place += n
	}
	return sum
}

// discounts adds up 1/log2(place + 1) of the places after from, up to to.
func discounts(from, to float64) (sum float64) {
	for i := from; i < to; i++ {
		sum += 1 / math.Log2(i+2)
	}
	return sum
}

// wilson is the lower bound of Wilson's interval of a share of n at 95 %.
func wilson(good, n float64) float64 {
	if n <= 0 {
		return 0
	}
	const z = 1.96
	p := good / n
	return (p + z*z/(2*n) - z*math.Sqrt((p*(1-p)+z*z/(4*n))/n)) / (1 + z*z/n)
}
