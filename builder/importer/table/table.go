package table

import (
	"cmp"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"winnow/builder/importer"
)

// Format returns the row of the table of importers.
func Format() importer.Format {
	return importer.Format{
		Name:  "table",
		Title: "any table of threads, CSV or JSON, by a map of its fields",
		Takes: "the file, folder or .zip of the table",
		Help: `Reads CSV, JSON or NDJSON. map.toml beside it (or --map FILE) says which field is
the title, the question, the solution, the author and so on; the manual lists
its keys. --dry-run shows how the first rows are understood.`,
		Recognize: recognize,
		Read:      read,
		Preview:   preview,
	}
}

// recognize says by what an export is known to be a table: by the map beside it.
func recognize(path string) string {
	files, err := importer.OpenFiles(path, endings...)
	if err != nil {
		return ""
	}
	defer files.Close()
	if _, err := files.Read(mapName); err != nil || len(files.Names()) == 0 {
		return ""
	}
	return "there is a " + mapName
}

// A table is an export, and what is kept of it.
type table struct {
	*importer.Task
	*mapping
	files   *importer.Files
	names   []string
	answers map[string]int // by thread
	asked   map[string]bool
	host    string
	undated int
}

// open opens a table with its map, and checks one with the other.
func open(task *importer.Task) (*table, error) {
	files, err := importer.OpenFiles(task.Path, endings...)
	if err != nil {
		return nil, err
	}
	task.OnEnd(func() { files.Close() })
	t := &table{Task: task, files: files, answers: map[string]int{}, asked: map[string]bool{}, host: task.Host}
	if t.mapping, err = readMapping(task, files); err != nil {
		return nil, err
	}
	t.names = slices.DeleteFunc(slices.Clone(files.Names()), func(name string) bool { return t.Votes.File != "" && name == t.Votes.File })
	return t, t.check(t.known())
}

// known returns the fields of all rows.
func (t *table) known() map[string]bool {
	known := map[string]bool{}
	quiet := &importer.Task{Tally: &importer.Tally{}}
	for _, name := range t.names {
		for r := range rowsOf(quiet, t.files, name, t.Rows) {
			addFields(known, r)
			if u, err := url.Parse(r.Text(t.Address)); t.host == "" && err == nil && importer.IsHost(u.Host) {
				t.host = u.Host
			}
		}
	}
	return known
}

func read(task *importer.Task) (*importer.Export, error) {
	t, err := open(task)
	if err != nil {
		return nil, err
	}
	posts, err := importer.NewPosts(task)
	if err != nil {
		return nil, err
	}
	for i, name := range t.names {
		t.Progress("read rows", int64(i), int64(len(t.names)))
		for r := range rowsOf(task, t.files, name, t.Rows) {
			if err := t.row(posts, r); err != nil {
				return nil, err
			}
		}
	}
	if t.Votes.File != "" {
		for r := range rowsOf(task, t.files, t.Votes.File, t.Rows) {
			t.vote(posts, r.Text(t.Votes.Answer), r)
		}
	}
	t.Lose("", "dates that cannot be understood", t.undated)
	name := strings.TrimSuffix(filepath.Base(t.Path), filepath.Ext(t.Path))
	return posts.Export(importer.Export{Host: t.host, HostFrom: hostFrom(task), Name: cmp.Or(t.host, name)}, importer.Address(t.host), func(*importer.Post) {})
}

func hostFrom(task *importer.Task) string {
	if task.Host != "" {
		return "--host"
	}
	return "address of a row"
}

