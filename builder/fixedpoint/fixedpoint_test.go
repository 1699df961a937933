package fixedpoint

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestPackageComment(t *testing.T) {
	if got := MulDiv[int64](2_000_000, 1_200_000, 6_200_000); got != 387_097 {
		t.Errorf("2*1.2/6.2 = %d", got)
	}
	got := Share(10, []int64{333, 333, 334}, 100)
	if got[0] != 3 || got[1] != 3 || got[2] != 4 {
		t.Errorf("thirds of ten = %d", got)
	}
	if got := NewDecay(1095).Of(One, 2190); got != One/4 {
		t.Errorf("two half-lives leave %d", got)
	}
}

// Numbers of every size, among them the largest and smallest.
func someNumber(r *rand.Rand) int64 {
	switch n := int64(r.Uint64()) >> r.IntN(64); r.IntN(20) {
	case 0:
		return math.MinInt64
	case 1:
		return math.MaxInt64
	default:
		return n
	}
}

func TestMulDivAgainstBig(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200_000 {
		a, b, c := someNumber(r), someNumber(r), someNumber(r)
		if got, want := MulDiv(a, b, c), bigMulDiv(a, b, c); got != want {
			t.Fatalf("%d*%d/%d = %d, want %d", a, b, c, got, want)
		}
	}
}

func bigMulDiv(a, b, c int64) int64 {
	if c == 0 {
		return 0
	}
	n := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
	d := big.NewInt(c)
	if d.Sign() < 0 {
		n.Neg(n)
		d.Neg(d)
	}
	// floor((2n+d)/2d), one less for an odd half
	twice := new(big.Int).Add(new(big.Int).Lsh(n, 1), d)
	q, m := new(big.Int).DivMod(twice, new(big.Int).Lsh(d, 1), new(big.Int))
	if m.Sign() == 0 && q.Bit(0) == 1 {
		q.Sub(q, big.NewInt(1))
	}
	switch {
	case q.Cmp(big.NewInt(math.MaxInt64)) > 0:
		return math.MaxInt64
	case q.Cmp(big.NewInt(-math.MaxInt64)) < 0:
		return -math.MaxInt64
	}
	return q.Int64()
}

func TestSumAgainstBig(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 50_000 {
		var s Sum
		want := new(big.Int)
		for range 3 {
			a, b := someNumber(r)>>2, someNumber(r)>>2
			s = s.Plus(a, b)
			want.Add(want, new(big.Int).Mul(big.NewInt(a), big.NewInt(b)))
		}
		got := new(big.Int).Lsh(big.NewInt(s.hi), 64)
		got.Add(got, new(big.Int).SetUint64(s.lo))
		if got.Cmp(want) != 0 {
			t.Fatalf("sum %v, want %v", got, want)
		}
	}
}

func TestRoot(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for i := range int64(200_000) {
		n := i
		if i > 1000 {
			n = r.Int64() >> r.IntN(62)
		}
		x := big.NewInt(Root(n))
		// (2x-1)² <= 4n <= (2x+1)²
		four := new(big.Int).Lsh(big.NewInt(n), 2)
		low := new(big.Int).Sub(new(big.Int).Lsh(x, 1), big.NewInt(1))
		high := new(big.Int).Add(new(big.Int).Lsh(x, 1), big.NewInt(1))
		if n > 0 && low.Mul(low, low).Cmp(four) > 0 || high.Mul(high, high).Cmp(four) < 0 {
			t.Fatalf("root of %d is not %v", n, x)
		}
	}
	if Root(math.MaxInt64) != 3037000500 || Root(-4) != 0 {
		t.Error("wrong root at the ends")
	}
}

func TestShareAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 20_000 {
		parts, sum := make([]int64, 1+r.IntN(9)), int64(0)
		for i := range parts {
			parts[i] = r.Int64N(20_000) - 10_000
			sum += parts[i]
		}
		total, got := MulDiv(sum, 1, 100), int64(0)
		for i, s := range Share(total, parts, 100) {
			got += s
			if d := s*100 - parts[i]; d <= -100-50 || d >= 100+50 {
				t.Fatalf("part %d of %v became %d", i, parts, s)
			}
		}
		if got != total {
			t.Fatalf("%v add up to %d, want %d", parts, got, total)
		}
	}
	if got := Share(-7, []int64{0, 0}, 10); got[0]+got[1] != -7 {
		t.Errorf("a total that is none of the parts': %d", got)
	}
	if Share[int64](5, nil, 10) != nil {
		t.Error("no parts can carry nothing")
	}
}

func TestDecay(t *testing.T) {
	for _, h := range []int{1, 2, 3, 90, 365, 1095, 36500} {
		d := NewDecay(h)
		for _, days := range []int{-5, 0, 1, 2, h / 2, h, h + 1, 2 * h, 3*h + 7, 29 * h, 40 * h, 1 << 30} {
			want := math.Exp2(-float64(max(days, 0))/float64(h)) * Full
			if got := d.At(days); math.Abs(float64(got)-want) > 0.51 {
				t.Errorf("half-life %d after %d days: %d, want %.2f", h, days, got, want)
			}
		}
		if d.At(h) != Full/2 || d.At(3*h) != Full/8 {
			t.Errorf("half-life %d does not halve exactly", h)
		}
	}
	if (Decay{}).At(10_000) != Full || NewDecay(0).Of(One, 9) != One {
		t.Error("no half-life must not fade")
	}
}

func TestMicro(t *testing.T) {
	for _, c := range []struct {
		in   any
		want string
	}{
		{int64(4), "4"}, {0.25, "0.25"}, {-1.5, "-1.5"}, {0.1, "0.1"}, {0.000001, "0.000001"}, {-0.5, "-0.5"}, {1e9, "1000000000"},
	} {
		var m Micro
		if err := m.UnmarshalTOML(c.in); err != nil || m.String() != c.want {
			t.Errorf("%v becomes %s, %v", c.in, m, err)
		}
	}
	for _, bad := range []any{math.NaN(), math.Inf(1), 1e10, "1", true, 0.0000001, int64(math.MaxInt64), nil} {
		if err := new(Micro).UnmarshalTOML(bad); err == nil {
			t.Errorf("%v is taken for a number", bad)
		}
	}
	if s := Micro(math.MinInt64).String(); s != "-9223372036854.775808" {
		t.Errorf("smallest number is %s", s)
	}
}
