package query

import (
	"strings"
	"unicode"

	"winnow/builder/search/format"
)

// lookup finds the word in its shard: as it is, else, when it may be
// unfinished, as the beginning of the most frequent surface, else as another
// inflection of one.
func lookup(s *format.Shard, w *word, endings map[string]bool) (i int, ok bool) {
	if i, ok = s.Index(w.text); ok {
		return i, true
	}
	if len(w.parts) > 0 || w.quoted {
		return 0, false
	}
	if w.last {
		if i, ok = completion(s, w.text); ok {
			return i, true
		}
	}
	return inflection(s, w.text, endings)
}

// completion returns the surface of highest df that begins with word.
func completion(s *format.Shard, word string) (best int, ok bool) {
	i, _ := s.Index(word)
	for ; i < len(s.Surfaces) && strings.HasPrefix(s.Surfaces[i], word); i++ {
		if !ok || s.DF(i) > s.DF(best) {
			best, ok = i, true
		}
	}
	return best, ok
}

// inflection returns the surface that differs from word in its ending only, where both
// endings are such as forms of a word have: the one that shares most, then the most
// frequent. Words of three common letters may differ in two.
func inflection(s *format.Shard, word string, endings map[string]bool) (best int, ok bool) {
	if !allLetters(word) {
		return 0, false
	}
	w, bestShared := []rune(word), 0
	first := string(w[:min(3, len(w))])
	i, _ := s.Index(first)
	for ; i < len(s.Surfaces) && strings.HasPrefix(s.Surfaces[i], first); i++ {
		text := s.Surfaces[i]
		if !allLetters(text) {
			continue
		}
		v := []rune(text)
		n := shared(w, v)
		if n < 3 || n == 3 && len(w)+len(v)-2*n > 2 || !isEnding(w[n:], endings) || !isEnding(v[n:], endings) {
			continue
		}
		if n > bestShared || n == bestShared && s.DF(i) > s.DF(best) {
			best, bestShared, ok = i, n, true
		}
	}
	return best, ok
}

func isEnding(letters []rune, endings map[string]bool) bool {
	return len(letters) == 0 || endings[string(letters)]
}

func shared(a, b []rune) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func allLetters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}
