package stackexchange

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"winnow/builder/content"
	"winnow/builder/importer"
	"winnow/builder/markdown/mdtext"
)

// The two posts that Stack Exchange plants into its dumps: nonsense, to find
// out who copies them.
const (
	planted1 = 1000000001
	planted2 = 1000000010
)

// A post is what is kept of one question or answer while a dump is read: 32
// bytes. Title and body are read again when they are needed.
type post struct {
	off      int64 // of its row in Posts.xml
	id       int32
	link     int32  // of a question: its accepted answer; of an answer: its question; 0 = none
	owner    int32  // user id; 0 = not known; below 0: a name, see posts.names
	article  int32  // index into dump.articles, -1 = none
	tags     uint32 // of a question: its tags are posts.tagged[tags:][:ntags]; of an answer: its score
	day      day    // on which it was written
	ntags    uint8
	question bool
	empty    bool // an answer without text
}

// score returns the score of an answer.
func (p *post) score() int { return int(int32(p.tags)) }

// posts is the table of all questions and answers, by id.
type posts struct {
	all    []post
	tagged []uint32 // ids of tags, of all questions
	tags   interned
	names  interned // of owners whose account is gone
}

// interned numbers strings.
type interned struct {
	ids  map[string]uint32
	list []string
}

func (n *interned) id(s string) uint32 {
	id, ok := n.ids[s]
	if !ok {
		if n.ids == nil {
			n.ids = map[string]uint32{}
		}
		id = uint32(len(n.list))
		s = strings.Clone(s)
		n.ids[s] = id
		n.list = append(n.list, s)
	}
	return id
}

// find returns the post with an id, or nil.
func (p *posts) find(id int32) *post {
	i, ok := slices.BinarySearchFunc(p.all, id, func(q post, id int32) int { return cmp.Compare(q.id, id) })
	if !ok {
		return nil
	}
	return &p.all[i]
}

// thread returns the question that a post belongs to, or nil.
func (p *posts) thread(q *post) *post {
	if q == nil || q.question {
		return q
	}
	if t := p.find(q.link); t != nil && t.question {
		return t
	}
	return nil
}

// tagsOf returns the tags of a question.
func (p *posts) tagsOf(q *post) []string {
	out := make([]string, q.ntags)
	for i, id := range p.tagged[q.tags:][:q.ntags] {
		out[i] = p.tags.list[id]
	}
	return out
}

// readPosts reads the table of posts. Rows of other kinds (tag wikis, notices)
// are counted and left out.
func readPosts(t *tables) (*posts, error) {
	p := &posts{}
	for r, err := range t.rows("Posts.xml") {
		if err != nil {
			return nil, err
		}
		kind, _ := r.int32("PostTypeId")
		id, ok := r.int32("Id")
		switch {
		case !ok || id <= 0:
			t.Skip("", "posts without an id", 1)
		case id == planted1 || id == planted2:
			t.Skip("", "planted posts, which no person wrote", 1)
		case kind == 1:
			t.Read(importer.Questions, 1)
			p.all = append(p.all, p.question(r, id))
		case kind == 2:
			t.Read(importer.Answers, 1)
			p.all = append(p.all, p.answer(r, id))
		default:
			t.Skip("", "posts that are neither question nor answer (tag wikis, notices)", 1)
		}
	}
	p.sort(t.Tally)
	return p, nil
}

func (p *posts) question(r *row, id int32) post {
	accepted, _ := r.int32("AcceptedAnswerId")
	q := post{off: r.off, id: id, link: accepted, owner: p.owner(r), article: -1, day: r.day("CreationDate"), question: true}
	q.tags = uint32(len(p.tagged))
	for _, t := range splitTags(r.text("Tags")) {
		p.tagged = append(p.tagged, p.tags.id(content.Tag(t)))
		q.ntags++
	}
	return q
}

func (p *posts) answer(r *row, id int32) post {
	parent, _ := r.int32("ParentId")
	score, _ := r.int32("Score")
	return post{off: r.off, id: id, link: parent, tags: uint32(score), owner: p.owner(r), article: -1, day: r.day("CreationDate"),
		empty: len(bytes.TrimSpace(r.raw("Body"))) == 0}
}

// owner returns who wrote a post. User -1 is no person: it owns wiki posts and
// those of the site itself.
func (p *posts) owner(r *row) int32 {
	if id, ok := r.int32("OwnerUserId"); ok {
		return max(id, 0)
	}
	if name := mdtext.OneLine(r.text("OwnerDisplayName")); name != "" {
		return -1 - int32(p.names.id(name))
	}
	return 0
}

// sort orders the posts by id, which is nearly always their order already, and
// drops those whose id came before.
func (p *posts) sort(tally *importer.Tally) {
	byID := func(a, b post) int { return cmp.Compare(a.id, b.id) }
	if !slices.IsSortedFunc(p.all, byID) {
		slices.SortStableFunc(p.all, byID)
	}
	n := 0
	for i := range p.all {
		if n > 0 && p.all[n-1].id == p.all[i].id {
			tally.Skip(kindOf(&p.all[i]), "posts whose id another post has", 1)
			continue
		}
		p.all[n] = p.all[i]
		n++
	}
	p.all = p.all[:n]
}

// kindOf returns the kind that a post is counted as.
func kindOf(p *post) string {
	if p.question {
		return importer.Questions
	}
	return importer.Answers
}

// splitTags reads both ways of writing tags, "<a><b>" and "|a|b|".
func splitTags(s string) []string {
	tags := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune("<>| \t\r\n,", c) })
	return tags[:min(len(tags), 255)]
}
