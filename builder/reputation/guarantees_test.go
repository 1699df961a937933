package reputation

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"winnow/builder/content"
	"winnow/builder/fixedpoint"
)

// The guarantees of anchored mode, each as a property of random communities.
// slack is what rounding to millionths may add at three levels of a chain.
const slack = 3

// quality is R of a contributor, overall, in millionths.
func quality(t *testing.T, l *Ledger, id string) Micro {
	t.Helper()
	e, ok := l.Explain(id, "", 0)
	if !ok {
		return l.Prior
	}
	return e.Total
}

func (l *Ledger) mass(id string) Micro {
	if i := l.person(id); i != none {
		return l.records[i].all.mass()
	}
	return 0
}

// attack lets k unvouched accounts do whatever they can for or against a
// member: endorse, judge, answer in any thread, accept what no one trusted
// endorsed, and pretend to be staff.
func (w *world) attack(r *rand.Rand, l *Ledger, victim string, k int) {
	var targets []string
	for i := range l.answers {
		a := &l.answers[i]
		if a.author != none && l.people.list[a.author].id == victim {
			targets = append(targets, l.ids[i])
		}
	}
	for i := range k {
		sybil := fmt.Sprintf("x%d", r.IntN(k))
		fresh := fmt.Sprintf("x-answer%d", i)
		author, thread := victim, fresh // whoever answers in a real thread is judged there
		if r.IntN(2) == 0 {
			author, thread = sybil, fmt.Sprintf("t%d", r.IntN(20))
		}
		w.add(content.Evidence{Date: someDay(r), Kind: content.Answered, Answer: fresh, Author: author, Thread: thread,
			Category: "wifi", Tags: []string{"tag1"}, Count: 1})
		targets = append(targets, fresh)
		for range r.IntN(4) {
			kinds := []content.EvidenceKind{content.Kudos, content.Confirmed, content.Downvote, content.Failed,
				content.Verified, content.Rejected, content.FlagUpheld, content.Unaccepted, content.Accepted}
			e := content.Evidence{Date: someDay(r), Kind: kinds[r.IntN(len(kinds))], By: sybil, Answer: targets[r.IntN(len(targets))], Count: 1 + r.IntN(9)}
			if e.Kind == content.Accepted && l.endorsed(e.Answer) {
				continue
			}
			w.add(e)
		}
		w.add(content.Evidence{Date: someDay(r), Kind: []content.EvidenceKind{content.Kudos, content.Confirmed}[r.IntN(2)], Answer: fresh, Count: 1000})
	}
}

// endorsed reports whether trusted people endorsed an answer: then an acceptance
// counts, whoever gives it.
func (l *Ledger) endorsed(answer string) bool {
	o, ok := l.Outcome(answer)
	if !ok {
		return false
	}
	for _, c := range o.Counts {
		if k, _ := l.kinds.named(c.Kind); k.is(endorses) && c.Staff+c.Vouched > 0 {
			return true
		}
	}
	return false
}

// T1: any number of unvouched accounts moves a score by at most the unvouched
// share, and not at all where no one trusted judged. T2: no one else's score
// changes by a bit.
func TestT1T2UnvouchedAttacks(t *testing.T) {
	manyWorlds(t, 300, func(t *testing.T, r *rand.Rand, w *world) {
		before := w.score(t)
		trusted := *w
		trusted.rules.UnvouchedShare = 0
		bare := trusted.score(t) // what trusted people alone say
		victim := w.member(r)
		if r.IntN(3) == 0 {
			victim = "nobody-yet"
		}
		w.attack(r, before, victim, 1+r.IntN(40))
		after := w.score(t)
		old, now, m := quality(t, bare, victim), quality(t, after, victim), before.mass(victim)
		if (m == 0 || w.rules.UnvouchedShare == 0) && old != now {
			t.Errorf("%s moved from %s to %s with %s units judged", victim, old, now, m)
		}
		// (1-R)/(1 + beta*M/(kappa+M)), and the same for R.
		share := func(x Micro) Micro {
			k := w.rules.Kappa.Overall + m
			return Micro(float64(x) / (1 + float64(w.rules.UnvouchedShare)/1e6*float64(m)/float64(k)))
		}
		if now > One-share(One-old)+slack || now < share(old)-slack {
			t.Errorf("%s moved from %s to %s with %s units judged", victim, old, now, m)
		}
		except := []string{victim, "x"}
		if got, want := everything(after, except...), everything(before, except...); got != want {
			t.Errorf("attack on %s changed others:\n%s\nwas\n%s", victim, got, want)
		}
	})
}

