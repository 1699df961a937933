package importer

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// Posts are the posts of a forum that an export has in any order, as the tables of a
// database do: a vote may come before its answer, an answer before its question. They
// wait in a temporary file; of a post 24 bytes and its id are kept in memory.
//
// Ids are those of the export, whatever they are; [ID] makes those of the site.
type Posts struct {
	task     *Task
	file     *os.File
	end      int64
	all      []place
	threads  []string       // ids
	byID     map[string]int // into all
	byThread map[string]int // into threads
	people   map[string]content.Contributor
	votes    map[int][]Vote
	accepted map[int]Acceptance
	order    []int // of all: by thread, the question first, then by time
	starts   []int // of each thread in order
}

// A place is where a post is in the file; 0 = it did not come yet.
type place struct {
	off    int64
	when   int64 // seconds
	thread int32
	asks   bool
}

// A Post is a question or an answer.
type Post struct {
	ID       string // "" = the export has none: that of the thread, for a question
	Thread   string
	Question bool
	Title    string // of a question, as all below
	Category string
	Tags     []string
	Language string

	Author     string // id; "" = not known
	AuthorName string // where no Person has the id; alone, the name of an account that is gone
	URL        string
	License    string
	Outdated   bool
	Written    time.Time
	Edited     time.Time
	Up, Down   int    // votes of which only the number is known
	Form       string // how the body is written, in words of the format
	Empty      bool   // it has no text; Add finds out
	Accepted   bool   // the asker's choice, when nothing else is known of it

	Body string `json:"-"`
}

// A Vote is one that is known by itself.
type Vote struct {
	Kind Kind
	By   string // id of the person; "" = not known
	At   time.Time
}

// An Acceptance is that of an answer.
type Acceptance struct {
	By string // id of the person; "" = not known
	At time.Time
}

// NewPosts returns no posts yet. The temporary file goes at the end of the task.
func NewPosts(task *Task) (*Posts, error) {
	file, err := os.CreateTemp("", "winnow-import-")
	if err != nil {
		return nil, diag.Problem{Path: os.TempDir(), Msg: "a temporary file cannot be made: " + diag.Reason(err)}
	}
	task.OnEnd(func() {
		file.Close()
		os.Remove(file.Name())
	})
	return &Posts{task: task, file: file, end: 1, byID: map[string]int{}, byThread: map[string]int{},
		people: map[string]content.Contributor{}, votes: map[int][]Vote{}, accepted: map[int]Acceptance{}}, nil
}

// number returns the index of a post, which may not have come yet.
func (p *Posts) number(id string) int {
	n, ok := p.byID[id]
	if !ok {
		n = len(p.all)
		p.byID[id], p.all = n, append(p.all, place{})
	}
	return n
}

// Add adds a post. One whose id came before is counted and left out.
func (p *Posts) Add(x Post) error {
	if x.Question {
		x.ID = "question " + x.Thread
	}
	x.Empty = strings.TrimSpace(x.Body) == ""
	n := p.number(x.ID)
	if p.all[n].off != 0 {
		p.task.Skip("", "posts whose id another post has", 1)
		return nil
	}
	thread, ok := p.byThread[x.Thread]
	if !ok {
		thread = len(p.threads)
		p.byThread[x.Thread], p.threads = thread, append(p.threads, x.Thread)
	}
	p.all[n] = place{off: p.end, when: x.Written.Unix(), thread: int32(thread), asks: x.Question}
	return p.write(x)
}

// write appends a post to the file: lengths of what is known of it and of its body,
// then both.
func (p *Posts) write(x Post) error {
	head, err := json.Marshal(x)
	if err != nil {
		return err
	}
	record := binary.LittleEndian.AppendUint32(nil, uint32(len(head)))
	record = binary.LittleEndian.AppendUint32(record, uint32(len(x.Body)))
	record = append(append(record, head...), x.Body...)
	if _, err := p.file.WriteAt(record, p.end); err != nil {
		return p.failed(err)
	}
	p.end += int64(len(record))
	return nil
}

func (p *Posts) failed(err error) error {
	return diag.Problem{Path: p.file.Name(), Msg: "the temporary file fails: " + diag.Reason(err), Hint: "TMPDIR names a folder with more space"}
}

// read returns a post, with its body or without.
func (p *Posts) read(n int, body bool) (x Post, err error) {
	at := p.all[n].off
	var lengths [8]byte
	if _, err := p.file.ReadAt(lengths[:], at); err != nil {
		return x, p.failed(err)
	}
	head, tail := int(binary.LittleEndian.Uint32(lengths[:])), int(binary.LittleEndian.Uint32(lengths[4:]))
	if !body {
		tail = 0
	}
	record := make([]byte, head+tail)
	if _, err := p.file.ReadAt(record, at+8); err != nil && err != io.EOF {
		return x, p.failed(err)
	}
	err = json.Unmarshal(record[:head], &x)
	x.Body = string(record[head:])
	return x, err
}

// Vote adds a vote for the answer with an id.
func (p *Posts) Vote(id string, v Vote) {
	n := p.number(id)
	p.votes[n] = append(p.votes[n], v)
}

