package lists

import (
	"fmt"
	"io"
	"slices"

	"winnow/builder/content"
	"winnow/builder/reputation"
	"winnow/cmd/evaluate/dump"
)

// climber is the new account in whose favour puppets act.
const climber = "climber"

// A plot is what puppets add to a community: articles of the new account, and rows.
type plot struct {
	*past
	articles []*content.Article
	rows     []content.Evidence
}

// answer is one more answer of the new account, to a question of a puppet, who accepts
// and confirms it.
func (x *plot) answer(puppet int) {
	a := &content.Article{Path: fmt.Sprintf("general/puppet-%d.md", puppet), Category: "general", Author: climber, AskedBy: puppetID(puppet),
		Answer: fmt.Sprint("puppet-", puppet), Date: dump.DateOf(x.cut - 2)}
	x.articles = append(x.articles, a)
	for _, kind := range []content.EvidenceKind{content.Answered, content.Accepted, content.Confirmed} {
		x.give(puppet, kind, a.Answer, climber)
	}
}

func (x *plot) give(puppet int, kind content.EvidenceKind, answer, author string) {
	e := content.Evidence{Date: dump.DateOf(x.cut - 1), Kind: kind, Answer: answer, Author: author, Thread: answer, Category: "general", Count: 1}
	if kind != content.Answered {
		e.By = puppetID(puppet)
	}
	x.rows = append(x.rows, e)
}

func puppetID(n int) string { return fmt.Sprint("puppet-", n) }

// asking is puppets who each ask, accept and confirm.
func asking(p *past, n int) *plot {
	x := &plot{past: p}
	for k := range n {
		x.answer(k)
	}
	return x
}

// praising is puppets who confirm one answer and give kudos to it; if they hide, each
// gives one kudos to an honest stranger as well.
func praising(p *past, n int, hide bool) *plot {
	x := &plot{past: p}
	x.answer(0)
	for k := range n {
		x.give(k, content.Confirmed, "puppet-0", climber)
		x.give(k, content.Kudos, "puppet-0", climber)
		if a := p.items[k*7%len(p.items)]; hide {
			e := p.row(a.answer, content.Kudos, p.cut-1, 1)
			e.By = puppetID(k)
			x.rows = append(x.rows, e)
		}
	}
	return x
}

// places returns where the new account is among the authors, and its best article
// among the articles.
func (x *plot) places() (author, authors, article, articles int) {
	list := append(x.past.articles(), x.articles...)
	ledger := x.ledger(defaults().rules, list, x.rows)
	for _, s := range ledger.Contributors {
		authors = max(authors, s.Place)
	}
	article = len(list)
	for i, v := range x.order(defaults().policy, ledger, list) {
		if list[i].Author == climber && v.Place > 0 {
			article = min(article, v.Place)
		}
	}
	return placeOf(ledger, climber), authors, article, len(list)
}

func placeOf(l *reputation.Ledger, id string) int {
	i := slices.IndexFunc(l.Contributors, func(s *reputation.Standing) bool { return s.ID == id })
	return l.Contributors[i].Place
}

// printPuppets prints what made-up accounts gain in platform mode, where no bound holds.
func printPuppets(out io.Writer, s *dump.Site) {
	p := newPast(s, 0.99, 1, 0)
	fmt.Fprintf(out, "\n## %s: puppets in platform mode: place of a new account among the authors, of its best article among the articles\n\n", s.Name)
	fmt.Fprintf(out, "%-10s%22s%22s%22s%26s\n", "puppets", "each asks: author", "article", "all praise: article", "and a stranger: article")
	for _, n := range []int{1, 2, 5, 10, 20} {
		author, authors, article, articles := asking(p, n).places()
		_, _, praised, of := praising(p, n, false).places()
		_, _, hidden, _ := praising(p, n, true).places()
		fmt.Fprintf(out, "%-10d%22s%22s%22s%26s\n", n, ofAll(author, authors), ofAll(article, articles), ofAll(praised, of), ofAll(hidden, of))
	}
}

func ofAll(place, n int) string { return fmt.Sprintf("%d of %d", place, n) }
