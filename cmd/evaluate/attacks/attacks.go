// Package attacks measures what somebody gains who cheats, and what it costs in accuracy
// that only named people are believed.
//
// # Attacks
//
// Dumps do not say who voted, so each vote gets a random user who wrote
// something in that month, always the same; twenty authors who were judged well
// in the first fifth of the time are staff. What an attack moves is counted for
// fifty random authors around the 25th and 50th percentile of all authors and of
// those with five judged units: points of the score, and ranks among the latter,
// which are as many authors overtaken. Where people must be misled, ten authors
// are tried, each with misled people of its own. Others are authors whom the
// attack was not for. The last column says whether what is promised holds:
// strangers move nobody up, or down where they mean to, and nobody else at all;
// a ring for which the same three people vouch gains five hundredths of the ranks
// at most; others gain what their caps allow.
package attacks

import (
	"fmt"
	"io"
	"slices"

	"winnow/builder/content"
	"winnow/builder/reputation"
	"winnow/cmd/evaluate/dump"
)

// An Attack is what somebody does who cheats.
type Attack struct {
	Name  string
	Do    func(*Plot)
	Start func(*Plot) // what is compared with, nil = nothing was done
	By    Means
	Gives number // mass that the attackers may give one author, where By is More
	Top   bool   // it is aimed against the best authors; others are in favour of their victim
}

// Means are what an attacker has.
type Means int

// What is promised depends on them.
const (
	Strangers Means = iota // any number of accounts: nobody moves up, or down where that is the aim
	Ring                   // accounts that the same three people were misled to vouch for: 5 hundredths at most
	More                   // others than that: no more than the caps of those who are misled, divided by caution (T3)
)

func attackList() []Attack {
	r := reputation.DefaultRules()
	list := []Attack{{Name: "kudos and acceptances for oneself", Do: praiseOneself}}
	for _, k := range []int{1, 3, 10, 30, 100, 1000} {
		list = append(list, Attack{Name: fmt.Sprintf("kudos of %d made-up accounts", k), Do: praise(content.Kudos, k)})
	}
	list = append(list,
		Attack{Name: "10 puppets ask and accept", Do: puppets(10)},
		Attack{Name: "100 puppets ask and accept", Do: puppets(100)},
		Attack{Name: "100 answers planted beside the best", Do: plant},
		Attack{Name: "two who praise each other", Do: pair},
		Attack{Name: "1,000 answers nobody judges", Do: flood},
		Attack{Name: "100 puppets, five tags an answer", Do: spray},
		Attack{Name: "1,000 accounts vote down the best", Do: praise(content.Downvote, 1000), Top: true})
	for _, m := range []int{2, 5} {
		list = append(list, Attack{Name: fmt.Sprintf("vouched ring of %d, all to all", m), Do: vouchedRing(m, true), Start: vouchedOnly(m), By: Ring})
	}
	return append(list,
		Attack{Name: "vouched ring of 5, in a cycle", Do: vouchedRing(5, false), Start: vouchedOnly(5), By: Ring},
		Attack{Name: "vouched ring of 5, four for one", Do: star(5, 0), Start: vouchedOnly(5), By: Ring},
		Attack{Name: "the same, and 160 puppets accept", Do: star(5, 40), Start: vouchedOnly(5), By: Ring},
		Attack{Name: "vouched ring of 20, 19 for one", Do: star(20, 0), Start: vouchedOnly(20), By: Ring},
		Attack{Name: "four for one, vouched by four people", Do: mixedStar, Start: mixedOnly, By: More, Gives: 4 * r.VouchedCap},
		Attack{Name: "two compromised vouchers", Do: compromised, By: More, Gives: 2 * r.PairCap},
	)
}

// A Group is the authors on whom an attack is tried.
type group struct {
	name  string
	users []int32
}

const (
	victims = 50
	alone   = 10 // of them, where people must be misled
)