// T3: any number of accounts for whom the same people vouch add at most
// vouched_cap/c together, plus thread/c an answer, also with the help of made-up
// accounts that accept what they praise.
func TestT3VouchedRing(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		m := 1 + r.IntN(8)
		for i := range m {
			ring := fmt.Sprintf("ring%d", i)
			for staff := range 3 {
				w.add(content.Evidence{Date: newYear, Kind: content.Kudos, Answer: ring + "-ok", Author: ring, By: fmt.Sprintf("s%d", staff), Count: 1})
			}
		}
		before := w.score(t)
		answers := 1 + r.IntN(30)
		for i := range answers {
			id := fmt.Sprintf("boss%d", i)
			row := content.Evidence{Date: newYear.AddDate(0, 0, lastDay-i), Answer: id, Author: "boss", Thread: fmt.Sprintf("t%d", r.IntN(20)), Count: 1}
			for k := range m {
				for _, kind := range []content.EvidenceKind{content.Kudos, content.Confirmed, content.Accepted} {
					row.Kind, row.By = kind, fmt.Sprintf("ring%d", k)
					if kind == content.Accepted && r.IntN(2) == 0 {
						row.By = fmt.Sprintf("puppet%d", i)
					}
					w.add(row)
				}
			}
		}
		after := w.score(t)
		gained := after.records[after.person("boss")].all.good
		c := w.rules.Caution
		most := w.rules.VouchedCap*One/c + Micro(answers)*w.rules.Mass.Thread*One/c
		if gained > most+Micro(answers) {
			t.Errorf("%d vouched accounts gave %s with %d answers, at most %s", m, gained, answers, most)
		}
		if gained == 0 {
			t.Error("they gave nothing: the test cannot fail")
		}
		if before.person("boss") != none {
			t.Error("the boss is known before")
		}
	})
}

// What vouched people take is limited likewise: those for whom the same people
// vouch take at most vouched_cap/c from an author, and by accepting each other's
// answers beside the author's at most as much as these acceptances weigh.
func TestT3VouchedHarm(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		m := 2 + r.IntN(6)
		for i := range m {
			ring := fmt.Sprintf("ring%d", i)
			for staff := range 3 {
				w.add(content.Evidence{Date: newYear, Kind: content.Kudos, Answer: ring + "-ok", Author: ring, By: fmt.Sprintf("s%d", staff), Count: 1})
			}
		}
		for i := range 40 {
			row := content.Evidence{Date: newYear.AddDate(0, 0, lastDay-i), Kind: content.Downvote, Answer: fmt.Sprintf("boss%d", i), Author: "boss",
				By: fmt.Sprintf("ring%d", r.IntN(m)), Thread: fmt.Sprintf("duel%d", i), Count: 1}
			w.add(row)
			won := r.IntN(m)
			row.Kind, row.Answer, row.Author, row.By = content.Accepted, fmt.Sprintf("rival%d", i), fmt.Sprintf("ring%d", won), fmt.Sprintf("ring%d", (won+1)%m)
			w.add(row)
		}
		l := w.score(t)
		took := l.records[l.person("boss")].all.bad
		accepted := fixedpoint.MulDiv(-w.rules.Mass.OtherAccepted, w.rules.VouchedCap*Micro(m), w.rules.Mass.Accepted)
		most := fixedpoint.MulDiv(w.rules.VouchedCap+accepted, One, w.rules.Caution)
		if took == 0 || took > most+80 {
			t.Errorf("%d vouched accounts took %s, at most %s", m, took, most)
		}
	})
}

