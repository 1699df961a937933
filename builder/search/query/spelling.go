package query

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"winnow/builder/search/format"
	"winnow/builder/search/words"
)

// A typist's slip costs lambda, one in the first letter more, one that is easy
// less, in the unit of weights: 7, 2 and 1 units of natural logarithm.
const (
	lambda     = 81
	firstSlip  = 23
	easySlip   = 12
	farCost    = math.MaxInt
	clearlyFar = 32 // a near word is worth naming when it is 16 times as frequent

	farWord = 8 // letters of a word in which two slips are taken for such
)

// A guess is the word that was most likely meant by one: that of the highest
// frequency less the cost of the slip (noisy channel: Kernighan, Church and Gale
// 1990).
type guess struct {
	word  []rune
	best  format.Entry
	score int
	ok    bool
}

// newGuess returns nothing for words that are left alone: of less letters than
// least, or of something else.
func newGuess(word string, least int) *guess {
	w := []rune(word)
	if len(w) < least || len(w) > format.MaxEntry || strings.IndexFunc(word, words.NotLetter) >= 0 {
		return nil
	}
	return &guess{word: w}
}

func (g *guess) try(text string, weight uint8) {
	cost := slip(g.word, []rune(text))
	if cost == farCost || text == string(g.word) {
		return
	}
	score := int(weight) - cost
	if !g.ok || score > g.score || score == g.score && text < g.best.Text {
		g.best, g.score, g.ok = format.Entry{Text: text, Weight: weight}, score, true
	}
}

// nearest looks for what was meant in the dictionary.
func nearest(f *files, word string) (best format.Entry, ok bool) {
	g := newGuess(word, format.MinEntry)
	if g == nil {
		return best, false
	}
	w := g.word
	key := max(2, (len(w)-1)/2)
	for _, e := range f.beginning(string(w[:key])) {
		g.try(e.Text, e.Weight)
	}
	for _, e := range f.ending(string(w[len(w)-key:])) {
		g.try(e.Text, e.Weight)
	}
	for _, v := range swaps(w) {
		for _, e := range f.beginning(string(v[:2])) {
			if e.Text == string(v) {
				g.try(e.Text, e.Weight)
			}
		}
	}
	return g.best, g.ok
}

// farther looks for a long word in which two slips were made, of the same beginning or
// end.
func farther(f *files, text string) (best format.Entry, ok bool) {
	w := []rune(text)
	if len(w) < farWord || newGuess(text, farWord) == nil {
		return best, false
	}
	n, lowest := len(w)/3, 0
	for _, e := range slices.Concat(f.beginning(string(w[:n])), f.ending(string(w[len(w)-n:]))) {
		if v := []rune(e.Text); len(v) >= farWord-1 && distance(w, v) == 2 {
			if cost := -int(e.Weight); !ok || cost < lowest || cost == lowest && e.Text < best.Text {
				best, lowest, ok = e, cost, true
			}
		}
	}
	return best, ok
}

// swaps returns what was meant by three or four letters of which two were swapped, so
// that neither half is as it was.
func swaps(w []rune) [][]rune {
	switch len(w) {
	case 3:
		return [][]rune{{w[1], w[0], w[2]}, {w[0], w[2], w[1]}}
	case 4:
		return [][]rune{{w[0], w[2], w[1], w[3]}}
	}
	return nil
}

// nearestIn looks for what was meant among the words of a shard: a word that is
// there is worth no other file.
func nearestIn(s *format.Shard, word string) (best format.Entry, ok bool) {
	g := newGuess(word, format.MinEntry+1)
	if g == nil {
		return best, false
	}
	for i, text := range s.Surfaces {
		if d := len(text) - len(word); -5 < d && d < 5 && strings.IndexFunc(text, words.NotLetter) < 0 {
			g.try(text, format.Weight(s.DF(i)))
		}
	}
	return g.best, g.ok
}

// slip returns the cost of typing w instead of v, farCost for more than one
// letter left out, put in, mistaken or swapped with its neighbour. Of three letters
// none is taken for mistaken: too many words are like such a one.
func slip(w, v []rune) int {
	if len(w)-len(v) > 1 || len(v)-len(w) > 1 {
		return farCost
	}
	n := shared(w, v)
	cost := lambda
	if n == 0 {
		cost += firstSlip
	}
	rw, rv := w[n:], v[n:]
	switch {
	case len(w) < len(v) && slices.Equal(rw, rv[1:]), len(w) > len(v) && slices.Equal(rw[1:], rv):
		return cost
	case len(w) != len(v) || len(rw) == 0:
		return farCost
	case len(w) > format.MinEntry && slices.Equal(rw[1:], rv[1:]):
		if neighbours(rw[0], rv[0]) {
			cost -= easySlip
		}
		return cost
	case len(rw) > 1 && rw[0] == rv[1] && rw[1] == rv[0] && slices.Equal(rw[2:], rv[2:]):
		return cost - easySlip
	}
	return farCost
}

// keyboard has the letters where they are, row by row.
const keyboard = "qwertyuiop asdfghjkl  zxcvbnm"

// neighbours reports whether two letters are beside each other on a keyboard.
func neighbours(a, b rune) bool {
	i, j := strings.IndexRune(keyboard, a), strings.IndexRune(keyboard, b)
	if i < 0 || j < 0 {
		return false
	}
	x, y := i%11-j%11, i/11-j/11
	return -1 <= x && x <= 1 && -1 <= y && y <= 1
}

const (
	maxNear  = 5 // words named where nothing was found
	farSlips = 4 // and more are too many
)

// near returns words like those of the query that no article has: those that
// begin or end alike, by the number of slips between them and by frequency.
func near(f *files, report []Term) (out []string) {
	cost := map[string]int{}
	for _, t := range report {
		w := []rune(t.Word)
		if t.As != "" || len(w) < 4 || len(w) > format.MaxEntry || strings.IndexFunc(t.Word, words.NotLetter) >= 0 {
			continue
		}
		n := max(2, len(w)/3)
		note := func(text string, weight uint8) {
			if d := distance(w, []rune(text)); d <= n && d < farSlips && cost[text] == 0 {
				cost[text] = lambda*d - int(weight)
			}
		}
		for _, e := range slices.Concat(f.beginning(string(w[:n])), f.ending(string(w[len(w)-n:]))) {
			note(e.Text, e.Weight)
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
