package reputation

import (
	"cmp"
	"slices"
)

// Judges counts, for each author and each topic of theirs, the identified people
// who judged, and for each answer those who judged by it alone. It goes from
// author to author, whose answers, events and nodes lie close together.
type judges struct {
	book    *book
	events  []span      // of each answer
	list    []judgement // of the author at hand
	touched []int32     // links of the judge at hand
}

// A judgement is that a person judged an answer.
type judgement struct{ by, answer int32 }

func newJudges(l *book) *judges {
	events := make([]span, len(l.answers))
	for i := range l.events {
		s := &events[l.events[i].answer]
		if s.to == 0 {
			s.from = int32(i)
		}
		s.to = int32(i + 1)
	}
	return &judges{book: l, events: events}
}

// count counts the judges of an author, whose nodes are known.
func (j *judges) count(author int32) {
	j.list = j.list[:0]
	for _, answer := range j.book.byAuthor.of(author) {
		j.collect(answer)
	}
	slices.SortFunc(j.list, func(a, b judgement) int {
		return cmp.Or(cmp.Compare(a.by, b.by), cmp.Compare(a.answer, b.answer))
	})
	for list := slices.Compact(j.list); len(list) > 0; {
		n := 1
		for n < len(list) && list[n].by == list[0].by {
			n++
		}
		j.book.records[author].judges++
		j.countOne(list[:n])
		list = list[n:]
	}
}

// collect lists who judged an answer.
func (j *judges) collect(answer int32) {
	a, s := &j.book.answers[answer], j.events[answer]
	for i := s.from; i < s.to; i++ {
		e := &j.book.events[i]
		if e.by != none && e.class != classSelf && e.trusted && a.credits(e.kind) {
			j.list = append(j.list, judgement{e.by, answer})
		}
	}
}

// countOne counts a judge in the topics of the answers that the judge judged.
func (j *judges) countOne(list []judgement) {
	l := j.book
	if len(list) == 1 {
		l.answers[list[0].answer].solo++
	}
	touched := j.touched[:0]
	for _, x := range list {
		for k := l.answers[x.answer].links.from; k < l.answers[x.answer].links.to; k++ {
			touched = append(touched, k)
		}
	}
	if len(list) > 1 {
		slices.SortFunc(touched, func(a, b int32) int { return cmp.Compare(l.links[a].node, l.links[b].node) })
	}
	j.touched = touched
	for from, to := 0, 0; from < len(touched); from = to {
		n := l.links[touched[from]].node
		for to = from; to < len(touched) && l.links[touched[to]].node == n; to++ {
		}
		l.nodes[n].judges++
		if to == from+1 {
			l.links[touched[from]].solo++
		}
	}
}
