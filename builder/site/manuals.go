package site

import (
	"cmp"
	"slices"
	"strings"

	"winnow/builder/content"
)

// A Manual is an ordinary page.
type Manual struct {
	Written
	Index      int   // of its text
	From, Upto int32 // its folder's pages are Site.Manuals[From:Upto]
}

// placeManuals lists the ordinary pages: by folder, within it the folder's
// _index.md, then by weight and title.
func placeManuals(s *Site) []Manual {
	var list []Manual
	for i, w := range s.in.Pages {
		_, isCategory := s.Categories.byURL[w.URL]
		if !shown(w, s.in.Now) || w.Kind == content.KindSection && isCategory {
			continue
		}
		list = append(list, Manual{Written: w, Index: len(s.in.Articles) + i})
	}
	slices.SortStableFunc(list, func(a, b Manual) int {
		return cmp.Or(cmp.Compare(folderOf(a.Path), folderOf(b.Path)), -cmp.Compare(sectionFirst(a), sectionFirst(b)),
			cmp.Compare(a.Weight, b.Weight), cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)), cmp.Compare(a.Path, b.Path))
	})
	for i := 0; i < len(list); {
		upto := i + 1
		for upto < len(list) && folderOf(list[upto].Path) == folderOf(list[i].Path) {
			upto++
		}
		for j := i; j < upto; j++ {
			list[j].From, list[j].Upto = int32(i), int32(upto)
		}
		i = upto
	}
	return list
}

func sectionFirst(m Manual) int {
	if m.Kind == content.KindSection {
		return 1
	}
	return 0
}

// AtTop reports whether the page is in no folder.
func (m *Manual) AtTop() bool { return folderOf(m.Path) == "" }
