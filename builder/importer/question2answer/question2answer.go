// Package question2answer reads the database of a Question2Answer site: a dump of it (.sql or
// .sql.gz) with the tables posts, users, uservotes, categories and options, whatever their
// names begin with.
//
// Questions (Q) and answers (A) become threads; comments, and what is hidden or waits for a
// moderator, are left out. The selected answer (selchildid) is the accepted one; when it was
// selected is not in the database. Votes are known by person where uservotes is in the dump,
// without a date before version 1.8. A question that was closed for another one is a duplicate of it.
//
// An anonymous post may have a name. Content is text, HTML or Markdown, as its format says.
package question2answer

import (
	"cmp"
	"net/url"
	"strings"

	"winnow/builder/importer"
	"winnow/builder/importer/sqldump"
)

// Format returns the row of the table of importers.
func Format() importer.Format {
	return importer.Format{
		Name:  "question2answer",
		Title: "the database of a Question2Answer site",
		Takes: "the dump, .sql or .sql.gz",
		Help: `Reads the tables posts, users, uservotes, categories and options of a dump of the
database. Questions with a selected answer become articles, answers and votes
become evidence.`,
		Recognize: func(path string) string { return sqldump.Recognize(path, "postid", "selchildid") },
		Read:      read,
	}
}

// A site is the export of one.
type site struct {
	*importer.Task
	posts *importer.Posts
	home  *url.URL
	from  string
}

func read(task *importer.Task) (*importer.Export, error) {
	posts, err := importer.NewPosts(task)
	if err != nil {
		return nil, err
	}
	s := &site{Task: task, posts: posts, home: importer.Address(task.Host), from: "--host"}
	if err := sqldump.Each(task, []string{"posts", "users", "uservotes", "categories", "options"}, s.row); err != nil {
		return nil, err
	}
	host := s.home.Host
	if task.Host == "" && s.from == "--host" {
		host = ""
	}
	return posts.Export(importer.Export{Host: host, HostFrom: s.from, Name: cmp.Or(host, "Question2Answer")}, s.home, func(x *importer.Post) {
		if host != "" {
			x.URL = s.address(x)
		}
	})
}

// address returns where a post is on the site.
func (s *site) address(x *importer.Post) string {
	u := s.home.JoinPath(x.Thread)
	if !x.Question {
		u.RawQuery, u.Fragment = "show="+x.ID, "a"+x.ID
	}
	return u.String()
}

// row takes a row of a table.
func (s *site) row(table string, r *sqldump.Row) error {
	switch {
	case table == "posts" && r.Has("selchildid"):
		return s.post(r)
	case table == "users" && r.Has("handle"):
		s.posts.Person(r.Text("userid"), r.Text("handle"), "")
	case table == "uservotes" && r.Int("vote") != 0:
		s.vote(r)
	case table == "categories" && r.Has("categoryid"):
		s.posts.CategoryName(r.Text("categoryid"), r.Text("title"))
	case table == "options" && r.Text("title") == "site_url" && s.Host == "":
		if u, err := url.Parse(r.Text("content")); err == nil && importer.IsHost(u.Host) {
			s.home, s.from = u, "option site_url"
		}
	}
	return nil
}

func (s *site) vote(r *sqldump.Row) {
	kind := importer.Kudos
	if r.Int("vote") < 0 {
		kind = importer.Downvote
	}
	at, _ := importer.Time(r.Text("votecreated"))
	s.posts.Vote(r.Text("postid"), importer.Vote{Kind: kind, By: r.Text("userid"), At: at})
}

// post takes a question or an answer.
func (s *site) post(r *sqldump.Row) error {
	kind := r.Text("type")
	x := importer.Post{ID: r.Text("postid"), Thread: r.Text("postid"), Question: kind == "Q", Title: r.Text("title"), Category: r.Text("categoryid"),
		Author: r.Text("userid"), AuthorName: r.Text("name"), Up: r.Int("upvotes"), Down: r.Int("downvotes"), Form: cmp.Or(form(r.Text("format")), importer.Plain), Body: r.Text("content")}
	x.Written, _ = importer.Time(r.Text("created"))
	if r.Text("updatetype") == "E" {
		x.Edited, _ = importer.Time(r.Text("updated"))
	}
	switch kind {
	case "Q":
		x.Tags = strings.FieldsFunc(r.Text("tags"), func(c rune) bool { return c == ',' })
		x.DuplicateOf = r.Text("closedbyid")
		if answer := r.Text("selchildid"); answer != "" {
			s.posts.Accept(answer, importer.Acceptance{By: x.Author})
		}
	case "A":
		x.Thread = r.Text("parentid")
	case "C":
		s.Lose("", "comments: they are not part of question or solution", 1)
		return nil
	default:
		s.Skip("", "posts that are hidden, wait for a moderator, or are notes", 1)
		return nil
	}
	return s.posts.Add(x)
}

// form returns the form of a body.
func form(format string) string {
	switch strings.ToLower(format) {
	case "html":
		return importer.HTML
	case "markdown":
		return importer.Markdown
	}
	return ""
}
