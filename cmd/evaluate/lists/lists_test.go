package lists

import (
	"math"
	"testing"
)

func same(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9 {
		t.Errorf("%s is %v, not %v", what, got, want)
	}
}

// pairs is what a pairing counts, pair by pair.
func pairs(key, worth, weight []float64) (right, all float64) {
	for i := range key {
		for k := range key {
			if worth[i] > worth[k] {
				w := weight[i] * weight[k]
				all += w
				if key[i] > key[k] {
					right += w
				} else if key[i] == key[k] {
					right += w / 2
				}
			}
		}
	}
	return right, all
}

func TestPairing(t *testing.T) {
	nan := math.NaN()
	key := []float64{3, 1, 4, 1, 5, 9, 2, 6, 5, 3}
	worth := []float64{2, 7, nan, 8, 2, 8, 1, 8, 2, nan}
	for _, weight := range [][]float64{ones(10), {0, 2, 1, 3, 0, 1, 1, 4, 2, 5}} {
		right, all := newPairing(key, worth).count(weight)
		wantRight, wantAll := pairs(key, worth, weight)
		same(t, "right", right, wantRight)
		same(t, "pairs", all, wantAll)
	}
}

// Worth 3, 0 and 1 in the order 1, 3, 0; then with equal keys of the first two.
func TestGain(t *testing.T) {
	worth := []float64{3, -2, 1}
	best := 3 + 1/math.Log2(3)
	g, ok := gain([]float64{5, 1, 9}, worth, ones(3))
	same(t, "gain", g, (1+3/math.Log2(3))/best)
	if !ok {
		t.Error("it is none")
	}
	g, _ = gain([]float64{5, 1, 5}, worth, ones(3))
	same(t, "shared places", g, 4*(1+1/math.Log2(3))/2/best)
	g, _ = gain([]float64{5, 1, 9}, worth, []float64{1, 7, 0})
	same(t, "only the first counts", g, 1)
	if _, ok := gain([]float64{1, 2}, []float64{0, -1}, ones(2)); ok {
		t.Error("where nothing is worth anything there is an order")
	}
	long := make([]float64, 20)
	long[15] = 1
	g, _ = gain(long, long, ones(20))
	same(t, "found at once", g, 1)
	g, _ = gain(ones(20), long, ones(20))
	same(t, "one of twenty in any order", g, discounts(0, top)/20)
}
