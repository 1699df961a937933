// Package nodebb reads topics of a NodeBB forum: the answers of /api/topic/ID, in one file or
// many; pages of one topic belong together.
//
// The main post is the question, the others are answers, once each: the plugin for questions
// and answers repeats the solution after the question. solvedPid is the accepted answer; who
// accepted it, and when, is not in the files. Votes are numbers.
package nodebb

import (
	"cmp"
	"strings"

	"winnow/builder/importer"
)

// Format returns the row of the table of importers.
func Format() importer.Format {
	return importer.Format{
		Name:  "nodebb",
		Title: "topics of a NodeBB forum as JSON",
		Takes: "the folder, .zip or file of the topics",
		Help: `Reads /api/topic/ID of each topic, and its further pages (?page=2). Topics that are
solved become articles, posts and votes become evidence.`,
		Recognize: recognize,
		Read:      read,
	}
}

func isTopic(r importer.Record) bool {
	return r.Text("tid") != "" && r.Value("posts") != nil && r.Text("title") != ""
}

// recognize says by what an export is known to be one of NodeBB.
func recognize(path string) string {
	name, r := importer.Known(path, nil, isTopic)
	if r == nil {
		return ""
	}
	return name + " has topic " + r.Text("tid")
}

// A forum is the export of one.
type forum struct {
	*importer.Task
	posts *importer.Posts
	done  map[string]bool // posts
}

func read(task *importer.Task) (*importer.Export, error) {
	posts, err := importer.NewPosts(task)
	if err != nil {
		return nil, err
	}
	f := &forum{task, posts, map[string]bool{}}
	if err := importer.EachRecord(task, nil, f.topic); err != nil {
		return nil, err
	}
	home := importer.Address(task.Host)
	return posts.Export(importer.Export{Host: task.Host, HostFrom: "--host", Name: cmp.Or(task.Host, "NodeBB")}, home, func(x *importer.Post) {
		if task.Host != "" {
			x.URL = home.JoinPath("post", strings.TrimPrefix(x.ID, "question ")).String()
			if x.Question {
				x.URL = home.JoinPath("topic", x.Thread).String()
			}
		}
	})
}

// topic takes a page of a topic.
func (f *forum) topic(_ string, r importer.Record) error {
	if !isTopic(r) {
		return nil
	}
	id := r.Text("tid")
	if r.True("deleted") || r.True("scheduled") {
		f.posts.Drop(id)
		return nil
	}
	t := importer.Topic{ID: id, Title: cmp.Or(r.Text("titleRaw"), r.Text("title")), Category: r.Text("category.name")}
	for _, tag := range r.Records("tags") {
		t.Tags = append(t.Tags, tag.Text("value"))
	}
	if err := f.posts.Topic(t); err != nil {
		return err
	}
	if solved := r.Text("solvedPid"); solved != "" && solved != "0" {
		f.posts.Accept(solved, importer.Acceptance{})
	}
	for _, p := range r.Records("posts") {
		if err := f.post(p, id, r.Text("mainPid")); err != nil {
			return err
		}
	}
	return nil
}

// post takes a post of a topic once.
func (f *forum) post(p importer.Record, topic, main string) error {
	id := p.Text("pid")
	switch {
	case f.done[id]:
		return nil
	case p.True("deleted") || p.Text("eventName")+p.Text("type") != "" && p.Text("content") == "":
		f.Skip("", "posts that are deleted, and events", 1)
		return nil
	}
	f.done[id] = true
	x := importer.Post{ID: id, Thread: topic, Question: id == main, Author: cmp.Or(p.Text("user.uid"), p.Text("uid")), Up: p.Int("upvotes"), Down: p.Int("downvotes"),
		Form: importer.HTML, Body: p.Text("content")}
	x.Written, _ = importer.Time(cmp.Or(p.Text("timestampISO"), p.Text("timestamp")))
	x.Edited, _ = importer.Time(cmp.Or(p.Text("editedISO"), p.Text("edited")))
	f.posts.Person(x.Author, cmp.Or(p.Text("user.displayname"), p.Text("user.username")), "")
	return f.posts.Add(x)
}