// Accept says that an answer was accepted.
func (p *Posts) Accept(id string, a Acceptance) { p.accepted[p.number(id)] = a }

// Person says who has an id.
func (p *Posts) Person(id, name, url string) {
	if id != "" && id != "0" {
		url = cmp.Or(url, p.people[id].URL)
		p.people[id] = content.Contributor{ID: personOf(id), Name: cmp.Or(Line(name), nameOf(id)), URL: url, Privacy: content.Public}
	}
}

// nameOf returns a name for an id: the id, if it is not a number.
func nameOf(id string) string {
	if _, err := strconv.Atoi(id); err != nil {
		return Line(id)
	}
	return "user " + id
}

// Unscored says that an account is not to be scored: a program's, or one that is gone.
func (p *Posts) Unscored(id string) {
	x := p.people[id]
	x.Privacy = content.Unscored
	p.people[id] = x
}

// personOf returns the id of a person on the site.
func personOf(id string) string {
	if id == "" || id == "0" {
		return ""
	}
	return PersonID(strings.ToLower(Line(id)))
}

// Export completes an export: text returns the body of a post as Markdown.
func (p *Posts) Export(e Export, text func(x *Post) string) (*Export, error) {
	p.sort()
	if len(p.order) == 0 {
		return nil, diag.Problem{Path: p.task.Path, Msg: "there is no question and no answer in this export"}
	}
	return Conversations(e, p.task, p.conversations(text))
}

// sort puts the posts in order, and counts what belongs to no question.
func (p *Posts) sort() {
	asked := make([]int64, len(p.threads))
	orphans, votes := 0, 0
	for _, x := range p.all {
		if x.off != 0 && x.asks {
			asked[x.thread] = x.when
		}
	}
	known := make([]bool, len(p.threads))
	for _, x := range p.all {
		known[x.thread] = known[x.thread] || x.off != 0 && x.asks
	}
	for n, x := range p.all {
		switch {
		case x.off != 0 && known[x.thread]:
			p.order = append(p.order, n)
		case x.off != 0:
			orphans++
			fallthrough
		default:
			votes += len(p.votes[n])
		}
	}
	slices.SortFunc(p.order, func(i, k int) int {
		a, b := &p.all[i], &p.all[k]
		return cmp.Or(cmp.Compare(asked[a.thread], asked[b.thread]), cmp.Compare(a.thread, b.thread),
			cmp.Compare(rank(b), rank(a)), cmp.Compare(a.when, b.when), cmp.Compare(i, k))
	})
	for i, n := range p.order {
		if i == 0 || p.all[n].thread != p.all[p.order[i-1]].thread {
			p.starts = append(p.starts, i)
		}
	}
	p.task.Read(Answers, orphans)
	p.task.Lose(Answers, "answers whose question is not in the export", orphans)
	p.task.Read(Votes, votes)
	p.task.Skip(Votes, "votes on questions and on what is not in the export", votes)
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
			c.Topic, c.Question = x.topic(), message
			continue
		}
		accepted, chosen := p.accepted[n]
		if chosen = chosen || x.Accepted; chosen && c.accepted() < 0 {
			c.AcceptedBy, c.AcceptedAt = personOf(accepted.By), accepted.At
			c.People = append(c.People, p.known(accepted.By)...)
		} else {
			chosen = false
		}
		c.Answers = append(c.Answers, Answer{Accepted: chosen, Score: p.score(n, &x), Empty: x.Empty, Message: message})
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
		t.Lose(Votes, "votes without a date, on answers without one", undated)
	}
	return c, nil
}

// happened adds what happened to an answer, beside its acceptance, and returns how many
// votes have no date.
func (p *Posts) happened(c *Conversation, n int, x *Post) (undated int) {
	c.Events = append(c.Events, c.event(x, Answered, x.Written))
	for _, v := range []struct {
		kind Kind
		n    int
	}{{Kudos, x.Up}, {Downvote, x.Down}} {
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

// score returns the votes for an answer less those against it.
func (p *Posts) score(n int, x *Post) int {
	score := x.Up - x.Down
	for _, v := range p.votes[n] {
		switch v.Kind {
		case Kudos:
			score++
		case Downvote:
			score--
		}
	}
	return score
}

// event returns something that happened to an answer; without a day, on that on which
// it was written.
func (c *Conversation) event(x *Post, kind Kind, at time.Time) Event {
	if at.IsZero() {
		at = x.Written
	}
	return Event{Evidence: content.Evidence{Date: at.UTC(), Kind: kind, Answer: ID(x.ID), Author: x.author(), Thread: c.ID, Category: c.Category, Tags: c.Tags, Count: 1}}
}

// topic returns what a question says of its thread.
func (x *Post) topic() Topic {
	t := Topic{ID: threadID(x.Thread), Title: Line(x.Title), Category: Line(x.Category), Language: x.Language}
	for _, tag := range x.Tags {
		if tag = Tag(tag); tag != "" && !slices.Contains(t.Tags, tag) {
			t.Tags = append(t.Tags, tag)
		}
	}
	return t
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
	return Message{ID: ID(x.ID), URL: x.URL, Author: x.author(), Body: text(&x), License: x.License, Written: x.Written, Edited: x.Edited, Outdated: x.Outdated}
}
