package stackexchange

import (
	"path/filepath"
	"strconv"
	"strings"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/importer"
)

// Kinds of what only a dump holds.
const (
	revisions  = "revisions of bodies"
	fromSource = "bodies from their Markdown source"
	fromHTML   = "bodies from HTML"
)

// A dump is the export of one site, and what is kept of it.
type dump struct {
	*tables
	posts    *posts
	articles []article // by id of the question
	links    []link
	host     string // "" = not known
	hostFrom string
	givers   []int32 // of bounties
}

// An article is a question whose accepted answer is in the dump.
type article struct {
	question, answer *post
	accepted         day         // 0 = not known
	sources          [2]revision // of question and answer
}

// readPosts reads the table of posts, and finds the articles.
func (d *dump) readPosts() error {
	p, err := readPosts(d.tables)
	if err != nil {
		return err
	}
	if len(p.all) == 0 {
		return diag.Problem{Path: d.path("Posts.xml"), Msg: "there is no question and no answer in this file", Hint: "is it the Posts.xml of a dump?"}
	}
	d.posts = p
	d.pair()
	return nil
}

// pair finds the articles: the questions with an accepted answer.
func (d *dump) pair() {
	answers := 0
	for i := range d.posts.all {
		q := &d.posts.all[i]
		if !q.question {
			answers++
			if d.posts.thread(q) == nil {
				d.Lose("", "answers whose question is not in the file: evidence without category and tags", 1)
			}
			continue
		}
		if q.link == 0 {
			d.Skip(importer.Questions, "questions without an accepted answer (their answers are evidence)", 1)
			continue
		}
		a := d.posts.find(q.link)
		switch {
		case a == nil:
			d.Lose(importer.Questions, "questions whose accepted answer is not in the file", 1)
		case a.question || a.link != q.id:
			d.Lose(importer.Questions, "questions whose accepted answer belongs to another question", 1)
		case a.empty:
			d.Lose(importer.Questions, "questions whose accepted answer has no text in the file", 1)
		default:
			q.article = int32(len(d.articles))
			a.article = q.article
			d.articles = append(d.articles, article{question: q, answer: a})
		}
	}
	if n := answers - len(d.articles); n > 0 {
		d.Lose(importer.Answers, "texts of answers that were not accepted: they are evidence only", n)
	}
}

// readHistory finds the last body of every question and answer that an article
// is made of.
func (d *dump) readHistory() error {
	all, used := 0, 0
	for r, err := range d.rows("PostHistory.xml") {
		if err != nil {
			return err
		}
		kind, _ := r.int32("PostHistoryTypeId")
		if kind != bodyWritten && kind != bodyEdited && kind != bodySetBack {
			continue
		}
		all++
		d.Read(revisions, 1)
		id, _ := r.int32("PostId")
		p := d.posts.find(id)
		when, ok := r.time("CreationDate")
		if p == nil || p.article < 0 || !ok {
			continue
		}
		if s := d.articles[p.article].source(p); when.Unix() >= s.when || s.off == 0 {
			if s.off == 0 {
				used++
			}
			*s = revision{r.off, when.Unix()}
		}
	}
	if all > 0 {
		d.Write(revisions, used)
		d.Skip(revisions, "revisions that a later one replaced, or of posts that are in no article", all-used)
	}
	return nil
}

// countComments counts what an article has no place for.
func (d *dump) countComments() error {
	n := 0
	for _, err := range d.rows("Comments.xml") {
		if err != nil {
			return err
		}
		n++
	}
	if n > 0 {
		d.Lose("", "comments: they are not part of question or solution", n)
	}
	return nil
}

// linked yields the links between questions.
func (d *dump) linked(yield func(importer.Link, error) bool) {
	for _, l := range d.links {
		from, to := d.posts.thread(d.posts.find(l.from)), d.posts.thread(d.posts.find(l.to))
		if !yield(importer.Link{From: idOf(from), To: idOf(to), Duplicate: l.kind == linkDuplicate}, nil) {
			return
		}
	}
	d.links = nil
}

// people yields who occurs in articles or evidence.
func (d *dump) people(yield func(content.Contributor, error) bool) { people(d, yield) }

// events yields what happened to every answer.
func (d *dump) events(yield func(importer.Event, error) bool) { events(d, yield) }

// idOf returns the id of a post, "" for none.
func idOf(p *post) string {
	if p == nil {
		return ""
	}
	return id(p.id)
}

// id returns a number as an id, "" for none.
func id(post int32) string {
	if post == 0 {
		return ""
	}
	return strconv.Itoa(int(post))
}

// user returns the id of an owner, "" for none.
func (d *dump) user(owner int32) string {
	switch {
	case owner > 0:
		return importer.PersonID(id(owner))
	case owner < 0:
		return importer.DeletedPerson(d.posts.names.list[-1-owner]).ID
	}
	return ""
}

// address returns an address of the site, "" when the site is not known.
func (d *dump) address(kind string, post int32) string {
	if d.host == "" {
		return ""
	}
	return "https://" + d.host + "/" + kind + "/" + id(post)
}

// name returns what the site is called, or its folder.
func (d *dump) name() string {
	name := strings.TrimSuffix(strings.TrimSuffix(d.host, ".com"), ".stackexchange")
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(filepath.Clean(d.Path)), ".stackexchange.com")
	}
	return name
}
