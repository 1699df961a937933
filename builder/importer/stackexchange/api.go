package stackexchange

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
	"time"

	"winnow/builder/importer"
	"winnow/builder/importer/htmlmd"
)

// An item is a question or an answer as the API has it; its texts are escaped for HTML,
// but for body.
type item struct {
	Question int64     `json:"question_id"`
	Answer   int64     `json:"answer_id"`
	Title    string    `json:"title"`
	Body     string    `json:"body"`
	Markdown string    `json:"body_markdown"`
	Tags     []tagName `json:"tags"`
	Owner    owner     `json:"owner"`
	Score    int       `json:"score"`
	Up       *int      `json:"up_vote_count"`
	Down     *int      `json:"down_vote_count"`
	Chosen   int64     `json:"accepted_answer_id"`
	Accepted bool      `json:"is_accepted"`
	Obsolete bool      `json:"is_obsolete"`
	Deleted  bool      `json:"is_deleted"`
	Created  date      `json:"creation_date"`
	Edited   date      `json:"last_edit_date"`
	License  string    `json:"content_license"`
	Link     string    `json:"link"`
	Answers  []item    `json:"answers"`
	Comments []any     `json:"comments"`

	Error string `json:"error_message"`
}

// An owner is who wrote an item; one whose account is gone has only a name.
type owner struct {
	ID   int64  `json:"user_id"`
	Name string `json:"display_name"`
	Link string `json:"link"`
}

// A date is seconds, or text in the exports of a team.
type date struct{ time.Time }

// UnmarshalJSON reads either form.
func (d *date) UnmarshalJSON(data []byte) error {
	d.Time, _ = importer.Time(strings.Trim(string(data), `"`))
	return nil
}

// A tagName is a tag: its name, or an object with it.
type tagName string

// UnmarshalJSON reads either form.
func (t *tagName) UnmarshalJSON(data []byte) error {
	var o struct {
		Name string `json:"name"`
	}
	if json.Unmarshal(data, &o) == nil {
		*t = tagName(o.Name)
		return nil
	}
	return json.Unmarshal(data, (*string)(t))
}

var apiEndings = []string{".json", ".ndjson", ".jsonl"}

// recognizeAPI says by what an export is known to be answers of the API.
func recognizeAPI(path string) (why string) {
	files, err := importer.OpenFiles(path, apiEndings...)
	if err != nil {
		return ""
	}
	defer files.Close()
	for _, name := range files.Names()[:min(len(files.Names()), 5)] {
		for data := range files.Records(name, "items") {
			var x item
			if json.Unmarshal(data, &x) == nil && x.Question > 0 {
				return fmt.Sprintf("%s has question %d", name, x.Question)
			}
			break
		}
	}
	return ""
}

// answers are answers of the API, and what is kept of them.
type answers struct {
	*importer.Task
	posts *importer.Posts
	host  string
}

// readAPI reads answers of the API.
func readAPI(task *importer.Task) (*importer.Export, error) {
	files, err := importer.OpenFiles(task.Path, apiEndings...)
	if err != nil {
		return nil, err
	}
	defer files.Close()
	posts, err := importer.NewPosts(task)
	if err != nil {
		return nil, err
	}
	a := &answers{Task: task, posts: posts, host: task.Host}
	for i, name := range files.Names() {
		task.Progress("read questions", int64(i), int64(len(files.Names())))
		if err := a.file(files, name); err != nil {
			return nil, err
		}
	}
	from := "address of a question"
	if task.Host != "" {
		from = "as given"
	}
	site := importer.Address(a.host)
	body := htmlmd.New(site, dialect(site))
	return posts.Export(importer.Export{Host: a.host, HostFrom: from, Name: cmp.Or(strings.TrimSuffix(strings.TrimSuffix(a.host, ".com"), ".stackexchange"), "Stack Exchange"), Vague: vague},
		site, func(x *importer.Post) { x.Body, x.Form = body.Body(x.Form, x.Body), importer.Ready })
}

// file reads the items of a file; what cannot be read is reported.
func (a *answers) file(files *importer.Files, name string) error {
	for data, err := range files.Records(name, "items") {
		var x item
		var p importer.Problem
		switch {
		case errors.As(err, &p):
		case err != nil:
			return err
		default:
			if err := json.Unmarshal(data, &x); err != nil {
				p = importer.JSONProblem(files.Place(name), data, err)
				p.Line, p.Col = 0, 0 // of the item, not of the file
			} else if x.Error != "" {
				p = importer.Problem{Path: files.Place(name), Msg: "the API answered: " + importer.Line(x.Error)}
			}
		}
		if p.Msg != "" {
			p.Warning = true
			a.Problem(p)
			continue
		}
		if err := a.item(&x, nil); err != nil {
			return err
		}
	}
	return nil
}

// item adds a question with its answers, or an answer.
func (a *answers) item(x, question *item) error {
	if x.Deleted || x.Question == 0 && question == nil || x.Answer == 0 && question != nil {
		a.Skip("", "items that are deleted, or no question and no answer", 1)
		return nil
	}
	if u, err := url.Parse(x.Link); a.host == "" && err == nil && importer.IsHost(u.Host) {
		a.host = u.Host
	}
	if n := len(x.Comments); n > 0 {
		a.Lose("", "comments: they are not part of question or solution", n)
	}
	if err := a.posts.Add(postOf(x, question)); err != nil {
		return err
	}
	a.posts.Person(idOfAPI(x.Owner.ID), html.UnescapeString(x.Owner.Name), x.Owner.Link)
	if x.Chosen > 0 && x.Answer == 0 {
		a.posts.Accept(idOfAPI(x.Chosen), importer.Acceptance{By: idOfAPI(x.Owner.ID)})
	}
	for i := range x.Answers {
		if err := a.item(&x.Answers[i], x); err != nil {
			return err
		}
	}
	return nil
}

// postOf returns an item as a post.
func postOf(x, question *item) importer.Post {
	p := importer.Post{ID: idOfAPI(x.Answer), Thread: idOfAPI(x.Question), Question: x.Answer == 0, Title: html.UnescapeString(x.Title), Outdated: x.Obsolete,
		Author: idOfAPI(x.Owner.ID), AuthorName: html.UnescapeString(x.Owner.Name), URL: x.Link, License: importer.Line(x.License),
		Written: x.Created.Time, Edited: x.Edited.Time, Up: max(x.Score, 0), Down: max(-x.Score, 0), Accepted: x.Accepted, Form: htmlmd.HTML, Body: x.Body}
	if question != nil {
		p.Thread = idOfAPI(question.Question)
		if p.URL == "" && question.Link != "" {
			p.URL = question.Link + "#" + p.ID
		}
	}
	if x.Up != nil && x.Down != nil {
		p.Up, p.Down = *x.Up, *x.Down
	}
	if p.Body == "" {
		p.Form, p.Body = htmlmd.Markdown, html.UnescapeString(x.Markdown)
	}
	for _, t := range x.Tags {
		p.Tags = append(p.Tags, html.UnescapeString(string(t)))
	}
	return p
}

// idOfAPI returns a number as an id, "" for none.
func idOfAPI(n int64) string {
	if n <= 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}
