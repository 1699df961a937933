// Package dump reads a Stack Exchange dump: who asked, answered and voted on
// what, and when. Bodies are not kept, for scores do not look at them.
package dump

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Site is one community: what was asked, answered and voted, in order of time.
type Site struct {
	Name      string
	Users     []string // ids, by number
	Questions []Question
	Answers   []Answer
	Votes     []Vote  // on answers
	Asked     []Vote  // on questions: Answer is the number of the question
	Deeds     []Deed  // who was there, and when
	First     int32   // day of the first question
	Last      int32   // day of the last post or vote
	Fixed     []int32 // days of further splits, named by whoever knows the site
}

// A Question has its tags in lower case, as written.
type Question struct {
	Asker    int32 // user, or Nobody
	At       int64 // seconds since 1970
	Accepted int32 // answer, or Nobody
	Tags     []string
	Answers  []int32
}

// An Answer is one answer to a question that is in the data.
type Answer struct {
	ID       string
	Author   int32 // user, or Nobody
	Question int32
	At       int64
	Score    int // upvotes less downvotes at the end of the data
	Length   int // of its HTML in bytes; 0 = not known
}

// A Vote is one vote on an answer. Who gave it is not known.
type Vote struct {
	Answer int32
	Kind   VoteKind
	Day    int32 // since 1970
}

// A Deed is that a user wrote something.
type Deed struct{ User, Day int32 }

// A VoteKind is numbered as Stack Exchange does.
type VoteKind uint8

// Votes that say something of an answer.
const (
	Accept VoteKind = 1
	Up     VoteKind = 2
	Down   VoteKind = 3
)

// Nobody is the number of who or what is not known.
const Nobody = -1

// A Row returns the text of a column, "" where there is none.
type Row func(column string) string

// A Source calls f with every row of a table ("Posts", "Votes", "Comments").
type Source func(table string, f func(Row)) error

// A loader collects what is read in whatever order it comes.
type loader struct {
	*Site
	users     map[string]int32
	questions map[string]int32
	answers   map[string]int32
	waiting   []waiting        // answers, until all questions are known
	accepted  map[int32]string // by question
}

type waiting struct {
	Answer
	parent string
}

// Load makes a site of its tables. What has no date, or answers a question that
// is not there, is left out.
func Load(name string, from Source) (*Site, error) {
	l := &loader{Site: &Site{Name: name}, users: map[string]int32{}, questions: map[string]int32{},
		answers: map[string]int32{}, accepted: map[int32]string{}}
	if err := from("Posts", l.post); err != nil {
		return nil, err
	}
	l.join()
	if len(l.Answers) == 0 {
		return nil, fmt.Errorf("%s: no answers", name)
	}
	if err := from("Votes", l.vote); err != nil {
		return nil, err
	}
	slices.SortStableFunc(l.Votes, func(a, b Vote) int { return cmp.Compare(a.Day, b.Day) })
	if err := from("Comments", l.comment); err != nil {
		return nil, err
	}
	l.First = DayOf(l.Questions[0].At)
	for _, d := range l.Deeds {
		l.Last = max(l.Last, d.Day)
	}
	if n := len(l.Votes); n > 0 {
		l.Last = max(l.Last, l.Votes[n-1].Day)
	}
	return l.Site, nil
}

func (l *loader) post(r Row) {
	at, ok := Seconds(r("CreationDate"))
	if !ok {
		return
	}
	user := l.user(r("OwnerUserId"))
	l.deed(user, DayOf(at))
	switch whole(r("PostTypeId")) {
	case "1":
		q := int32(len(l.Questions))
		l.questions[whole(r("Id"))] = q
		l.accepted[q] = whole(r("AcceptedAnswerId"))
		l.Questions = append(l.Questions, Question{Asker: user, At: at, Accepted: Nobody, Tags: tagsOf(r("Tags"))})
	case "2":
		score, _ := strconv.Atoi(whole(r("Score")))
		l.waiting = append(l.waiting, waiting{parent: whole(r("ParentId")), Answer: Answer{
			ID: whole(r("Id")), Author: user, At: at, Score: score, Length: len(r("Body"))}})
	}
}

