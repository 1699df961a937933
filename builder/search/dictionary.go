package search

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// The dictionary has the words of the corpus twice: by their beginning in w/,
// for completions, and from their last letter backwards in e/. One slip of a
// typist leaves the beginning or the end of a word as it was, so that both
// together find every word that is one slip away.
const (
	minEntry       = 3      // characters of a word in the dictionary
	maxEntry       = 24     // longer words are hardly mistyped words
	dictionarySize = 28_000 // bytes of a dictionary file before compression, about
)

// An entry is a word and how frequent it is: log2 of the number of its articles
// in 1/8.
type entry struct {
	text   string
	weight uint8
}

func weightOf(df int) uint8 { return uint8(log2(max(df, 1)) >> 5) }

// entries returns the surfaces that are words: letters of scripts with spaces,
// in enough articles not to be a slip themselves.
func entries(surfaces []surface, df []uint32, docs int) (out []entry) {
	least := uint32(1)
	if docs > 5000 {
		least = 2
	}
	for _, s := range surfaces {
		n := utf8.RuneCountInString(s.text)
		if n < minEntry || n > maxEntry || s.text[0] == filterMark[0] || strings.IndexFunc(s.text, notLetter) >= 0 || df[s.group] < least {
			continue
		}
		out = append(out, entry{s.text, weightOf(int(df[s.group]))})
	}
	return out
}

// backwards returns the entries with their words reversed, sorted.
func backwards(list []entry) []entry {
	out := make([]entry, len(list))
	for i, e := range list {
		out[i] = entry{reversed(e.text), e.weight}
	}
	slices.SortFunc(out, func(a, b entry) int { return strings.Compare(a.text, b.text) })
	return out
}

func reversed(s string) string {
	rs := []rune(s)
	slices.Reverse(rs)
	return string(rs)
}

// dictionary writes sorted entries to files of at most maxFile.
func dictionary(list []entry, o Options) (files [][]byte, separators []string) {
	for limit := dictionarySize; ; limit = limit * 3 / 4 {
		raw, separators := cutEntries(list, limit)
		files := compressAll(raw, o)
		if longest(files) <= maxFile || limit < dictionarySize/8 {
			return files, separators
		}
	}
}

// cutEntries writes files of about limit bytes: of each word the bytes shared
// with the one before, the bytes following, these, and its weight.
func cutEntries(list []entry, limit int) (files [][]byte, separators []string) {
	var out []byte
	last := ""
	for _, e := range list {
		if len(out) > limit {
			files, out = append(files, out), nil
			separators = append(separators, separator(last, e.text))
			last = ""
		}
		n := 0
		for n < min(len(last), len(e.text)) && last[n] == e.text[n] {
			n++
		}
		out = append(out, byte(n), byte(len(e.text)-n))
		out = append(out, e.text[n:]...)
		out = append(out, e.weight)
		last = e.text
	}
	if len(out) > 0 {
		files = append(files, out)
	}
	return files, separators
}

// readDictionary decodes a dictionary file.
func readDictionary(data []byte) (list []entry, err error) {
	raw, err := inflate(data)
	if err != nil {
		return nil, err
	}
	last := ""
	for c := (&cursor{data: raw}); len(c.data) > 0; {
		n, size := int(c.byte()), int(c.byte())
		if n > len(last) {
			return nil, errDamaged
		}
		last = last[:n] + string(c.take(size))
		list = append(list, entry{last, c.byte()})
		if c.bad {
			return nil, errDamaged
		}
	}
	return list, nil
}

// maxSpan is how many files of a dictionary a query word may cost on each side.
const maxSpan = 2

// beginning returns the entries of the dictionary in folder that begin with key.
func (s *session) beginning(folder string, separators []string, files int, key string) (out []entry) {
	first := between(separators, key)
	for i := first; i < min(files, len(separators)+1, first+maxSpan); i++ {
		if i > first && !strings.HasPrefix(separators[i-1], key) {
			break
		}
		for _, e := range s.dictionary(folder, i) {
			if strings.HasPrefix(e.text, key) {
				out = append(out, e)
			}
		}
	}
	return out
}

// between returns how many separators are not above the key.
func between(separators []string, key string) int {
	i, found := slices.BinarySearch(separators, key)
	if found {
		i++
	}
	return i
}

// A typist's slip costs lambda, one in the first letter more, one that is easy
// less, in the unit of weights: 7, 2 and 1 units of natural logarithm.
const (
	lambda     = 81
	firstSlip  = 23
	easySlip   = 12
	farCost    = math.MaxInt
	clearlyFar = 40 // a near word is worth telling when it is 32 times as frequent
)

// A guess is the word that was most likely meant by one: that of the highest
// frequency less the cost of the slip (noisy channel: Kernighan, Church and Gale
// 1990).
type guess struct {
	word  []rune
	best  entry
	score int
	ok    bool
}

// newGuess returns nothing for words that are left alone: of less letters than
// least, or of something else.
func newGuess(word string, least int) *guess {
	w := []rune(word)
	if len(w) < least || len(w) > maxEntry || strings.IndexFunc(word, notLetter) >= 0 {
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
	if !g.ok || score > g.score || score == g.score && text < g.best.text {
		g.best, g.score, g.ok = entry{text, weight}, score, true
	}
}

// nearest looks for what was meant in the dictionary.
func (s *session) nearest(word string) (best entry, ok bool) {
	g := newGuess(word, minEntry)
	if g == nil {
		return best, false
	}
	w, m := g.word, &s.manifest
	key := max(2, (len(w)-1)/2)
	for _, e := range s.beginning("w", s.words, m.Dictionary[0], string(w[:key])) {
		g.try(e.text, e.weight)
	}
	for _, e := range s.beginning("e", s.ends, m.Dictionary[1], reversed(string(w[len(w)-key:]))) {
		g.try(reversed(e.text), e.weight)
	}
	for _, v := range swaps(w) {
		for _, e := range s.beginning("w", s.words, m.Dictionary[0], string(v[:2])) {
			if e.text == string(v) {
				g.try(e.text, e.weight)
			}
		}
	}
	return g.best, g.ok
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

// nearest looks for what was meant among the words of a shard: a word that is
// there is worth no other file.
func (s *shard) nearest(word string) (best entry, ok bool) {
	g := newGuess(word, minEntry+1)
	if g == nil {
		return best, false
	}
	for i, text := range s.surfaces {
		if d := len(text) - len(word); -5 < d && d < 5 && strings.IndexFunc(text, notLetter) < 0 {
			g.try(text, weightOf(s.df(i)))
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
	case len(w) > minEntry && slices.Equal(rw[1:], rv[1:]):
		if neighbours(rw[0], rv[0]) {
			cost -= easySlip
		}
		return cost
	case len(rw) > 1 && rw[0] == rv[1] && rw[1] == rv[0] && slices.Equal(rw[2:], rv[2:]):
		return cost - easySlip
	}
	return farCost
}

// keyboard is where the letters lie, row by row.
const keyboard = "qwertyuiop asdfghjkl  zxcvbnm"

// neighbours tells whether two letters are beside each other on a keyboard.
func neighbours(a, b rune) bool {
	i, j := strings.IndexRune(keyboard, a), strings.IndexRune(keyboard, b)
	if i < 0 || j < 0 {
		return false
	}
	x, y := i%11-j%11, i/11-j/11
	return -1 <= x && x <= 1 && -1 <= y && y <= 1
}
