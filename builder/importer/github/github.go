package github

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"winnow/builder/importer"
)

// Format returns the row of the table of importers.
func Format() importer.Format {
	return importer.Format{
		Name:  "github",
		Title: "GitHub Discussions as JSON",
		Takes: "the file, folder or .zip of the discussions",
		Help: `Reads what the GraphQL API answered to the query that --query prints, as JSON or
with one answer on each line, and the flattened form of it that sites keep.
Discussions with an answer become articles, all comments and votes evidence.`,
		Query:     Query,
		Recognize: recognize,
		Read:      read,
	}
}

var endings = []string{".json", ".ndjson", ".jsonl"}

// recognize says by what an export is known to be one of GitHub Discussions.
func recognize(path string) (why string) {
	files, err := importer.OpenFiles(path, endings...)
	if err != nil {
		return ""
	}
	defer files.Close()
	for _, name := range files.Names()[:min(len(files.Names()), 5)] {
		all(files, name, func(d *discussion) bool {
			if strings.Contains(d.URL, "/discussions/") {
				why = name + " has the discussion " + d.URL
			}
			return false
		})
		if why != "" {
			return why
		}
	}
	return ""
}

// A repository is the export of one, and what is kept of it.
type repository struct {
	*importer.Task
	files *importer.Files
	body  *importer.Translator
	home  *url.URL          // of the repository
	last  map[string]string // the last file that has a discussion, by its id
}

func read(task *importer.Task) (*importer.Export, error) {
	files, err := importer.OpenFiles(task.Path, endings...)
	if err != nil {
		return nil, err
	}
	r := &repository{Task: task, files: files, home: importer.Address(task.Host), last: map[string]string{}}
	if err := r.find(); err != nil {
		return nil, err
	}
	r.body = importer.NewTranslator(r.home)
	name := strings.Trim(r.home.Path, "/")
	return importer.Conversations(importer.Export{Host: r.home.Host, HostFrom: "address of a discussion", Name: cmp.Or(path.Base(name), "GitHub")}, task, r.conversations)
}

// find looks for the repository, and reports files that cannot be read.
func (r *repository) find() error {
	found := 0
	for i, name := range r.files.Names() {
		r.Progress("find discussions", int64(i), int64(len(r.files.Names())))
		failed, err := all(r.files, name, func(d *discussion) bool {
			home, _, ok := strings.Cut(d.URL, "/discussions/")
			if u, err := url.Parse(home); found == 0 && ok && err == nil && u.Host != "" {
				r.home = u
			}
			found++
			r.last[d.id()] = name
			return true
		})
		for _, message := range failed {
			r.Problem(importer.Problem{Path: r.files.Place(name), Msg: "the API answered: " + importer.Line(message), Warning: true})
		}
		var p importer.Problem
		if errors.As(err, &p) {
			p.Warning = true
			r.Problem(p)
		} else if err != nil {
			return err
		}
	}
	if found == 0 {
		return importer.Problem{Path: r.Path, Msg: "there is no discussion in these files", Hint: "winnow import github --query prints the query whose answers are read"}
	}
	return nil
}

// all calls f with each discussion of a file until f returns false. A file that is
// damaged ends where it is.
func all(files *importer.Files, name string, f func(*discussion) bool) (failed []string, err error) {
	data, err := files.Read(name)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	for {
		var value json.RawMessage
		if err := d.Decode(&value); err == io.EOF {
			return failed, nil
		} else if err != nil {
			return failed, importer.JSONProblem(files.Place(name), data, err)
		}
		more, messages, err := discussions(value, f)
		if failed = append(failed, messages...); err != nil {
			return failed, importer.JSONProblem(files.Place(name), data, err)
		}
		if !more {
			return failed, nil
		}
	}
}

// conversations yields every discussion once: snapshots of several days may hold it
// more than once, and the last one counts.
func (r *repository) conversations(yield func(*importer.Conversation, error) bool) {
	done := map[string]bool{}
	for _, name := range r.files.Names() {
		more := true
		all(r.files, name, func(d *discussion) bool {
			id := d.id()
			if id != "" && r.last[id] == name && !done[id] {
				done[id] = true
				more = yield(r.conversation(d), nil)
			}
			return more
		})
		if !more {
			return
		}
	}
}

// id returns the number of a discussion, "" for none.
func (d *discussion) id() string {
	if d.Number > 0 {
		return strconv.Itoa(d.Number)
	}
	_, number, _ := strings.Cut(d.URL, "/discussions/")
	number, _, _ = strings.Cut(number, "#")
	if _, err := strconv.Atoi(number); err != nil {
		return ""
	}
	return number
}

// conversation takes a discussion for a question and its answers.
func (r *repository) conversation(d *discussion) *importer.Conversation {
	c := &importer.Conversation{Topic: importer.Topic{ID: d.id(), Title: importer.Line(d.Title)}}
	if d.Category != nil {
		c.Category = importer.Line(d.Category.Name)
	}
	for _, l := range d.Labels.Nodes {
		c.Tags = append(c.Tags, importer.Tag(l.Name))
	}
	answers, left, missing := answersOf(d)
	c.People = people(&d.comment, answers)
	c.Question = func() importer.Message { return r.message(&d.comment, d.URL) }
	chosen := d.chosen(answers)
	for _, a := range answers {
		up, down := a.votes()
		c.Answers = append(c.Answers, importer.Answer{Accepted: a == chosen, Score: up - down, Empty: a.Body == "" && a.HTML == "", Message: func() importer.Message { return r.message(a, cmp.Or(a.URL, d.URL)) }})
		c.Events = append(c.Events, events(c, a)...)
	}
	c.Count = func(t *importer.Tally) {
		t.Read("comments that are no answers", left)
		t.Skip("comments that are no answers", "deleted or minimized", left)
		if missing > 0 {
			t.Lose("", "comments and replies that are not in the export: ask for more of them at a time", missing)
		}
	}
	if chosen != nil {
		solve(c, d, chosen)
	}
	return c
}

