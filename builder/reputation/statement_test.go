package reputation

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// A statement alone gives every published score again, by other arithmetic than
// that of the ledger: exact fractions, rounded where the package comment says so.
func TestStatementGivesTheScore(t *testing.T) {
	topics, open := 0, 0
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		w.rules.SmallCell = r.IntN(4)
		l := w.score(t)
		for _, s := range l.Contributors {
			st, ok := l.Statement(s.ID)
			if !ok {
				t.Fatalf("%s has no statement", s.ID)
			}
			x := recomputation{l.Rules, st}
			if got := x.total(nil, nil, st.Probation); got != st.Total || st.Score != s.Score {
				t.Errorf("%s: recomputed %d, stated %d; score %d, stated %d", s.ID, got, st.Total, s.Score, st.Score)
			}
			sum := st.Start + st.OpenAdds + st.ProbationAdds
			for _, a := range st.Answers {
				sum += a.Adds
			}
			if sum != st.Total {
				t.Errorf("%s: the lines add up to %d, not to %d", s.ID, sum, st.Total)
			}
			for _, topic := range st.Topics {
				if got := x.total(topic.Category, topic.Tag, topic.Probation); got != topic.Total {
					t.Errorf("%s in %s: recomputed %d, stated %d", s.ID, topic.Topic, got, topic.Total)
				}
				topics++
			}
			if st.Open != (Sums{}) {
				open++
			}
			if len(st.Topics) != len(s.ByCategory)+len(s.ByTag) {
				t.Errorf("%s: %d topics are stated, %d published", s.ID, len(st.Topics), len(s.ByCategory)+len(s.ByTag))
			}
		}
	})
	if topics < 50 || open < 20 {
		t.Errorf("only %d topics and %d people with unvouched evidence were tried", topics, open)
	}
}

// A recomputation works a statement out again.
type recomputation struct {
	rules Rules
	st    Statement
}

// round is a/b to the nearest integer, a half to the even one.
func round(a, b *big.Int) *big.Int {
	if b.Sign() == 0 {
		return new(big.Int)
	}
	q, m := new(big.Int).DivMod(a, b, new(big.Int)) // b > 0, so m >= 0
	if c := m.Lsh(m, 1).Cmp(b); c > 0 || c == 0 && q.Bit(0) == 1 {
		q.Add(q, big.NewInt(1))
	}
	return q
}

func mul(a, b Micro) *big.Int { return new(big.Int).Mul(big.NewInt(int64(a)), big.NewInt(int64(b))) }

func micro(x *big.Int) Micro { return Micro(x.Int64()) }

// outcome is g and b of an answer, faded.
func (x recomputation) outcome(j Judgement) (good, bad Micro) {
	all := big.NewInt(int64(j.Positive + j.Negative + x.rules.Caution))
	fade := func(m Micro) Micro {
		g := micro(round(mul(m, One), all))
		return micro(round(mul(g, Micro(j.Decay)), big.NewInt(1<<30)))
	}
	return fade(j.Positive), fade(j.Negative)
}

// total is R, given which answers lie in the category and on the tag.
func (x recomputation) total(category, tag []int, capped bool) Micro {
	var good, bad [3]Micro
	var openGood, openBad Micro
	for i, a := range x.st.Answers {
		g, b := x.outcome(a.Judged)
		level := 0
		if slices.Contains(category, i) || slices.Contains(tag, i) {
			level = 1
		}
		if slices.Contains(tag, i) {
			m := big.NewInt(int64(a.Tags))
			tg, tb := micro(round(mul(g, 1), m)), micro(round(mul(b, 1), m))
			good[2], bad[2], g, b = good[2]+tg, bad[2]+tb, g-tg, b-tb
		}
		good[level], bad[level] = good[level]+g, bad[level]+b
		og, ob := x.outcome(a.Open)
		openGood, openBad = openGood+og, openBad+ob
	}
	most := micro(round(mul(x.rules.UnvouchedShare, good[0]+bad[0]), big.NewInt(int64(One))))
	if openGood+openBad > most {
		openGood = micro(round(mul(openGood, most), big.NewInt(int64(openGood+openBad))))
		openBad = most - openGood
	}
	good[0], bad[0] = good[0]+openGood, bad[0]+openBad
	levels := 1
	if category != nil || tag != nil {
		levels = 2
	}
	if tag != nil {
		levels = 3
	}
	r, mu := Micro(0), x.st.Start
	for level, kappa := range []Micro{x.rules.Kappa.Overall, x.rules.Kappa.Category, x.rules.Kappa.Tag}[:levels] {
		top := new(big.Int).Add(mul(kappa, r), mul(good[level], One-mu))
		top.Sub(top, mul(bad[level], mu))
		r = micro(round(top, big.NewInt(int64(kappa+good[level]+bad[level]))))
	}
	if capped {
		r = min(r, 0)
	}
	return mu + r
}
