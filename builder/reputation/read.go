package reputation

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strings"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// A reader collects rows; numbers are in the order of arrival until renumber.
type reader struct {
	*community
	index      map[string]int32 // answers by id
	threadIDs  names
	categories names
	tagNames   names
	setIDs     names // tags of a set, joined by NUL
	described  []described
	dated      dates // where the rules leave it to the data on which day ages are measured
	today      day   // the newest day that is not in the future
	fixed      day   // the newest day that counts
	against    []against
	late       []string // articles that say something of the future
	find       func(answer string) string
	nowhere    map[int32]*nowhere // by answer
	strangers  []decision
	praises    []decision
	full       int // number of events at which repeated ones are dropped
	tagBuf     []string
	keyBuf     []byte
}

// A described is the description of an answer so far, and the days of the newest
// rows for each part of it. It is small, for rows come in any order and each needs one.
type described struct {
	description
	dated
}

type dated struct{ byAuthor, inThread, inCategory, withTags day }

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

func read(in Input, k kinds) (*community, diag.List) {
	r, problems := newReader(in, k)
	r.evidence(in.Evidence)
	problems = append(problems, r.articles(in.Articles)...)
	problems = append(problems, reviewProblems(r)...)
	problems = append(problems, nowhereProblems(r)...)
	c := finish(r)
	noteCopies(c, in.Copies)
	return c, append(problems, wholeProblems(r)...)
}

func newReader(in Input, k kinds) (*reader, diag.List) {
	people, problems := gather(in.Contributors)
	who, found := reviewersOf(in, people)
	problems = append(problems, found...)
	n := len(in.Articles)
	r := &reader{community: &community{rules: in.Rules, kinds: k, people: people, reviewers: who, asOf: undated, ids: make([]string, 0, n),
		events: make([]event, 0, 2*n)}, index: make(map[string]int32, n), described: make([]described, 0, n), today: math.MaxInt32, fixed: math.MaxInt32, full: 1 << 21,
		find: in.Find, nowhere: map[int32]*nowhere{}}
	if !in.Now.IsZero() {
		r.today = dayOf(in.Now) + 1 // it may be tomorrow already, elsewhere
	}
	if d, ok, err := in.Rules.asOfDay(); ok && err == nil {
		r.fixed, r.asOf = d, d
	}
	return r, problems
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
	k, known := r.kinds.named(e.Kind)
	switch {
	case !known:
		r.ignored[badKind]++
		return
	case e.Answer == "":
		r.ignored[badAnswer]++
		return
	case e.Count < 1 && !e.Total:
		r.ignored[badCount]++
		return
	}
	at := secondOf(e.Date)
	d := dayOfSecond(at)
	if !r.inTime(d) {
		return
	}
	i := r.answer(e.Answer)
	r.describe(i, e, d)
	a := &r.described[i]
	noteNowhere(r, i, e, k)
	if k.is(writes) {
		a.posted = earlier(a.posted, d)
		return
	}
	if k.is(decides) && !decide(r, decision{place{e.Path, e.Line}, string(e.Kind), e.By, i, k.is(proves)}) {
		return
	}
	a.flags |= wasJudged
	if k.is(accepts | withdraws) {
		a.flags |= wasAccepted
	}
	r.add(event{second: at, answer: i, by: r.people.find(e.By), count: clamp(e.Count), kind: k, total: e.Total})
}

// inTime reports whether something of a day counts.
func (r *reader) inTime(d day) bool {
	if d > r.today {
		r.ignored[inFuture]++
		return false
	}
	if d > r.fixed {
		r.ignored[afterAsOf]++
		return false
	}
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
	if len(r.events) == cap(r.events) { // doubled, since copying costs more than room
		r.events = slices.Grow(r.events, max(len(r.events), 1024))
	}
	r.events = append(r.events, e)
}

func (r *reader) dropRepeated() {
	before := len(r.events)
	r.events = canonical(r.events)
	r.ignored[repeated] += before - len(r.events)
}

// undescribed is an answer of which nothing is known yet.
var undescribed = described{
	description{author: none, asker: none, thread: none, category: none, tags: none, posted: noDay},
	dated{noDay, noDay, noDay, noDay},
}

// answer returns the number of an answer, a new one for an id that is not known.
func (r *reader) answer(id string) int32 {
	if i, ok := r.index[id]; ok {
		return i
	}
	id = strings.Clone(id)
	if r.find != nil {
		if found := r.find(id); found != id {
			i := r.answer(found)
			r.index[id] = i
			return i
		}
	}
	i := int32(len(r.ids))
	r.index[id] = i
	r.ids = append(r.ids, id)
	r.described = append(r.described, undescribed)
	return i
}

// describe notes what a row says of an answer. Where rows differ the newest one
// holds, and of the same day the one that comes first in the alphabet.
func (r *reader) describe(i int32, e *content.Evidence, d day) {
	a := &r.described[i]
	if e.Author != "" && (a.author == none || r.people.list[a.author].id != e.Author) {
		p := r.people.find(e.Author)
		if a.author != none && a.author != p {
			r.disagree(a, i, place{e.Path, e.Line})
		}
		replace(&a.author, &a.byAuthor, p, d, r.personID)
	} else if e.Author != "" {
		a.byAuthor = max(a.byAuthor, d)
	}
	if e.Thread != "" {
		r.threadIDs.update(&a.thread, &a.inThread, e.Thread, d)
	}
	if top := topFolder(e.Category); top != "" {
		r.categories.update(&a.category, &a.inCategory, top, d)
	}
	if len(e.Tags) > 0 && r.isSet(a.tags, e.Tags) {
		a.withTags = max(a.withTags, d)
	} else if len(e.Tags) > 0 {
		replace(&a.tags, &a.withTags, r.set(e.Tags), d, r.setIDs.name)
	}
}

// A place is that of a row or an article: a file below the content folder, and a line.
type place struct {
	path string
	line int
}

// mostListed is how many answers are reported one by one whose authors differ.
const mostListed = 10

// disagree notes that an answer has another author here than elsewhere, and the
// place.
func (r *reader) disagree(a *described, i int32, at place) {
	if a.flags&contradicted == 0 && len(r.against) < mostListed {
		r.against = append(r.against, against{r.ids[i], at})
	}
	a.flags |= contradicted
}

// An against is an answer and the first place that names another author.
type against struct {
	answer string
	place
}

func (r *reader) personID(i int32) string { return r.people.list[i].id }

func (n *names) name(i int32) string { return n.list[i] }

// update notes the name in a row of some day; mostly it is the known one.
func (n *names) update(what *int32, when *day, now string, d day) {
	switch {
	case *what == none || d >= *when && n.list[*what] != now:
		replace(what, when, n.number(now), d, n.name)
	case d > *when:
		*when = d
	}
}

// replace takes what a row has unless a newer one was read.
func replace(what *int32, when *day, now int32, d day, name func(int32) string) {
	if *what == none || d > *when || d == *when && now != *what && name(now) < name(*what) {
		*what, *when = now, max(*when, d)
	}
}

// isSet reports whether tags are those of a set, in its order.
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

// topFolder returns the first folder of a category: standings are kept for these.
func topFolder(category string) string {
	top, _, _ := strings.Cut(strings.Trim(category, "/"), "/")
	return top
}

// earlier returns the earlier of two days, of which one may be unknown.
func earlier(a, b day) day {
	if a <= undated || b > undated && b < a {
		return b
	}
	return a
}

func clamp(n int) int32 { return int32(min(n, math.MaxInt32)) }
