// Package vanilla reads the database of a Vanilla forum: a dump of it (.sql or .sql.gz) with
// the tables Discussion, Comment, User and Category, whatever their names begin with. The
// porter of Vanilla writes the same tables for thirty other programs.
//
// A discussion is a question, its comments are answers. QnA = Accepted of a comment is the
// asker's choice, QnA = Rejected that the asker tried the answer in vain. Score is the number
// of votes for a comment less those against it; who gave them, and when, is not read.
//
// Bodies are HTML, Markdown, BBCode, text, or Rich, as their format says.
package vanilla

import (
	"cmp"
	"strings"

	"winnow/builder/importer"
	"winnow/builder/importer/sqldump"
)

// Format returns the row of the table of importers.
func Format() importer.Format {
	return importer.Format{
		Name:  "vanilla",
		Title: "the database of a Vanilla forum",
		Takes: "the dump, .sql or .sql.gz",
		Help: `Reads the tables Discussion, Comment, User and Category of a dump of the database,
also of one that Vanilla's porter made of another forum. Discussions with an
accepted comment become articles, comments and scores become evidence.`,
		Recognize: func(path string) string { return sqldump.Recognize(path, "discussionid", "insertuserid", "format") },
		Read:      read,
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
	if err := sqldump.Each(task, []string{"discussion", "comment", "user", "category"}, f.row); err != nil {
		return nil, err
	}
	home := importer.Address(task.Host)
	return posts.Export(importer.Export{Host: task.Host, HostFrom: "--host", Name: cmp.Or(task.Host, "Vanilla")}, home, func(x *importer.Post) {
		switch {
		case task.Host == "":
		case x.Question:
			x.URL = home.JoinPath("discussion", x.Thread).String()
		default:
			x.URL = home.JoinPath("discussion", "comment", x.ID).String() + "#Comment_" + x.ID
		}
	})
}

// row takes a row of a table.
func (f *forum) row(table string, r *sqldump.Row) error {
	switch {
	case table == "discussion" && r.Has("discussionid") && r.Has("body"):
		return f.discussion(r)
	case table == "comment" && r.Has("commentid"):
		return f.comment(r)
	case table == "user" && r.Has("name"):
		f.person(r)
	case table == "category" && r.Has("name"):
		f.posts.CategoryName(r.Text("categoryid"), r.Text("name"))
	}
	return nil
}

// person takes an account; of one that is deleted only its number is left.
func (f *forum) person(r *sqldump.Row) {
	id, name := r.Text("userid"), r.Text("name")
	if r.True("deleted") {
		name = ""
	}
	f.posts.Person(id, name, "")
	if r.True("deleted") || r.Int("admin") == 2 { // the forum itself
		f.posts.Unscored(id)
	}
}

func (f *forum) discussion(r *sqldump.Row) error {
	x := post(r)
	x.Question, x.Title, x.Category = true, r.Text("name"), r.Text("categoryid")
	x.Tags = strings.FieldsFunc(r.Text("tags"), func(c rune) bool { return c == ',' || c == ' ' })
	return f.posts.Add(x)
}

func (f *forum) comment(r *sqldump.Row) error {
	x := post(r)
	score := r.Int("score")
	x.ID, x.Up, x.Down = r.Text("commentid"), max(score, 0), max(-score, 0)
	switch strings.ToLower(r.Text("qna")) {
	case "accepted":
		at, _ := importer.Time(r.Text("dateaccepted"))
		f.posts.Accept(x.ID, importer.Acceptance{By: r.Text("accepteduserid"), At: at})
	case "rejected":
		f.posts.Vote(x.ID, importer.Vote{Kind: importer.Failed})
	}
	return f.posts.Add(x)
}

// post returns what discussions and comments have in common.
func post(r *sqldump.Row) importer.Post {
	x := importer.Post{Thread: r.Text("discussionid"), Author: r.Text("insertuserid"), Form: form(r.Text("format")), Body: r.Text("body")}
	x.Written, _ = importer.Time(r.Text("dateinserted"))
	x.Edited, _ = importer.Time(r.Text("dateupdated"))
	return x
}

// form returns the form of a body.
func form(format string) string {
	switch strings.ToLower(format) {
	case "markdown":
		return importer.Markdown
	case "html", "wysiwyg", "raw":
		return importer.HTML
	case "bbcode":
		return importer.BBCode
	case "rich", "rich2":
		return importer.Rich
	}
	return importer.Plain
}
