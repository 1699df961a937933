package importer

import (
	"cmp"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"
	"time"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// Export completes the export of a forum at home, from which relative links of bodies start.
// Before a body is translated, finish completes the post: its address, say.
func (p *Posts) Export(e Export, home *url.URL, finish func(x *Post)) (*Export, error) {
	body := NewTranslator(home)
	text := func(x *Post) string {
		if finish(x); x.Form == Ready {
			return x.Body
		}
		return body.Body(x.Form, x.Body)
	}
	p.sort()
	if len(p.order) == 0 {
		return nil, diag.Problem{Path: p.task.Path, Msg: "there is no question and no answer in this export"}
	}
	return Conversations(e, p.task, p.conversations(text))
}

// sort puts the posts in order, and counts what belongs to no question.
func (p *Posts) sort() {
	asked := p.questions()
	orphans, votes, dropped := 0, 0, 0
	for n, x := range p.all {
		switch {
		case x.off == 0:
			votes += len(p.votes[n])
		case p.dropped[int(x.thread)]:
			dropped++
			votes += len(p.votes[n])
		case asked[x.thread] < 0:
			orphans++
			votes += len(p.votes[n])
		default:
			p.order = append(p.order, n)
		}
	}
	when := func(x *place) int64 { return p.all[asked[x.thread]].when }
	slices.SortFunc(p.order, func(i, k int) int {
		a, b := &p.all[i], &p.all[k]
		return cmp.Or(cmp.Compare(when(a), when(b)), cmp.Compare(a.thread, b.thread),
			cmp.Compare(rank(b), rank(a)), cmp.Compare(a.when, b.when), cmp.Compare(i, k))
	})
	for i, n := range p.order {
		if i == 0 || p.all[n].thread != p.all[p.order[i-1]].thread {
			p.starts = append(p.starts, i)
		}
	}
	p.task.Read(Answers, orphans)
	p.task.Lose(Answers, "answers whose question is not in the export", orphans)
	p.task.Skip("", "posts of threads that are deleted or not public", dropped)
	p.task.Read(Votes, votes)
	p.task.Skip(Votes, "votes on questions and on what is not in the export", votes)
}

// questions returns the question of each thread, -1 for none: of a thread whose topic is
// known, the first post asks.
func (p *Posts) questions() []int {
	asked := make([]int, len(p.threads))
	for i := range asked {
		asked[i] = -1
	}
	for n, x := range p.all {
		if x.off != 0 && x.asks {
			asked[x.thread] = n
		}
	}
	for n, x := range p.all {
		_, topic := p.topics[int(x.thread)]
		if q := asked[x.thread]; x.off != 0 && topic && (q < 0 || !p.all[q].asks && x.when < p.all[q].when) {
			asked[x.thread] = n
		}
	}
	for _, n := range asked {
		if n >= 0 {
			p.all[n].asks = true
		}
	}
	return asked
}

// rank orders the question before the answers.
func rank(x *place) int {
	if x.asks {
		return 1
	}
	return 0
}

// conversations yields every thread.
func (p *Posts) conversations(text func(x *Post) string) iter.Seq2[*Conversation, error] {
	return func(yield func(*Conversation, error) bool) {
		for i, start := range p.starts {
			end := len(p.order)
			if i+1 < len(p.starts) {
				end = p.starts[i+1]
			}
			if c, err := p.conversation(p.order[start:end], text); !yield(c, err) || err != nil {
				return
			}
		}
	}
}

// conversation makes one of the posts of a thread, of which the first is the question.
func (p *Posts) conversation(posts []int, text func(x *Post) string) (*Conversation, error) {
	c := &Conversation{}
	votes, undated := 0, 0
	for i, n := range posts {
		x, err := p.read(n, false)
		if err != nil {
			return nil, err
		}
		votes += len(p.votes[n])
		message := func() Message { return p.message(n, text) }
		c.People = append(c.People, p.person(&x)...)
		if i == 0 {
			c.Question = message
			if c.Topic, err = p.topic(int(p.all[n].thread), &x); err != nil {
				return nil, err
			}
			if c.Title == "" {
				c.Title = titleOf(message())
			}
			if x.DuplicateOf != "" {
				c.Links = []Link{{From: c.ID, To: threadID(x.DuplicateOf), Duplicate: true}}
			}
			continue
		}
		accepted, chosen := p.accepted[n]
		if chosen = chosen || x.Accepted; chosen && c.accepted() < 0 {
			c.AcceptedBy, c.AcceptedAt = personOf(accepted.By), accepted.At
			c.People = append(c.People, p.known(accepted.By)...)
		} else {
			chosen = false
		}
		up, down := p.counted(n)
		c.Answers = append(c.Answers, Answer{Accepted: chosen, Score: max(x.Up, up) - max(x.Down, down), Empty: x.Empty, Message: message})
		undated += p.happened(c, n, &x)
		if chosen {
			e := c.event(&x, Accepted, accepted.At)
			e.By = c.AcceptedBy
			c.Events = append(c.Events, e)
		}
	}
	c.Events = slices.DeleteFunc(c.Events, func(e Event) bool { return e.Date.IsZero() })
	c.Count = func(t *Tally) {
		t.Read(Votes, votes)
		t.Write(Votes, votes-undated)
		t.Read(Links, len(c.Links))
		t.Lose(Votes, "votes without a date, on answers without one", undated)
	}
	return c, nil
}

// happened adds what happened to an answer, beside its acceptance, and returns how many
// votes have no date.
func (p *Posts) happened(c *Conversation, n int, x *Post) (undated int) {
	c.Events = append(c.Events, c.event(x, Answered, x.Written))
	up, down := p.counted(n)
	for _, v := range []struct {
		kind Kind
		n    int
	}{{Kudos, x.Up - up}, {Downvote, x.Down - down}} {
		if e := c.event(x, v.kind, x.Written); v.n > 0 {
			e.Count = v.n
			c.Events = append(c.Events, e)
		}
	}
	for _, v := range p.votes[n] {
		e := c.event(x, v.Kind, v.At)
		e.By = personOf(v.By)
		if e.Date.IsZero() {
			undated++
			continue
		}
		c.Events = append(c.Events, e)
		c.People = append(c.People, p.known(v.By)...)
	}
	return undated
}

// counted returns how many votes for and against an answer are known by themselves.
func (p *Posts) counted(n int) (up, down int) {
	for _, v := range p.votes[n] {
		switch v.Kind {
		case Kudos:
			up++
		case Downvote:
			down++
		}
	}
	return up, down
}

// event returns something that happened to an answer; without a day, on that on which
// it was written.
func (c *Conversation) event(x *Post, kind Kind, at time.Time) Event {
	if at.IsZero() {
		at = x.Written
	}
	return Event{Evidence: content.Evidence{Date: at.UTC(), Kind: kind, Answer: ID(x.ID), Author: x.author(), Thread: c.ID, Category: c.Category, Tags: c.Tags, Count: 1}}
}

// topic returns what is known of a thread: by itself, or of its question.
func (p *Posts) topic(thread int, x *Post) (Topic, error) {
	t := Topic{Title: x.Title, Category: x.Category, Language: x.Language, Tags: x.Tags}
	if at, ok := p.topics[thread]; ok {
		if _, err := p.record(at, false, &t); err != nil {
			return t, err
		}
	}
	for _, id := range p.tagged[thread] {
		t.Tags = append(t.Tags, p.names[id])
	}
	if name, ok := p.names["category "+t.Category]; ok {
		t.Category = name
	}
	tags := t.Tags
	t.ID, t.Title, t.Category, t.Tags = threadID(x.Thread), Line(Text(t.Title)), Line(Text(t.Category)), nil
	for _, tag := range tags {
		if tag = Tag(tag); tag != "" && !slices.Contains(t.Tags, tag) {
			t.Tags = append(t.Tags, tag)
		}
	}
	return t, nil
}

var marks = strings.NewReplacer("**", "", "`", "", `\`, "")

// titleOf returns a title for a thread that has none: the first line of its question.
func titleOf(question Message) string {
	return marks.Replace((&Thread{Question: question}).titleFromBody())
}

// threadID returns the id of a thread, which begins with a digit.
func threadID(id string) string {
	if id = ID(id); id[0] < '0' || id[0] > '9' {
		id = "0-" + id
	}
	return id
}

// author returns the id of who wrote a post.
func (x *Post) author() string {
	if id := personOf(x.Author); id != "" || Line(x.AuthorName) == "" {
		return id
	}
	return DeletedPerson(Line(x.AuthorName)).ID
}

// person returns who wrote a post, if that is known.
func (p *Posts) person(x *Post) []content.Contributor {
	switch _, ok := p.people[x.Author]; {
	case ok || personOf(x.Author) != "" && Line(x.AuthorName) == "":
		return p.known(x.Author)
	case personOf(x.Author) != "":
		return []content.Contributor{{ID: personOf(x.Author), Name: Line(x.AuthorName), Privacy: content.Public}}
	case Line(x.AuthorName) != "":
		return []content.Contributor{DeletedPerson(Line(x.AuthorName))}
	}
	return nil
}

// known returns who has an id: a person of the export, or the id alone.
func (p *Posts) known(id string) []content.Contributor {
	x, ok := p.people[id]
	switch {
	case personOf(id) == "":
		return nil
	case !ok || x.ID == "":
		return []content.Contributor{{ID: personOf(id), Name: nameOf(id), Privacy: cmp.Or(x.Privacy, content.Public)}}
	}
	return []content.Contributor{x}
}

// message returns a post with its body.
func (p *Posts) message(n int, text func(x *Post) string) Message {
	x, err := p.read(n, true)
	if err != nil {
		p.task.Problem(diag.Problem{Path: p.task.Path, Msg: fmt.Sprintf("post %s cannot be read again: %v", x.ID, err), Warning: true})
	}
	body := text(&x)
	return Message{ID: ID(x.ID), URL: x.URL, Author: x.author(), Body: body, License: x.License, Written: x.Written, Edited: x.Edited, Outdated: x.Outdated}
}
