package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"winnow/builder/search/format"
	"winnow/builder/search/words"
)

// The dictionary has the words of the corpus twice: by their beginning in w/,
// for completions, and from their last letter backwards in e/. One slip of a
// typist leaves the beginning or the end of a word as it was, so that both
// together find every word that is one slip away.

// dictionarySize is how many bytes a dictionary file has before compression, about.
const dictionarySize = 28_000

// entries returns the surfaces that are words: letters of scripts with spaces,
// in enough articles not to be a slip themselves.
func entries(surfaces []surface, df []uint32, docs int) (out []format.Entry) {
	least := uint32(1)
	if docs > 5000 {
		least = 2
	}
	for _, s := range surfaces {
		n := utf8.RuneCountInString(s.text)
		if n < format.MinEntry || n > format.MaxEntry || strings.HasPrefix(s.text, format.FilterMark) || strings.IndexFunc(s.text, words.NotLetter) >= 0 || df[s.group] < least {
			continue
		}
		out = append(out, format.Entry{Text: s.text, Weight: format.Weight(int(df[s.group]))})
	}
	return out
}

// backwards returns the entries with their words reversed, sorted.
func backwards(list []format.Entry) []format.Entry {
	out := make([]format.Entry, len(list))
	for i, e := range list {
		out[i] = format.Entry{Text: format.Reversed(e.Text), Weight: e.Weight}
	}
	slices.SortFunc(out, func(a, b format.Entry) int { return strings.Compare(a.Text, b.Text) })
	return out
}

// dictionary writes sorted entries to files of at most maxFile.
func dictionary(list []format.Entry, o Options) (files [][]byte, separators []string) {
	for limit := dictionarySize; ; limit = limit * 3 / 4 {
		raw, separators := cutEntries(list, limit)
		files := compressAll(raw, o)
		if longest(files) <= maxFile || limit < dictionarySize/8 {
			return files, separators
		}
	}
}

// cutEntries writes files of about limit bytes.
func cutEntries(list []format.Entry, limit int) (files [][]byte, separators []string) {
	var out []byte
	last := ""
	for _, e := range list {
		if len(out) > limit {
			files, out = append(files, out), nil
			separators = append(separators, format.Separator(last, e.Text))
			last = ""
		}
		out = format.AppendEntry(out, last, e)
		last = e.Text
	}
	if len(out) > 0 {
		files = append(files, out)
	}
	return files, separators
}
