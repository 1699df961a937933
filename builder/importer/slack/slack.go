// Package slack reads the export of a Slack workspace: a .zip, or the folder it was unpacked
// into, with users.json, channels.json and CHANNEL/DATE.json.
//
// A message with replies is a question, the replies are answers; they may be in files of other
// days. The answer on which the asker put a check mark (white_check_mark, heavy_check_mark or
// ballot_box_with_check) is the accepted one; other reactions that praise are kudos, and
// thumbs down downvotes, of those who gave them. Messages without a thread, of programs, and
// notices (of joining, say) are left out. The channel is the category.
//
// Links, mentions and escapes are decoded; of marks, bold and struck text is Markdown.
package slack

import (
	"cmp"
	"html"
	"path"
	"regexp"
	"slices"
	"strings"

	"winnow/builder/importer"
)

// Format returns the row of the table of importers.
func Format() importer.Format {
	return importer.Format{
		Name:  "slack",
		Title: "the export of a Slack workspace",
		Takes: "the .zip, or the folder it was unpacked into",
		Help: `Reads users.json and CHANNEL/DATE.json. Threads in which the asker put a check mark
on an answer become articles, answers and reactions become evidence.`,
		Recognize: recognize,
		Read:      read,
	}
}

// recognize says by what an export is known to be one of Slack.
func recognize(dir string) string {
	name, r := importer.Known(dir, nil, func(r importer.Record) bool {
		return r.Text("ts") != "" && r.Text("type") == "message" || r.Text("team_id") != "" && r.Value("profile") != nil
	})
	if r == nil {
		return ""
	}
	return name + " has a message or user of Slack"
}

// A workspace is the export of one.
type workspace struct {
	*importer.Task
	posts  *importer.Posts
	names  map[string]string // of users
	askers map[string]string // by thread
}

func read(task *importer.Task) (*importer.Export, error) {
	posts, err := importer.NewPosts(task)
	if err != nil {
		return nil, err
	}
	w := &workspace{task, posts, map[string]string{}, map[string]string{}}
	if err := importer.EachRecord(task, nil, w.record); err != nil {
		return nil, err
	}
	return posts.Export(importer.Export{Host: task.Host, HostFrom: "--host", Name: "Slack"}, importer.Address(task.Host), func(x *importer.Post) {
		x.Body = w.markdown(x.Body)
	})
}

// record takes a user or a message.
func (w *workspace) record(name string, r importer.Record) error {
	channel := path.Base(path.Dir(name))
	switch {
	case path.Base(name) == "users.json":
		id, called := r.Text("id"), cmp.Or(r.Text("profile.display_name"), r.Text("profile.real_name"), r.Text("real_name"), r.Text("name"))
		w.names[id] = importer.Line(called)
		if w.posts.Person(id, called, ""); r.True("is_bot") {
			w.posts.Unscored(id)
		}
		return nil
	case r.Text("type") != "message" || channel == ".":
		return nil
	case r.Text("thread_ts") == "":
		w.Skip("", "messages without a thread", 1)
		return nil
	case !slices.Contains([]string{"", "thread_broadcast", "me_message", "file_share"}, r.Text("subtype")) || r.Text("bot_id") != "" || r.Text("user") == "":
		w.Skip("", "messages of programs, and notices", 1)
		return nil
	}
	return w.message(channel, r)
}

// message takes a message of a thread.
func (w *workspace) message(channel string, r importer.Record) error {
	id, thread, user := idOf(r.Text("ts")), idOf(r.Text("thread_ts")), r.Text("user")
	x := importer.Post{ID: id, Thread: thread, Question: id == thread, Category: channel, Author: user, Form: importer.Chat, Body: r.Text("text")}
	x.Written, _ = importer.Time(r.Text("ts"))
	x.Edited, _ = importer.Time(r.Text("edited.ts"))
	if x.Question {
		w.askers[thread] = user
	} else {
		for _, reaction := range r.Records("reactions") {
			w.reaction(id, w.askers[thread], reaction)
		}
	}
	return w.posts.Add(x)
}

// idOf returns the id of a message: its time, as a name of a file can have it.
func idOf(ts string) string { return strings.ReplaceAll(ts, ".", "-") }

var (
	checks = []string{"white_check_mark", "heavy_check_mark", "ballot_box_with_check"}
	praise = []string{"+1", "thumbsup", "heart", "tada", "rocket", "100", "pray", "clap", "raised_hands", "star"}
)

// reaction takes who reacted to an answer.
func (w *workspace) reaction(id, asker string, r importer.Record) {
	name, _, _ := strings.Cut(r.Text("name"), "::") // +1::skin-tone-3
	for _, user := range r.List("users") {
		switch {
		case slices.Contains(checks, name) && user == asker:
			w.posts.Accept(id, importer.Acceptance{By: user})
		case slices.Contains(checks, name), slices.Contains(praise, name):
			w.posts.Vote(id, importer.Vote{Kind: importer.Kudos, By: user})
		case name == "-1" || name == "thumbsdown":
			w.posts.Vote(id, importer.Vote{Kind: importer.Downvote, By: user})
		}
	}
}

var (
	code   = regexp.MustCompile("(?s)```.*?```|`[^`\n]*`")
	link   = regexp.MustCompile(`<([^<>|\s]+)(?:\|([^<>]*))?>`)
	bold   = regexp.MustCompile(`(^|[\s(])\*([^*\s][^*\n]*?)\*`)
	struck = regexp.MustCompile(`(^|[\s(])~([^~\s][^~\n]*?)~`)
)

// markdown returns the text of a message as Markdown.
func (w *workspace) markdown(text string) string {
	var b strings.Builder
	for last := 0; last <= len(text); {
		at := code.FindStringIndex(text[last:])
		if at == nil {
			b.WriteString(w.decoded(text[last:]))
			break
		}
		b.WriteString(w.decoded(text[last : last+at[0]]))
		b.WriteString(fenced(html.UnescapeString(link.ReplaceAllString(text[last+at[0]:last+at[1]], "$1"))))
		last += at[1]
	}
	return b.String()
}

// fenced puts the marks of a block of code on lines of their own.
func fenced(code string) string {
	inner, ok := strings.CutPrefix(code, "```")
	if !ok {
		return code
	}
	return "\n\n```\n" + strings.Trim(strings.TrimSuffix(inner, "```"), "\n") + "\n```\n\n"
}

// In a message, "<" is a character, and ">" at the start of a line begins a quotation.
var (
	quote   = regexp.MustCompile(`(?m)^&gt; ?`)
	escapes = strings.NewReplacer("&lt;", "<", "&gt;", `\>`, "&amp;", "&")
)

// decoded returns text without code.
func (w *workspace) decoded(text string) string {
	text = bold.ReplaceAllString(text, "$1**$2**")
	text = struck.ReplaceAllString(text, "$1~~$2~~")
	return escapes.Replace(quote.ReplaceAllString(link.ReplaceAllStringFunc(text, func(s string) string {
		m := link.FindStringSubmatch(s)
		switch target, label := m[1], m[2]; target[0] {
		case '@':
			return "@" + cmp.Or(label, w.names[target[1:]], "someone")
		case '#':
			return "#" + cmp.Or(label, "channel")
		case '!':
			return "@" + cmp.Or(label, target[1:])
		default:
			return "[" + cmp.Or(label, strings.TrimPrefix(target, "mailto:")) + "](" + target + ")"
		}
	}), "> "))
}
