// Package fixedpoint is the arithmetic of scores: whole numbers only.
//
// A score must have the same digits on every machine and in the browser that
// recomputes it, but the Go specification allows a compiler to fuse operations
// on floats across statements. So masses, shares and scores are counted in
// millionths ([Micro]); products are held in 128 bits ([Sum]), so that no
// intermediate value can overflow; and wherever a division is made, it is made
// once, to the nearest integer, a half going to the even one. Dividing by zero
// gives zero: a share of nothing is nothing.
//
// There are three tools beside the division: [Root], the integer square root;
// [Decay], powers of one half; and [Share], which hands out a rounded total to
// its rounded parts so that the parts still add up.
//
//	MulDiv(2_000_000, 1_200_000, 6_200_000) = 387_097   // 2 * 1.2/6.2
//	Share(10, []int64{333, 333, 334}, 100)  = 3, 3, 4   // thirds of ten
//	NewDecay(1095).Of(1_000_000, 2190)      = 250_000   // two half-lives
package fixedpoint

import (
	"cmp"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

// Micro is a number in millionths.
type Micro int64

// One is 1 in millionths.
const One Micro = 1_000_000

// String returns the number in decimals, no more than needed: "0.25", "-6".
func (m Micro) String() string {
	sign, abs := "", magnitude(int64(m))
	if m < 0 {
		sign = "-"
	}
	s := fmt.Sprintf("%s%d.%06d", sign, abs/uint64(One), abs%uint64(One))
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// UnmarshalTOML reads a number of a configuration file. It is the only way by
// which a float comes in, and it comes in once.
func (m *Micro) UnmarshalTOML(v any) error {
	var f float64
	switch v := v.(type) {
	case int64:
		f = float64(v)
	case float64:
		f = v
	default:
		return fmt.Errorf("%v is not a number", v)
	}
	if math.IsNaN(f) || math.Abs(f) > 1e9 {
		return fmt.Errorf("%v is not a number that makes sense here", f)
	}
	whole := math.Round(f * float64(One))
	if math.Abs(f*float64(One)-whole) > 1e-3 {
		return fmt.Errorf("%s has more than six decimals", strconv.FormatFloat(f, 'f', -1, 64))
	}
	*m = Micro(whole)
	return nil
}

// Round returns m in the given unit, to the nearest.
func (m Micro) Round(unit Micro) int64 { return int64(MulDiv(m, 1, unit)) }

// MulDiv returns a*b/c.
func MulDiv[T ~int64](a, b, c T) T {
	return T(Sum{}.Plus(int64(a), int64(b)).Over(int64(c)))
}

// A Sum is a sum of products, in 128 bits. The zero value is 0.
type Sum struct {
	hi int64
	lo uint64
}

// Plus returns the sum and a*b.
func (s Sum) Plus(a, b int64) Sum {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if (a < 0) != (b < 0) {
		hi, lo = negate(hi, lo)
	}
	sum, carry := bits.Add64(s.lo, lo, 0)
	return Sum{s.hi + int64(hi) + int64(carry), sum}
}

// Over returns the sum divided by d. A quotient that does not fit becomes the largest integer,
// or its negative.
func (s Sum) Over(d int64) int64 {
	negative := (s.hi < 0) != (d < 0)
	hi, lo := uint64(s.hi), s.lo
	if s.hi < 0 {
		hi, lo = negate(hi, lo)
	}
	by := magnitude(d)
	if by == 0 {
		return 0
	}
	q := uint64(math.MaxInt64)
	if hi < by {
		var r uint64
		q, r = bits.Div64(hi, lo, by)
		// r > by-r is 2r > by without the overflow.
		if q < math.MaxInt64 && (r > by-r || r == by-r && q%2 == 1) {
			q++
		}
		q = min(q, math.MaxInt64)
	}
	if negative {
		return -int64(q)
	}
	return int64(q)
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}

func negate(hi, lo uint64) (uint64, uint64) {
	lo, borrow := bits.Sub64(0, lo, 0)
	return -hi - borrow, lo
}

// Root returns the square root of n to the nearest integer, 0 for what is negative.
func Root(n int64) int64 {
	if n <= 0 {
		return 0
	}
	x := int64(1) << ((bits.Len64(uint64(n)) + 1) / 2) // not below the root
	for {
		y := (x + n/x) / 2
		if y >= x {
			break
		}
		x = y
	}
	if n-x*x > x { // nearer to x+1, as (x+½)² = x²+x+¼
		x++
	}
	return x
}

// Share rounds parts to multiples of unit, counted in units, so that they add up
// to total: each is rounded down, and what is missing goes to those that lost
// most, the first among equals. total should be the rounded sum of the parts;
// if it is not, the difference is spread over all of them.
func Share[T ~int64](total int64, parts []T, unit T) []int64 {
	if len(parts) == 0 {
		return nil
	}
	out, lost, missing := make([]int64, len(parts)), make([]int, len(parts)), total
	for i, p := range parts {
		out[i], lost[i] = floor(int64(p), int64(unit)), i
		missing -= out[i]
	}
	slices.SortFunc(lost, func(a, b int) int {
		ra, rb := int64(parts[a])-out[a]*int64(unit), int64(parts[b])-out[b]*int64(unit)
		return cmp.Or(cmp.Compare(rb, ra), cmp.Compare(a, b))
	})
	n := int64(len(parts))
	each, more := floor(missing, n), missing-floor(missing, n)*n
	for k, i := range lost {
		out[i] += each
		if int64(k) < more {
			out[i]++
		}
	}
	return out
}

func floor(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