// join sorts posts by date and ties answers to questions.
func (l *loader) join() {
	order := make([]int32, len(l.Questions))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(l.Questions[a].At, l.Questions[b].At) })
	to, sorted, accepted := make([]int32, len(order)), make([]Question, len(order)), make([]string, len(order))
	for n, old := range order {
		to[old], sorted[n], accepted[n] = int32(n), l.Questions[old], l.accepted[old]
	}
	l.Questions = sorted
	slices.SortStableFunc(l.waiting, func(a, b waiting) int { return cmp.Compare(a.At, b.At) })
	for _, w := range l.waiting {
		old, ok := l.questions[w.parent]
		if !ok {
			continue
		}
		w.Question = to[old]
		n := int32(len(l.Answers))
		l.answers[w.ID] = n
		l.Answers = append(l.Answers, w.Answer)
		q := &l.Questions[w.Question]
		q.Answers = append(q.Answers, n)
		if accepted[w.Question] == w.ID {
			q.Accepted = n
		}
	}
	for id, old := range l.questions {
		l.questions[id] = to[old]
	}
}

func (l *loader) vote(r Row) {
	at, ok := Seconds(r("CreationDate"))
	kind, _ := strconv.Atoi(whole(r("VoteTypeId")))
	if !ok || kind < int(Accept) || kind > int(Down) {
		return
	}
	post := whole(r("PostId"))
	if answer, known := l.answers[post]; known {
		l.Votes = append(l.Votes, Vote{answer, VoteKind(kind), DayOf(at)})
	} else if question, known := l.questions[post]; known {
		l.Asked = append(l.Asked, Vote{question, VoteKind(kind), DayOf(at)})
	}
}

func (l *loader) comment(r Row) {
	if at, ok := Seconds(r("CreationDate")); ok {
		l.deed(l.user(r("UserId")), DayOf(at))
	}
}

func (l *loader) deed(user, day int32) {
	if user != Nobody {
		l.Deeds = append(l.Deeds, Deed{user, day})
	}
}

// user numbers a user; the platform itself, −1, is nobody.
func (l *loader) user(id string) int32 {
	id = whole(id)
	if id == "" || strings.HasPrefix(id, "-") {
		return Nobody
	}
	n, ok := l.users[id]
	if !ok {
		n = int32(len(l.Users))
		l.users[id] = n
		l.Users = append(l.Users, id)
	}
	return n
}

// describe adds tags and lengths from another dump of the same posts.
func (s *Site) describe(from Source) error {
	tags, lengths, asked := map[string][]string{}, map[string]int{}, map[string]string{}
	err := from("Posts", func(r Row) {
		id := whole(r("Id"))
		tags[id], lengths[id], asked[id] = tagsOf(r("Tags")), len(r("Body")), whole(r("ParentId"))
	})
	for i := range s.Answers {
		a := &s.Answers[i]
		if a.Length == 0 {
			a.Length = lengths[a.ID]
		}
		if q := &s.Questions[a.Question]; len(q.Tags) == 0 {
			q.Tags = tags[asked[a.ID]]
		}
	}
	return err
}

// whole is the id of a cell that may hold it as a float: "12.0" is "12".
func whole(s string) string { return strings.TrimSuffix(s, ".0") }

// tagsOf reads both spellings, "<a><b>" and "|a|b|".
func tagsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '<' || r == '>' || r == '|' || r == ' ' })
}

// Seconds reads a date and time as dumps write them, in UTC.
func Seconds(s string) (int64, bool) {
	const layout = "2006-01-02T15:04:05"
	t, err := time.Parse(layout, s[:min(len(s), len(layout))])
	return t.Unix(), err == nil
}

const daySeconds = 24 * 60 * 60

// UserID is the id of a user, "" for nobody.
func (s *Site) UserID(user int32) string {
	if user == Nobody {
		return ""
	}
	return s.Users[user]
}

// Counted gathers votes, which are in the order of days, by answer, kind and
// day.
func Counted(votes []Vote) iter.Seq2[Vote, int] {
	return func(yield func(Vote, int) bool) {
		for from := 0; from < len(votes); {
			day, n := votes[from].Day, map[Vote]int{}
			var order []Vote
			for ; from < len(votes) && votes[from].Day == day; from++ {
				if n[votes[from]] == 0 {
					order = append(order, votes[from])
				}
				n[votes[from]]++
			}
			for _, v := range order {
				if !yield(v, n[v]) {
					return
				}
			}
		}
	}
}

// Before are the votes that were cast before a day.
func Before(votes []Vote, day int32) []Vote {
	n, _ := slices.BinarySearchFunc(votes, day, func(v Vote, day int32) int { return cmp.Compare(v.Day, day) })
	return votes[:n]
}

// DayOf is the day of a second, both since 1970.
func DayOf(seconds int64) int32 { return int32(seconds / daySeconds) }

// DateOf is the start of a day.
func DateOf(day int32) time.Time { return time.Unix(int64(day)*daySeconds, 0).UTC() }

// DayName writes a day as 2020-02-29.
func DayName(day int32) string { return DateOf(day).Format(time.DateOnly) }
