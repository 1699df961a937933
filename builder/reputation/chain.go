package reputation

import (
	"slices"

	"winnow/builder/fixedpoint"
)

// A chain is the evidence of one author, split into levels that do not overlap:
// what lies elsewhere, what lies in the category but not on the tag, and what
// lies on the tag. A chain may end at any level.
type chain struct {
	levels []sums // of what is judged
	open   sums   // unvouched, scaled down; belongs to level 0
	capped bool   // by probation
}

// shrunk is one step of the chain: the signed distance from mu, given that of
// the level above. (kappa*r + G*(1-mu) - B*mu)/(kappa + G + B), rounded once.
func (l *Ledger) shrunk(r, kappa Micro, s sums) Micro {
	top := fixedpoint.Sum{}.Plus(int64(kappa), int64(r)).
		Plus(int64(s.good), int64(One-l.Prior)).Plus(-int64(s.bad), int64(l.Prior))
	return Micro(top.Over(int64(kappa + s.mass())))
}

func (l *Ledger) kappa(level int) Micro {
	k := l.Rules.Kappa
	return [...]Micro{k.Overall, k.Category, k.Tag}[level]
}

// value is R - mu at the end of the chain, before probation.
func (l *Ledger) value(c chain) (r Micro) {
	for level, s := range c.levels {
		if level == 0 {
			s = s.plus(c.open)
		}
		r = l.shrunk(r, l.kappa(level), s)
	}
	return r
}

// distance is R - mu: during probation a newcomer's at best.
func (l *Ledger) distance(c chain) Micro {
	r := l.value(c)
	if c.capped {
		return min(r, 0)
	}
	return r
}

// scaled lets unvouched evidence weigh no more than a share of the vouched
// evidence at level 0.
func (l *Ledger) scaled(open, vouched sums) sums {
	most := fixedpoint.MulDiv(l.Rules.UnvouchedShare, vouched.mass(), One)
	if open.mass() <= most {
		return open
	}
	good := fixedpoint.MulDiv(open.good, most, open.mass())
	return sums{good, most - good}
}

// A scope is what a score is about: an author as a whole, in a category, or on
// a tag within the categories in which the author has that tag.
type scope struct {
	author     int32
	topic      int32   // none = overall
	categories []int32 // of the topic, sorted
}

func (l *Ledger) scopeOf(author, topic int32) scope {
	s := scope{author: author, topic: topic}
	switch {
	case topic == none:
	case topic < l.tags:
		s.categories = []int32{topic}
	default:
		if n := l.node(author, topic); n != nil {
			s.categories = l.categories[n.categories.from:n.categories.to]
		}
	}
	return s
}

// levels is the number of levels of a scope.
func (l *Ledger) levels(s scope) int {
	switch {
	case s.topic == none:
		return 1
	case s.topic < l.tags:
		return 2
	}
	return 3
}

// chain splits the evidence of an author by the levels of a scope, leaving out
// the evidence of one answer, unless nil.
func (l *Ledger) chain(s scope, without *answer) chain {
	rec := &l.records[s.author]
	var parts [3]sums
	parts[0], parts[1] = rec.all, sums{}
	c := chain{}
	for _, category := range s.categories {
		if n := l.node(s.author, category); n != nil {
			parts[0], parts[1] = parts[0].minus(n.sums), parts[1].plus(n.sums)
			c.capped = c.capped || n.probation > 1 || n.probation == 1 && !(without != nil && without.category == category && l.flagged(without))
		}
	}
	if s.topic >= l.tags {
		if n := l.node(s.author, s.topic); n != nil {
			parts[1], parts[2] = parts[1].minus(n.sums), n.sums
		}
	}
	open := rec.open
	if without != nil {
		for level, part := range l.parts(without, s) {
			parts[level] = parts[level].minus(part)
		}
		open = open.minus(without.fadedOpen())
	}
	c.levels = slices.Clone(parts[:l.levels(s)])
	c.open = l.scaled(open, parts[0])
	return c
}

// parts is what one answer brings to each level of a scope.
func (l *Ledger) parts(a *answer, s scope) (out [3]sums) {
	all := a.faded()
	if _, tagged := slices.BinarySearch(l.tagsOf(a), s.topic); tagged && s.topic >= l.tags {
		out[2] = l.shareOf(a, s.topic)
		out[1] = all.minus(out[2])
		return out
	}
	if _, inside := slices.BinarySearch(s.categories, a.category); inside {
		out[1] = all
	} else {
		out[0] = all
	}
	return out
}

func (a *answer) fadedOpen() sums { return sums{a.fadedOpenGood, a.fadedOpenBad} }

// flagged tells whether an answer was rejected or flagged lately.
func (l *Ledger) flagged(a *answer) bool {
	for _, x := range l.cellsOf(a) {
		if (x.kind == rejected || x.kind == flagUpheld) && x.judged && l.age(x.newest) < l.rules.ProbationDays {
			return true
		}
	}
	return false
}
