package search

import (
	"cmp"
	"slices"
)

// phraseChecks is how many of the best articles are looked at for the phrases of
// a query. The index has no places of words: that an article has all words of a
// phrase is known of every article, that they stand in this order only of
// titles, summaries and headings, which come with the result.
const phraseChecks = 32

// maxBeside is how many other words a query may have so that an article must
// have its quoted ones: in a sentence, quotes are emphasis.
const maxBeside = 3

func quotedIn(list []*queryWord) (n int) {
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

func texts(words []*queryWord) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.text
	}
	return out
}

// exactFirst puts the hits whose title, summary and headings hold all phrases
// before the others.
func (s *session) exactFirst(hits []hit, phrases [][]string) {
	exact := map[int]int{}
	for _, h := range hits {
		if d := s.document(h.id); d != nil && holds(d, phrases) {
			exact[h.id] = 1
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(exact[b.id], exact[a.id]) })
}

// holds tells whether each phrase stands in the title, in the summary or in a
// heading.
func holds(d *Document, phrases [][]string) bool {
	left := 1 << 20
	shown := [][]string{texts(words(d.Title, &left)), texts(words(d.Summary, &left))}
	for _, p := range d.parts {
		shown = append(shown, texts(words(p.heading, &left)))
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
