package reputation

import "slices"

// An aside is an author's evidence without one answer: what was known of the author
// aside from it.
type aside struct {
	*book
	person  int32
	without *answer // nil = nothing is left out
}

// record returns the author's in the narrowest of some topics that has evidence: the tag
// with most of it, the category, or overall.
func (a aside) record(inside int32, tags []string) Record {
	for _, topic := range []int32{a.bestTag(tags), inside} {
		if topic == none {
			continue
		}
		if rec, ok := a.in(topic, inside); ok {
			return rec
		}
	}
	rec, _ := a.in(none, inside)
	return rec
}

// bestTag returns the tag on which a person has most evidence, or none.
func (a aside) bestTag(tags []string) int32 {
	best, most := int32(none), Micro(0)
	for _, name := range tags {
		tag := a.tagNumber(name)
		if tag == none {
			continue
		}
		mass := a.evidenceIn(tag)
		if mass > most || mass == most && mass > 0 && tag < best {
			best, most = tag, mass
		}
	}
	return best
}

// evidenceIn returns the mass of judged evidence in a topic.
func (a aside) evidenceIn(topic int32) Micro {
	n := a.node(a.person, topic)
	if n == nil {
		return 0
	}
	if a.link(topic) != nil {
		return n.sums.minus(a.shareOf(a.without, topic)).mass()
	}
	return n.sums.mass()
}

// link returns that of the answer left out to a topic, or nil.
func (a aside) link(topic int32) *link {
	if a.without == nil {
		return nil
	}
	for i := a.without.links.from; i < a.without.links.to; i++ {
		if a.links[i].topic == topic {
			return &a.links[i]
		}
	}
	return nil
}

// in returns the record in one topic (none = overall); ok is false when there is
// no evidence in it.
func (a aside) in(topic, inside int32) (Record, bool) {
	s := a.scopeOf(a.person, topic)
	out := Record{}
	if topic == none {
		out.Judges = int(a.records[a.person].judges)
		if a.without != nil {
			out.Judges -= int(a.without.solo)
		}
	} else {
		n := a.node(a.person, topic)
		if n == nil || a.evidenceIn(topic) == 0 {
			return out, false
		}
		out.Judges = int(n.judges)
		if x := a.link(topic); x != nil {
			out.Judges -= int(x.solo)
		}
		out.Topic = a.topicName(topic)
	}
	if i, found := slices.BinarySearch(s.categories, inside); !found && inside != none && topic >= a.tags {
		s.categories = slices.Insert(slices.Clone(s.categories), i, inside)
	}
	c := a.chain(s, a.without)
	out.R = a.prior + a.distance(c)
	if !a.proven() {
		out.R = a.unproven(out.R)
	}
	out.Judged = c.levels[len(c.levels)-1].mass()
	return out, true
}

// proven reports whether anything good is known of the author.
func (a aside) proven() bool {
	all := a.records[a.person].all
	if a.without != nil {
		all = all.minus(a.without.faded())
	}
	return all.good > 0
}