func (a *Arena) groups() []group {
	return []group{
		{"25th percentile", near(a.authors, 25, victims)},
		{"50th percentile", near(a.authors, 50, victims)},
		{"25th of the judged", near(a.enough, 25, victims)},
		{"50th of the judged", near(a.enough, 50, victims)},
	}
}

// Print prints what each attack moves.
func Print(out io.Writer, s *dump.Site) {
	a := newArena(s, reputation.DefaultRules())
	fmt.Fprintf(out, "\n## %s: attacks in anchored mode: %d authors, %d of them with %v judged units or more; start %v\n\n",
		s.Name, len(a.authors), len(a.enough), judgedEnough, a.base.Prior)
	fmt.Fprintf(out, "%-37s%-20s%20s%22s%14s%18s  %s\n", "attack", "authors", "points mean, most", "ranks mean, most", "percentile", "others, most", "what is promised")
	for _, x := range attackList() {
		list := a.groups()
		if x.Top {
			list = []group{{"the best", a.enough[:min(victims, len(a.enough))]}}
		}
		for _, g := range list {
			if len(g.users) > 0 {
				d := a.try(x, g.users)
				fmt.Fprintf(out, "%-37s%-20s%s  %s\n", x.Name, g.name, d.line(a), x.promise(d, a))
			}
		}
	}
	others(a, out)
	a.needed(out)
	caps(out, s)
}

// promise tells whether what is promised holds: see Means.
func (x Attack) promise(d damage, a *Arena) string {
	aim := 1.0
	if x.Top {
		aim = -1
	}
	holds := d.others == 0
	for _, r := range d.ranks {
		switch {
		case x.By == Strangers:
			holds = holds && aim*r <= 0
		case x.By == Ring:
			holds = holds && 100*r <= 5*float64(len(a.enough))
		}
	}
	if x.By == More {
		holds = d.beyond == 0
	}
	if holds {
		return [...]string{Strangers: "no rank: holds", Ring: "5 hundredths: holds", More: "bound: holds"}[x.By]
	}
	return "DOES NOT HOLD"
}

// most is how high units of good evidence lift an author at best: T1 with these
// in the place of unvouched ones.
func (a *Arena) most(l *reputation.Ledger, id string, gives number) number {
	r, k := record(l, id), float64(a.rules.Kappa.Overall)
	k += float64(r.Judged)
	units := float64(gives) / float64(a.rules.Caution) * float64(reputation.One)
	return reputation.One - number(float64(reputation.One-r.R)*k/(k+units)) + 3
}

// needed prints how many puppets bring a median author among the best hundredth.
func (a *Arena) needed(out io.Writer) {
	platform := *a
	platform.rules.Mode, platform.rules.Anchors.Staff, platform.rules.Anchors.Proven = reputation.Platform, nil, nil
	platform.base = platform.score(nil)
	platform.rank()
	for _, x := range []*Arena{&platform, a} {
		victim, top := near(x.authors, 50, 1), value(x.base, x.Users[x.authors[len(x.authors)/100]])
		found := "more than 1,000"
		for _, k := range []int{1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 100, 300, 1000} {
			if l, _ := x.play(puppets(k), victim); value(l, x.Users[victim[0]]) >= top {
				found = fmt.Sprint(k)
				break
			}
		}
		fmt.Fprintf(out, "puppets that bring a median author among the best hundredth, %s mode: %s\n", x.rules.Mode, found)
	}
}

// caps prints what a vouched ring gains by what vouched people may give.
func caps(out io.Writer, s *dump.Site) {
	fmt.Fprintf(out, "\nvouched ring of 5 by vouched_cap: most points, most percentile points (all to all; in a cycle; four for one)\n")
	for _, most := range []float64{3, 1, 0.5, 0.25, 0.1} {
		r := reputation.DefaultRules()
		r.VouchedCap = micro(most)
		a := newArena(s, r)
		fmt.Fprintf(out, "%5v:", most)
		for _, g := range a.groups()[1:] {
			fmt.Fprintf(out, "  %s", g.name)
			for _, do := range []func(*Plot){vouchedRing(5, true), vouchedRing(5, false), star(5, 0)} {
				d := a.try(Attack{Do: do, Start: vouchedOnly(5), By: Ring}, g.users)
				fmt.Fprintf(out, " %+.2f %+.1f;", farthest(d.points), d.percentile(a))
			}
		}
		fmt.Fprintln(out)
	}
}

