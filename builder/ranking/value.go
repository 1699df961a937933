package ranking

import (
	"time"

	"winnow/builder/content"
	"winnow/builder/fixedpoint"
)

const one = int64(fixedpoint.One)

// heaviest is the largest mass that is taken seriously; sums of a few of it,
// times the largest odds, do not overflow.
const heaviest = 1_000_000_000 * one

// A scale weighs articles. It remembers the decay tables it made.
type scale struct {
	policy Policy
	basis  Basis
	masses map[content.EvidenceKind]int64
	decays map[int]fixedpoint.Decay // by half-life
}

func newScale(rules []rule, p Policy, b Basis) *scale {
	out := &scale{p, b, map[content.EvidenceKind]int64{}, map[int]fixedpoint.Decay{}}
	for _, x := range rules {
		if x.mass != "" {
			out.masses[x.mass] = int64(*x.in(&p).(*fixedpoint.Micro))
		}
	}
	return out
}

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

// A judgement is what the hold-back rules look at: what was tried, not votes
// against it.
type judgement struct{ quality, negative int64 }

// tried reports whether events of a kind are harm that a person met with, and not
// a vote: only such harm holds an article back.
func tried(kind content.EvidenceKind) bool {
	return kind == content.Failed || kind == content.Rejected || kind == content.FlagUpheld
}

// An account is the evidence on one article. Masses have faded, but for fresh.
type account struct {
	fresh, masses    []int64 // by evidence
	p, n, tried      int64   // judged: for the article, against it, of that what was tried
	freshOpen, open  int64   // unvouched, for the article
	decay, openDecay int64
}

func (c *scale) account(s *Subject) account {
	decay, days, openDays := c.decay(s.Article.Category), c.age(s.Newest), c.age(s.UnvouchedNewest)
	a := account{fresh: make([]int64, len(s.Evidence)), masses: make([]int64, len(s.Evidence)), decay: decay.At(days), openDecay: decay.At(openDays)}
	for i, e := range s.Evidence {
		mass := c.masses[e.Kind]
		a.fresh[i] = weighed(mass, e.Weight)
		a.masses[i] = fade(a.fresh[i], decay, days)
		a.p, a.n = a.p+max(a.masses[i], 0), a.n-min(a.masses[i], 0)
		if tried(e.Kind) {
			a.tried -= a.masses[i]
		}
		a.freshOpen = bounded(a.freshOpen + max(weighed(mass, e.Unvouched), 0))
	}
	a.open = min(fade(a.freshOpen, decay, openDays), fixedpoint.MulDiv(int64(c.policy.UnvouchedShare), a.p+a.n, one))
	return a
}

func weighed(mass, weight int64) int64 { return bounded(fixedpoint.MulDiv(mass, weight, one)) }

func fade(mass int64, d fixedpoint.Decay, days int) int64 {
	return int64(d.Of(fixedpoint.Micro(mass), days))
}

func bounded(mass int64) int64 { return min(max(mass, -heaviest), heaviest) }

// value works out V of one article with all terms.
func (c *scale) value(s *Subject, v *Verdict) judgement {
	a, rho := c.account(s), int64(c.policy.AuthorWeight)
	record := fixedpoint.MulDiv(rho, s.AuthorR, one)
	pro := fixedpoint.MulDiv(int64(c.policy.Odds), record+a.p+a.open, one)
	size := pro + rho - record + a.n + int64(c.policy.Caution)
	v.Start, v.Value, v.Judged = int64(c.basis.Prior), fixedpoint.MulDiv(pro, one, size), a.p+a.n
	v.AuthorR, v.Decay, v.OpenDecay = s.AuthorR, a.decay, a.openDecay
	v.Terms = c.terms(s, &a, record, size, v.Value-v.Start)
	v.Quality = fixedpoint.MulDiv(record+a.p, one, rho+a.p+a.tried)
	return judgement{v.Quality, a.tried}
}

// fine is how many parts of a millionth a term is computed to before all are
// rounded together.
const fine = one

// terms takes V apart, so that all add up to sum. A mass adds its share of size,
// times what a unit of it moves.
func (c *scale) terms(s *Subject, a *account, record, size, sum int64) []Term {
	mu := int64(c.basis.Prior)
	up, start := fixedpoint.MulDiv(int64(c.policy.Odds), one-mu, one), fixedpoint.MulDiv(int64(c.policy.AuthorWeight), mu, one)
	list, exactly := make([]Term, 0, len(a.masses)+4), make([]int64, 0, len(a.masses)+4)
	add := func(t Term, mass, moves int64) {
		list = append(list, t)
		exactly = append(exactly, fixedpoint.MulDiv(fixedpoint.MulDiv(mass, one*fine, size), moves, one))
	}
	if s.AuthorJudged > 0 || s.AuthorR != mu {
		add(Term{Kind: TermAuthor, N: s.AuthorJudges, Topic: s.AuthorTopic}, record-start, up+mu)
	}
	for i, e := range s.Evidence {
		moves := up
		if a.fresh[i] < 0 {
			moves = mu
		}
		if a.fresh[i] != 0 { // else unvouched, or the author's own
			add(Term{Kind: string(e.Kind), N: e.N, Date: e.Date, Mass: a.fresh[i]}, a.masses[i], moves)
		}
	}
	if s.CopyOf != "" {
		add(Term{Kind: TermCopy}, 0, 0)
	}
	if a.open > 0 {
		add(Term{Kind: TermUnvouched, Date: s.UnvouchedNewest, Mass: a.freshOpen}, a.open, up)
	}
	add(Term{Kind: TermCaution}, c.doubt(start, up), -one)
	for i, value := range fixedpoint.Share(sum, exactly, fine) {
		list[i].Value = value
	}
	return list
}

// doubt returns what the article of a newcomer is short of mu where nothing is
// known of it, times its size: mu*(caution + rho - rho*mu) - odds*(1-mu)*rho*mu.
func (c *scale) doubt(start, up int64) int64 {
	mu := int64(c.basis.Prior)
	return fixedpoint.Sum{}.Plus(mu, int64(c.policy.Caution)+int64(c.policy.AuthorWeight)-start).Plus(-up, start).Over(one)
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
