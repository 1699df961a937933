package search

import (
	"slices"
	"strings"

	"winnow/builder/search/format"
	"winnow/builder/search/words"
)

// synonyms returns the groups that readers know, members between vertical bars:
// those of the options, as tokens, and the abbreviations that articles explain.
func (c *corpus) synonyms() []string {
	out := []string{}
	group := func(members []string) {
		var tokens []string
		for _, m := range members {
			if text := strings.Join(c.significant(m), " "); text != "" && !slices.Contains(tokens, text) {
				tokens = append(tokens, text)
			}
		}
		if len(tokens) > 1 {
			out = append(out, strings.Join(tokens, "|"))
		}
	}
	for _, g := range c.options.Synonyms {
		group(g)
	}
	for _, p := range c.short.known(c.list.docs) {
		group(strings.Split(p, "|"))
	}
	return out
}

// significant returns the words of a text, each once, without stop words unless
// there is nothing else: what a query for it looks for.
func (c *corpus) significant(text string) []string {
	var all, rest []string
	for _, w := range words.List(text, format.MaxMember) {
		if slices.Contains(all, w) {
			continue
		}
		all = append(all, w)
		if !c.stop[w] {
			rest = append(rest, w)
		}
	}
	if len(rest) == 0 {
		return all
	}
	return rest
}
