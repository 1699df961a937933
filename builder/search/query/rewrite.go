package query

import (
	"slices"
	"strings"
)

// rewritten returns the query with other words for some, or nothing when there
// are none to replace.
func rewritten(items []item, changes ...map[string]string) string {
	any := false
	var out []string
	for _, it := range items {
		text, changed := it.raw, false
		if it.plain() {
			text, changed = replaced(it, changes)
		}
		any = any || changed
		out = append(out, text)
	}
	if !any {
		return ""
	}
	return strings.Join(out, " ")
}

// replaced returns an item with other words for some. What is between its words
// becomes a space where one of them changes.
func replaced(it item, changes []map[string]string) (text string, changed bool) {
	var out []string
	var each func(list []*word)
	each = func(list []*word) {
		for _, w := range list {
			better := ""
			for _, c := range changes {
				if c[w.text] != "" {
					better = c[w.text]
				}
			}
			switch {
			case better != "":
				changed = true
				out = append(out, better)
			case len(w.parts) > 0 && anyOf(w.parts, changes):
				each(w.parts)
			default:
				out = append(out, w.text)
			}
		}
	}
	each(it.words)
	if !changed {
		return it.raw, false
	}
	return strings.Join(out, " "), true
}

func anyOf(list []*word, changes []map[string]string) bool {
	return slices.ContainsFunc(list, func(w *word) bool {
		for _, c := range changes {
			if c[w.text] != "" {
				return true
			}
		}
		return anyOf(w.parts, changes)
	})
}
