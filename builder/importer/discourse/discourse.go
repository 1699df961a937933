package discourse

import (
	"cmp"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"winnow/builder/importer"
)

// Format returns the row of the table of importers.
func Format() importer.Format {
	return importer.Format{
		Name:  "discourse",
		Title: "the topics of a Discourse forum as JSON, or its backup",
		Takes: "the folder or .zip of the topics, or the backup",
		Help: `Reads the backup of a forum (.tar.gz, or dump.sql.gz in it), or /t/ID.json of each topic, and /t/ID/posts.json of long ones, from a folder
or a .zip; categories.json or site.json names the categories. Topics with a
solution become articles, all answers and likes become evidence.`,
		Recognize: recognize,
		Read:      read,
	}
}

// recognize says by what an export is known to be one of a Discourse forum.
func recognize(path string) string {
	files, err := importer.OpenFiles(path, ".json")
	if err != nil {
		return ""
	}
	defer files.Close()
	for _, name := range files.Names()[:min(len(files.Names()), 5)] {
		var t topic
		if files.JSON(name, &t) == nil && len(t.PostStream.Posts) > 0 {
			return name + " is a topic"
		}
	}
	return recognizeBackup(path)
}

// A forum is the export of one, and what is kept of it.
type forum struct {
	*importer.Task
	files      *importer.Files
	topics     []topicFiles
	categories map[int]string
	host       string
	body       *importer.Translator
}

// topicFiles are the files of a topic.
type topicFiles struct {
	id    int
	names []string
}

func read(task *importer.Task) (*importer.Export, error) {
	if recognizeBackup(task.Path) != "" {
		return readBackup(task)
	}
	files, err := importer.OpenFiles(task.Path, ".json")
	if err != nil {
		return nil, err
	}
	f := &forum{Task: task, files: files, host: task.Host, categories: map[int]string{}}
	from := "--host"
	if found := f.index(); f.host == "" && found != "" {
		f.host, from = found, "addresses of the avatars"
	}
	if len(f.topics) == 0 {
		return nil, importer.Problem{Path: task.Path, Msg: "there is no topic in these files", Hint: "give a folder with the answers of /t/ID.json, one file a topic"}
	}
	f.body = importer.NewTranslator(importer.Address(f.host))
	return importer.Conversations(importer.Export{Host: f.host, HostFrom: from, Name: cmp.Or(f.host, "Discourse")}, task, f.conversations())
}

var avatarHost = regexp.MustCompile(`^(?:https?:)?(?://[^/]+)?/?user_avatar/([a-z0-9.-]+\.[a-z]+)/`)

// index finds the files of each topic and the names of categories. It returns the
// host of the forum, "" when it is not found.
func (f *forum) index() (host string) {
	at := map[int]int{}
	for i, name := range f.files.Names() {
		f.Progress("find topics", int64(i), int64(len(f.files.Names())))
		var t struct {
			topic
			List struct {
				Categories []category `json:"categories"`
			} `json:"category_list"`
			Categories []category `json:"categories"`
		}
		if err := f.files.JSON(name, &t); err != nil {
			f.fail(err)
			continue
		}
		f.name(append(t.List.Categories, t.Categories...), "")
		if t.ID == 0 || len(t.PostStream.Posts) == 0 {
			continue
		}
		k, known := at[t.ID]
		if !known {
			k = len(f.topics)
			at[t.ID], f.topics = k, append(f.topics, topicFiles{id: t.ID})
		}
		f.topics[k].names = append(f.topics[k].names, name)
		for _, p := range t.PostStream.Posts {
			if m := avatarHost.FindStringSubmatch(p.Avatar); m != nil && host == "" {
				host = m[1]
			}
		}
	}
	slices.SortFunc(f.topics, func(a, b topicFiles) int { return cmp.Compare(a.id, b.id) })
	return host
}

// fail notes a file that cannot be read.
func (f *forum) fail(err error) {
	p, ok := err.(importer.Problem)
	if !ok {
		p = importer.Problem{Msg: err.Error()}
	}
	p.Warning = true
	f.Problem(p)
}

// A category as categories.json or site.json has it.
type category struct {
	ID   int        `json:"id"`
	Name string     `json:"name"`
	Sub  []category `json:"subcategory_list"`
}

func (f *forum) name(list []category, above string) {
	for _, c := range list {
		f.categories[c.ID] = above + importer.Line(c.Name)
		f.name(c.Sub, "")
	}
}

// conversations yields every topic.
func (f *forum) conversations() iter.Seq2[*importer.Conversation, error] {
	return func(yield func(*importer.Conversation, error) bool) {
		for _, files := range f.topics {
			t, err := f.topic(files)
			if err != nil {
				yield(nil, err)
				return
			}
			if len(t.PostStream.Posts) == 0 || t.PostStream.Posts[0].Number != 1 || t.Archetype == "private_message" {
				continue // the question is not in the export, or it is nobody's business
			}
			if !yield(f.conversation(t), nil) {
				return
			}
		}
	}
}

