package stackexchange

import (
	"cmp"
	"path/filepath"
	"slices"
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

// An article is a question with the answer that leads: the accepted one, or the best.
type article struct {
	question, answer *post
	solved           bool
	accepted         day         // 0 = not known
	sources          [2]revision // of question and answer
	further          []further
}

// A further is another answer of an article's question.
type further struct {
	*post
	source revision
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

// pair finds the articles: the questions with an accepted answer, and those whose best
// answer is as good as accepted ones are.
func (d *dump) pair() {
	threads := d.threadsOf()
	least := d.leastScore()
	taken := 0
	for i := range d.posts.all {
		q := &d.posts.all[i]
		if !q.question {
			continue
		}
		answers := threads.of(q.id)
		a, why := d.accepted(q)
		if a == nil && len(answers) > 0 && answers[0].score() >= least && !answers[0].empty {
			a, why = answers[0], ""
		}
		switch {
		case a != nil:
			taken += d.add(q, a, answers)
		case why == "":
			d.Skip(importer.Questions, "questions without an accepted answer or a good one (their answers are evidence)", 1)
		default:
			d.Lose(importer.Questions, why, 1)
		}
	}
	if n := len(threads.answers) + threads.orphans - taken; n > 0 {
		d.Lose(importer.Answers, "texts of other answers: they are evidence only", n)
	}
}

// accepted returns the accepted answer of a question, or why there is none; without a
// reason nobody accepted one.
func (d *dump) accepted(q *post) (a *post, why string) {
	if q.link == 0 {
		return nil, ""
	}
	switch a = d.posts.find(q.link); {
	case a == nil:
		return nil, "questions whose accepted answer is not in the file"
	case a.question || a.link != q.id:
		return nil, "questions whose accepted answer belongs to another question"
	case a.empty:
		return nil, "questions whose accepted answer has no text in the file"
	}
	return a, ""
}

// add makes an article of a question and the answer that leads, with the other answers
// that nobody voted below zero. It returns how many answers it has.
func (d *dump) add(q, a *post, answers []*post) int {
	out := article{question: q, answer: a, solved: q.link == a.id}
	q.article = int32(len(d.articles))
	a.article = q.article
	for _, x := range answers {
		if x != a && x.score() >= 0 && !x.empty {
			x.article = q.article
			out.further = append(out.further, further{post: x})
		}
	}
	d.articles = append(d.articles, out)
	return 1 + len(out.further)
}

// fewestVotes is the least score from which on an answer that nobody accepted can be
// worth an article.
const fewestVotes = 3

// leastScore returns the score from which on the best answer of a question becomes an
// article though nobody accepted it: the median of the accepted ones. (Measured on two
// communities, such articles were approved of later as much as accepted ones; a fixed
// score does not carry over from one to the other.)
func (d *dump) leastScore() int {
	if d.MinScore != nil {
		return *d.MinScore
	}
	var scores []int
	for i := range d.posts.all {
		if q := &d.posts.all[i]; q.question {
			if a, _ := d.accepted(q); a != nil {
				scores = append(scores, a.score())
			}
		}
	}
	if len(scores) == 0 {
		return fewestVotes
	}
	slices.Sort(scores)
	return max(fewestVotes, scores[len(scores)/2])
}

// threads are the answers by question, the best first; of equals the oldest.
type threads struct {
	answers []*post
	orphans int
}

// threadsOf sorts the answers by question.
func (d *dump) threadsOf() threads {
	t := threads{}
	for i := range d.posts.all {
		switch p := &d.posts.all[i]; {
		case p.question:
		case d.posts.thread(p) == nil:
			t.orphans++
			d.Lose("", "answers whose question is not in the file: evidence without category and tags", 1)
		default:
			t.answers = append(t.answers, p)
		}
	}
	slices.SortFunc(t.answers, func(a, b *post) int {
		return cmp.Or(cmp.Compare(a.link, b.link), cmp.Compare(b.score(), a.score()), cmp.Compare(a.id, b.id))
	})
	return t
}

// of returns the answers of a question.
func (t threads) of(question int32) []*post {
	byLink := func(p *post, id int32) int { return cmp.Compare(p.link, id) }
	from, _ := slices.BinarySearchFunc(t.answers, question, byLink)
	to, _ := slices.BinarySearchFunc(t.answers, question+1, byLink)
	return t.answers[from:to]
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
