package importer

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"os"
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
	topics   map[int]int64     // where the topic of a thread is in the file
	dropped  map[int]bool      // threads
	tagged   map[int][]string  // ids of tags, of threads
	names    map[string]string // of categories and tags
	order    []int             // of all: by thread, the question first, then by time
	starts   []int             // of each thread in order
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

	DuplicateOf string // thread that answers the question

	Author     string // id; "" = not known
	AuthorName string // where no Person has the id; alone, the name of an account that is gone
	URL        string
	License    string
	Outdated   bool
	Written    time.Time
	Edited     time.Time
	Up, Down   int    // votes, also those that are known by themselves
	Form       string // how the body is written
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
		people: map[string]content.Contributor{}, votes: map[int][]Vote{}, accepted: map[int]Acceptance{},
		topics: map[int]int64{}, dropped: map[int]bool{}, tagged: map[int][]string{}, names: map[string]string{}}, nil
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
	p.all[n] = place{off: p.end, when: x.Written.Unix(), thread: int32(p.thread(x.Thread)), asks: x.Question}
	return p.write(x)
}

// thread returns the index of a thread.
func (p *Posts) thread(id string) int {
	n, ok := p.byThread[id]
	if !ok {
		n = len(p.threads)
		p.byThread[id], p.threads = n, append(p.threads, id)
	}
	return n
}

// Topic says what a thread is about, where the export has it apart from the question; the
// question is then the first post, if none is marked as one. Of a topic without a title
// only the rest is taken.
func (p *Posts) Topic(t Topic) error {
	p.topics[p.thread(t.ID)] = p.end
	head, err := json.Marshal(t)
	if err != nil {
		return err
	}
	return p.append(head, "")
}

// Drop leaves out a thread: it is deleted, or not public.
func (p *Posts) Drop(thread string) { p.dropped[p.thread(thread)] = true }

// Tag gives a thread the tag with an id.
func (p *Posts) Tag(thread, tag string) {
	n := p.thread(thread)
	p.tagged[n] = append(p.tagged[n], "tag "+tag)
}

// TagName says how the tag with an id is called.
func (p *Posts) TagName(id, name string) { p.names["tag "+id] = name }

// CategoryName says how the category with an id is called.
func (p *Posts) CategoryName(id, name string) { p.names["category "+id] = name }

// write appends a post to the file: lengths of what is known of it and of its body,
// then both.
func (p *Posts) write(x Post) error {
	head, err := json.Marshal(x)
	if err != nil {
		return err
	}
	return p.append(head, Text(x.Body))
}

// append appends a record to the file.
func (p *Posts) append(head []byte, body string) error {
	record := binary.LittleEndian.AppendUint32(nil, uint32(len(head)))
	record = binary.LittleEndian.AppendUint32(record, uint32(len(body)))
	record = append(append(record, head...), body...)
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
	x.Body, err = p.record(p.all[n].off, body, &x)
	return x, err
}

// record reads what is at a place of the file.
func (p *Posts) record(at int64, body bool, into any) (string, error) {
	var lengths [8]byte
	if _, err := p.file.ReadAt(lengths[:], at); err != nil {
		return "", p.failed(err)
	}
	head, tail := int(binary.LittleEndian.Uint32(lengths[:])), int(binary.LittleEndian.Uint32(lengths[4:]))
	if !body {
		tail = 0
	}
	record := make([]byte, head+tail)
	if _, err := p.file.ReadAt(record, at+8); err != nil {
		return "", p.failed(err)
	}
	return string(record[head:]), json.Unmarshal(record[:head], into)
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