// row adds the question and the answer of a row.
func (t *table) row(posts *importer.Posts, r row) error {
	t.Read("rows", 1)
	q, a := t.posts(r)
	if q.Title == "" && q.Body == "" && a.Body == "" {
		t.Skip("rows", "rows without title, question and solution", 1)
		return nil
	}
	t.Write("rows", 1)
	if !t.asked[q.Thread] && (q.Title != "" || q.Body != "") {
		t.asked[q.Thread] = true
		if err := posts.Add(q); err != nil {
			return err
		}
	}
	if strings.TrimSpace(a.Body) == "" {
		return nil
	}
	if a.Accepted {
		accepter := r.Text(t.Accepter)
		posts.Accept(a.ID, importer.Acceptance{By: accepter, At: t.time(r, t.AcceptedAt)})
	}
	for _, v := range r.Records(t.Votes.List) {
		t.vote(posts, a.ID, v)
	}
	return posts.Add(a)
}

// posts returns the question and the answer of a row. An answer without an id is known
// by its thread and its number in it.
func (t *table) posts(r row) (q, a importer.Post) {
	form := t.Format
	if !slices.Contains(forms, form) {
		form = formOf(r.Text(form))
	}
	thread := cmp.Or(r.Text(t.Thread), r.Text(t.Title), r.Text(t.Question))
	score, _ := strconv.Atoi(r.Text(t.Score))
	q = importer.Post{Thread: thread, Question: true, Form: form, Title: r.Text(t.Title), Body: r.Text(t.Question),
		Category: r.Text(t.Category), Language: r.Text(t.Language), Outdated: yes(r.Text(t.Outdated)),
		Author: r.Text(t.Asker), AuthorName: r.Text(t.AskerName), Written: t.time(r, t.AskedAt), URL: r.Text(t.Address), License: r.Text(t.License)}
	if t.Tags != "" {
		q.Tags = r.List(t.Tags)
	}
	a = importer.Post{ID: r.Text(t.Answer), Thread: thread, Form: form, Body: r.Text(t.Solution), Accepted: t.Accepted == "" || yes(r.Text(t.Accepted)),
		Author: r.Text(t.Author), AuthorName: r.Text(t.AuthorName), Written: t.time(r, t.AnsweredAt), Edited: t.time(r, t.EditedAt), URL: q.URL, License: q.License,
		Up: max(t.number(r, t.Upvotes), score, 0), Down: max(t.number(r, t.Downvotes), -score, 0)}
	if a.ID == "" {
		t.answers[thread]++
		a.ID = importer.ID(fmt.Sprintf("%s-%d", importer.ID(thread), t.answers[thread]))
	}
	if a.Written.IsZero() {
		a.Written = q.Written
	}
	return q, a
}

func (t *table) number(r row, field string) int {
	n, _ := strconv.ParseFloat(r.Text(field), 64)
	return int(n)
}

// time returns a field that is a date.
func (t *table) time(r row, field string) time.Time {
	text := r.Text(field)
	at, ok := importer.Time(text)
	if !ok && text != "" {
		t.undated++
	}
	return at
}

// yes reports whether the text of a field affirms.
func yes(text string) bool {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "", "0", "0.0", "false", "no", "n", "f", "null", "none", "nil", "-", "rejected", "unanswered":
		return false
	}
	return true
}

// formOf returns the form that a field names in its own words.
func formOf(text string) string {
	switch text = strings.ToLower(strings.TrimSpace(text)); {
	case strings.HasPrefix(text, "markdown"), text == "md", text == "gfm":
		return importer.Markdown
	case strings.Contains(text, "html"), text == "wysiwyg":
		return importer.HTML
	case text == "bbcode":
		return importer.BBCode
	}
	return importer.Plain
}

// vote adds a vote.
func (t *table) vote(posts *importer.Posts, answer string, r row) {
	kind := importer.Kudos
	switch value := strings.ToLower(r.Text(t.Votes.Value)); {
	case strings.HasPrefix(value, "-"), strings.Contains(value, "down"), strings.Contains(value, "dislike"), t.Votes.Value != "" && !yes(value):
		kind = importer.Downvote
	}
	posts.Vote(answer, importer.Vote{Kind: kind, By: r.Text(t.Votes.By), At: t.time(r, t.Votes.At)})
}
