// Package phpbb reads the database of a phpBB forum: a dump of it (.sql or .sql.gz) with the
// tables topics, posts, users, forums, config and thanks, whatever their names begin with.
//
// The first post of a topic is the question, the others are answers; what is deleted or not
// approved is left out. The forum itself has no solutions: topic_solved (of the extension
// Topic Solved) is the post that solved a topic, the table thanks (of Thanks for posts) has
// who thanked whom and when. Without either, an answer leads only by its votes.
//
// Which forums guests may read is not looked at: leave out the tables of a forum that is not
// public. Bodies are BBCode as the database stores it, in the form of 3.2 or before.
package phpbb

import (
	"cmp"
	"html"
	"net/url"

	"winnow/builder/importer"
	"winnow/builder/importer/sqldump"
)

// Format returns the row of the table of importers.
func Format() importer.Format {
	return importer.Format{
		Name:  "phpbb",
		Title: "the database of a phpBB forum",
		Takes: "the dump, .sql or .sql.gz",
		Help: `Reads the tables topics, posts, users, forums, config and thanks of a dump of the
database. Topics that are solved become articles, posts and thanks become
evidence.`,
		Recognize: func(path string) string { return sqldump.Recognize(path, "post_text", "bbcode_uid", "topic_id") },
		Read:      read,
	}
}

// guest is the user that a forum has for those who are not logged in, and ignored the type
// of users that are robots.
const (
	guest   = "1"
	ignored = "2"
)

// A forum is the export of one.
type forum struct {
	*importer.Task
	posts  *importer.Posts
	config map[string]string
}

func read(task *importer.Task) (*importer.Export, error) {
	posts, err := importer.NewPosts(task)
	if err != nil {
		return nil, err
	}
	f := &forum{task, posts, map[string]string{}}
	if err := sqldump.Each(task, []string{"topics", "posts", "users", "forums", "config", "thanks"}, f.row); err != nil {
		return nil, err
	}
	home, from := f.home()
	host := home.Host
	if from == "" {
		host = ""
	}
	return posts.Export(importer.Export{Host: host, HostFrom: from, Name: cmp.Or(html.UnescapeString(f.config["sitename"]), host, "phpBB")}, home, func(x *importer.Post) {
		if host != "" {
			u := home.JoinPath("viewtopic.php")
			u.RawQuery, u.Fragment = "p="+x.ID, "p"+x.ID
			if x.Question {
				u.RawQuery, u.Fragment = "t="+x.Thread, ""
			}
			x.URL = u.String()
		}
	})
}

// home returns the address of the forum and how it became known, "" when it did not.
func (f *forum) home() (home *url.URL, from string) {
	home = importer.Address(cmp.Or(f.Host, f.config["server_name"]))
	switch {
	case f.Host != "":
		return home, "--host"
	case importer.IsHost(f.config["server_name"]):
		return home.JoinPath(f.config["script_path"]), "server_name of the configuration"
	}
	return importer.Address(""), ""
}

// row takes a row of a table.
func (f *forum) row(table string, r *sqldump.Row) error {
	switch {
	case table == "topics" && r.Has("topic_title"):
		return f.topic(r)
	case table == "posts" && r.Has("post_text"):
		return f.post(r)
	case table == "users" && r.Has("username") && r.Text("user_id") != guest:
		f.posts.Person(r.Text("user_id"), html.UnescapeString(r.Text("username")), "")
		if r.Text("user_type") == ignored {
			f.posts.Unscored(r.Text("user_id"))
		}
	case table == "forums" && r.Has("forum_name"):
		f.posts.CategoryName(r.Text("forum_id"), html.UnescapeString(r.Text("forum_name")))
	case table == "config" && r.Has("config_name"):
		switch name := r.Text("config_name"); name {
		case "server_name", "script_path", "sitename":
			f.config[name] = r.Text("config_value")
		}
	case table == "thanks" && r.Has("post_id"):
		at, _ := importer.Time(r.Text("thanks_time"))
		f.posts.Vote(r.Text("post_id"), importer.Vote{Kind: importer.Kudos, By: r.Text("user_id"), At: at})
	}
	return nil
}

// visible reports whether a topic or post is public, before 3.1 and since.
func visible(r *sqldump.Row, what string) bool {
	for _, column := range []string{what + "_visibility", what + "_approved"} {
		if r.Has(column) && r.Text(column) != "1" {
			return false
		}
	}
	return true
}

func (f *forum) topic(r *sqldump.Row) error {
	id := r.Text("topic_id")
	if !visible(r, "topic") || r.Text("topic_moved_id") != "" && r.Text("topic_moved_id") != "0" {
		f.posts.Drop(id)
		return nil
	}
	if solved := r.Text("topic_solved"); solved != "" && solved != "0" {
		f.posts.Accept(solved, importer.Acceptance{})
	}
	return f.posts.Topic(importer.Topic{ID: id, Title: html.UnescapeString(r.Text("topic_title")), Category: r.Text("forum_id")})
}

func (f *forum) post(r *sqldump.Row) error {
	if !visible(r, "post") {
		f.Skip("", "posts that are deleted or not approved", 1)
		return nil
	}
	x := importer.Post{ID: r.Text("post_id"), Thread: r.Text("topic_id"), Author: r.Text("poster_id"), AuthorName: html.UnescapeString(r.Text("post_username")), Form: importer.Stored, Body: r.Text("post_text")}
	if x.Author == guest {
		x.Author = ""
	}
	x.Written, _ = importer.Time(r.Text("post_time"))
	x.Edited, _ = importer.Time(r.Text("post_edit_time"))
	return f.posts.Add(x)
}
