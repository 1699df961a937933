package query

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"winnow/builder/search/words"
)

const (
	maxQuery = 1000 // characters of a query that are looked at
	maxWords = 32   // terms of a query; further ones are ignored
	maxLight = 8    // other words of a query whose stop words are searched for
	maxTimes = 8    // occurrences of a word in a query that count
)

// A word is a word of the query and what it is made of, which is searched for
// when the index does not know it as a whole.
type word struct {
	text   string
	parts  []*word
	last   bool // nothing follows it: the reader may still be typing it
	quoted bool // meant as it is, and required
	light  bool // a stop word beside others
	times  int  // how often it is in the query
	joined bool // articles write it together with the word before or after it
}

// An item is what a query has between spaces: a word, a "quoted phrase",
// or a filter like tag:wifi; each may be excluded by a minus sign before it.
type item struct {
	raw    string
	not    bool
	phrase bool
	field  string // of a filter, else empty
	value  string // label of a filter
	words  []*word
}

// An itemPattern matches one item; search.js has the same. Groups: minus, field,
// text in quotes (which may still be open), text without.
var itemPattern = regexp.MustCompile(`^(-?)(?:([Tt]ag|[Cc]ategory|[Aa]uthor|[Ii]s|[Rr]ank|[Yy]ear):)?(?:"([^"]*)"?|([^ \t\r\n]+))`)

var straightQuotes = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`)

// parseQuery takes a query apart.
func parseQuery(query string) []item {
	query = string(words.Cut([]byte(strings.ToValidUTF8(query, "\uFFFD")), maxQuery))
	query = straightQuotes.Replace(query)
	var items []item
	left := 4 * maxWords
	for rest := strings.TrimLeft(query, words.Blank); rest != ""; rest = strings.TrimLeft(rest, words.Blank) {
		it := newItem(itemPattern.FindStringSubmatchIndex(rest), rest)
		it.words = tree(it.value, &left)
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
		it.value, it.phrase = words.Label(it.value), false
	} else if first, _ := utf8.DecodeRuneInString(it.value); it.not && !it.phrase && !words.IsWord(first) {
		it.not, it.value = false, it.raw // "--flag" excludes nothing
	}
	return it
}

// plain reports whether the item is of words to be searched for as usual.
func (it item) plain() bool { return !it.not && !it.phrase && it.field == "" }

// tree returns the words of a text with their parts: as many words and parts as
// are left.
func tree(text string, left *int) []*word {
	var path [4][]*word // by depth: the siblings so far
	words.Scan([]byte(text), func(depth int, token, _ []byte) {
		if *left--; *left < 0 {
			return
		}
		w := &word{text: string(token), times: 1}
		if depth > 0 {
			up := path[depth-1][len(path[depth-1])-1]
			up.parts = append(up.parts, w)
		}
		path[depth] = append(path[depth], w)
	})
	return path[0]
}

// markLast marks the last word, and its last part, of a query that ends with a
// word character.
func markLast(list []*word, query string) {
	if r, _ := utf8.DecodeLastRuneInString(query); !words.IsWord(r) {
		return
	}
	for len(list) > 0 {
		w := list[len(list)-1]
		w.last = true
		list = w.parts
	}
}

// quote marks words, and their parts, as meant as they are.
func quote(list []*word) {
	for _, w := range list {
		w.quoted = true
		quote(w.parts)
	}
}

// wordsOf returns the words to search for: those of plain items and phrases, each
// once. Beside others, stop words are light, and those of most articles are left
// out, as all are in a long query.
func (x *Index) wordsOf(items []item) (out []*word) {
	all := distinct(items)
	rest := slices.DeleteFunc(slices.Clone(all), func(w *word) bool { return x.stop[w.text] })
	switch {
	case len(rest) == 0:
		out = all
	case len(rest) > maxLight:
		out = rest
	default:
		for _, w := range all {
			if w.light = x.stop[w.text]; !x.common[w.text] {
				out = append(out, w)
			}
		}
	}
	return out[:min(len(out), maxWords)]
}

// significant returns the words to search for that are not light.
func (x *Index) significant(items []item) []*word {
	return slices.DeleteFunc(x.wordsOf(items), func(w *word) bool { return w.light })
}

// distinct returns the words of plain items and phrases, each once.
func distinct(items []item) (all []*word) {
	seen := map[string]*word{}
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
				known.times++
				continue
			}
			seen[w.text] = w
			all = append(all, w)
		}
	}
	return all
}