// T3, second half: a vouch needs three different people, each of whom has
// twenty a year: who misled two people has no one vouched.
func TestT3VouchesAreScarce(t *testing.T) {
	rules := DefaultRules()
	rules.Mode, rules.Anchors.Staff = Anchored, []string{"s0", "s1", "s2"}
	for _, c := range []struct{ misled, want int }{{2, 0}, {3, 20}} {
		var rows []content.Evidence
		for i := range 60 {
			for s := range c.misled {
				rows = append(rows, content.Evidence{Date: newYear.AddDate(0, 0, i), Kind: content.Kudos, By: fmt.Sprintf("s%d", s),
					Answer: fmt.Sprintf("b%02d", i), Author: fmt.Sprintf("bad%02d", i), Count: 1})
			}
			rows = append(rows, content.Evidence{Date: newYear.AddDate(0, 0, 100), Kind: content.Kudos, By: fmt.Sprintf("bad%02d", i),
				Answer: "boss", Author: "boss", Count: 1})
		}
		l, _ := Score(Input{Rules: rules, Evidence: slices.Values(rows)})
		o, _ := l.Outcome("boss")
		if o.Counts[0].Vouched != c.want {
			t.Errorf("%d misled people made %d vouched accounts, want %d", c.misled, o.Counts[0].Vouched, c.want)
		}
	}
}

// T4: answers that no one judges change nothing, and volume never buys a score
// above the best share of what was judged.
func TestT4Volume(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		before := w.score(t)
		for range 50 {
			w.rows = append(w.rows, content.Evidence{Date: someDay(r), Kind: content.Answered, Answer: fmt.Sprintf("flood%d", r.Int()),
				Author: "m1", Category: "wifi", Tags: []string{"tag1"}, Count: 1})
		}
		after := w.score(t)
		if old, now := quality(t, before, "m1"), quality(t, after, "m1"); old != now {
			t.Errorf("a flood moved %s to %s", old, now)
		}
		for i, p := range after.people.list {
			best := after.Prior
			for _, k := range after.byAuthor.of(int32(i)) {
				for _, s := range []sums{{after.answers[k].good, after.answers[k].bad}, {after.answers[k].openGood, after.answers[k].openBad}} {
					if s.mass() > 0 {
						best = max(best, (s.good+1)*One/s.mass())
					}
				}
			}
			if q := quality(t, after, p.id); q > best+slack || q < 0 || q > One {
				t.Errorf("%s has %s, more than the best answer, %s", p.id, q, best)
			}
		}
	})
}

// T5: one answer, however popular, moves a score by at most 1/(kappa+M+1).
func TestT5OneAnswer(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		w.rules.Prior = Prior{Fixed: true, Value: Micro(r.IntN(1_000_001))}
		w.rules.UnvouchedShare = 0
		before := w.score(t)
		for i := range 1000 {
			w.add(content.Evidence{Date: someDay(r), Kind: content.Kudos, Answer: "viral", Author: "m1", By: fmt.Sprintf("s%d", i%4), Count: 1})
			w.add(content.Evidence{Date: someDay(r), Kind: content.Verified, Answer: "viral", Author: "m1", Count: 1000})
		}
		after := w.score(t)
		most := inverse(w.rules.Kappa.Overall + before.mass("m1") + One)
		if d := quality(t, after, "m1") - quality(t, before, "m1"); d > most+slack {
			t.Errorf("one answer brought %s, at most %s", d, most)
		}
	})
}

// inverse is 1/x, rounded up, in millionths.
func inverse(x Micro) Micro { return One*One/x + 1 }

