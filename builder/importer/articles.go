package importer

import (
	"time"
)

// Licences of Stack Exchange by the day a post was written, where the dump does
// not name them.
var (
	licence3 = time.Date(2011, 4, 8, 0, 0, 0, 0, time.UTC)
	licence4 = time.Date(2018, 5, 2, 0, 0, 0, 0, time.UTC)
)

func licence(r *row, written time.Time) string {
	switch named := oneLine(r.text("ContentLicense")); {
	case named != "":
		return named
	case written.Before(licence3):
		return "CC BY-SA 2.5"
	case written.Before(licence4):
		return "CC BY-SA 3.0"
	}
	return "CC BY-SA 4.0"
}

// A writer of articles reads their rows again and hands them on as threads.
type articleWriter struct {
	d       *dump
	to      *translator
	posts   rowFile
	history rowFile
}

// place gives every article its path.
func (d *dump) place(dest *destination) error {
	w := &articleWriter{d: d}
	defer w.posts.close()
	for i := range d.articles {
		a := &d.articles[i]
		r, err := w.posts.at(d, "Posts.xml", a.question.off)
		if err != nil {
			return d.unreadable("Posts.xml", err)
		}
		a.path = dest.place(d.id(a.question.id), d.folder(a.question), r.text("Title"))
	}
	return nil
}

// writeArticles writes every article that has a path.
func (d *dump) writeArticles(dest *destination) error {
	w := &articleWriter{d: d, to: newTranslator(d.site)}
	defer w.posts.close()
	defer w.history.close()
	for i := range d.articles {
		if i%100 == 0 {
			d.o.progress("write articles", int64(i), int64(len(d.articles)))
		}
		a := &d.articles[i]
		if a.path == "" {
			continue
		}
		t, err := w.thread(a)
		if err != nil {
			return err
		}
		if err := dest.article(a.path, t); err != nil {
			return err
		}
	}
	d.o.progress("write articles", int64(len(d.articles)), int64(len(d.articles)))
	return nil
}

func (w *articleWriter) thread(a *article) (*thread, error) {
	question, title, tags, err := w.message(a, a.question, questionSide)
	if err != nil {
		return nil, err
	}
	answer, _, _, err := w.message(a, a.answer, answerSide)
	if err != nil {
		return nil, err
	}
	t := &thread{id: question.id, title: title, tags: tags, question: question, answer: answer,
		acceptedBy: question.author, acceptedAt: a.accepted.time()}
	if a.supersededBy >= 0 {
		t.supersededBy = w.d.articles[a.supersededBy].path
	}
	for _, i := range a.related {
		other := &w.d.articles[i]
		r, err := w.posts.at(w.d, "Posts.xml", other.question.off)
		if err != nil {
			return nil, w.d.unreadable("Posts.xml", err)
		}
		if title := oneLine(r.text("Title")); other.path != "" && title != "" {
			t.related = append(t.related, relative{other.path, title})
		}
	}
	return t, nil
}

// message reads a post again, and its source.
func (w *articleWriter) message(a *article, p *post, side int) (m message, title string, tags []string, err error) {
	r, err := w.posts.at(w.d, "Posts.xml", p.off)
	if err != nil {
		return m, "", nil, w.d.unreadable("Posts.xml", err)
	}
	kind := "q"
	if side == answerSide {
		kind = "a"
	}
	m = message{id: w.d.id(p.id), url: w.d.address(kind, p.id), author: w.d.user(p.owner)}
	m.written, _ = r.time("CreationDate")
	m.edited, _ = r.time("LastEditDate")
	m.license = licence(r, m.written)
	if m.body, err = w.body(r, a.sources[side]); err != nil {
		return m, "", nil, err
	}
	if p.question {
		tags = w.d.posts.tagsOf(p)
	}
	return m, oneLine(r.text("Title")), tags, nil
}

// body returns the text of a post as Markdown: from its source where that can
// be had, else from the HTML.
func (w *articleWriter) body(r *row, source revision) (string, error) {
	if source.off > 0 {
		h, err := w.history.at(w.d, "PostHistory.xml", source.off)
		if err != nil {
			return "", w.d.unreadable("PostHistory.xml", err)
		}
		if md, ok := w.to.embed(h.text("Text")); ok {
			w.d.read.add("bodies from their Markdown source", 1)
			return md, nil
		}
	}
	md, ok := w.to.markdown(r.text("Body"))
	if !ok {
		w.d.lost.add("bodies whose HTML could not be translated: kept as code", 1)
	}
	w.d.read.add("bodies from HTML", 1)
	return md, nil
}

// writeSite writes what a site needs beside its articles.
func (d *dump) writeSite(dest *destination) error {
	if err := dest.sections(); err != nil {
		return err
	}
	return dest.frame(d.title())
}
