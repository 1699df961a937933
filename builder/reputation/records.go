package reputation

import (
	"cmp"
	"slices"
	"sort"

	"winnow/builder/fixedpoint"
)

// Sums are faded outcomes added up: G and B of the package comment.
type sums struct{ good, bad Micro }

func (s sums) mass() Micro { return s.good + s.bad }

func (s sums) plus(t sums) sums  { return sums{s.good + t.good, s.bad + t.bad} }
func (s sums) minus(t sums) sums { return sums{s.good - t.good, s.bad - t.bad} }

// Counters are what is counted beside the masses.
type counters struct {
	answers   int32
	solved    int32 // accepted by somebody else
	judges    int32 // different identified people
	unnamed   int32 // events without a giver
	probation int32 // answers that were rejected or flagged lately
}

// A record is all that is known of one person as an author.
type record struct {
	all   sums
	open  sums // of unvouched evidence
	nodes span
	counters
}

// A node is what an author has in one category or tag.
type node struct {
	author, topic int32
	links         span // of Ledger.order
	categories    span // of Ledger.categories: where the author has this tag
	sums          sums
	counters
}

// A link ties an answer to one of its topics.
type link struct {
	answer, topic int32
	node          int32 // none without a scored author
	solo          int32 // people who judged the author in this topic by this answer alone
}

// gatherRecords adds up the outcomes of answers by author and topic.
func gatherRecords(c *community) *Ledger {
	l := &Ledger{Rules: c.rules, AsOf: date(c.asOf), Prior: c.prior, community: c}
	l.linkTopics()
	l.groupByAuthor()
	l.orderLinks()
	l.addUpTopics()
	judges := newJudges(l)
	for person := range l.records {
		l.addUp(int32(person))
		judges.count(int32(person))
	}
	l.events, l.groups = nil, nil // the cells say what is needed
	for why, n := range c.ignored {
		if n > 0 {
			l.Ignored = append(l.Ignored, Ignored{reasonNames[why], n})
		}
	}
	return l
}

// linkTopics lists the category and the tags of each answer.
func (l *Ledger) linkTopics() {
	n := 0
	for i := range l.answers {
		n += 1 + len(l.tagsOf(&l.answers[i]))
	}
	l.links = make([]link, 0, n)
	for i := range l.answers {
		a := &l.answers[i]
		a.links.from = int32(len(l.links))
		l.links = append(l.links, link{answer: int32(i), topic: a.category, node: none})
		for _, t := range l.tagsOf(a) {
			l.links = append(l.links, link{answer: int32(i), topic: t, node: none})
		}
		a.links.to = int32(len(l.links))
	}
}

func (l *Ledger) tagsOf(a *answer) []int32 {
	if a.tags == none {
		return nil
	}
	return l.sets[a.tags]
}

// groupByAuthor lists the answers of each scored person.
func (l *Ledger) groupByAuthor() {
	l.records = make([]record, len(l.people.list))
	l.byAuthor = grouped(len(l.people.list), len(l.answers), func(i int32) int32 {
		if a := &l.answers[i]; l.isScored(a) {
			return a.author
		}
		return none
	})
}

func (l *Ledger) isScored(a *answer) bool {
	return a.author != none && l.people.list[a.author].scored()
}

// orderLinks lists the links of each author by topic and numbers the nodes that
// this makes.
func (l *Ledger) orderLinks() {
	l.order = make([]int32, 0, len(l.links))
	nodes := int32(0)
	for person := range l.records {
		from := len(l.order)
		for _, i := range l.byAuthor.of(int32(person)) {
			for k := l.answers[i].links.from; k < l.answers[i].links.to; k++ {
				l.order = append(l.order, k)
			}
		}
		mine := l.order[from:]
		slices.SortFunc(mine, func(a, b int32) int {
			return cmp.Or(cmp.Compare(l.links[a].topic, l.links[b].topic), cmp.Compare(a, b))
		})
		first := nodes
		for k, at := range mine {
			if k == 0 || l.links[at].topic != l.links[mine[k-1]].topic {
				nodes++
			}
			l.links[at].node = nodes - 1
		}
		l.records[person].nodes = span{first, nodes}
	}
	l.nodes = make([]node, nodes)
}

// addUp fills in the record and the nodes of one author.
func (l *Ledger) addUp(person int32) {
	rec := &l.records[person]
	for _, i := range l.byAuthor.of(person) {
		a := &l.answers[i]
		rec.all = rec.all.plus(a.faded())
		rec.open = rec.open.plus(sums{a.fadedOpenGood, a.fadedOpenBad})
		l.count(a, &rec.counters)
	}
}

// addUpTopics fills in the nodes.
func (l *Ledger) addUpTopics() {
	for k, at := range l.order {
		x := &l.links[at]
		n, a := &l.nodes[x.node], &l.answers[x.answer]
		if n.links.to == 0 {
			n.author, n.topic, n.links.from = a.author, x.topic, int32(k)
		}
		n.links.to = int32(k + 1)
		n.sums = n.sums.plus(l.shareOf(a, x.topic))
		l.count(a, &n.counters)
	}
	for i := range l.nodes {
		l.findCategories(&l.nodes[i])
	}
}

// findCategories lists the categories in which an author has judged answers
// with a tag: one that nobody judged moves no score.
func (l *Ledger) findCategories(n *node) {
	if n.topic < l.tags {
		return
	}
	from := len(l.categories)
	for _, at := range l.order[n.links.from:n.links.to] {
		a := &l.answers[l.links[at].answer]
		c := a.category
		if a.good+a.bad == 0 {
			continue
		}
		if len(l.categories) == from || l.categories[len(l.categories)-1] != c {
			l.categories = append(l.categories, c)
		}
	}
	slices.Sort(l.categories[from:])
	l.categories = l.categories[:from+len(slices.Compact(l.categories[from:]))]
	n.categories = span{int32(from), int32(len(l.categories))}
}

func (a *answer) faded() sums { return sums{a.fadedGood, a.fadedBad} }

// shareOf is what an answer brings to a topic: all to its category, an equal
// part to each of its tags.
func (l *Ledger) shareOf(a *answer, topic int32) sums {
	if topic < l.tags {
		return a.faded()
	}
	m := Micro(len(l.tagsOf(a)))
	return sums{fixedpoint.MulDiv(a.fadedGood, 1, m), fixedpoint.MulDiv(a.fadedBad, 1, m)}
}

// count adds one answer.
func (l *Ledger) count(a *answer, to *counters) {
	to.answers++
	for _, x := range l.cellsOf(a) {
		if !x.judged || !a.credits(x.kind) {
			continue
		}
		if x.kind == accepted {
			to.solved++
		}
		to.unnamed = limitedSum(to.unnamed, x.unnamed)
	}
	if l.flagged(a) {
		to.probation++
	}
}

// node finds what an author has in a topic, or nil.
func (l *Ledger) node(author, topic int32) *node {
	mine := l.nodes[l.records[author].nodes.from:l.records[author].nodes.to]
	i, ok := sort.Find(len(mine), func(i int) int { return cmp.Compare(topic, mine[i].topic) })
	if !ok {
		return nil
	}
	return &mine[i]
}

// topic is the number of a category or tag, or none.
func (l *Ledger) topic(name string, list []string, first int32) int32 {
	i, ok := slices.BinarySearch(list, name)
	if !ok {
		return none
	}
	return first + int32(i)
}

func (l *Ledger) categoryNumber(name string) int32 {
	return l.topic(topFolder(name), l.topics[:l.tags], 0)
}

func (l *Ledger) tagNumber(name string) int32 { return l.topic(name, l.topics[l.tags:], l.tags) }
