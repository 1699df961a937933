package ranking

import (
	"time"

	"winnow/builder/fixedpoint"
)

const one = int64(fixedpoint.One)

// heaviest is the largest mass that is taken seriously; sums of a few of it do
// not overflow.
const heaviest = 1_000_000_000 * one

// A scale weighs articles. It remembers the decay tables it made.
type scale struct {
	policy Policy
	basis  Basis
	decays map[int]fixedpoint.Decay // by half-life
}

func newScale(p Policy, b Basis) *scale { return &scale{p, b, map[int]fixedpoint.Decay{}} }

func (c *scale) decay(category string) fixedpoint.Decay {
	days := c.policy.halfLife(category)
	d, ok := c.decays[days]
	if !ok {
		d = fixedpoint.NewDecay(days)
		c.decays[days] = d
	}
	return d
}

// age is days before as_of, not negative; what has no date has not aged.
func (c *scale) age(t time.Time) int {
	if t.IsZero() || c.basis.AsOf.IsZero() {
		return 0
	}
	return max(int(c.basis.AsOf.Sub(t)/(24*time.Hour)), 0)
}

// A judgement is what the hold-back rules look at: judged evidence alone.
type judgement struct{ quality, negative int64 }

// value works out Q and V of one article with all terms.
func (c *scale) value(s *Subject, v *Verdict) judgement {
	mu, rho := int64(c.basis.Prior), int64(c.policy.AuthorWeight)
	decay := c.decay(s.Article.Category)
	days := c.age(s.Newest)
	masses, p, n := make([]int64, len(s.Evidence)), int64(0), int64(0)
	for i, e := range s.Evidence {
		masses[i] = fade(e.Value, decay, days)
		p, n = p+max(masses[i], 0), n-min(masses[i], 0)
	}
	open := min(fade(s.Unvouched, decay, c.age(s.UnvouchedNewest)), fixedpoint.MulDiv(int64(c.policy.UnvouchedShare), p+n, one))
	size := rho + p + n + open

	quality := func(open int64) int64 {
		return mu + fixedpoint.Sum{}.Plus(rho, s.AuthorR-mu).Plus(p+open, one-mu).Plus(-n, mu).Over(rho+p+n+open)
	}
	v.Start, v.Quality, v.Judged = mu, quality(open), p+n
	v.AuthorR, v.Decay, v.OpenDecay = s.AuthorR, decay.At(days), decay.At(c.age(s.UnvouchedNewest))
	doubt := fixedpoint.Root(fixedpoint.MulDiv(v.Quality*(one-v.Quality), one, rho+p+n+one))
	doubt = min(doubt, v.Quality) // no article is worth less than 0
	v.Value = v.Quality - doubt
	v.Terms = c.terms(s, masses, open, size, doubt, v.Value-mu)
	return judgement{quality(0), n}
}

func fade(mass int64, d fixedpoint.Decay, days int) int64 {
	return int64(d.Of(fixedpoint.Micro(bounded(mass)), days))
}

func bounded(mass int64) int64 { return min(max(mass, -heaviest), heaviest) }

// fine is how many parts of a millionth a term is computed to before all are
// rounded together.
const fine = one

// terms takes V apart, so that all add up to sum. A mass adds its share of size,
// times the distance from mu to what it speaks for; the author's record adds its
// own distance.
func (c *scale) terms(s *Subject, masses []int64, open, size, doubt, sum int64) []Term {
	mu := int64(c.basis.Prior)
	list := make([]Term, 0, len(masses)+3)
	exactly := make([]int64, 0, len(masses)+3)
	add := func(t Term, mass, distance int64) {
		list = append(list, t)
		exactly = append(exactly, fixedpoint.MulDiv(fixedpoint.MulDiv(mass, one*fine, size), distance, one))
	}
	if s.AuthorJudged > 0 || s.AuthorR != mu {
		add(Term{Kind: TermAuthor, N: s.AuthorJudges, Topic: s.AuthorTopic}, int64(c.policy.AuthorWeight), s.AuthorR-mu)
	}
	for i, e := range s.Evidence {
		if e.Value == 0 {
			continue // unvouched, or the author's own
		}
		toward := one - mu
		if masses[i] < 0 {
			toward = mu
		}
		add(Term{Kind: string(e.Kind), N: e.N, Date: e.Date, Mass: bounded(e.Value)}, masses[i], toward)
	}
	if s.CopyOf != "" {
		add(Term{Kind: TermCopy}, 0, 0)
	}
	if open > 0 {
		add(Term{Kind: TermUnvouched, Date: s.UnvouchedNewest, Mass: bounded(s.Unvouched)}, open, one-mu)
	}
	list, exactly = append(list, Term{Kind: TermUncertainty}), append(exactly, -doubt*fine)
	for i, value := range fixedpoint.Share(sum, exactly, fine) {
		list[i].Value = value
	}
	return list
}

// A Shown is a value in tenths of a point from 0 to 100: Start + all Terms =
// Total, exactly, in the digits that are shown.
type Shown struct {
	Start int64
	Terms []int64 // parallel to Verdict.Terms
	Total int64
}

const tenth = one / 1000

// Points returns the value as lists show it: 0…100.
func (v *Verdict) Points() int { return int(fixedpoint.MulDiv(v.Value, 1, one/100)) }

// Shown rounds a value and its terms so that what is shown still adds up.
func (v Verdict) Shown() Shown {
	out := Shown{Start: fixedpoint.MulDiv(v.Start, 1, tenth), Total: fixedpoint.MulDiv(v.Value, 1, tenth)}
	values := make([]int64, len(v.Terms))
	for i, t := range v.Terms {
		values[i] = t.Value
	}
	out.Terms = fixedpoint.Share(out.Total-out.Start, values, tenth)
	return out
}
