package stackexchange

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"winnow/builder/importer"
	"winnow/builder/importer/htmlmd"
	"winnow/builder/markdown/mdtext"
)

// Licences of Stack Exchange by the day a post was written, where the dump does
// not name them.
var (
	licence3 = time.Date(2011, 4, 8, 0, 0, 0, 0, time.UTC)
	licence4 = time.Date(2018, 5, 2, 0, 0, 0, 0, time.UTC)
)

func licence(r *row, written time.Time) string {
	switch named := mdtext.OneLine(r.text("ContentLicense")); {
	case named != "":
		return named
	case written.Before(licence3):
		return "CC BY-SA 2.5"
	case written.Before(licence4):
		return "CC BY-SA 3.0"
	}
	return "CC BY-SA 4.0"
}

// dialect is what Markdown means at Stack Exchange. Headings without a space
// were headings until it turned to CommonMark in 2020, and are text since.
func dialect(site *url.URL) htmlmd.Dialect {
	return htmlmd.Dialect{
		Tag: func(name string) string {
			u := site.JoinPath("questions/tagged", strings.ToLower(name))
			u.Host = strings.Replace(u.Host, ".meta.", ".", 1) // the tags of a meta site are those of its main site
			return u.String()
		},
		Spoiler: true,
		Foreign: foreign,
	}
}

var foreign = regexp.MustCompile(`\[meta-tag:|(?m:^#{1,6}[^#\s])`)

// A reader reads the rows of articles again.
type reader struct {
	d       *dump
	to      *htmlmd.Translator
	posts   rowFile
	history rowFile
}

func newReader(d *dump) *reader {
	site := importer.Address(d.host)
	return &reader{d: d, to: htmlmd.New(site, dialect(site)),
		posts: rowFile{t: d.tables, table: "Posts.xml"}, history: rowFile{t: d.tables, table: "PostHistory.xml"}}
}

func (r *reader) close() {
	r.posts.close()
	r.history.close()
}

// topics yields the questions of the articles.
func (d *dump) topics(yield func(importer.Topic, error) bool) {
	r := newReader(d)
	defer r.close()
	for i := range d.articles {
		q := d.articles[i].question
		row, err := r.posts.at(q.off)
		if err != nil {
			yield(importer.Topic{}, err)
			return
		}
		if !yield(r.topic(q, row), nil) {
			return
		}
	}
}

// threads yields the articles as threads.
func (d *dump) threads(yield func(importer.Thread, error) bool) {
	r := newReader(d)
	defer r.close()
	for i := range d.articles {
		t, err := r.thread(&d.articles[i])
		if !yield(t, err) || err != nil {
			return
		}
	}
}

func (r *reader) topic(q *post, row *row) importer.Topic {
	return importer.Topic{ID: id(q.id), Title: mdtext.OneLine(row.text("Title")), Tags: r.d.posts.tagsOf(q)}
}

func (r *reader) thread(a *article) (t importer.Thread, err error) {
	question, err := r.posts.at(a.question.off)
	if err != nil {
		return t, err
	}
	t.Topic = r.topic(a.question, question)
	if t.Question, err = r.message(question, a.question, a.sources[0]); err != nil {
		return t, err
	}
	answer, err := r.posts.at(a.answer.off)
	if err != nil {
		return t, err
	}
	if t.Answer, err = r.message(answer, a.answer, a.sources[1]); err != nil {
		return t, err
	}
	if t.Unsolved = !a.solved; a.solved {
		t.AcceptedBy, t.AcceptedAt = t.Question.Author, a.accepted.time()
	}
	t.Further, err = r.further(a)
	return t, err
}

// further reads the other answers of an article's question.
func (r *reader) further(a *article) (out []importer.Message, err error) {
	for _, x := range a.further {
		row, err := r.posts.at(x.off)
		if err != nil {
			return nil, err
		}
		m, err := r.message(row, x.post, x.source)
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// message returns a post, with the body of its source where that can be had.
func (r *reader) message(row *row, p *post, source revision) (m importer.Message, err error) {
	kind := "a"
	if p.question {
		kind = "q"
	}
	m = importer.Message{ID: id(p.id), URL: r.d.address(kind, p.id), Author: r.d.user(p.owner)}
	m.Written, _ = row.time("CreationDate")
	m.Edited, _ = row.time("LastEditDate")
	m.License = licence(row, m.Written)
	m.Body, err = r.body(row, source)
	return m, err
}

// body returns the text of a post as Markdown: from its source where that can
// be had, else from the HTML.
func (r *reader) body(row *row, source revision) (string, error) {
	if source.off > 0 {
		h, err := r.history.at(source.off)
		if err != nil {
			return "", err
		}
		if md, ok := r.to.Source(h.text("Text")); ok {
			r.d.Read(fromSource, 1)
			r.d.Write(fromSource, 1)
			return md, nil
		}
	}
	md, ok := r.to.HTML(row.text("Body"))
	if !ok {
		r.d.Lose("", "bodies whose HTML could not be translated: kept as code", 1)
	}
	r.d.Read(fromHTML, 1)
	r.d.Write(fromHTML, 1)
	return md, nil
}
