package reputation

import (
	"cmp"
	"fmt"
	"slices"

	"winnow/builder/diag"
)

// finish gives numbers by id, so that nothing depends on the order of arrival.
func finish(r *reader) *community {
	c := r.community
	nameless := int32(none)
	for i := range r.described {
		if a := &r.described[i]; a.category == none {
			if nameless == none {
				nameless = r.categories.number("")
			}
			a.category = nameless
		}
	}
	renumber(r)
	for i := range c.events {
		e := &c.events[i]
		// The person who asked is the one who accepts, also where the export is silent.
		if e.by == none && e.kind.is(accepts|withdraws) {
			e.by = c.answers[e.answer].asker
		}
	}
	r.dropRepeated()
	c.events = settled(c.events)
	if c.asOf == undated {
		r.dated = datesOf(r)
		c.asOf = r.dated.asOf(c.rules.AsOf)
	}
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
	countLost(c)
	c.tokens = c.people.shown()
	return c
}

// countLost counts the events from which no one gains, those of an answer
// that is no article and has no known author, though being accepted takes from
// the others of the thread all the same; and the answers of which rows disagree.
func countLost(c *community) {
	for _, e := range c.events {
		a := &c.answers[e.answer]
		if a.author == none && a.flags&isArticle == 0 && (!e.kind.is(accepts) || a.thread == none) {
			c.ignored[ofNobody]++
		}
	}
	for i := range c.answers {
		if c.answers[i].flags&contradicted != 0 {
			c.ignored[disputed]++
		}
	}
}

func renumber(r *reader) {
	c := r.community
	persons, ids := c.people.renumber(), r.ids
	to := places(len(ids), func(a, b int32) int { return cmp.Compare(ids[a], ids[b]) })
	answers := make([]answer, len(to))
	category, tag := r.categories.sort(), r.tagNames.sort()
	for old, new := range to {
		a := r.described[old].description
		a.author, a.asker = renamed(persons, a.author), renamed(persons, a.asker)
		a.category = renamed(category, a.category)
		answers[new] = answer{description: a, copyOf: none}
	}
	slices.Sort(c.ids)
	c.answers, r.described = answers, nil
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

// wholeProblems returns those of the evidence as a whole.
func wholeProblems(r *reader) diag.List {
	var out diag.List
	if n := len(r.late); n > 0 { // rows are reported with their lines where they are read
		out = append(out, diag.Problem{Warning: true,
			Msg:  fmt.Sprintf("what %d articles say of themselves is dated in the future and is left out, first in answer %q", n, r.late[0]),
			Hint: "correct their dates, or the clock of the program that wrote them"})
	}
	out = append(out, r.dated.problem(r.rules.AsOf)...)
	for _, x := range r.against {
		out = append(out, contradiction(r, x))
	}
	if more := r.ignored[disputed] - len(r.against); more > 0 {
		out = append(out, diag.Problem{Warning: true, Msg: fmt.Sprintf("%d more answers have different authors in different places", more)})
	}
	return out
}

func contradiction(r *reader, x against) diag.Problem {
	i, _ := slices.BinarySearch(r.ids, x.answer)
	author := r.tokens[r.answers[i].author]
	return diag.Problem{Path: x.path, Line: x.line, Warning: true,
		Msg:  fmt.Sprintf("answer %q has another author elsewhere; %q is taken", x.answer, author),
		Hint: "if they are one person, list one id as an alias of the other in contributors.toml"}
}
