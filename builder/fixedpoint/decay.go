package fixedpoint

import "math/bits"

// A Decay is the table of 2^-(days/H) for a half-life of H days. The zero value
// never fades. It is safe for use by several goroutines.
//
// The powers are made with integers: 2^-x is the product of 2^-½, 2^-¼, 2^-⅛, …
// for the binary digits of x, and each of these is the square root of the one
// before, in 62 binary places. Kept are 30.
type Decay struct {
	powers []uint64 // 2^-(k/H) in 62 binary places, k < H
}

// Full is the weight of what happened today: 1 in 30 binary places.
const Full = 1 << 30

const (
	places = 62
	digits = 40 // of the exponent; the error is below 2^-40
)

// NewDecay returns the table for a half-life in days; 0 or less never fades.
func NewDecay(halfLife int) Decay {
	if halfLife <= 0 {
		return Decay{}
	}
	roots := halvings()
	powers := make([]uint64, halfLife)
	for k := range powers {
		powers[k] = power(uint64(k)<<digits/uint64(halfLife), roots)
	}
	return Decay{powers}
}

// halvings are 2^-(1/2), 2^-(1/4), …, one for each binary digit.
func halvings() (roots [digits]uint64) {
	last := uint64(1) << (places - 1)
	for i := range roots {
		last = root128(last>>(64-places), last<<places)
		roots[i] = last
	}
	return roots
}

func power(exponent uint64, roots [digits]uint64) uint64 {
	p := uint64(1) << places
	for i, r := range roots {
		if exponent>>(digits-1-i)&1 == 1 {
			hi, lo := bits.Mul64(p, r)
			p = hi<<(64-places) | lo>>places
		}
	}
	return p
}

// root128 returns the square root of a number between 2^121 and 2^124, rounded down,
// by Newton's steps from above.
func root128(hi, lo uint64) uint64 {
	x := uint64(1) << places
	for {
		q, _ := bits.Div64(hi, lo, x)
		y := (x + q) / 2
		if y >= x {
			return x
		}
		x = y
	}
}

// At returns what is left of one after days, in 30 binary places; what is in the
// future has not faded.
func (d Decay) At(days int) int64 {
	h := len(d.powers)
	if h == 0 || days <= 0 {
		return Full
	}
	shift := places - 30 + uint(days/h)
	if shift >= 64 {
		return 0
	}
	return int64((d.powers[days%h] + 1<<(shift-1)) >> shift)
}

// Of returns what is left of m after days.
func (d Decay) Of(m Micro, days int) Micro {
	return MulDiv(m, Micro(d.At(days)), Full)
}
