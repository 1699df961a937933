package search

import (
	"cmp"
	"slices"
	"strings"
)

const (
	maxNear  = 5 // words told where nothing was found
	farSlips = 4 // and more are too many
)

// near returns words like those of the query that no article has: those that
// begin or end alike, by the number of slips between them and by frequency.
func (s *session) near() (out []string) {
	cost := map[string]int{}
	for _, t := range s.report {
		w := []rune(t.Word)
		if t.As != "" || len(w) < 4 || len(w) > maxEntry || strings.IndexFunc(t.Word, notLetter) >= 0 {
			continue
		}
		n, m := max(2, len(w)/3), &s.manifest
		note := func(text string, weight uint8) {
			if d := distance(w, []rune(text)); d <= n && d < farSlips && cost[text] == 0 {
				cost[text] = lambda*d - int(weight)
			}
		}
		for _, e := range s.beginning("w", s.words, m.Dictionary[0], string(w[:n])) {
			note(e.text, e.weight)
		}
		for _, e := range s.beginning("e", s.ends, m.Dictionary[1], reversed(string(w[len(w)-n:]))) {
			note(reversed(e.text), e.weight)
		}
	}
	for text := range cost {
		out = append(out, text)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cost[a]-cost[b], strings.Compare(a, b)) })
	return out[:min(maxNear, len(out))]
}

// distance returns how many letters were left out, put in or mistaken between
// two words, farSlips where their lengths tell that it is as much.
func distance(w, v []rune) int {
	if len(w)-len(v) >= farSlips || len(v)-len(w) >= farSlips {
		return farSlips
	}
	row := make([]int, len(v)+1)
	for j := range row {
		row[j] = j
	}
	for i, a := range w {
		diagonal := row[0]
		row[0] = i + 1
		for j, b := range v {
			change := diagonal
			if a != b {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(v)]
}
