package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"winnow/builder/search/format"
	"winnow/builder/search/words"
)

// An abbreviation that a text explains, as in "network attached storage (NAS)",
// is noted as "nas|network attached storage", a group of synonyms.

const (
	maxExplained = 8      // abbreviations noted of one article
	maxPairs     = 10_000 // different ones that Build counts
	maxKnown     = 64     // and publishes
)

// explained appends the abbreviations that a text explains: two to six capital
// letters or digits in parentheses, after as many words that begin with them.
func explained(out []string, text string) []string {
	for len(out) < maxExplained {
		open := strings.IndexByte(text, '(')
		if open < 0 {
			break
		}
		before := text[:open]
		text = text[open+1:]
		short := capitals(text)
		if short == "" {
			continue
		}
		if long := longForm(before, short); long != "" {
			if p := strings.ToLower(short) + "|" + long; !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}

// capitals returns the abbreviation that begins s and that a ) follows.
func capitals(s string) string {
	n := 0
	for n < len(s) && n <= format.MaxMember && ('A' <= s[n] && s[n] <= 'Z' || n > 0 && '0' <= s[n] && s[n] <= '9') {
		n++
	}
	if n < 2 || n > format.MaxMember || n == len(s) || s[n] != ')' {
		return ""
	}
	return s[:n]
}

// longForm returns the last words of text, in lower case, when their first
// letters are those of the abbreviation.
func longForm(text, short string) string {
	long := strings.Fields(text[max(0, len(text)-30*len(short)):])
	if len(long) < len(short) {
		return ""
	}
	long = long[len(long)-len(short):]
	for i, w := range long {
		long[i] = string(words.Lower([]byte(w)))
		if long[i][0] != short[i]|0x20 || strings.IndexFunc(w, words.NotLetter) >= 0 {
			return ""
		}
	}
	return strings.Join(long, " ")
}

// abbreviations counts the articles that explain each.
type abbreviations map[string]int

func (a *abbreviations) add(pairs []string) {
	if *a == nil {
		*a = abbreviations{}
	}
	for _, p := range pairs {
		if len(*a) < maxPairs || (*a)[p] > 0 {
			(*a)[p]++
		}
	}
}

// known returns those that are explained most often: once is enough in a small
// community.
func (a abbreviations) known(docs int) []string {
	least := 1
	if docs >= 500 {
		least = 2
	}
	out := slices.DeleteFunc(slices.Sorted(maps.Keys(a)), func(p string) bool { return a[p] < least })
	slices.SortStableFunc(out, func(p, q string) int { return cmp.Compare(a[q], a[p]) })
	return out[:min(len(out), maxKnown)]
}