// topic reads a topic from its files: each post once, by number.
func (f *forum) topic(files topicFiles) (*topic, error) {
	var whole topic
	for _, name := range files.names {
		var part topic
		if err := f.files.JSON(name, &part); err != nil {
			return nil, err
		}
		posts := append(whole.PostStream.Posts, part.PostStream.Posts...)
		if part.Title != "" || whole.ID == 0 {
			whole = part
		}
		whole.PostStream.Posts = posts
	}
	posts := whole.PostStream.Posts
	slices.SortStableFunc(posts, func(a, b post) int { return cmp.Compare(a.Number, b.Number) })
	whole.PostStream.Posts = slices.CompactFunc(posts, func(a, b post) bool { return a.Number == b.Number })
	return &whole, nil
}

// conversation takes a topic for a question and its answers.
func (f *forum) conversation(t *topic) *importer.Conversation {
	question := &t.PostStream.Posts[0]
	c := &importer.Conversation{Topic: importer.Topic{ID: strconv.Itoa(t.ID), Title: importer.Line(t.Title), Category: f.category(t)}}
	for _, tag := range t.Tags {
		c.Tags = append(c.Tags, importer.Tag(tag))
	}
	c.Question = func() importer.Message { return f.message(t, question) }
	answer, accepter := t.solution()
	people := map[string]bool{}
	left := 0
	for i := range t.PostStream.Posts {
		p := &t.PostStream.Posts[i]
		if id := author(p); id != "" && !people[id] && (p.counts() || i == 0) {
			people[id] = true
			c.People = append(c.People, importer.Person{ID: id, Name: importer.Line(p.Username), Privacy: importer.Public})
		}
		switch {
		case i == 0:
		case !p.counts():
			left++
		default:
			c.Answers = append(c.Answers, importer.Answer{Accepted: p == answer, Score: p.likes(), Empty: p.Cooked == "", Message: func() importer.Message { return f.message(t, p) }})
			c.Events = append(c.Events, f.events(c, p)...)
		}
	}
	c.Count = func(tally *importer.Tally) { f.countOthers(tally, t, left) }
	if answer != nil {
		c.AcceptedBy = acceptedBy(t, accepter, answer)
		c.Events = append(c.Events, event(c, answer, importer.Accepted, c.AcceptedBy))
	}
	return c
}

// countOthers counts what is no part of a conversation.
func (f *forum) countOthers(tally *importer.Tally, t *topic, left int) {
	tally.Read("posts that are no answers", left)
	tally.Skip("posts that are no answers", "moderator actions, whispers, hidden and deleted posts", left)
	if most := t.PostStream.Posts[len(t.PostStream.Posts)-1].Number; most > len(t.PostStream.Posts)+left+20 {
		tally.Lose("", "posts that are not in the export: give /t/ID/posts.json of long topics, too", most-len(t.PostStream.Posts))
	}
}

// events returns what happened to an answer, beside its acceptance.
func (f *forum) events(c *importer.Conversation, p *post) []importer.Event {
	out := []importer.Event{event(c, p, importer.Answered, "")}
	if n := p.likes(); n > 0 {
		likes := event(c, p, importer.Kudos, "")
		likes.Count = n
		out = append(out, likes)
	}
	return out
}

func event(c *importer.Conversation, p *post, kind importer.Kind, by string) importer.Event {
	return importer.Event{Evidence: importer.Row{
		Date: p.Created, Kind: kind, Answer: strconv.Itoa(p.ID), Author: author(p), By: by, Thread: c.ID, Category: c.Category, Tags: c.Tags, Count: 1,
	}}
}

// author returns the id of who wrote a post, "" for a deleted account.
func author(p *post) string {
	if p.User <= 0 || p.User == system {
		return ""
	}
	return importer.PersonID(strconv.Itoa(p.User))
}

// acceptedBy returns who accepted an answer, "" when that is not known.
func acceptedBy(t *topic, accepter string, answer *post) string {
	asker := &t.PostStream.Posts[0]
	if answer.User == asker.User {
		return author(answer)
	}
	if accepter == "" || strings.EqualFold(accepter, asker.Username) {
		return ""
	}
	for i := range t.PostStream.Posts {
		if p := &t.PostStream.Posts[i]; strings.EqualFold(p.Username, accepter) {
			return author(p)
		}
	}
	return ""
}

// category returns the name of a topic's category.
func (f *forum) category(t *topic) string {
	if name := f.categories[t.Category]; name != "" || t.Category == 0 {
		return name
	}
	return "Category " + strconv.Itoa(t.Category)
}

func (f *forum) message(t *topic, p *post) importer.Message {
	m := importer.Message{ID: strconv.Itoa(p.ID), Author: author(p), Written: p.Created}
	if f.host != "" {
		m.URL = importer.Address(f.host).JoinPath("t", cmp.Or(t.Slug, "-"), strconv.Itoa(t.ID), strconv.Itoa(p.Number)).String()
	}
	if p.Version > 1 {
		m.Edited = p.Updated
	}
	m.Body, _ = f.body.HTML(plainer(p.Cooked))
	return m
}
