package reputation

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/exact"
)

// A community is the input in the order of ids: who, which answers, and what
// happened to them.
type community struct {
	rules   Rules
	asOf    day
	people  *people
	tokens  []string // of people: the ids that may be shown
	ids     []string // of answers, sorted
	answers []answer
	events  []event
	deeds   []deed // of identified people, by giver and author
	pairs   []pair
	cells   []cell
	threads int
	topics  []string // categories, then tags, each sorted
	tags    int32    // number of the first tag
	sets    [][]int32
	ignored [reasons]int
	prior   Micro
	decay   exact.Decay
}

// An answer is what is known of one answer. Its events are elsewhere.
type answer struct {
	author, asker    int32 // persons, or none
	thread, category int32
	tags             int32 // number of a set, or none
	posted           day
	flags            flags
	counts           span // cells, by kind
	links            span // its category, then its tags
	outcome
	solo int32 // people who judged this author by this answer alone
}

type flags uint8

const (
	isArticle   flags = 1 << iota
	wasJudged         // it has rows of evidence, beyond having been written
	wasAccepted       // it has rows of being accepted, or of that being taken back
	contradicted
)

// A span is a part of a list, from … to-1.
type span struct{ from, to int32 }

// Reasons why a row or event changes nothing.
const (
	badKind = iota
	badAnswer
	badCount
	inFuture
	afterAsOf
	repeated
	takenAway
	fromUnscored
	notStaff
	bySelf
	inBurst
	overCap
	reasons
)

var reasonNames = [reasons]string{
	"unknown kind", "no answer named", "count below 1", "dated in the future", "after as_of", "repeated",
	"acceptance taken back", "given by an unscored person", "a staff decision by somebody else", "given by the author",
	"too many at once from one person", "over the cap of one person",
}

// A reader collects rows; numbers are in the order of arrival until renumber.
type reader struct {
	*community
	index      map[string]int32 // answers by id
	threadIDs  names
	categories names
	tagNames   names
	setIDs     names // tags of a set, joined by NUL
	said       []said
	latest     day
	today      day // the newest day that is not in the future
	fixed      day // the newest day that counts
	firstLate  string
	full       int // number of events at which repeated ones are dropped
	tagBuf     []string
	keyBuf     []byte
}

// A said is when the newest row spoke of each property of an answer.
type said struct{ author, thread, category, tags day }

// names numbers strings.
type names struct {
	index map[string]int32
	list  []string
}

func (n *names) number(s string) int32 {
	if i, ok := n.index[s]; ok {
		return i
	}
	if n.index == nil {
		n.index = map[string]int32{}
	}
	s = strings.Clone(s)
	n.index[s] = int32(len(n.list))
	n.list = append(n.list, s)
	return int32(len(n.list) - 1)
}

// sort orders the names and returns the new number of each old one.
func (n *names) sort() []int32 {
	to := places(len(n.list), func(a, b int32) int { return cmp.Compare(n.list[a], n.list[b]) })
	slices.Sort(n.list)
	n.index = nil
	return to
}

func read(in Input) (*community, diag.List) {
	people, problems := gather(in.Contributors)
	n := len(in.Articles)
	r := &reader{community: &community{rules: in.Rules, people: people, asOf: undated, ids: make([]string, 0, n),
		answers: make([]answer, 0, n), events: make([]event, 0, 2*n)}, index: make(map[string]int32, n),
		said: make([]said, 0, n), latest: undated, today: math.MaxInt32, fixed: math.MaxInt32, full: 1 << 21}
	if !in.Now.IsZero() {
		r.today = dayOf(in.Now) + 1 // it may be tomorrow already, elsewhere
	}
	if d, ok, err := in.Rules.asOfDay(); ok && err == nil {
		r.fixed, r.asOf = d, d
	}
	r.evidence(in.Evidence)
	problems = append(problems, r.articles(in.Articles)...)
	return r.finish(), append(problems, r.problems()...)
}

func (r *reader) evidence(rows iter.Seq[content.Evidence]) {
	if rows == nil {
		return
	}
	for row := range rows {
		r.row(&row)
	}
}

