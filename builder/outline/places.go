package outline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Prefixes of the ids in a text, and the id of the page's own heading over the
// solution.
const (
	HeadingID  = "h-"            // headings
	RawID      = "user-content-" // id attributes in raw HTML
	SolutionID = "the-solution"
)

// Slug returns a heading's text as a name for addresses, in the way that GitHub
// makes it: letters and digits of any script in lower case, spaces as hyphens,
// at most 100 characters.
func Slug(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		switch {
		case n == 100:
			return b.String()
		case r == ' ':
			r = '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			r = unicode.ToLower(r)
		default:
			continue
		}
		if r != utf8.RuneError {
			b.WriteRune(r)
			n++
		}
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}

// Places are the ids of a text that links may lead to; see [Outline.Anchors].
type Places map[string]bool

// Places returns the places of a text.
func (o *Outline) Places() Places {
	all := make(Places, len(o.Headings)+len(o.Anchors))
	for _, h := range o.Headings {
		all[h.ID] = true
	}
	for _, id := range o.Anchors {
		all[id] = true
	}
	return all
}

// Find returns the id on the page that another text's "#name" means, in the
// order in which the text itself looks.
func (p Places) Find(name string) (id string, ok bool) {
	for _, id := range []string{HeadingID + name, RawID + name, HeadingID + Slug(name)} {
		if p[id] {
			return id, true
		}
	}
	if p[Slug(name)] {
		return SolutionID, true
	}
	return "", false
}

// Names returns what the places are called in links, sorted.
func (p Places) Names() []string {
	names := make([]string, 0, len(p))
	for id := range p {
		names = append(names, strings.TrimPrefix(strings.TrimPrefix(id, RawID), HeadingID))
	}
	slices.Sort(names)
	return names
}