// answersOf returns the comments and replies of a discussion, with their keys, and
// how many are left out or missing.
func answersOf(d *discussion) (answers []*comment, left, missing int) {
	add := func(c *comment, key string) {
		if c.key = key; c.Deleted != nil || c.Minimized {
			left++
			return
		}
		if _, id, ok := strings.Cut(c.URL, "#discussioncomment-"); ok {
			c.key = id
		}
		answers = append(answers, c)
	}
	missing = d.Comments.Total - len(d.Comments.Nodes)
	for i := range d.Comments.Nodes {
		c := &d.Comments.Nodes[i]
		key := fmt.Sprintf("%s-%d", d.id(), i+1)
		add(c, key)
		missing += c.Replies.Total - len(c.Replies.Nodes)
		for k := range c.Replies.Nodes {
			add(&c.Replies.Nodes[k], fmt.Sprintf("%s-%d", key, k+1))
		}
	}
	return answers, left, missing
}

// chosen returns the comment that was chosen as the answer, nil for none.
func (d *discussion) chosen(answers []*comment) *comment {
	if a := d.Answer; a != nil && (a.ID != nil || a.URL != "" || a.Author != nil && a.Author.Login != "") {
		for _, c := range answers {
			if a.ID != nil && a.ID == c.ID || a.URL != "" && a.URL == c.URL || a.ID == nil && a.URL == "" && c.login() == a.login() && c.Created.Equal(a.Created) {
				return c
			}
		}
	}
	if i := slices.IndexFunc(answers, func(c *comment) bool { return c.IsAnswer }); i >= 0 {
		return answers[i]
	}
	return nil
}

// solve notes the accepted answer.
func solve(c *importer.Conversation, d *discussion, answer *comment) {
	at, by := d.ChosenAt, d.ChosenBy
	if a := d.Answer; a != nil {
		if a.Chosen != nil {
			at = *a.Chosen
		}
		by = cmp.Or(by, a.Chooser)
	}
	accepter := ""
	if by != nil {
		accepter = person(by.Login)
	}
	e := event(c, answer, importer.Accepted)
	e.By, e.Date = accepter, at
	if at.IsZero() {
		e.Date = answer.Created
	}
	c.Events = append(c.Events, e)
	c.AcceptedBy, c.AcceptedAt = accepter, at
}

// kudos are the reactions that praise.
var kudos = []string{"THUMBS_UP", "HEART", "HOORAY", "ROCKET"}

// votes returns how many were for an answer and against it.
func (c *comment) votes() (up, down int) {
	up = max(max(c.Upvotes, c.Votes)-1, 0)
	for _, g := range c.Reactions {
		n := max(g.Reactors.N, g.Users.N)
		switch {
		case slices.Contains(kudos, g.Content):
			up += n
		case g.Content == "THUMBS_DOWN":
			down += n
		}
	}
	return up, down
}

// events returns what happened to an answer, beside its being chosen.
func events(c *importer.Conversation, a *comment) []importer.Event {
	out := []importer.Event{event(c, a, importer.Answered)}
	up, down := a.votes()
	for kind, n := range map[importer.Kind]int{importer.Kudos: up, importer.Downvote: down} {
		if e := event(c, a, kind); n > 0 {
			e.Count = n
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out[1:], func(x, y importer.Event) int { return -cmp.Compare(x.Kind, y.Kind) })
	return out
}

func event(c *importer.Conversation, a *comment, kind importer.Kind) importer.Event {
	return importer.Event{Evidence: importer.Row{
		Date: a.Created, Kind: kind, Answer: a.key, Author: person(a.login()), Thread: c.ID, Category: c.Category, Tags: c.Tags, Count: 1,
	}}
}

// login returns the name of an author, "" for an account that is gone.
func (c *comment) login() string {
	if c.Author == nil {
		return ""
	}
	return c.Author.Login
}

// person returns the id of an account. Names of accounts differ by more than case.
func person(login string) string {
	if login == "" {
		return ""
	}
	return importer.PersonID(strings.ToLower(importer.Line(login)))
}

// people returns who wrote something in a discussion.
func people(question *comment, answers []*comment) (out []importer.Person) {
	known := map[string]bool{}
	for _, c := range append([]*comment{question}, answers...) {
		id := person(c.login())
		if id == "" || known[id] {
			continue
		}
		known[id] = true
		p := importer.Person{ID: id, Name: importer.Line(c.Author.Login), URL: c.Author.URL, Privacy: importer.Public}
		if c.Author.Type == "Bot" || strings.HasSuffix(p.Name, "[bot]") {
			p.Privacy = importer.Unscored
		}
		out = append(out, p)
	}
	return out
}

func (r *repository) message(c *comment, address string) importer.Message {
	m := importer.Message{ID: c.key, URL: address, Author: person(c.login()), Written: c.Created, Body: r.markdown(c)}
	if c.Edited != nil {
		m.Edited = *c.Edited
	}
	return m
}