func (r *reader) row(e *content.Evidence) {
	k := kindOf(e.Kind)
	switch {
	case k == unknownKind:
		r.ignored[badKind]++
		return
	case e.Answer == "":
		r.ignored[badAnswer]++
		return
	case e.Count < 1:
		r.ignored[badCount]++
		return
	}
	at := secondOf(e.Date)
	d := dayOfSecond(at)
	if !r.inTime(d, e.Answer) {
		return
	}
	i := r.answer(e.Answer)
	r.describe(i, e, d)
	a := &r.answers[i]
	if k == answered {
		a.posted = earlier(a.posted, d)
		return
	}
	a.flags |= wasJudged
	if k == accepted || k == unaccepted {
		a.flags |= wasAccepted
	}
	r.add(event{second: at, answer: i, by: r.people.find(e.By), count: clamp(e.Count), kind: k})
}

// inTime tells whether something of a day counts, and notes the day if so.
func (r *reader) inTime(d day, where string) bool {
	if d > r.today {
		r.ignored[inFuture]++
		if r.firstLate == "" || where < r.firstLate {
			r.firstLate = strings.Clone(where)
		}
		return false
	}
	if d > r.fixed {
		r.ignored[afterAsOf]++
		return false
	}
	r.latest = max(r.latest, d)
	return true
}

// add keeps an event; of too many, the repeated ones are dropped on the way, so
// that memory is bounded by the different events.
func (r *reader) add(e event) {
	if e.by != none {
		e.count = 1
	}
	if len(r.events) >= r.full {
		r.dropRepeated()
		r.full = max(r.full, 2*len(r.events))
	}
	r.events = append(r.events, e)
}

func (r *reader) dropRepeated() {
	before := len(r.events)
	r.events = canonical(r.events)
	r.ignored[repeated] += before - len(r.events)
}

// answer returns the number of an answer, which is new if nobody spoke of it.
func (r *reader) answer(id string) int32 {
	if i, ok := r.index[id]; ok {
		return i
	}
	id = strings.Clone(id)
	i := int32(len(r.ids))
	r.index[id] = i
	r.ids = append(r.ids, id)
	r.answers = append(r.answers, answer{author: none, asker: none, thread: none, category: none, tags: none, posted: noDay})
	r.said = append(r.said, said{noDay, noDay, noDay, noDay})
	return i
}

// describe notes what a row says of an answer. Where rows differ the newest one
// holds, and of the same day the one that comes first in the alphabet.
func (r *reader) describe(i int32, e *content.Evidence, d day) {
	a, s := &r.answers[i], &r.said[i]
	if e.Author != "" && (a.author == none || r.people.list[a.author].id != e.Author) {
		p := r.people.find(e.Author)
		if a.author != none && a.author != p {
			a.flags |= contradicted
		}
		told(&a.author, &s.author, p, d, r.personID)
	} else if e.Author != "" {
		s.author = max(s.author, d)
	}
	if e.Thread != "" {
		r.threadIDs.tell(&a.thread, &s.thread, e.Thread, d)
	}
	if top := topFolder(e.Category); top != "" {
		r.categories.tell(&a.category, &s.category, top, d)
	}
	if len(e.Tags) > 0 && r.isSet(a.tags, e.Tags) {
		s.tags = max(s.tags, d)
	} else if len(e.Tags) > 0 {
		told(&a.tags, &s.tags, r.set(e.Tags), d, r.setIDs.name)
	}
}

func (r *reader) personID(i int32) string { return r.people.list[i].id }

func (n *names) name(i int32) string { return n.list[i] }

// tell notes a name that a row of some day says; mostly it is the known one.
func (n *names) tell(what *int32, when *day, now string, d day) {
	switch {
	case *what == none || d >= *when && n.list[*what] != now:
		told(what, when, n.number(now), d, n.name)
	case d > *when:
		*when = d
	}
}

// told replaces what an older row said.
func told(what *int32, when *day, now int32, d day, name func(int32) string) {
	if *what == none || d > *when || d == *when && now != *what && name(now) < name(*what) {
		*what, *when = now, max(*when, d)
	}
}

// isSet tells whether tags are those of a set, in its order.
func (r *reader) isSet(set int32, tags []string) bool {
	if set == none || len(r.sets[set]) != len(tags) {
		return false
	}
	for i, t := range r.sets[set] {
		if r.tagNames.list[t] != tags[i] {
			return false
		}
	}
	return true
}

