// Package khoros reads messages of a Khoros (Lithium) community: the answers of its API,
// version 2, to queries for messages (/api/2.0/search?q=SELECT … FROM messages), in pages of
// JSON.
//
// A message of depth 0 is a question, those below it are answers; articles of knowledge bases
// and blogs have no question and are left out, and so is what a moderator did not approve. A
// message with is_solution is the accepted answer; who accepted it, and when, is not among its
// fields. Kudos are a number, kudos.sum.weight; where the answer has a query in its place,
// there is nothing.
//
// No public export exists: this follows the documented fields, not files of a community.
package khoros

import (
	"cmp"
	"html"
	"net/url"

	"winnow/builder/importer"
)

// Format returns the row of the table of importers.
func Format() importer.Format {
	return importer.Format{
		Name:  "khoros",
		Title: "messages of a Khoros community as JSON",
		Takes: "the file, folder or .zip of the messages",
		Help: `Reads what the API (version 2) answered to queries for messages, in pages. Threads
with a solution become articles, replies and kudos become evidence. Ask for id,
subject, body, depth, topic.id, board.id, board.title, author.id, author.login,
post_time, is_solution, kudos.sum(weight), view_href, moderation_status.`,
		Recognize: recognize,
		Read:      read,
	}
}

var pages = []string{"data.items", "items"}

// recognize says by what an export is known to be one of Khoros.
func recognize(path string) string {
	name, r := importer.Known(path, pages, func(r importer.Record) bool {
		return r.Text("topic.id") != "" && r.Value("body") != nil && r.Text("author.id")+r.Text("author.login") != ""
	})
	if r == nil {
		return ""
	}
	return name + " has the message " + r.Text("id")
}

// A community is the export of one.
type community struct {
	*importer.Task
	posts *importer.Posts
	host  string
}

func read(task *importer.Task) (*importer.Export, error) {
	posts, err := importer.NewPosts(task)
	if err != nil {
		return nil, err
	}
	c := &community{task, posts, task.Host}
	if err := importer.EachRecord(task, pages, c.record); err != nil {
		return nil, err
	}
	from := "address of a message"
	if task.Host != "" {
		from = "--host"
	}
	return posts.Export(importer.Export{Host: c.host, HostFrom: from, Name: cmp.Or(c.host, "Khoros")}, importer.Address(c.host), func(x *importer.Post) {
		if ref, err := url.Parse(x.URL); err == nil && c.host != "" && x.URL != "" {
			x.URL = importer.Address(c.host).ResolveReference(ref).String()
		}
	})
}

// record takes a message, or what the API said in the place of messages.
func (c *community) record(name string, r importer.Record) error {
	switch {
	case r.Text("status") == "error":
		c.Problem(importer.Problem{Path: name, Msg: "the API answered: " + importer.Line(r.Text("message")), Warning: true})
		return nil
	case r.Text("id") == "" || r.Value("body") == nil:
		return nil
	}
	style, state := r.Text("conversation.style"), r.Text("moderation_status")
	switch {
	case style == "tkb" || style == "blog":
		c.Skip("", "articles of knowledge bases and blogs, which answer no question", 1)
		return nil
	case state != "" && state != "approved" && state != "unmoderated", r.Text("visibility_scope") != "" && r.Text("visibility_scope") != "public":
		c.Skip("", "messages that a moderator did not approve, or that are not public", 1)
		return nil
	}
	if u, err := url.Parse(r.Text("view_href")); c.host == "" && err == nil && importer.IsHost(u.Host) {
		c.host = u.Host
	}
	return c.message(r)
}

func (c *community) message(r importer.Record) error {
	id := r.Text("id")
	thread := cmp.Or(r.Text("topic.id"), r.Text("conversation.id"), id)
	x := importer.Post{ID: id, Thread: thread, Question: thread == id, Title: html.UnescapeString(r.Text("subject")), Language: r.Text("language"),
		Category: cmp.Or(r.Text("board.title"), r.Text("board.id")), Author: cmp.Or(r.Text("author.id"), r.Text("author.login")), URL: r.Text("view_href"),
		Up: r.Int("kudos.sum.weight"), Accepted: r.True("is_solution"), Form: importer.HTML, Body: r.Text("body")}
	x.Written, _ = importer.Time(r.Text("post_time"))
	x.Edited, _ = importer.Time(r.Text("current_revision.last_edit_time"))
	for _, list := range []string{"tags.items", "labels.items"} {
		for _, tag := range r.Records(list) {
			x.Tags = append(x.Tags, tag.Text("text"))
		}
	}
	c.posts.Person(x.Author, r.Text("author.login"), "")
	if r.True("author.deleted") {
		c.posts.Unscored(x.Author)
	}
	return c.posts.Add(x)
}
