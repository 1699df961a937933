package site

import (
	"slices"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/privacy"
	"winnow/builder/site/slug"
)

// hiddenPeople returns the words of those who do not want to be named.
func hiddenPeople(people []content.Contributor, ledger Ledger) privacy.Hidden {
	shown := func(id string) (string, bool) {
		st := ledger.Contributor(id)
		if st == nil {
			return "", false
		}
		return st.ID, st.Privacy == content.Erased || st.Privacy == content.Anonymous
	}
	return privacy.Of(people, shown, slug.Of)
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
	for _, e := range s.Reachable() {
		if s.hidden.Names(e.Path) {
			warn(e.Path, "the path, and so the address, names a contributor who is erased or anonymous")
		}
	}
	return problems
}
