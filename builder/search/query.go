package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxQuery = 1000 // characters of a query that are looked at
	maxWords = 32   // terms of a query; further ones are ignored
)

// A queryWord is a word of the query and what it is made of, which stands in
// for it when the index does not know it as a whole.
type queryWord struct {
	text  string
	parts []*queryWord
	last  bool // nothing follows it: the reader may still be typing it
}

// parseQuery takes a query apart with the tokenizer of the articles.
func parseQuery(query string) []*queryWord {
	query = string(cut([]byte(strings.ToValidUTF8(query, "\uFFFD")), maxQuery))
	var path [4][]*queryWord // by depth: the siblings so far
	n := 0
	tokenizer{emit: func(depth int, token, _ []byte) {
		w := &queryWord{text: string(token)}
		if n++; n > 4*maxWords {
			return
		}
		if depth > 0 {
			up := path[depth-1][len(path[depth-1])-1]
			up.parts = append(up.parts, w)
		}
		path[depth] = append(path[depth], w)
	}}.scan([]byte(query))
	markLast(path[0], query)
	return path[0]
}

// markLast marks the last word, and its last part, of a query that ends with a
// word character.
func markLast(words []*queryWord, query string) {
	if r, _ := utf8.DecodeLastRuneInString(query); !isWord(r) {
		return
	}
	for len(words) > 0 {
		w := words[len(words)-1]
		w.last = true
		words = w.parts
	}
}

// lookup finds the word in its shard: as it is, else, when it may be
// unfinished, as the beginning of the most frequent surface, else as another
// inflection of one.
func (s *shard) lookup(w *queryWord) (i int, ok bool) {
	if i, ok = slices.BinarySearch(s.surfaces, w.text); ok {
		return i, true
	}
	if len(w.parts) > 0 {
		return 0, false
	}
	if w.last {
		if i, ok = s.completion(w.text); ok {
			return i, true
		}
	}
	return s.inflection(w.text)
}

// completion returns the surface of highest df that begins with word.
func (s *shard) completion(word string) (best int, ok bool) {
	i, _ := slices.BinarySearch(s.surfaces, word)
	for ; i < len(s.surfaces) && strings.HasPrefix(s.surfaces[i], word); i++ {
		if !ok || s.df(i) > s.df(best) {
			best, ok = i, true
		}
	}
	return best, ok
}

func (s *shard) df(surface int) int { return s.heads[s.group[surface]].df }

// inflection returns the surface that differs from word in its ending only:
// the one that shares most, then the most frequent. Words of three common
// letters may differ in two, longer ones in three on either side.
func (s *shard) inflection(word string) (best int, ok bool) {
	if !allLetters(word) {
		return 0, false
	}
	w, bestShared := []rune(word), 0
	first := string(w[:min(3, len(w))])
	i, _ := slices.BinarySearch(s.surfaces, first)
	for ; i < len(s.surfaces) && strings.HasPrefix(s.surfaces[i], first); i++ {
		text := s.surfaces[i]
		if !allLetters(text) {
			continue
		}
		v := []rune(text)
		n := shared(w, v)
		if n < 3 || len(w)-n > 3 || len(v)-n > 3 || n == 3 && len(w)+len(v)-2*n > 2 {
			continue
		}
		if n > bestShared || n == bestShared && s.df(i) > s.df(best) {
			best, bestShared, ok = i, n, true
		}
	}
	return best, ok
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
