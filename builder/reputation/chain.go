package reputation

import (
	"slices"

	"winnow/builder/fixedpoint"
)

// A chain is the evidence of one author, split into levels that do not overlap:
// elsewhere, in the category but not on the tag, and on the tag. A chain may end at any level.
type chain struct {
	levels []sums // of what is judged
	open   sums   // unvouched, scaled down; belongs to level 0
	capped bool   // by probation
}

// shrunk returns one step of the chain: the signed distance from mu, given that of
// the level above. (kappa*r + G*(1-mu) - B*mu)/(kappa + G + B), rounded once.
func (b *book) shrunk(r, kappa Micro, s sums) Micro {
	top := fixedpoint.Sum{}.Plus(int64(kappa), int64(r)).
		Plus(int64(s.good), int64(One-b.prior)).Plus(-int64(s.bad), int64(b.prior))
	return Micro(top.Over(int64(kappa + s.mass())))
}

func (b *book) kappa(level int) Micro {
	k := b.rules.Kappa
	return [...]Micro{k.Overall, k.Category, k.Tag}[level]
}

// value returns R - mu at the end of the chain, before probation.
func (b *book) value(c chain) (r Micro) {
	for level, s := range c.levels {
		if level == 0 {
			s = s.plus(c.open)
		}
		r = b.shrunk(r, b.kappa(level), s)
	}
	return r
}

// distance returns R - mu: during probation a newcomer's at best.
func (b *book) distance(c chain) Micro {
	r := b.value(c)
	if c.capped {
		return min(r, 0)
	}
	return r
}

// scaled lets unvouched evidence weigh no more than a share of the vouched
// evidence at level 0.
func (b *book) scaled(open, vouched sums) sums {
	most := fixedpoint.MulDiv(b.rules.UnvouchedShare, vouched.mass(), One)
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

func (b *book) scopeOf(author, topic int32) scope {
	s := scope{author: author, topic: topic}
	switch {
	case topic == none:
	case topic < b.tags:
		s.categories = []int32{topic}
	default:
		if n := b.node(author, topic); n != nil {
			s.categories = b.categories[n.categories.from:n.categories.to]
		}
	}
	return s
}

// levels returns the number of levels of a scope.
func (b *book) levels(s scope) int {
	switch {
	case s.topic == none:
		return 1
	case s.topic < b.tags:
		return 2
	}
	return 3
}

// chain splits the evidence of an author by the levels of a scope, leaving out
// the evidence of one answer, unless nil.
func (b *book) chain(s scope, without *answer) chain {
	rec := &b.records[s.author]
	var parts [3]sums
	parts[0], parts[1] = rec.all, sums{}
	c := chain{}
	for _, category := range s.categories {
		if n := b.node(s.author, category); n != nil {
			parts[0], parts[1] = parts[0].minus(n.sums), parts[1].plus(n.sums)
			c.capped = c.capped || n.probation > 1 || n.probation == 1 && !(without != nil && without.category == category && b.flagged(without))
		}
	}
	if s.topic >= b.tags {
		if n := b.node(s.author, s.topic); n != nil {
			parts[1], parts[2] = parts[1].minus(n.sums), n.sums
		}
	}
	open := rec.open
	if without != nil {
		for level, part := range b.parts(without, s) {
			parts[level] = parts[level].minus(part)
		}
		open = open.minus(without.fadedOpen())
	}
	c.levels = slices.Clone(parts[:b.levels(s)])
	c.open = b.scaled(open, parts[0])
	return c
}

// parts returns what one answer brings to each level of a scope.
func (b *book) parts(a *answer, s scope) (out [3]sums) {
	all := a.faded()
	if _, tagged := slices.BinarySearch(b.tagsOf(a), s.topic); tagged && s.topic >= b.tags {
		out[2] = b.shareOf(a, s.topic)
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

// flagged reports whether an answer was rejected or flagged lately.
func (b *book) flagged(a *answer) bool {
	for _, x := range b.cellsOf(a) {
		if x.kind.is(decides) && !x.kind.is(endorses) && x.judged && b.age(x.newest) < b.rules.ProbationDays {
			return true
		}
	}
	return false
}

// unproven returns what a record counts as long as nothing good is known of its
// author: a share of it. Records are pulled towards mu, at which people stand who went
// on; of those who have just begun fewer will.
func (b *book) unproven(r Micro) Micro { return fixedpoint.MulDiv(r, b.rules.NewcomerStart, One) }
