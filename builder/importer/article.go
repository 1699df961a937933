package importer

import (
	"cmp"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"winnow/builder/content"
	"winnow/builder/markdown/mdtext"
)

// longestTitle cuts titles that are made from a body.
const longestTitle = 80

// article returns a thread as the article a of the site.
func (in *intake) article(t *Thread, a *article) *content.Article {
	out := &content.Article{
		Path: a.path, URL: content.PageURL(a.path), Category: path.Dir(a.path),
		Title: t.Title, Tags: t.Tags, Language: t.Language,
		Author: in.id(t.Answer.Author), AskedBy: in.id(t.Question.Author), AcceptedBy: in.id(t.AcceptedBy),
		Date: t.Answer.Written, Updated: t.Answer.Edited, AcceptedAt: t.AcceptedAt,
		Answer: in.id(t.Answer.ID), Source: t.Answer.URL, License: t.license(),
		Body: []byte(t.body(in.seeAlso(a))),
	}
	if out.Title == "" {
		out.Title = cmp.Or(t.titleFromBody(), "Question "+in.id(t.ID))
	}
	if t.Unsolved || len(t.Further) > 0 {
		out.Thread = in.id(t.ID)
	}
	if a.supersededBy >= 0 {
		out.SupersededBy = in.articles[a.supersededBy].path
	}
	return out
}

// further returns a further answer of a thread as an article of the site; the question
// is in the article that leads.
func (in *intake) further(t *Thread, m *Message, a *article, name string) *content.Article {
	alone := &Thread{Topic: t.Topic, Answer: *m}
	out := in.article(alone, &article{topic: a.topic, path: name, supersededBy: a.supersededBy})
	out.AskedBy, out.Thread = in.id(t.Question.Author), in.id(t.ID)
	if out.Title == "" || t.Title == "" {
		out.Title = cmp.Or(t.titleFromBody(), "Question "+in.id(t.ID))
	}
	return out
}

// seeAlso returns links to the related articles, as a list in Markdown.
func (in *intake) seeAlso(a *article) string {
	var b strings.Builder
	for _, i := range a.related {
		to := &in.articles[i]
		if to.path == "" || to.topic.Title == "" {
			continue
		}
		if rel, err := filepath.Rel(path.Dir(a.path), to.path); err == nil {
			b.WriteString("- [" + mdtext.Text(to.topic.Title) + "](" + mdtext.Address(filepath.ToSlash(rel)) + ")\n")
		}
	}
	return b.String()
}

// license names the answer's licence, and the question's where it differs.
func (t *Thread) license() string {
	if t.Question.License == "" || t.Question.License == t.Answer.License {
		return t.Answer.License
	}
	return t.Answer.License + " (question: " + t.Question.License + ")"
}

func (t *Thread) titleFromBody() string {
	for line := range strings.Lines(t.Question.Body) {
		line = mdtext.OneLine(strings.Trim(line, "#>*`_ \t\r\n"))
		if utf8.RuneCountInString(line) > longestTitle {
			line = string([]rune(line)[:longestTitle]) + "…"
		}
		if line != "" {
			return line
		}
	}
	return ""
}

// body puts the parts below their headings.
func (t *Thread) body(seeAlso string) string {
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
	part("Question", t.Question.Body)
	part("Solution", cmp.Or(strings.Trim(t.Answer.Body, "\n"), t.Answer.URL, "…")) // markup without text
	part("See also", seeAlso)
	return b.String()
}
