package lists

import (
	"math"

	"winnow/builder"
	"winnow/builder/content"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/cmd/evaluate/dump"
)

// Constants are those by which a site is ordered.
type constants struct {
	rules  reputation.Rules
	policy ranking.Policy
}

func defaults() constants { return constants{reputation.DefaultRules(), ranking.DefaultPolicy()} }

// unrecorded leaves the author's record out.
func unrecorded() constants {
	c := defaults()
	c.policy.AuthorWeight = 0
	return c
}

// verdicts puts articles in order, as a build does, after some more evidence.
func (p *past) verdicts(c constants, articles []*content.Article, more ...content.Evidence) []ranking.Verdict {
	return p.order(c.policy, p.ledger(c.rules, articles, more), articles)
}

func (p *past) ledger(rules reputation.Rules, articles []*content.Article, more []content.Evidence) *reputation.Ledger {
	out, _ := reputation.Score(reputation.Input{Rules: rules, Articles: articles, Evidence: func(yield func(content.Evidence) bool) {
		for _, list := range [][]content.Evidence{p.rows, more} {
			for _, e := range list {
				if !yield(e) {
					return
				}
			}
		}
	}})
	return out
}

func (p *past) order(policy ranking.Policy, ledger *reputation.Ledger, articles []*content.Article) []ranking.Verdict {
	subjects := make([]ranking.Subject, len(articles))
	for i, a := range articles {
		subjects[i] = builder.Subject(a, ledger, nil)
	}
	basis := ranking.Basis{Prior: ledger.Newcomer, AsOf: ledger.AsOf, Now: dump.DateOf(p.cut)}
	return ranking.Order(ranking.Admit(subjects, policy, basis))
}

func (p *past) articles() []*content.Article {
	out := make([]*content.Article, len(p.items))
	for i := range p.items {
		out[i] = p.items[i].Article
	}
	return out
}

// places is where each article of the site stands, from 1; what is held back
// comes last.
func (p *past) places(c constants, more ...content.Evidence) []float64 {
	out := make([]float64, len(p.items))
	for i, v := range p.verdicts(c, p.articles(), more...) {
		if out[i] = float64(v.Place); v.Place == 0 {
			out[i] = float64(len(out))
		}
	}
	return out
}

// A ranked is a way to order articles: the larger its key, the higher up.
type ranked struct {
	name string
	keys []float64
}

// ranked are winnow's orders, and those that others use.
func (p *past) ranked() []ranked {
	by := func(name string, key func(*item) float64) ranked {
		out := ranked{name, make([]float64, len(p.items))}
		for i := range p.items {
			out.keys[i] = key(&p.items[i])
		}
		return out
	}
	from := func(name string, c constants) ranked {
		out := ranked{name, p.places(c)}
		for i := range out.keys {
			out.keys[i] = -out.keys[i]
		}
		return out
	}
	return []ranked{
		from("winnow", defaults()),
		from("winnow without the record", unrecorded()),
		by("raw score", (*item).net),
		by("Wilson", func(i *item) float64 { return wilson(i.up, i.up+i.down) }),
		by("Hacker News", func(i *item) float64 { return i.net() / math.Pow(float64(p.cut-i.day)*24+2, 1.8) }),
		by("newest", func(i *item) float64 { return float64(p.Answers[i.answer].At) }),
		by("author's answers", func(i *item) float64 { return i.author }),
	}
}

// names are those of ranked, and what the first is compared with.
var names = []string{"winnow", "winnow without the record", "raw score", "Wilson", "Hacker News", "newest", "author's answers"}
