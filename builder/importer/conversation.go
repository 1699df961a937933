package importer

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"winnow/builder/content"
)

// A Conversation is a thread as a format finds it, with all that happened in it.
type Conversation struct {
	Topic
	Question   func() Message // returns it with its body; nil = there is none
	Answers    []Answer       // the oldest first
	AcceptedBy string
	AcceptedAt time.Time // zero = not known
	Events     []Event
	People     []content.Contributor // who occurs in it
	Links      []Link
	Count      func(t *Tally) // counts what else was read of it; nil = there is nothing else
}

// An Answer is what can be said of an answer without its body.
type Answer struct {
	Accepted bool
	Score    int  // votes for it less those against it
	Empty    bool // it has no text
	Message  func() Message
}

// fewestVotes is the least score from which on an answer that nobody accepted can be
// worth an article.
const fewestVotes = 3

// Conversations completes the export of a forum whose threads can be gone through
// one by one, as often as is needed: none of them is kept. Threads whose answer was
// accepted become articles, and those whose best answer has at least the median score
// of the accepted ones, or that of the task.
func Conversations(e Export, task *Task, all iter.Seq2[*Conversation, error]) (*Export, error) {
	known, people := map[string]bool{}, []content.Contributor(nil)
	var links []Link
	var scores []int
	for c, err := range all {
		if err != nil {
			return nil, err
		}
		links = append(links, c.Links...)
		if i := c.accepted(); i >= 0 {
			scores = append(scores, c.Answers[i].Score)
		}
		for _, p := range c.People {
			if !known[p.ID] {
				known[p.ID], people = true, append(people, p)
			}
		}
	}
	least := leastScore(task, scores)
	e.Topics = led(all, func(c *Conversation) int {
		count(task.Tally, c, least)
		return c.lead(least)
	}, func(c *Conversation, _ int) Topic { return c.Topic })
	e.Threads = led(all, func(c *Conversation) int { return c.lead(least) }, (*Conversation).thread)
	e.Links, e.People, e.Evidence = values(links), values(people), events(all)
	return &e, nil
}

// leastScore returns the score from which on an answer that nobody accepted leads its
// thread.
func leastScore(task *Task, accepted []int) int {
	switch {
	case task.MinScore != nil:
		return *task.MinScore
	case len(accepted) == 0:
		return fewestVotes
	}
	slices.Sort(accepted)
	return max(fewestVotes, accepted[len(accepted)/2])
}

// accepted returns the index of the accepted answer, the first of several; -1 = none.
func (c *Conversation) accepted() int {
	return slices.IndexFunc(c.Answers, func(a Answer) bool { return a.Accepted })
}

// lead returns the index of the answer that leads the thread: the accepted one, or the
// best of a good score; -1 = none.
func (c *Conversation) lead(least int) int {
	lead := c.accepted()
	if lead >= 0 {
		return lead
	}
	for i, a := range c.Answers {
		if !a.Empty && a.Score >= least && (lead < 0 || a.Score > c.Answers[lead].Score) {
			lead = i
		}
	}
	return lead
}

// further returns the other answers that were not voted below zero, the best first.
func (c *Conversation) further(lead int) (out []Answer) {
	for i, a := range c.Answers {
		if i != lead && a.Score >= 0 && !a.Empty {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b Answer) int { return cmp.Compare(b.Score, a.Score) })
	return out
}

// thread returns the thread of an answer that leads, with all bodies.
func (c *Conversation) thread(lead int) Thread {
	t := Thread{Topic: c.Topic, AcceptedBy: c.AcceptedBy, AcceptedAt: c.AcceptedAt, Unsolved: c.accepted() < 0, Answer: c.Answers[lead].Message()}
	if c.Question != nil {
		t.Question = c.Question()
	}
	for _, a := range c.further(lead) {
		t.Further = append(t.Further, a.Message())
	}
	return t
}

// count accounts for a conversation.
func count(t *Tally, c *Conversation, least int) {
	t.Read(Questions, 1)
	t.Read(Answers, len(c.Answers))
	taken := 0
	if lead := c.lead(least); lead >= 0 {
		taken = 1 + len(c.further(lead))
	} else {
		t.Skip(Questions, "questions without an accepted answer or a good one (their answers are evidence)", 1)
	}
	t.Lose(Answers, "texts of other answers: they are evidence only", len(c.Answers)-taken)
	if c.Count != nil {
		c.Count(t)
	}
}

// led yields what f makes of each conversation in which an answer leads.
func led[T any](all iter.Seq2[*Conversation, error], lead func(*Conversation) int, f func(*Conversation, int) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for c, err := range all {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			if i := lead(c); i >= 0 && !yield(f(c, i), nil) {
				return
			}
		}
	}
}

// events yields what happened in all conversations.
func events(all iter.Seq2[*Conversation, error]) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		for c, err := range all {
			if err != nil {
				yield(Event{}, err)
				return
			}
			for _, x := range c.Events {
				if !yield(x, nil) {
					return
				}
			}
		}
	}
}

func values[T any](list []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, x := range list {
			if !yield(x, nil) {
				return
			}
		}
	}
}