// T6: without new evidence a score fades to where newcomers start.
func TestT6OldGlory(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		w.rules.Prior = Prior{Fixed: true, Value: One / 2}
		w.rules.UnvouchedShare = 0
		now := w.score(t)
		days := r.IntN(6000)
		w.rules.AsOf = newYear.AddDate(0, 0, lastDay+days).Format(time.DateOnly)
		later := w.score(t)
		for _, p := range now.people.list {
			m := float64(now.mass(p.id)) * float64(now.decay.At(days)) / (1 << 30)
			most := Micro(m/(float64(w.rules.Kappa.Overall)+m)*1e6) + 200 // each answer is rounded
			d := quality(t, later, p.id) - One/2
			if d > most || -d > most {
				t.Errorf("%s is still %s away after %d days, at most %s", p.id, d, days, most)
			}
		}
	})
}

// T7: whoever starts anew starts where everyone does, without a rank.
func TestT7Whitewashing(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		w.write(r, "new-name")
		w.rows[len(w.rows)-1].Thread = "" // where no one else was accepted instead
		l := w.score(t)
		s := l.Contributor("new-name")
		if quality(t, l, "new-name") != l.Prior || s.Score != 0 || s.Rank != "newcomer" {
			t.Errorf("a new account starts as %+v", s)
		}
	})
}

// T8: what people do for themselves, under any declared name, changes nothing.
func TestT8Self(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		own := w.write(r, "m0")
		want := everything(w.score(t))
		for range 30 {
			w.event(r, []string{"m0", "m0-work", "m0-old"}[r.IntN(3)])
			e := &w.rows[len(w.rows)-1]
			e.Answer, e.Author = own, []string{"m0", "m0-old"}[r.IntN(2)]
		}
		if got := everything(w.score(t)); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
}

// T9: a rejection by staff takes at least 0.75*R/(kappa+M+1) at once, and puts
// the author on probation in that category.
func TestT9Sleeper(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		w.rules.Prior = Prior{Fixed: true, Value: One / 2}
		w.rules.UnvouchedShare = 0
		before := w.score(t)
		w.add(content.Evidence{Date: newYear.AddDate(0, 0, lastDay), Kind: content.Rejected, Answer: "bad", Author: "m1", By: "s1",
			Category: "billing", Count: 1})
		after := w.score(t)
		old, now := quality(t, before, "m1"), quality(t, after, "m1")
		least := Micro(0.75 * float64(old) / (float64(w.rules.Kappa.Overall+before.mass("m1")+One) / 1e6))
		if old-now < least-slack {
			t.Errorf("a rejection took %s of %s, at least %s", old-now, old, least)
		}
		if rec := after.Record("m1", "billing", nil, "another"); rec.Topic == "category:billing" && rec.R > after.Prior {
			t.Errorf("on probation with %s, newcomers start at %s", rec.R, after.Prior)
		}
	})
}

// T10: a post brings 1/m of its evidence to each of its m tags, so spraying
// tags brings no standing on any.
func TestT10TagSpray(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		m := 1 + r.IntN(40)
		var tags []string
		for i := range m {
			tags = append(tags, fmt.Sprintf("spray%d", i))
		}
		for i := range 1 + r.IntN(10) {
			w.add(content.Evidence{Date: someDay(r), Kind: content.Verified, Answer: fmt.Sprintf("sprayed%d", i), Author: "sprayer", By: "s1",
				Category: "wifi", Tags: tags, Count: 1})
		}
		l := w.score(t)
		i := l.person("sprayer")
		in := l.node(i, l.categoryNumber("wifi")).sums.mass()
		for _, tag := range tags {
			n := l.node(i, l.tagNumber(tag))
			share := float64(in) / float64(m)
			if float64(n.sums.mass()) > share+20 {
				t.Fatalf("tag %s has %s of %s, in %d tags", tag, n.sums.mass(), in, m)
			}
			c := l.chain(l.scopeOf(i, n.topic), nil)
			board := c
			board.levels = c.levels[:2]
			most := Micro(share/(float64(w.rules.Kappa.Tag)+share)*1e6) + slack
			if d := l.value(c) - l.value(board); d > most {
				t.Errorf("%d tags: on one %s above the category, at most %s", m, d, most)
			}
		}
	})
}