// A Damage is what an attack moved, one entry a victim.
type damage struct {
	points []float64
	ranks  []float64 // among those judged enough; the sign is that of points
	beyond int       // victims lifted by more than what the attackers may give can do
	others int       // authors beside the victims whose score changed by a millionth or more
	spill  float64   // the largest of these changes, in points
}

func (a *Arena) try(x Attack, users []int32) damage {
	var d damage
	if x.By != Strangers {
		users = users[:min(alone, len(users))]
	}
	start := a.base
	if x.Start != nil {
		start, _ = a.play(x.Start, users)
	}
	after, tags := a.play(x.Do, users)
	for _, u := range users {
		d.add(a, start, after, u, tags)
		if value(after, a.Users[u]) > a.most(start, a.Users[u], x.Gives) {
			d.beyond++
		}
	}
	d.look(a, start, after, users)
	return d
}

// play lets the plots of some authors happen at once: they share no account, so
// in what is unvouched none can see the other, and each has people of its own who
// can be misled.
func (a *Arena) play(do func(*Plot), users []int32) (l *reputation.Ledger, tags []string) {
	var rows []content.Evidence
	for i, u := range users {
		p := &Plot{Arena: a, n: i, user: u}
		do(p)
		rows, tags = append(rows, p.rows...), p.spread
	}
	return a.score(rows), tags
}

// add compares one author's standing, overall and in the tags of the attack.
func (d *damage) add(a *Arena, start, after *reputation.Ledger, u int32, tags []string) {
	id := a.Users[u]
	from, to := value(start, id), value(after, id)
	for _, t := range tags {
		x, y := start.Record(id, "", []string{t}, "").R, after.Record(id, "", []string{t}, "").R
		if abs(y-x) > abs(to-from) {
			from, to = x, y
		}
	}
	d.points = append(d.points, inPoints(to-from))
	d.ranks = append(d.ranks, float64(a.above(from)-a.above(to)))
}

func abs(x number) number { return max(x, -x) }

// look counts the authors other than the victims with another score.
func (d *damage) look(a *Arena, start, after *reputation.Ledger, batch []int32) {
	n := 0
	for _, u := range a.authors {
		x, y := record(start, a.Users[u]), record(after, a.Users[u])
		if !slices.Contains(batch, u) && (x.R != y.R || x.Judged != y.Judged) {
			n++
			d.spill = max(d.spill, inPoints(abs(x.R-y.R)))
		}
	}
	d.others = max(d.others, n)
}

func inPoints(r number) float64 { return 100 * float64(r) / float64(reputation.One) }

func (d damage) line(a *Arena) string {
	return fmt.Sprintf("%+10.2f%+10.2f%+12.1f%+10.0f%+14.1f%10d%8.3f", ratio(sum(d.points), float64(len(d.points))), farthest(d.points),
		ratio(sum(d.ranks), float64(len(d.ranks))), farthest(d.ranks), d.percentile(a), d.others, d.spill)
}

// percentile is the farthest move in hundredths of the ranks there are.
func (d damage) percentile(a *Arena) float64 {
	return ratio(100*farthest(d.ranks), float64(len(a.enough)))
}

// farthest is what is farthest from nothing.
func farthest(list []float64) (far float64) {
	for _, v := range list {
		if v*v > far*far {
			far = v
		}
	}
	return far
}

func sum(x []float64) (s float64) {
	for _, v := range x {
		s += v
	}
	return s
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}
