package search

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"

	"winnow/builder/search/words"
)

// A stemmer reduces the word in an environment to its stem.
type stemmer func(*snowballstem.Env) bool

var stemmers = map[string]stemmer{
	"ar": arabic.Stem, "da": danish.Stem, "de": german.Stem, "en": english.Stem, "es": spanish.Stem,
	"fi": finnish.Stem, "fr": french.Stem, "ga": irish.Stem, "hu": hungarian.Stem, "it": italian.Stem,
	"nb": norwegian.Stem, "nl": dutch.Stem, "nn": norwegian.Stem, "no": norwegian.Stem,
	"pt": portuguese.Stem, "ro": romanian.Stem, "ru": russian.Stem, "sv": swedish.Stem,
	"ta": tamil.Stem, "tr": turkish.Stem,
}

// primary returns the first part of a language code: "pt" of "pt-BR".
func primary(language string) string {
	code, _, _ := strings.Cut(strings.ToLower(language), "-")
	code, _, _ = strings.Cut(code, "_")
	return code
}

// stemOf returns the stem of a word: of its original spelling, folded. Words
// with anything but letters, short words and words of an unknown language are
// their own stems.
func stemOf(stem stemmer, token, original string) string {
	if stem == nil || len(token) < 3 || strings.IndexFunc(token, words.NotLetter) >= 0 {
		return token
	}
	env := snowballstem.NewEnv(original)
	stem(env)
	s, _ := words.Fold([]byte(env.Current()))
	if len(s) == 0 {
		return token
	}
	return string(s)
}
