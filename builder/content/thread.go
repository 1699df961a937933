package content

import "strings"

// Keys that show, in lower case with "_", that a front matter describes a whole
// thread: it says then who asked, and what was thought of the question.
var threadKeys = map[string]bool{
	"accepted_answer": true, "accepted_answers": true, "answer_chosen_by": true, "posts_count": true, "reply_count": true,
	"has_best_answer": true, "is_answered": true, "best_answer": true,
}

// answerKeys hold the answer of a thread: a table, or a list that begins with one.
var answerKeys = []string{"answer", "accepted_answer", "accepted_answers", "best_answer"}

// whoAnswered are names of the author that mean who answered in a thread, too.
var whoAnswered = map[string]bool{"answered_by": true}

// A thread is the front matter of an exported thread: who wrote it is who asked, its
// counts are the question's, and what is known of the answer is in a table of its own.
// The zero value is that of an article.
type thread struct {
	is     bool
	asked  bool  // the file says who asked by winnow's own key
	answer *node // the table of the answer; nil = none
	keys   *keys
}

func threadOf(k *keys, nodes []node) thread {
	t := thread{keys: k}
	for i := range nodes {
		key := snake(nodes[i].key)
		first := nodes[i].first()
		isTable := key == "answer" && first.kind == tableNode
		t.is = t.is || threadKeys[key] || isTable
		t.asked = t.asked || nodes[i].key == "asked_by" && !nodes[i].blank()
		for _, name := range answerKeys {
			if name == key && first.kind == tableNode && t.answer == nil {
				t.answer = first
			}
		}
	}
	return t
}

func (t thread) field(key string) int { return t.keys.spellings[key].field }

// means returns the field that a key means in a thread: who wrote it asked it. It
// reports false for counts, which are the question's, and for the table of the answer.
func (t thread) means(n *node, s spelling) (spelling, bool) {
	switch {
	case s.field == t.field("answer") && n.first().kind == tableNode:
		return s, false
	case !t.is || s.rank == 0 && n.key != "author":
	case s.field == t.field("kudos") || s.field == t.field("downvotes"):
		return s, false
	case s.field == t.field("author") && !t.asked && !whoAnswered[snake(n.key)]:
		return spelling{t.field("asked_by"), s.rank + 100}, true
	}
	return s, true
}

// answered yields what the table of the answer says of it: who wrote it and when, what
// was thought of it, and its id.
func (t thread) answered(yield func(field int, n *node)) {
	if t.answer == nil {
		return
	}
	var best [maxFields]*node
	var rank [maxFields]int
	for i := range t.answer.items {
		n := &t.answer.items[i]
		s, ok := t.keys.lookup(n.key)
		if n.key == "id" {
			s, ok = spelling{t.field("answer"), 0}, true
		}
		if ok && !n.blank() && (best[s.field] == nil || s.rank < rank[s.field]) {
			best[s.field], rank[s.field] = n, s.rank
		}
	}
	for _, key := range []string{"author", "date", "kudos", "downvotes", "answer"} {
		if n := best[t.field(key)]; n != nil {
			yield(t.field(key), n)
		}
	}
}

// isAPI reports whether an address is one for programs; beside it is one for people.
func isAPI(n *node) bool {
	address := strings.ToLower(n.text)
	return strings.Contains(address, "/api/") || strings.Contains(address, "://api.")
}

// ballot returns the votes for and against that a sum and a number of votes mean.
func ballot(sum, count *node) (up, down int, ok bool) {
	if sum == nil || count == nil {
		return 0, 0, false
	}
	s, ok1 := sum.whole()
	n, ok2 := count.whole()
	if !ok1 || !ok2 || n < 0 || n > maxCount || s > n || s < -n || (n+s)%2 != 0 {
		return 0, 0, false
	}
	return int(n+s) / 2, int(n-s) / 2, true
}
