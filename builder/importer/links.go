package importer

import (
	"iter"
	"slices"
)

// maxRelated is the most links below "See also".
const maxRelated = 10

// join joins the articles that links are between.
func join(articles []article, index map[string]int32, links iter.Seq2[Link, error], tally *Tally) error {
	for l, err := range links {
		if err != nil {
			return err
		}
		a, fromArticle := index[l.From]
		b, toArticle := index[l.To]
		switch {
		case fromArticle && l.Duplicate && !toArticle:
			tally.Lose(Links, "duplicates of a question without an accepted answer: no mark", 1)
		case !fromArticle || !toArticle || a == b || l.Duplicate && articles[a].supersededBy >= 0:
			tally.Skip(Links, "links that join no two articles", 1)
		case l.Duplicate:
			tally.Write(Links, 1)
			articles[a].supersededBy = b
		default:
			tally.Write(Links, 1)
			relate(&articles[a], b)
			relate(&articles[b], a)
		}
	}
	if n := breakCircles(articles); n > 0 {
		tally.Lose("", "duplicates that point at each other: the oldest stays", n)
	}
	return nil
}

func relate(a *article, to int32) {
	if len(a.related) < maxRelated && !slices.Contains(a.related, to) {
		a.related = append(a.related, to)
	}
}

// breakCircles makes an end to duplicates that point at each other: of a circle,
// the oldest question stays. It returns how many circles there were.
func breakCircles(articles []article) (circles int) {
	seen := make([]int32, len(articles)) // on which walk, from 1
	for i := range articles {
		walk := int32(i + 1)
		at := int32(i)
		for at >= 0 && seen[at] == 0 {
			seen[at] = walk
			at = articles[at].supersededBy
		}
		if at < 0 || seen[at] != walk {
			continue
		}
		oldest := at
		for next := articles[at].supersededBy; next != at; next = articles[next].supersededBy {
			oldest = min(oldest, next) // the oldest comes first
		}
		articles[oldest].supersededBy = -1
		circles++
	}
	return circles
}
