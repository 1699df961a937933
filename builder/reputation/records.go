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
	solved    int32 // accepted by another person
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
	links         span // of book.order
	categories    span // of book.categories: where the author has this tag
	sums          sums
	counters
}

// A link ties an answer to one of its topics.
type link struct {
	answer, topic int32
	node          int32 // none without a scored author
	solo          int32 // people who judged the author in this topic by this answer alone
}

// A book holds what each author has in all, and in each category and tag.
type book struct {
	*community
	records    []record // by person
	byAuthor   spans    // answers of each person, as numbers of answers
	byThread   spans    // likewise of each thread
	links      []link   // of each answer: its category, then its tags
	nodes      []node   // by author, then topic
	order      []int32  // links by node, then answer
	categories []int32  // of nodes that are tags
}

// newBook adds up the outcomes of answers by author and topic.
func newBook(c *community) *book {
	b := &book{community: c, byThread: grouped(c.threads, len(c.answers), func(i int32) int32 { return c.answers[i].thread })}
	b.linkTopics()
	b.groupByAuthor()
	b.orderLinks()
	b.addUpTopics()
	judges := newJudges(b)
	for person := range b.records {
		b.addUp(int32(person))
		judges.count(int32(person))
	}
	b.events, b.groups = nil, nil // the cells say what is needed
	return b
}

// linkTopics lists the category and the tags of each answer.
func (b *book) linkTopics() {
	n := 0
	for i := range b.answers {
		n += 1 + len(b.tagsOf(&b.answers[i]))
	}
	b.links = make([]link, 0, n)
	for i := range b.answers {
		a := &b.answers[i]
		a.links.from = int32(len(b.links))
		b.links = append(b.links, link{answer: int32(i), topic: a.category, node: none})
		for _, t := range b.tagsOf(a) {
			b.links = append(b.links, link{answer: int32(i), topic: t, node: none})
		}
		a.links.to = int32(len(b.links))
	}
}

func (b *book) tagsOf(a *answer) []int32 {
	if a.tags == none {
		return nil
	}
	return b.sets[a.tags]
}

// groupByAuthor lists the answers of each scored person.
func (b *book) groupByAuthor() {
	b.records = make([]record, len(b.people.list))
	b.byAuthor = grouped(len(b.people.list), len(b.answers), func(i int32) int32 {
		if a := &b.answers[i]; b.isScored(a) {
			return a.author
		}
		return none
	})
}

func (b *book) isScored(a *answer) bool {
	return a.author != none && b.people.list[a.author].scored()
}

// orderLinks lists the links of each author by topic and numbers the nodes that
// this makes.
func (b *book) orderLinks() {
	b.order = make([]int32, 0, len(b.links))
	nodes := int32(0)
	for person := range b.records {
		from := len(b.order)
		for _, i := range b.byAuthor.of(int32(person)) {
			for k := b.answers[i].links.from; k < b.answers[i].links.to; k++ {
				b.order = append(b.order, k)
			}
		}
		mine := b.order[from:]
		slices.SortFunc(mine, func(x, y int32) int {
			return cmp.Or(cmp.Compare(b.links[x].topic, b.links[y].topic), cmp.Compare(x, y))
		})
		first := nodes
		for k, at := range mine {
			if k == 0 || b.links[at].topic != b.links[mine[k-1]].topic {
				nodes++
			}
			b.links[at].node = nodes - 1
		}
		b.records[person].nodes = span{first, nodes}
	}
	b.nodes = make([]node, nodes)
}

// addUp fills in the record and the nodes of one author.
func (b *book) addUp(person int32) {
	rec := &b.records[person]
	for _, i := range b.byAuthor.of(person) {
		a := &b.answers[i]
		rec.all = rec.all.plus(a.faded())
		rec.open = rec.open.plus(sums{a.fadedOpenGood, a.fadedOpenBad})
		b.count(a, &rec.counters)
	}
}

// addUpTopics fills in the nodes.
func (b *book) addUpTopics() {
	for k, at := range b.order {
		x := &b.links[at]
		n, a := &b.nodes[x.node], &b.answers[x.answer]
		if n.links.to == 0 {
			n.author, n.topic, n.links.from = a.author, x.topic, int32(k)
		}
		n.links.to = int32(k + 1)
		n.sums = n.sums.plus(b.shareOf(a, x.topic))
		b.count(a, &n.counters)
	}
	for i := range b.nodes {
		b.findCategories(&b.nodes[i])
	}
}

// findCategories lists the categories in which an author has judged answers
// with a tag: one without judgements changes no score.
func (b *book) findCategories(n *node) {
	if n.topic < b.tags {
		return
	}
	from := len(b.categories)
	for _, at := range b.order[n.links.from:n.links.to] {
		a := &b.answers[b.links[at].answer]
		c := a.category
		if a.good+a.bad == 0 {
			continue
		}
		if len(b.categories) == from || b.categories[len(b.categories)-1] != c {
			b.categories = append(b.categories, c)
		}
	}
	slices.Sort(b.categories[from:])
	b.categories = b.categories[:from+len(slices.Compact(b.categories[from:]))]
	n.categories = span{int32(from), int32(len(b.categories))}
}

// shareOf returns what an answer brings to a topic: all to its category, an equal
// part to each of its tags.
func (b *book) shareOf(a *answer, topic int32) sums {
	if topic < b.tags {
		return a.faded()
	}
	m := Micro(len(b.tagsOf(a)))
	return sums{fixedpoint.MulDiv(a.fadedGood, 1, m), fixedpoint.MulDiv(a.fadedBad, 1, m)}
}

// count adds one answer.
func (b *book) count(a *answer, to *counters) {
	to.answers++
	for _, x := range b.cellsOf(a) {
		if !x.judged || !a.credits(x.kind) {
			continue
		}
		if x.kind.is(accepts) {
			to.solved++
		}
		to.unnamed = limitedSum(to.unnamed, x.unnamed)
	}
	if b.flagged(a) {
		to.probation++
	}
}

// node returns what an author has in a topic, or nil.
func (b *book) node(author, topic int32) *node {
	mine := b.nodes[b.records[author].nodes.from:b.records[author].nodes.to]
	i, ok := sort.Find(len(mine), func(i int) int { return cmp.Compare(topic, mine[i].topic) })
	if !ok {
		return nil
	}
	return &mine[i]
}

// topic returns the number of a category or tag, or none.
func (b *book) topic(name string, list []string, first int32) int32 {
	i, ok := slices.BinarySearch(list, name)
	if !ok {
		return none
	}
	return first + int32(i)
}

func (b *book) categoryNumber(name string) int32 {
	return b.topic(topFolder(name), b.topics[:b.tags], 0)
}

func (b *book) tagNumber(name string) int32 { return b.topic(name, b.topics[b.tags:], b.tags) }

// topicName names a category or tag, as Explain takes it.
func (b *book) topicName(topic int32) string {
	switch {
	case topic == none:
		return ""
	case topic < b.tags:
		return "category:" + b.topics[topic]
	}
	return "tag:" + b.topics[topic]
}
