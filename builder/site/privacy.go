package site

import (
	"slices"
	"strings"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/hidden"
	"winnow/builder/site/slug"
)

// hiddenOf returns the words of those whom the ledger hides.
func hiddenOf(people []content.Contributor, ledger Ledger) (h hidden.Words) {
	for i := range people {
		c := &people[i]
		st := ledger.Contributor(c.ID)
		if st == nil || st.Privacy != content.Erased && st.Privacy != content.Anonymous {
			continue
		}
		var forms []string
		for _, word := range append([]string{c.ID, c.Name}, c.Aliases...) {
			if word != "" {
				forms = append(forms, word, slug.Of(word), strings.ReplaceAll(word, " ", "_"))
			}
		}
		h.Add(st.ID, c.URL, forms)
	}
	return h
}

// placeAttachments leaves out files that are named after a person who does not
// want to be named, and warns of articles whose path is.
func placeAttachments(s *Site) (problems diag.List) {
	warn := func(name, msg string) {
		problems = append(problems, diag.Problem{Path: name, Warning: true, Msg: msg, Hint: "rename the file or folder"})
	}
	for _, name := range s.in.Attachments {
		if s.hidden.Names(name) {
			warn(name, "the path names a contributor who is erased or anonymous; the file is left out")
			continue
		}
		s.Attachments = append(s.Attachments, name)
	}
	slices.Sort(s.Attachments)
	for _, e := range s.Shown() {
		if s.hidden.Names(e.Path) {
			warn(e.Path, "the path, and so the address, names a contributor who is erased or anonymous")
		}
	}
	return problems
}
