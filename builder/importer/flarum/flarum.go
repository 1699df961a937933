// Package flarum reads a Flarum forum: a dump of its database (.sql or .sql.gz) with the
// tables discussions, posts, users, tags, discussion_tag, post_likes and post_votes, whatever
// their names begin with.
//
// The first post of a discussion is the question, the other comments are answers; what is
// hidden, private or not approved is left out. The best answer (of the extension
// best-answer) is the accepted one; best_answer_user_id is who chose it, and when is known
// since 2020. Likes and votes name their givers.
//
// Posts are stored as XML.
package flarum

import (
	"cmp"

	"winnow/builder/importer"
	"winnow/builder/importer/sqldump"
)

// Format returns the row of the table of importers.
func Format() importer.Format {
	return importer.Format{
		Name:  "flarum",
		Title: "the database of a Flarum forum",
		Takes: "the dump, .sql or .sql.gz",
		Help: `Reads the tables discussions, posts, users, tags, discussion_tag, post_likes and
post_votes of a dump of the database. Discussions with a best answer become
articles, posts, likes and votes become evidence.`,
		Recognize: func(path string) string {
			return sqldump.Recognize(path, "discussion_id", "number", "content", "type")
		},
		Read: read,
	}
}

// A forum is the export of one.
type forum struct {
	*importer.Task
	posts *importer.Posts
}

func read(task *importer.Task) (*importer.Export, error) {
	posts, err := importer.NewPosts(task)
	if err != nil {
		return nil, err
	}
	f := &forum{task, posts}
	if err := sqldump.Each(task, []string{"discussions", "posts", "users", "tags", "discussion_tag", "post_likes", "post_votes"}, f.row); err != nil {
		return nil, err
	}
	home := importer.Address(task.Host)
	return posts.Export(importer.Export{Host: task.Host, HostFrom: "--host", Name: cmp.Or(task.Host, "Flarum")}, home, func(x *importer.Post) {
		number := x.URL
		if x.URL = ""; task.Host != "" {
			x.URL = home.JoinPath("d", x.Thread, number).String()
		}
	})
}

// row takes a row of a table.
func (f *forum) row(table string, r *sqldump.Row) error {
	switch {
	case table == "discussions" && r.Has("title"):
		return f.discussion(r)
	case table == "posts" && r.Has("discussion_id") && r.Has("content"):
		return f.post(r)
	case table == "users" && r.Has("username"):
		f.posts.Person(r.Text("id"), cmp.Or(r.Text("nickname"), r.Text("username")), "")
	case table == "tags" && r.Has("name"):
		f.posts.TagName(r.Text("id"), r.Text("name"))
	case table == "discussion_tag":
		f.posts.Tag(r.Text("discussion_id"), r.Text("tag_id"))
	case table == "post_likes":
		f.vote(r, importer.Kudos)
	case table == "post_votes" && r.Int("value") > 0:
		f.vote(r, importer.Kudos)
	case table == "post_votes" && r.Int("value") < 0:
		f.vote(r, importer.Downvote)
	}
	return nil
}

func (f *forum) vote(r *sqldump.Row, kind importer.Kind) {
	at, _ := importer.Time(r.Text("created_at"))
	f.posts.Vote(r.Text("post_id"), importer.Vote{Kind: kind, By: r.Text("user_id"), At: at})
}

// discussion takes a thread.
func (f *forum) discussion(r *sqldump.Row) error {
	id := r.Text("id")
	if hidden(r) {
		f.posts.Drop(id)
	}
	if best := r.Text("best_answer_post_id"); best != "" {
		at, _ := importer.Time(r.Text("best_answer_set_at"))
		f.posts.Accept(best, importer.Acceptance{By: r.Text("best_answer_user_id"), At: at})
	}
	return f.posts.Topic(importer.Topic{ID: id, Title: r.Text("title")})
}

// hidden reports whether a discussion or post is not public.
func hidden(r *sqldump.Row) bool {
	return r.Text("hidden_at") != "" || r.True("is_private") || r.Has("is_approved") && !r.True("is_approved")
}

// post takes a post; its number is kept for its address.
func (f *forum) post(r *sqldump.Row) error {
	if r.Text("type") != "comment" || hidden(r) {
		f.Skip("", "posts that are hidden, or notes of the forum", 1)
		return nil
	}
	x := importer.Post{ID: r.Text("id"), Thread: r.Text("discussion_id"), Question: r.Text("number") == "1", Author: r.Text("user_id"), URL: r.Text("number"), Form: importer.Stored, Body: r.Text("content")}
	x.Written, _ = importer.Time(r.Text("created_at"))
	x.Edited, _ = importer.Time(r.Text("edited_at"))
	return f.posts.Add(x)
}