// set numbers a set of tags, without repetitions.
func (r *reader) set(tags []string) int32 {
	r.tagBuf = append(r.tagBuf[:0], tags...)
	slices.Sort(r.tagBuf)
	r.tagBuf = slices.Compact(r.tagBuf)
	r.keyBuf = r.keyBuf[:0]
	for i, t := range r.tagBuf {
		if i > 0 {
			r.keyBuf = append(r.keyBuf, 0)
		}
		r.keyBuf = append(r.keyBuf, t...)
	}
	if i, ok := r.setIDs.index[string(r.keyBuf)]; ok {
		return i
	}
	tagNumbers := make([]int32, len(r.tagBuf))
	for i, t := range r.tagBuf {
		tagNumbers[i] = r.tagNames.number(t)
	}
	r.sets = append(r.sets, tagNumbers)
	return r.setIDs.number(string(r.keyBuf))
}

// topFolder is the first folder of a category: standings are kept for these.
func topFolder(category string) string {
	top, _, _ := strings.Cut(strings.Trim(category, "/"), "/")
	return top
}

// earlier is the earlier of two days, of which one may be unknown.
func earlier(a, b day) day {
	if a <= undated || b > undated && b < a {
		return b
	}
	return a
}

func clamp(n int) int32 { return int32(min(n, math.MaxInt32)) }

// finish gives numbers by id, so that nothing depends on the order of arrival.
func (r *reader) finish() *community {
	c := r.community
	if c.asOf == undated {
		c.asOf = r.latest
	}
	nameless := int32(none)
	for i := range r.answers {
		if a := &r.answers[i]; a.category == none {
			if nameless == none {
				nameless = r.categories.number("")
			}
			a.category = nameless
		}
	}
	r.renumber()
	for i := range c.events {
		e := &c.events[i]
		// Whoever asked is the one who accepts, also where the export is silent.
		if e.by == none && (e.kind == accepted || e.kind == unaccepted) {
			e.by = c.answers[e.answer].asker
		}
	}
	r.dropRepeated()
	before := len(c.events)
	c.events = stillAccepted(c.events)
	c.ignored[takenAway] += before - len(c.events)
	c.events = slices.DeleteFunc(c.events, func(e event) bool {
		drop := e.by != none && !c.people.list[e.by].scored()
		if drop {
			c.ignored[fromUnscored]++
		}
		return drop
	})
	c.tokens = c.people.shown()
	return c
}

func (r *reader) renumber() {
	c := r.community
	persons, ids := c.people.renumber(), r.ids
	to := places(len(ids), func(a, b int32) int { return cmp.Compare(ids[a], ids[b]) })
	answers := make([]answer, len(to))
	category, tag := r.categories.sort(), r.tagNames.sort()
	for old, new := range to {
		a := c.answers[old]
		a.author, a.asker = renamed(persons, a.author), renamed(persons, a.asker)
		a.category = renamed(category, a.category)
		answers[new] = a
	}
	slices.Sort(c.ids)
	c.answers = answers
	c.threads = len(r.threadIDs.list)
	c.tags = int32(len(category))
	c.topics = append(r.categories.list, r.tagNames.list...)
	for _, set := range c.sets {
		for i, t := range set {
			set[i] = c.tags + tag[t]
		}
	}
	for i := range c.events {
		e := &c.events[i]
		e.answer, e.by = to[e.answer], renamed(persons, e.by)
	}
}

func renamed(to []int32, i int32) int32 {
	if i == none {
		return none
	}
	return to[i]
}

// problems are those of the evidence as a whole.
func (r *reader) problems() diag.List {
	var out diag.List
	if n := r.ignored[inFuture]; n > 0 {
		out = append(out, diag.Problem{Warning: true,
			Msg:  fmt.Sprintf("%d rows or counts are dated in the future and are left out, among them those of answer %q", n, r.firstLate),
			Hint: "mend the dates, or the clock of whoever wrote them"})
	}
	const listed = 10
	more := 0
	for i := range r.answers {
		if r.answers[i].flags&contradicted == 0 {
			continue
		}
		if len(out) >= listed {
			more++
			continue
		}
		out = append(out, r.contradiction(i))
	}
	if more > 0 {
		out = append(out, diag.Problem{Warning: true, Msg: fmt.Sprintf("%d more answers have different authors in different places", more)})
	}
	return out
}

func (r *reader) contradiction(i int) diag.Problem {
	author := r.tokens[r.answers[i].author]
	return diag.Problem{Warning: true,
		Msg:  fmt.Sprintf("answer %q has different authors in different places; %q is taken", r.ids[i], author),
		Hint: "if they are one person, list one id as an alias of the other in contributors.toml"}
}
