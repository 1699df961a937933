package query

import (
	"cmp"
	"math"
	"slices"

	"winnow/builder/search/format"
	"winnow/builder/search/words"
)

// phraseChecks is how many of the best articles are looked at for the phrases of
// a query. The index has no places of words: that an article has all words of a
// phrase is known of every article, that they come in this order only of
// titles, summaries and headings, which come with the result.
const phraseChecks = 32

// maxBeside is how many other words a query may have so that an article must
// have its quoted ones: in a sentence, quotes are emphasis.
const maxBeside = 3

func quotedIn(list []*word) (n int) {
	for _, w := range list {
		if w.quoted {
			n++
		}
	}
	return n
}

// phrasesOf returns the phrases of a query that have two words or more.
func phrasesOf(items []item) (out [][]string) {
	for _, it := range items {
		if it.phrase && !it.not && len(it.words) > 1 {
			out = append(out, texts(it.words))
		}
	}
	return out
}

func texts(list []*word) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = w.text
	}
	return out
}

// exactFirst puts the hits whose title, summary and headings hold all phrases
// before the others.
func exactFirst(f *files, hits []hit, phrases [][]string) {
	exact := map[int]int{}
	for _, h := range hits {
		if d := f.document(h.id); d != nil && holds(d, phrases) {
			exact[h.id] = 1
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(exact[b.id], exact[a.id]) })
}

// holds reports whether each phrase is in the title, in the summary or in a heading.
func holds(d *format.Document, phrases [][]string) bool {
	shown := [][]string{words.List(d.Title, math.MaxInt), words.List(d.Summary, math.MaxInt)}
	for _, s := range d.Sections {
		shown = append(shown, words.List(s.Heading, math.MaxInt))
	}
	return !slices.ContainsFunc(phrases, func(phrase []string) bool {
		return !slices.ContainsFunc(shown, func(text []string) bool { return contains(text, phrase) })
	})
}

func contains(text, phrase []string) bool {
	for i := 0; i+len(phrase) <= len(text); i++ {
		if slices.Equal(text[i:i+len(phrase)], phrase) {
			return true
		}
	}
	return false
}
