package discourse

import (
	"cmp"

	"winnow/builder/importer"
	"winnow/builder/importer/sqldump"
)

// recognizeBackup says by what an export is known to be a backup.
func recognizeBackup(path string) string {
	return sqldump.Recognize(path, "post_number", "cooked", "topic_id")
}

// tables are those that are read of a backup.
var tables = []string{"topics", "posts", "users", "categories", "tags", "topic_tags", "post_actions", "post_custom_fields",
	"discourse_solved_solved_topics", "discourse_solved_topic_answers", "discourse_solved_shared_issues"}

// A backup is the database of a forum, and what is kept of it.
type backup struct {
	*importer.Task
	posts  *importer.Posts
	closed map[string]bool     // categories that not everyone may read
	within map[string][]string // topics, by such a category or one that is not known yet
	known  map[string]bool     // categories
}

// readBackup reads a backup.
func readBackup(task *importer.Task) (*importer.Export, error) {
	posts, err := importer.NewPosts(task)
	if err != nil {
		return nil, err
	}
	b := &backup{Task: task, posts: posts, closed: map[string]bool{}, within: map[string][]string{}, known: map[string]bool{}}
	if err := sqldump.Each(task, tables, b.row); err != nil {
		return nil, err
	}
	home := importer.Address(task.Host)
	return posts.Export(importer.Export{Host: task.Host, HostFrom: "--host", Name: cmp.Or(task.Host, "Discourse")}, home, func(x *importer.Post) {
		number := x.URL
		if x.URL = ""; task.Host != "" {
			x.URL = home.JoinPath("t", x.Thread, number).String()
		}
		x.Body = plainer(x.Body)
	})
}

// row takes a row of a table.
func (b *backup) row(table string, r *sqldump.Row) error {
	at, _ := importer.Time(r.Text("created_at"))
	if r.Table != table { // top_topics, say
		return nil
	}
	switch table {
	case "topics":
		return b.topic(r)
	case "posts":
		return b.post(r)
	case "users":
		b.posts.Person(r.Text("id"), r.Text("username"), "")
	case "categories":
		b.category(r)
	case "tags":
		b.posts.TagName(r.Text("id"), r.Text("name"))
	case "topic_tags":
		b.posts.Tag(r.Text("topic_id"), r.Text("tag_id"))
	case "post_actions":
		if r.Int("post_action_type_id") == liked && r.Text("deleted_at") == "" {
			b.posts.Vote(r.Text("post_id"), importer.Vote{Kind: importer.Kudos, By: r.Text("user_id"), At: at})
		}
	case "post_custom_fields":
		if r.Text("name") == "is_accepted_answer" && r.True("value") {
			b.posts.Accept(r.Text("post_id"), importer.Acceptance{At: at})
		}
	case "discourse_solved_solved_topics", "discourse_solved_topic_answers":
		if answer := r.Text("answer_post_id"); answer != "" {
			b.posts.Accept(answer, importer.Acceptance{By: r.Text("accepter_user_id"), At: at})
		}
	case "discourse_solved_shared_issues":
		b.Lose("", "people who have the same problem: the site has no place for them", 1)
	}
	return nil
}

// category takes a category; the topics of one that not everyone may read are left out.
func (b *backup) category(r *sqldump.Row) {
	id := r.Text("id")
	b.posts.CategoryName(id, r.Text("name"))
	b.known[id] = true
	if r.True("read_restricted") {
		b.closed[id] = true
		for _, topic := range b.within[id] {
			b.posts.Drop(topic)
		}
	}
	delete(b.within, id)
}

func (b *backup) topic(r *sqldump.Row) error {
	id, category := r.Text("id"), r.Text("category_id")
	switch {
	case r.Text("deleted_at") != "", r.Text("archetype") == "private_message", r.Has("visible") && !r.True("visible"), b.closed[category]:
		b.posts.Drop(id)
		return nil
	case !b.known[category]:
		b.within[category] = append(b.within[category], id)
	}
	return b.posts.Topic(importer.Topic{ID: id, Title: r.Text("title"), Category: category})
}

// post takes a post; its number is kept for its address.
func (b *backup) post(r *sqldump.Row) error {
	if r.Int("post_type") != regular || r.Text("deleted_at") != "" || r.True("hidden") || r.True("user_deleted") {
		b.Skip("", "moderator actions, whispers, hidden and deleted posts", 1)
		return nil
	}
	x := importer.Post{ID: r.Text("id"), Thread: r.Text("topic_id"), Question: r.Int("post_number") == 1, URL: r.Text("post_number"),
		Up: r.Int("like_count"), Form: importer.HTML, Body: r.Text("cooked")}
	if r.Int("user_id") > 0 {
		x.Author = r.Text("user_id")
	}
	x.Written, _ = importer.Time(r.Text("created_at"))
	if r.Int("version") > 1 {
		x.Edited, _ = importer.Time(r.Text("last_version_at"))
	}
	return b.posts.Add(x)
}
