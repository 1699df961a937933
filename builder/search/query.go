package search

import (
	"regexp"
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
	text   string
	parts  []*queryWord
	last   bool // nothing follows it: the reader may still be typing it
	quoted bool // meant as it is, and required
}

// An item is what stands between spaces in a query: a word, a "quoted phrase",
// or a filter like tag:wifi; each may be excluded by a minus sign before it.
type item struct {
	raw    string
	not    bool
	phrase bool
	field  string // of a filter, else empty
	value  string // label of a filter
	words  []*queryWord
}

// An itemPattern matches one item; search.js has the same. Groups: minus, field,
// text in quotes (which may still be open), text without.
var itemPattern = regexp.MustCompile(`^(-?)(?:([Tt]ag|[Cc]ategory|[Aa]uthor|[Ii]s|[Rr]ank|[Yy]ear):)?(?:"([^"]*)"?|([^ \t\r\n]+))`)

const spaces = " \t\r\n"

var straightQuotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`)

// parseQuery takes a query apart.
func parseQuery(query string) []item {
	query = string(cut([]byte(strings.ToValidUTF8(query, "\uFFFD")), maxQuery))
	query = straightQuotes.Replace(query)
	var items []item
	left := 4 * maxWords
	for rest := strings.TrimLeft(query, spaces); rest != ""; rest = strings.TrimLeft(rest, spaces) {
		it := newItem(itemPattern.FindStringSubmatchIndex(rest), rest)
		it.words = words(it.value, &left)
		rest = rest[len(it.raw):]
		items = append(items, it)
	}
	if n := len(items) - 1; n >= 0 && items[n].plain() {
		markLast(items[n].words, query)
	}
	return items
}

// newItem makes an item of what itemPattern found at the start of s.
func newItem(found []int, s string) item {
	group := func(i int) string {
		if found[2*i] < 0 {
			return ""
		}
		return s[found[2*i]:found[2*i+1]]
	}
	it := item{raw: group(0), not: group(1) != "", field: strings.ToLower(group(2)), phrase: found[6] >= 0, value: group(3) + group(4)}
	if it.field != "" {
		it.value, it.phrase = label(it.value), false
	} else if first, _ := utf8.DecodeRuneInString(it.value); it.not && !it.phrase && !isWord(first) {
		it.not, it.value = false, it.raw // "--flag" excludes nothing
	}
	return it
}

// plain tells whether the item is of words to be searched for as usual.
func (it item) plain() bool { return !it.not && !it.phrase && it.field == "" }

// label is the form in which values of filters are compared: folded, on one
// line, with hyphens for spaces, at most 40 characters long.
func label(s string) string {
	token, _ := folded([]byte(s))
	parts := strings.FieldsFunc(string(token), func(r rune) bool { return strings.ContainsRune(spaces, r) })
	return string(cut([]byte(strings.Join(parts, "-")), maxToken))
}

// words takes text apart with the tokenizer of the articles, into as many words
// and parts as are left.
func words(text string, left *int) []*queryWord {
	var path [4][]*queryWord // by depth: the siblings so far
	tokenizer{emit: func(depth int, token, _ []byte) {
		if *left--; *left < 0 {
			return
		}
		w := &queryWord{text: string(token)}
		if depth > 0 {
			up := path[depth-1][len(path[depth-1])-1]
			up.parts = append(up.parts, w)
		}
		path[depth] = append(path[depth], w)
	}}.scan([]byte(text))
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

// quote marks words, and their parts, as meant as they are.
func quote(words []*queryWord) {
	for _, w := range words {
		w.quoted = true
		quote(w.parts)
	}
}

// wordsOf returns the words to search for: those of plain items and phrases,
// each once, without stop words unless there is nothing else.
func (x *Index) wordsOf(items []item) []*queryWord {
	seen := map[string]*queryWord{}
	var all, rest []*queryWord
	for _, it := range items {
		if it.not || it.field != "" {
			continue
		}
		if it.phrase {
			quote(it.words)
		}
		for _, w := range it.words {
			if known := seen[w.text]; known != nil {
				known.quoted = known.quoted || w.quoted
				continue
			}
			seen[w.text] = w
			all = append(all, w)
			if !x.stop[w.text] {
				rest = append(rest, w)
			}
		}
	}
	if len(rest) == 0 {
		rest = all
	}
	return rest[:min(len(rest), maxWords)]
}

// lookup finds the word in its shard: as it is, else, when it may be
// unfinished, as the beginning of the most frequent surface, else as another
// inflection of one.
func (s *shard) lookup(w *queryWord) (i int, ok bool) {
	if i, ok = slices.BinarySearch(s.surfaces, w.text); ok {
		return i, true
	}
	if len(w.parts) > 0 || w.quoted {
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
