package attacks

import (
	"maps"
	"slices"

	"winnow/builder/content"
)

// A Plot collects what an attacker does in favour of one author, or against.
type Plot struct {
	*Arena
	n      int // number of the victim, for names
	user   int32
	rows   []content.Evidence
	made   int
	spread []string // tags of the sprayed answers
}

func (p *Plot) id() string { return p.Users[p.user] }

// answered is a new answer of somebody in a thread of its own.
func (p *Plot) answered(author string, days int) content.Evidence {
	p.made++
	e := content.Evidence{Date: p.before(days), Kind: content.Answered, Answer: name("made", p.n, p.made), Author: author,
		Thread: name("thread", p.n, p.made), Category: "general", Count: 1}
	p.rows = append(p.rows, e)
	return e
}

// gives is an event on an answer.
func (p *Plot) gives(by string, kind content.EvidenceKind, to content.Evidence, days int) {
	to.By, to.Kind, to.Date, to.Count = by, kind, p.before(days), 1
	p.rows = append(p.rows, to)
}

// own is one of the author's answers, round and round.
func (p *Plot) own(i int) content.Evidence {
	list := p.mine[p.user]
	return p.Row(list[i%len(list)], content.Answered, 0, 1)
}

// praise is k accounts that give three kudos each.
func praise(kind content.EvidenceKind, k int) func(*Plot) {
	return func(p *Plot) {
		for i := range k {
			for j := range min(3, len(p.mine[p.user])) {
				p.gives(name("sybil", p.n, i), kind, p.own(i+j), i%300)
			}
		}
	}
}

func praiseOneself(p *Plot) {
	for i := range min(100, len(p.mine[p.user])) {
		p.gives(p.id(), content.Kudos, p.own(i), 1)
		p.gives(p.id(), content.Accepted, p.own(i), 1)
	}
}

// puppets is k accounts that ask, and accept the author's answer.
func puppets(k int) func(*Plot) {
	return func(p *Plot) {
		for i := range k {
			e := p.answered(p.id(), i%300)
			p.gives(name("puppet", p.n, i), content.Accepted, e, i%300)
			p.gives(name("puppet", p.n, i), content.Kudos, e, i%300)
		}
	}
}

// plant puts answers beside those of the best authors, and praises them.
func plant(p *Plot) {
	for i := range 100 {
		rival := p.authors[i%min(100, len(p.authors))]
		e := p.Row(p.mine[rival][i/100], content.Answered, p.Last-10, 1)
		p.made++
		e.Answer, e.Author = name("made", p.n, p.made), p.id()
		p.rows = append(p.rows, e)
		for j := range 10 {
			p.gives(name("sybil", p.n, j), content.Kudos, e, 5)
		}
		p.gives(name("sybil", p.n, 0), content.Accepted, e, 5)
	}
}

// flood is answers that nobody judges.
func flood(p *Plot) {
	for i := range 1000 {
		p.answered(p.id(), i%300)
	}
}

// pair is the author and one more account that praise each other.
func pair(p *Plot) { p.ring([]string{p.id(), name("friend", p.n, 0)}, true) }

// spray is puppets that accept answers with five tags each.
func spray(p *Plot) {
	p.spread = slices.Sorted(maps.Keys(p.Folders))
	p.spread = p.spread[:min(5, len(p.spread))]
	for i := range 100 {
		e := p.answered(p.id(), i%300)
		e.Tags = p.spread
		p.gives(name("puppet", p.n, i), content.Accepted, e, i%300)
	}
}

// ring lets members praise each other as much as the cap of a pair allows: each
// kudos on an answer of its own, where it weighs most. In a cycle each praises
// the next one alone.
func (p *Plot) ring(members []string, all bool) {
	const each = 40 // kudos: as many as the cap lets pass after the discount for mutual praise
	for i, by := range members {
		for j, to := range members {
			if i == j || !all && j != (i+1)%len(members) {
				continue
			}
			for k := range each {
				e := p.answered(to, 200-k)
				p.gives(by, content.Kudos, e, 200-k)
			}
		}
	}
}

// members are the author and further accounts, of whom three misled members of
// staff have each endorsed one answer: of the first three, or of the four the
// number of the account leaves out one.
func (p *Plot) members(m int, mixed bool) []string {
	out := []string{p.id()}
	for i := 1; i < m; i++ {
		out = append(out, name("friend", p.n, i))
	}
	for k, who := range out {
		e := p.answered(who, 250)
		for i, by := range p.misled[4*p.n : 4*p.n+4] {
			if left := 3; mixed && i == k%4 || !mixed && i == left {
				continue
			}
			p.gives(by, content.Kudos, e, 250)
		}
	}
	return out
}

// vouchedRing is m accounts that staff were misled to vouch for. What staff
// said themselves is not its gain: see vouchedOnly.
func vouchedRing(m int, all bool) func(*Plot) {
	return func(p *Plot) { p.ring(p.members(m, false), all) }
}

func vouchedOnly(m int) func(*Plot) {
	return func(p *Plot) { p.members(m, false) }
}

// star is a ring whose members all praise the author; some answers are asked for
// and accepted by puppets.
func star(m, puppets int) func(*Plot) {
	return func(p *Plot) { p.cheer(p.members(m, false), puppets) }
}

func mixedStar(p *Plot) { p.cheer(p.members(5, true), 0) }
func mixedOnly(p *Plot) { p.members(5, true) }

func (p *Plot) cheer(members []string, puppets int) {
	for i, by := range members[1:] {
		for k := range 40 {
			e := p.answered(members[0], 200-k)
			p.gives(by, content.Kudos, e, 200-k)
			if k < puppets {
				p.gives(name("puppet", p.n, 100*i+k), content.Accepted, e, 200-k)
			}
		}
	}
}

// compromised is two people with a granted rank who praise the author as much
// as they can, and fifty accounts besides, who do the same.
func compromised(p *Plot) {
	for _, by := range p.misledL1[2*p.n : 2*p.n+2] {
		for k := range 20 {
			p.gives(by, content.Kudos, p.answered(p.id(), 200-2*k), 200-2*k)
		}
	}
	for i := range 50 {
		who := name("sybil", p.n, i)
		e := p.answered(who, 150)
		for _, by := range p.misledL1[2*p.n : 2*p.n+2] {
			p.gives(by, content.Kudos, e, 150)
		}
		p.gives(who, content.Kudos, p.own(i), 100)
	}
}
