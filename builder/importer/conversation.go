package importer

import (
	"iter"

	"winnow/builder/content"
)

// A Conversation is a thread as a format finds it, with all that happened in it.
type Conversation struct {
	Topic
	Answers  int                   // in all
	Solved   bool                  // one of them was accepted
	Events   []Event               //
	People   []content.Contributor // who occurs in it
	Links    []Link
	Messages func() Thread  // its bodies, of one that is solved
	Count    func(t *Tally) // counts what else was read of it; nil = there is nothing else
}

// Conversations completes the export of a forum whose threads can be gone through
// one by one, as often as is needed: none of them is kept.
func Conversations(e Export, task *Task, all iter.Seq2[*Conversation, error]) (*Export, error) {
	known, people := map[string]bool{}, []content.Contributor(nil)
	var links []Link
	for c, err := range all {
		if err != nil {
			return nil, err
		}
		count(task.Tally, c)
		links = append(links, c.Links...)
		for _, p := range c.People {
			if !known[p.ID] {
				known[p.ID], people = true, append(people, p)
			}
		}
	}
	e.Topics = solved(all, func(c *Conversation) Topic { return c.Topic })
	e.Threads = solved(all, func(c *Conversation) Thread { return c.thread() })
	e.Links, e.People = values(links), values(people)
	e.Evidence = func(yield func(Event, error) bool) {
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
	return &e, nil
}

// thread returns the thread with its place.
func (c *Conversation) thread() Thread {
	t := c.Messages()
	t.Topic = c.Topic
	return t
}

// count accounts for a conversation.
func count(t *Tally, c *Conversation) {
	t.Read(Questions, 1)
	t.Read(Answers, c.Answers)
	others := c.Answers
	if c.Solved {
		others--
	} else {
		t.Skip(Questions, "questions without an accepted answer (their answers are evidence)", 1)
	}
	if others > 0 {
		t.Lose(Answers, "texts of answers that were not accepted: they are evidence only", others)
	}
	if c.Count != nil {
		c.Count(t)
	}
}

// solved yields what f makes of each conversation with an accepted answer.
func solved[T any](all iter.Seq2[*Conversation, error], f func(*Conversation) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for c, err := range all {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			if c.Solved && !yield(f(c), nil) {
				return
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
