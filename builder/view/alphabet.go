package view

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"winnow/builder/site"
)

// AlphabetView is a part of all articles by title.
type AlphabetView struct {
	Letters []LetterView
	Pager   List // Items is empty
}

// A LetterView holds the titles that begin with a letter.
type LetterView struct {
	Letter   string
	Articles []Link
}

// fillAlphabet shows one part of the list, cut by initials.
func fillAlphabet(c *Context, v *View, p *site.Page) error {
	all := c.titles()
	l := c.list(p, site.AlphabetURL, len(all), site.AlphabetRows)
	a := &AlphabetView{Pager: *l}
	for _, i := range all[l.First-1 : min(l.First-1+site.AlphabetRows, len(all))] {
		e := c.Articles[i]
		letter := initial(e.Title)
		if n := len(a.Letters); n == 0 || a.Letters[n-1].Letter != letter {
			a.Letters = append(a.Letters, LetterView{Letter: letter})
		}
		last := &a.Letters[len(a.Letters)-1]
		last.Articles = append(last.Articles, Link{Text: e.Title, URL: c.link(e.URL)})
	}
	v.Alphabet = a
	return nil
}

// initial returns the heading above a title: its first letter without accent,
// "0–9" for digits, "#" for titles that begin with neither.
func initial(title string) string {
	for _, r := range norm.NFD.String(title[:min(len(title), 40)]) {
		switch {
		case unicode.IsDigit(r):
			return "0–9"
		case unicode.IsLetter(r):
			return string(unicode.ToUpper(r))
		}
	}
	return "#"
}

// byTitle lists the articles, by their number, in the alphabetical order of the
// site's language, for readers without scripts and for those who know the
// name of a thing. It is the most costly of all lists and only its own pages
// show it, so it is made when the first of them is asked for.
func byTitle(articles []*site.Entry, languageTag string) []int32 {
	tag, err := language.Parse(languageTag)
	if err != nil {
		tag = language.English
	}
	c := collate.New(tag, collate.Numeric, collate.IgnoreCase)
	var buf collate.Buffer
	keys := make([][]byte, len(articles))
	order := make([]int32, len(articles))
	for i, e := range articles {
		keys[i], order[i] = slices.Clone(c.KeyFromString(&buf, strings.TrimLeftFunc(e.Title, isSkipped))), int32(i)
		buf.Reset()
	}
	slices.SortStableFunc(order, func(a, b int32) int { return bytes.Compare(keys[a], keys[b]) })
	return order
}

// isSkipped reports whether a character is skipped where a title begins.
func isSkipped(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
