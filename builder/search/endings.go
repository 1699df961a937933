package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Readers have no stemmer. A word that no article has is taken for another form of one
// only where both endings are of those that the forms of words have in the articles.

const (
	maxEnding  = 3  // letters of an ending
	maxEndings = 60 // published, the most frequent ones
)

// usual are endings of inflection that even a small community is to have.
var usual = map[string]string{
	"en": "d ed ing s es er ers e y ies",
	"de": "e en er es em n s st t te ten",
	"fr": "e s es x ent er ez",
	"es": "s es a o as os r",
	"it": "a e i o", "pt": "s es a o as os", "nl": "e en s t", "sv": "a en er et n s t", "da": "e en er et s", "no": "e en er et s",
}

// endings returns the endings of words, between spaces: what sets apart those of one
// group.
func endings(sorted []surface, language string) string {
	counts := map[string]int{}
	last := map[uint32]string{} // a surface of each group
	for _, s := range sorted {
		if before, ok := last[s.group]; ok {
			a, b := apart(before, s.text)
			counts[a]++
			counts[b]++
		}
		last[s.group] = s.text
	}
	known := strings.Fields(usual[stopCode(language)])
	often := slices.DeleteFunc(slices.Sorted(maps.Keys(counts)), func(e string) bool {
		return e == "" || counts[e] < 3 || utf8.RuneCountInString(e) > maxEnding || slices.Contains(known, e)
	})
	slices.SortStableFunc(often, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	return strings.Join(append(known, often[:min(len(often), maxEndings)]...), " ")
}

// apart returns what two words have after their common letters.
func apart(a, b string) (string, string) {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && !utf8.RuneStart(a[n]) {
		n--
	}
	return a[n:], b[n:]
}
