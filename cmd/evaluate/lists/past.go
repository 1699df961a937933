package lists

import (
	"cmp"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"

	"winnow/builder/content"
	"winnow/cmd/evaluate/dump"
)

// A past is a community as its site knew it on the morning of a day: what was
// written by then, the acceptances, and a share of the votes.
type past struct {
	*dump.Site
	cut      int32
	votes    []dump.Vote
	accepted []int32 // the accepted answer of each question, or dump.Nobody
	folders  map[string]int
	rows     []content.Evidence
	items    []item
	tally
}

// An item is an article, what was known of it, and what became of it.
type item struct {
	*content.Article
	answer   int32
	day      int32   // on which it was written
	up, down float64 // votes by then
	author   float64 // answers of its author by then
	later    float64 // net votes after
	rate     float64 // the same as a share of all later votes in its thread; NaN without any
	ahead    bool    // another answer of the thread has more votes in the end
}

func (i *item) net() float64 { return i.up - i.down }

// newPast cuts a community at the day of the question that stands at a share of
// all of them, and keeps a share of the votes.
func newPast(s *dump.Site, at, share float64, draw uint64) *past {
	p := &past{Site: s, cut: dump.DayOf(s.Questions[int(float64(len(s.Questions))*at)].At), accepted: make([]int32, len(s.Questions))}
	for i := range p.accepted {
		p.accepted[i] = dump.Nobody
	}
	random := rand.New(rand.NewPCG(seed, draw))
	for _, v := range dump.Before(s.Votes, p.cut) {
		a := &s.Answers[v.Answer]
		switch {
		case !p.before(a.At):
		case v.Kind == dump.Accept:
			p.accepted[a.Question] = v.Answer
			p.votes = append(p.votes, v)
		case share >= 1 || random.Float64() < share:
			p.votes = append(p.votes, v)
		}
	}
	p.folders = p.chooseFolders()
	p.rows = slices.Collect(p.evidence())
	p.tally = p.count()
	p.findItems()
	return p
}

const seed = 20171031

func (p *past) before(at int64) bool { return dump.DayOf(at) < p.cut }

// Folders are chosen as an import does: the twelve most frequent tags of
// articles, none of fewer than five.
const (
	maxFolders  = 12
	minArticles = 5
)

func (p *past) chooseFolders() map[string]int {
	count := map[string]int{}
	for q, a := range p.accepted {
		if a == dump.Nobody {
			continue
		}
		for _, tag := range p.Questions[q].Tags {
			count[tag]++
		}
	}
	var often []string
	for tag, n := range count {
		if n >= minArticles {
			often = append(often, tag)
		}
	}
	slices.SortFunc(often, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	out := map[string]int{}
	for i, tag := range often[:min(len(often), maxFolders)] {
		out[tag] = i + 1
	}
	return out
}

// folder is the least frequent of a question's tags that are folders.
func (p *past) folder(q *dump.Question) string {
	best, place := "general", 0
	for _, tag := range q.Tags {
		if n := p.folders[tag]; n > place {
			best, place = tag, n
		}
	}
	return best
}

// evidence is what an import writes: votes of a kind on an answer on a day are
// one count without a giver; whoever asked has accepted.
func (p *past) evidence() iter.Seq[content.Evidence] {
	return func(yield func(content.Evidence) bool) {
		for i := range p.Answers {
			if a := &p.Answers[i]; p.before(a.At) && !yield(p.row(int32(i), content.Answered, dump.DayOf(a.At), 1)) {
				return
			}
		}
		for v, n := range dump.Counted(p.votes) {
			if v.Kind == dump.Accept && p.accepted[p.Answers[v.Answer].Question] != v.Answer {
				continue // taken back
			}
			if !yield(p.row(v.Answer, kinds[v.Kind], v.Day, n)) {
				return
			}
		}
	}
}

var kinds = [...]content.EvidenceKind{dump.Accept: content.Accepted, dump.Up: content.Kudos, dump.Down: content.Downvote}

func (p *past) row(answer int32, kind content.EvidenceKind, day int32, n int) content.Evidence {
	a := &p.Answers[answer]
	q := &p.Questions[a.Question]
	e := content.Evidence{Date: dump.DateOf(day), Kind: kind, Answer: a.ID, Author: p.UserID(a.Author),
		Thread: thread(a.Question), Category: p.folder(q), Tags: q.Tags, Count: n}
	if kind == content.Accepted {
		e.By = p.UserID(q.Asker)
	}
	return e
}

// article is an answer as an import writes it.
func (p *past) article(answer int32) *content.Article {
	a := &p.Answers[answer]
	q := &p.Questions[a.Question]
	out := &content.Article{Path: p.folder(q) + "/" + a.ID + ".md", Category: p.folder(q), Tags: q.Tags, Answer: a.ID,
		Author: p.UserID(a.Author), AskedBy: p.UserID(q.Asker), Date: dump.DateOf(dump.DayOf(a.At))}
	if p.accepted[a.Question] == answer {
		out.AcceptedBy = out.AskedBy
	}
	return out
}

// findItems lists the articles, and looks up what became of them.
func (p *past) findItems() {
	written := map[int32]float64{}
	for i := range p.Answers {
		if a := &p.Answers[i]; p.before(a.At) {
			written[a.Author]++
		}
	}
	for q, a := range p.accepted {
		if a == dump.Nobody {
			continue
		}
		x := &p.Answers[a]
		item := item{Article: p.article(a), answer: a, day: dump.DayOf(x.At), up: p.up[a], down: p.down[a], author: written[x.Author],
			later: p.later[a], rate: p.later[a] / p.seen[q]}
		for _, other := range p.Questions[q].Answers {
			item.ahead = item.ahead || p.end[other] > p.end[a]
		}
		p.items = append(p.items, item)
	}
}

// A tally counts votes by answer, and those of a thread after the cut.
type tally struct{ up, down, later, end, seen []float64 }

func (p *past) count() tally {
	n := len(p.Answers)
	t := tally{make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, len(p.Questions))}
	for _, v := range p.votes {
		t.up[v.Answer] += isKind(v, dump.Up)
		t.down[v.Answer] += isKind(v, dump.Down)
	}
	for _, v := range p.Votes {
		net := isKind(v, dump.Up) - isKind(v, dump.Down)
		t.end[v.Answer] += net
		if v.Day >= p.cut && net != 0 {
			t.later[v.Answer] += net
		}
	}
	p.look(t)
	return t
}

// look counts the later votes on each accepted answer and its question, which
// tell how many readers a thread had.
func (p *past) look(t tally) {
	for _, v := range p.Votes {
		if q := p.Answers[v.Answer].Question; v.Day >= p.cut && v.Kind != dump.Accept && p.accepted[q] == v.Answer {
			t.seen[q]++
		}
	}
	for _, v := range p.Asked {
		if v.Day >= p.cut && v.Kind != dump.Accept {
			t.seen[v.Answer]++
		}
	}
}

func isKind(v dump.Vote, k dump.VoteKind) float64 {
	if v.Kind == k {
		return 1
	}
	return 0
}

func thread(question int32) string { return fmt.Sprint("q", question) }
