package reputation

import (
	"cmp"
	"slices"

	"winnow/builder/content"
	"winnow/builder/fixedpoint"
)

func newLedger(b *book) *Ledger {
	l := &Ledger{Rules: b.rules, AsOf: date(b.asOf), Prior: b.prior, Newcomer: b.unproven(b.prior), Census: content.NewCensus(), book: b}
	for _, x := range b.cells {
		name, unnamed := b.kinds.name(x.kind), x.n[classUnidentified]
		l.Census.Count(name, false, int(unnamed))
		l.Census.Count(name, true, int(x.total()-unnamed))
	}
	for why, n := range b.ignored {
		if n > 0 {
			l.Ignored = append(l.Ignored, Ignored{reasonNames[why], n})
		}
	}
	return l
}

// publish gives a standing to all who wrote an answer or are declared, and
// puts them in order.
func (l *Ledger) publish(ranks *ranker) {
	l.standings = make([]*Standing, len(l.people.list))
	var topics []placed
	for i := range l.people.list {
		rec := &l.records[i]
		if !l.people.list[i].declared && len(l.byAuthor.of(int32(i))) == 0 {
			continue
		}
		s := l.standing(int32(i), rec, ranks)
		l.standings[i] = s
		l.Contributors = append(l.Contributors, s)
		topics = l.publishTopics(int32(i), s, ranks, topics)
	}
	slices.SortStableFunc(l.Contributors, compareStandings)
	place := 0
	for _, s := range l.Contributors {
		if s.ranked() {
			place++
			s.Place = place
		}
	}
	l.placeTopics(topics)
}

func (l *Ledger) standing(i int32, rec *record, ranks *ranker) *Standing {
	who := &l.people.list[i]
	s := &Standing{ID: l.tokens[i], Privacy: who.privacy}
	if !who.hidden() {
		s.Name, s.Role, s.URL, s.Joined = who.name, who.role, who.url, who.joined
	}
	if !who.scored() {
		return s
	}
	s.Score = points(l.distance(l.chain(l.scopeOf(i, none), nil)))
	s.Judged, s.Judges = rec.all.mass(), int(rec.judges)
	s.Answers, s.Solved = int(rec.answers), int(rec.solved)
	s.Rank = ranks.rank(&quantities{tenths(s.Score), units(s.Judged), s.Judges, s.Answers, s.Solved})
	return s
}

// points returns a distance from mu in tenths of a point, of which there are 100.
func points(r Micro) int64 { return fixedpoint.MulDiv(int64(r), 1, tenth) }

const tenth = int64(One) / 1000

func tenths(score int64) float64 { return float64(score) / 10 }
func units(m Micro) float64      { return float64(m) / float64(One) }

// ranked reports whether a contributor has a place among the others.
func (s *Standing) ranked() bool {
	return s.Answers > 0 && s.Privacy != content.Unscored && s.Privacy != content.Erased
}

// compareStandings puts the best first. Persons come in order of their real
// ids, so the sort, which is stable, needs no id.
func compareStandings(a, b *Standing) int {
	if a.ranked() != b.ranked() {
		if a.ranked() {
			return -1
		}
		return 1
	}
	if !a.ranked() {
		return 0
	}
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Judged, a.Judged))
}

// A placed is a published topic on its way to a place.
type placed struct {
	topic  int32
	person int32
	at     *Topic
}

// publishTopics adds the standings in categories and tags that rest on enough
// evidence to be published.
func (l *Ledger) publishTopics(i int32, s *Standing, ranks *ranker, out []placed) []placed {
	rec := &l.records[i]
	if !s.ranked() {
		return out
	}
	var topics []Topic
	var numbers []int32
	for k := rec.nodes.from; k < rec.nodes.to; k++ {
		n := &l.nodes[k]
		if l.enough(n) && l.topics[n.topic] != "" {
			topics = append(topics, l.topicStanding(n, ranks))
			numbers = append(numbers, n.topic)
		}
	}
	cut, _ := slices.BinarySearch(numbers, l.tags)
	s.ByCategory, s.ByTag = topics[:cut:cut], topics[cut:]
	for k := range topics {
		out = append(out, placed{numbers[k], i, &topics[k]})
	}
	return out
}

// enough applies the small-cell rule: neither a topic with little evidence nor one
// with few judges is published, for it could reveal who said what. Where givers are
// not identified, events are counted instead of people.
func (l *Ledger) enough(n *node) bool {
	least := int64(l.Rules.SmallCell)
	return n.sums.mass() >= Micro(least)*One && int64(n.judges)+int64(n.unnamed) >= least
}

func (l *Ledger) topicStanding(n *node, ranks *ranker) Topic {
	t := Topic{Name: l.topics[n.topic], Score: points(l.distance(l.chain(l.scopeOf(n.author, n.topic), nil))),
		Judged: n.sums.mass(), Judges: int(n.judges), Answers: int(n.answers), Solved: int(n.solved)}
	t.Rank = ranks.rank(&quantities{tenths(t.Score), units(t.Judged), t.Judges, t.Answers, t.Solved})
	return t
}

// placeTopics gives a place within each topic, then puts each contributor's
// topics in order. The pointers die here: sorting moves what they point to.
func (l *Ledger) placeTopics(list []placed) {
	slices.SortFunc(list, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.topic, b.topic), cmp.Compare(b.at.Score, a.at.Score),
			cmp.Compare(b.at.Judged, a.at.Judged), cmp.Compare(a.person, b.person))
	})
	place := 0
	for i, t := range list {
		if i == 0 || t.topic != list[i-1].topic {
			place = 0
		}
		place++
		t.at.Place = place
	}
	for _, s := range l.Contributors {
		for _, topics := range [][]Topic{s.ByCategory, s.ByTag} {
			slices.SortFunc(topics, func(a, b Topic) int {
				return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Judged, a.Judged), cmp.Compare(a.Name, b.Name))
			})
		}
	}
}
