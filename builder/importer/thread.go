package importer

import (
	"cmp"
	"path"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"winnow/builder/content"
)

// A thread is one question and its accepted answer as every importer hands them
// on, whatever forum they come from.
type thread struct {
	id         string // as the evidence names it
	title      string
	tags       []string
	question   message
	answer     message
	acceptedBy string
	acceptedAt time.Time // zero = not known

	supersededBy string     // path of an article below content/
	related      []relative // other articles
}

// A message is a question or an answer.
type message struct {
	id      string // as the evidence names it
	url     string
	author  string // contributor id
	body    string // Markdown without headings above level 3
	license string
	written time.Time
	edited  time.Time // zero = never
}

// A relative is an article that another one points to.
type relative struct{ path, title string }

// longestTitle cuts titles that are made from a body.
const longestTitle = 80

// article returns the thread as the article at a path.
func (t *thread) article(name string) *content.Article {
	a := &content.Article{
		Path: name, URL: content.PageURL(name), Category: path.Dir(name),
		Title: t.title, Tags: t.tags,
		Author: t.answer.author, AskedBy: t.question.author, AcceptedBy: t.acceptedBy,
		Date: t.answer.written, Updated: t.answer.edited, AcceptedAt: t.acceptedAt,
		Answer: t.answer.id, Source: t.answer.url, License: t.license(),
		SupersededBy: t.supersededBy,
		Body:         []byte(t.body(name)),
	}
	if a.Title == "" {
		a.Title = t.titleFromBody()
	}
	return a
}

// license names the answer's licence, and the question's where it differs.
func (t *thread) license() string {
	if t.question.license == "" || t.question.license == t.answer.license {
		return t.answer.license
	}
	return t.answer.license + " (question: " + t.question.license + ")"
}

func (t *thread) titleFromBody() string {
	for line := range strings.Lines(t.question.body) {
		line = oneLine(strings.Trim(line, "#>*`_ \t\r\n"))
		if utf8.RuneCountInString(line) > longestTitle {
			line = string([]rune(line)[:longestTitle]) + "…"
		}
		if line != "" {
			return line
		}
	}
	return "Question " + t.id
}

// body puts the parts below their headings.
func (t *thread) body(name string) string {
	var b strings.Builder
	part := func(heading, text string) {
		if text = strings.Trim(text, "\n"); text == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString("## " + heading + "\n\n" + text)
	}
	part("Question", t.question.body)
	part("Solution", cmp.Or(strings.Trim(t.answer.body, "\n"), t.answer.url, "…")) // markup without text
	var links strings.Builder
	for _, r := range t.related {
		to, err := filepath.Rel(path.Dir(name), r.path)
		if err == nil {
			links.WriteString("- [" + escape(r.title) + "](" + target(filepath.ToSlash(to)) + ")\n")
		}
	}
	part("See also", links.String())
	return b.String()
}
