package audit

import (
	"cmp"
	"slices"
)

// A Snapshot is what one published site says of its numbers.
type Snapshot struct {
	Articles     []Article
	Contributors []Contributor
	Constants    []Constant
}

// Changes is what is different between two snapshots: the articles and
// contributors that came, went or moved, the largest move first. Places are
// among all articles of the site, from 1; a duplicate has none. Values are in tenths of a point.
type Changes struct {
	Rules        []Rule              `json:"rules"` // constants in force
	Articles     []ArticleChange     `json:"articles"`
	Contributors []ContributorChange `json:"contributors"`
	Warnings     []string            `json:"warnings,omitempty"` // of the new site
}

// What became of an article or contributor.
const (
	CameIn  = "in"
	WentOut = "out"
	Moved   = "moved"
	Stayed  = "stayed" // in the same place, but in another state
)

// A Move is a number that had another value before; 0 where it was not there.
type Move struct {
	Before int64 `json:"before"`
	After  int64 `json:"after"`
}

func (m Move) size() int64 { return max(m.After-m.Before, m.Before-m.After) }

// A Cause is a part of a number that changed.
type Cause struct {
	What string `json:"what"`          // a kind of term; an answer's address; "unvouched", "probation", "others"
	Why  string `json:"why,omitempty"` // of an answer: see the constants
	Move
}

// An ArticleChange is one article with another place or state than before.
type ArticleChange struct {
	URL     string  `json:"url"`
	Title   string  `json:"title"`
	Change  string  `json:"change"`
	Place   Move    `json:"place"`
	Trust   Move    `json:"trust"`
	Tier    Move    `json:"tier"`
	State   Words   `json:"state"`
	Because []Cause `json:"because"` // terms, the largest change first; empty: others moved, not this one
}

// Words is a text that was another before; empty where it was not there.
type Words struct {
	Before string `json:"before"`
	After  string `json:"after"`
}

// mostCauses is how many causes are listed of one change.
const mostCauses = 3

// Compare finds what changed from one site to another.
func Compare(before, after Snapshot) Changes {
	return Changes{
		Rules:        compareRules(before, after),
		Articles:     compareArticles(before.Articles, after.Articles),
		Contributors: compareContributors(before.Contributors, after.Contributors),
		Warnings:     after.late(),
	}
}

// A placed is an article in its place.
type placed struct {
	*Article
	place int64
}

// places puts articles into the order of package ranking: by tier, value, day of
// the answer, and address.
func places(list []Article) map[string]placed {
	order := make([]*Article, len(list))
	for i := range list {
		order[i] = &list[i]
	}
	slices.SortFunc(order, func(a, b *Article) int {
		return cmp.Or(cmp.Compare(a.Tier, b.Tier), cmp.Compare(b.Value, a.Value),
			cmp.Compare(b.Written, a.Written), cmp.Compare(a.URL, b.URL))
	})
	out, place := make(map[string]placed, len(order)), int64(0)
	for _, a := range order {
		if a.State == duplicate || a.State == further {
			out[a.URL] = placed{a, 0}
			continue
		}
		place++
		out[a.URL] = placed{a, place}
	}
	return out
}

func compareArticles(before, after []Article) []ArticleChange {
	old, now := places(before), places(after)
	out := []ArticleChange{}
	for i := range after {
		a, b := old[after[i].URL], now[after[i].URL]
		if a.Article == nil || a.place != b.place || a.State != b.State {
			out = append(out, articleChange(a, b))
		}
	}
	for i := range before {
		if a := old[before[i].URL]; now[a.URL].Article == nil {
			out = append(out, articleChange(a, placed{}))
		}
	}
	slices.SortFunc(out, func(a, b ArticleChange) int {
		return cmp.Or(cmp.Compare(a.order(), b.order()), cmp.Compare(b.Place.size(), a.Place.size()), cmp.Compare(a.URL, b.URL))
	})
	return out
}

// order returns the part of the list that a change belongs to: what came and went,
// then what moved, then what only made room.
func (c *ArticleChange) order() int {
	switch {
	case c.Change == CameIn:
		return 0
	case c.Change == WentOut:
		return 1
	case c.Change == Stayed || c.State.Before != c.State.After:
		return 2
	case len(c.Because) > 0 || c.Tier.size() > 0:
		return 3
	}
	return 4
}

func articleChange(a, b placed) ArticleChange {
	c := ArticleChange{Change: Moved, Place: Move{a.place, b.place}, Because: []Cause{}}
	if a.Article != nil {
		c.URL, c.Title, c.State.Before, c.Trust.Before, c.Tier.Before = a.URL, a.Title, a.State, a.Trust, int64(a.Tier)
	}
	if b.Article != nil {
		c.URL, c.Title, c.State.After, c.Trust.After, c.Tier.After = b.URL, b.Title, b.State, b.Trust, int64(b.Tier)
	}
	switch {
	case a.Article == nil:
		c.Change = CameIn
	case b.Article == nil:
		c.Change = WentOut
	case a.place == b.place:
		c.Change = Stayed
	}
	if a.Article != nil && b.Article != nil {
		c.Because = causes(terms(a.Article), terms(b.Article))
	}
	return c
}

// terms returns the numbers that add up to an article's trust, those of one kind as
// one.
func terms(a *Article) map[string]int64 {
	out := map[string]int64{"start": a.Trust}
	for _, t := range a.Terms {
		out[t.Kind] += t.Tenths
		out["start"] -= t.Tenths
	}
	return out
}

// causes lists the numbers that changed most.
func causes(before, after map[string]int64) []Cause {
	out := []Cause{}
	for kind, n := range after {
		if n != before[kind] {
			out = append(out, Cause{What: kind, Move: Move{before[kind], n}})
		}
	}
	for kind, n := range before {
		if _, still := after[kind]; !still && n != 0 {
			out = append(out, Cause{What: kind, Move: Move{n, 0}})
		}
	}
	return largest(out)
}

func largest(list []Cause) []Cause {
	slices.SortFunc(list, func(a, b Cause) int {
		return cmp.Or(cmp.Compare(b.size(), a.size()), cmp.Compare(a.What, b.What))
	})
	return list[:min(len(list), mostCauses)]
}
