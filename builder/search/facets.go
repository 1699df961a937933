package search

import (
	"cmp"
	"slices"
	"strings"
)

// A Facet counts the results that have a value: what "Show only" offers.
type Facet struct {
	Field string `json:"field"` // "category", "tag", "state", "rank" or "year"
	Value string `json:"value"` // as shown
	Count int    `json:"count"`
}

// FacetsOf counts the values of results: by field in the order above, the most
// frequent first, equal ones by their bytes.
func FacetsOf(results []Result) []Facet {
	out := []Facet{}
	for _, field := range []string{"category", "tag", "state", "rank", "year"} {
		counts := map[string]int{}
		for _, r := range results {
			for _, v := range values(&r.Document, field) {
				counts[v]++
			}
		}
		from := len(out)
		for v, n := range counts {
			if v != "" {
				out = append(out, Facet{field, v, n})
			}
		}
		slices.SortFunc(out[from:], func(a, b Facet) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value)) })
	}
	return out
}

func values(d *Document, field string) []string {
	switch field {
	case "category":
		return []string{d.Category}
	case "tag":
		return d.Tags
	case "state":
		return []string{d.State}
	case "rank":
		return []string{d.Rank}
	}
	return []string{yearOf(d.Date)}
}

func yearOf(date string) string { return date[:min(len(date), 4)] }
