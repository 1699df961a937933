// Package discord reads threads of a Discord server: files of DiscordChatExporter (JSON), one
// for each thread or channel, and the flattened form in which sites keep threads.
//
// The first message of a thread is the question, the others are answers. In a channel that is
// no thread, a message to which others reply is the question, and the replies are answers.
// Nothing says which answer was accepted: it is the one on which the asker put a check mark,
// or, where the export does not say who reacted, the first that has one. Hearts, thumbs up and
// the like are kudos, thumbs down downvotes. Robots and notices are left out.
//
// A thread without a check mark becomes an article only by votes (see --min-score).
package discord

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"winnow/builder/importer"
)

// Format returns the row of the table of importers.
func Format() importer.Format {
	return importer.Format{
		Name:  "discord",
		Title: "threads of a Discord server as JSON",
		Takes: "the folder, .zip or file of the export",
		Help: `Reads files that DiscordChatExporter wrote as JSON, and flattened threads. Threads
in which the asker put a check mark on an answer become articles, answers and
reactions become evidence.`,
		Recognize: recognize,
		Read:      read,
	}
}

// recognize says by what an export is known to be one of Discord.
func recognize(path string) string {
	name, r := importer.Known(path, []string{"messages", importer.Rest}, func(r importer.Record) bool {
		return r.Text("guild.id") != "" && r.Text("channel.id") != "" || isFlat(r) || r.Text("author.discriminator") != ""
	})
	if r == nil {
		return ""
	}
	return name + " has messages of Discord"
}

// isFlat reports whether a record is a flattened thread.
func isFlat(r importer.Record) bool {
	return r.Text("info.guildId") != "" && r.Value("messages") != nil
}

// A server is the export of one.
type server struct {
	*importer.Task
	posts *importer.Posts
}

func read(task *importer.Task) (*importer.Export, error) {
	posts, err := importer.NewPosts(task)
	if err != nil {
		return nil, err
	}
	s := &server{task, posts}
	channels := map[string]*channel{} // by file
	err = importer.EachRecord(task, []string{"messages", importer.Rest}, func(name string, r importer.Record) error {
		switch {
		case isFlat(r):
			return s.flat(r)
		case r.Text("channel.id") != "":
			channels[name] = newChannel(r)
			return s.topic(channels[name])
		}
		return nil
	})
	if err == nil {
		err = importer.EachRecord(&importer.Task{Tally: &importer.Tally{}, Path: task.Path, Progress: task.Progress}, []string{"messages"}, func(name string, r importer.Record) error {
			if c := channels[name]; c != nil && r.Text("author.id") != "" {
				return s.message(c, r)
			}
			return nil
		})
	}
	if err != nil {
		return nil, err
	}
	return posts.Export(importer.Export{Host: "discord.com", HostFrom: "it is Discord's", Name: "Discord"}, importer.Address("discord.com"), func(x *importer.Post) {
		if x.Form == importer.Chat {
			x.Body = custom.ReplaceAllString(x.Body, "$1")
		}
	})
}

var custom = regexp.MustCompile(`<a?(:[A-Za-z0-9_]+:)[0-9]+>`)

// A channel is a file, and what is kept of it.
type channel struct {
	id, guild, name, category string
	thread                    bool
	asker                     map[string]string // by thread
	root                      map[string]string // thread by message, of a channel that is no thread
}

func newChannel(r importer.Record) *channel {
	kind := r.Text("channel.type")
	return &channel{id: r.Text("channel.id"), guild: r.Text("guild.id"), name: r.Text("channel.name"), category: r.Text("channel.category"),
		thread: strings.Contains(kind, "Thread") || kind == "11" || kind == "12", asker: map[string]string{}, root: map[string]string{}}
}

// topic says what a thread is about.
func (s *server) topic(c *channel) error {
	if !c.thread {
		return nil
	}
	return s.posts.Topic(importer.Topic{ID: c.id, Title: c.name, Category: c.category})
}

// message takes a message of a channel.
func (s *server) message(c *channel, r importer.Record) error {
	kind := r.Text("type")
	if r.True("author.isBot") || !slices.Contains([]string{"", "Default", "Reply", "ThreadStarterMessage", "0", "19", "21"}, kind) {
		s.Skip("", "messages of programs, and notices", 1)
		return nil
	}
	id := r.Text("id")
	x := importer.Post{ID: id, Thread: c.id, Author: r.Text("author.id"), URL: "https://discord.com/channels/" + c.guild + "/" + c.id + "/" + id, Form: importer.Chat, Body: r.Text("content")}
	if !c.thread {
		x.Category = c.name
		x.Thread = cmp.Or(c.root[r.Text("reference.messageId")], r.Text("reference.messageId"), id)
		c.root[id] = x.Thread
		x.Question = x.Thread == id
	}
	for _, a := range r.Records("attachments") {
		x.Body += "\n\n[" + cmp.Or(a.Text("fileName"), "attachment") + "](" + a.Text("url") + ")"
	}
	x.Written, _ = importer.Time(r.Text("timestamp"))
	x.Edited, _ = importer.Time(r.Text("timestampEdited"))
	s.posts.Person(x.Author, cmp.Or(r.Text("author.nickname"), r.Text("author.name")), "")
	if c.asker[x.Thread] == "" {
		c.asker[x.Thread] = x.Author
	}
	for _, reaction := range r.Records("reactions") {
		s.reaction(&x, c.asker[x.Thread], reaction)
	}
	return s.posts.Add(x)
}

var (
	checks = []string{"✅", "☑️", "☑", "✔️", "✔", "white_check_mark", "ballot_box_with_check", "heavy_check_mark"}
	praise = []string{"👍", "❤️", "❤", "🎉", "🚀", "💯", "🙏", "🙌", "👏", "⭐", "thumbsup", "+1"}
)

// reaction takes how people reacted to an answer.
func (s *server) reaction(x *importer.Post, asker string, r importer.Record) {
	name, users := r.Text("emoji.name"), r.Records("users")
	check := slices.Contains(checks, name)
	up, down := check || slices.Contains(praise, name), name == "👎" || name == "thumbsdown"
	if len(users) == 0 {
		n := r.Int("count")
		switch x.Accepted = x.Accepted || check; {
		case up && !check:
			x.Up += n
		case down:
			x.Down += n
		}
		return
	}
	for _, u := range users {
		switch by := u.Text("id"); {
		case check && by == asker:
			s.posts.Accept(x.ID, importer.Acceptance{By: by})
		case up:
			s.posts.Vote(x.ID, importer.Vote{Kind: importer.Kudos, By: by})
		case down:
			s.posts.Vote(x.ID, importer.Vote{Kind: importer.Downvote, By: by})
		}
	}
}

// flat takes a flattened thread, whose messages are HTML and have no ids.
func (s *server) flat(r importer.Record) error {
	id := r.Text("info.id")
	if err := s.posts.Topic(importer.Topic{ID: id, Title: r.Text("info.name")}); err != nil {
		return err
	}
	for i, m := range r.Records("messages") {
		at, _ := importer.Time(m.Text("createdAtDate"))
		x := importer.Post{ID: id + "-" + m.Text("createdAtDate") + "-" + m.Text("authorID"), Thread: id, Question: i == 0, Author: m.Text("authorID"),
			URL: "https://discord.com/channels/" + r.Text("info.guildId") + "/" + id, Written: at, Form: importer.HTML, Body: m.Text("content")}
		s.posts.Person(x.Author, m.Text("authorName"), "")
		if err := s.posts.Add(x); err != nil {
			return err
		}
	}
	return nil
}
