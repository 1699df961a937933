package site

import (
	"cmp"
	"slices"
	"strings"

	"winnow/builder/content"
)

// A manual is an ordinary page.
type manual struct {
	Written
	index      int   // of its text
	from, upto int32 // its folder's pages are Site.manuals[from:upto]
}

// placeManuals lists the ordinary pages: by folder, within it the folder's
// _index.md, then by weight and title.
func (s *Site) placeManuals() {
	for i, w := range s.in.Pages {
		if !s.shown(w) || w.Kind == content.KindSection && s.isCategory(w) {
			continue
		}
		s.manuals = append(s.manuals, manual{Written: w, index: len(s.in.Articles) + i})
	}
	slices.SortStableFunc(s.manuals, func(a, b manual) int {
		return cmp.Or(compare(folderOf(a.Path), folderOf(b.Path)), -cmp.Compare(sectionFirst(a), sectionFirst(b)),
			cmp.Compare(a.Weight, b.Weight), compare(strings.ToLower(a.Title), strings.ToLower(b.Title)), compare(a.Path, b.Path))
	})
	for i := 0; i < len(s.manuals); {
		upto := i + 1
		for upto < len(s.manuals) && folderOf(s.manuals[upto].Path) == folderOf(s.manuals[i].Path) {
			upto++
		}
		for j := i; j < upto; j++ {
			s.manuals[j].from, s.manuals[j].upto = int32(i), int32(upto)
		}
		i = upto
	}
}

func sectionFirst(m manual) int {
	if m.Kind == content.KindSection {
		return 1
	}
	return 0
}

func (s *Site) isCategory(w Written) bool {
	_, ok := s.categoryAt[w.URL]
	return ok
}

// shown tells whether an ordinary page is published today. Pages have no
// verdict: nobody judges them.
func (s *Site) shown(w Written) bool {
	now := s.in.Now
	return !w.Draft && !w.PublishAt.After(now) && (w.ExpiresAt.IsZero() || w.ExpiresAt.After(now))
}

func (m maker) manual(v *View, p *Page) error {
	w := &m.manuals[p.ref]
	body, err := m.html(w.index)
	if err != nil {
		return err
	}
	v.Title, v.Description = w.Title, w.Summary
	if v.Description == "" {
		v.Description = w.Doc.Summary
	}
	if w.Language != "" {
		v.Language = w.Language
	}
	v.Breadcrumbs = m.pathTo(w.URL)
	v.Manual = &ManualView{Body: body, EditURL: m.editURL(w.Path)}
	for _, h := range w.Doc.Headings {
		v.Manual.Headings = append(v.Manual.Headings, HeadingLink(h))
	}
	for i := w.from; i < w.upto; i++ {
		l := Link{m.manuals[i].Title, m.link(m.manuals[i].URL)}
		switch i {
		case p.ref - 1:
			v.Manual.Prev = l
		case p.ref + 1:
			v.Manual.Next = l
		case p.ref:
			l.URL = ""
		}
		v.Manual.Siblings = append(v.Manual.Siblings, l)
	}
	return nil
}

// pathTo is the way from home to an ordinary page: over those folders of it
// that are pages or categories.
func (m maker) pathTo(url string) []Link {
	way := m.trail(0)
	for i := range len(url) - 1 {
		if url[i] != '/' {
			continue
		}
		switch p := m.Page(url[:i+1]); {
		case p == nil:
		case p.Kind == Category:
			way = append(way, Link{m.categories[p.ref].name, m.link(p.URL)})
		case p.Kind == Manual:
			way = append(way, Link{m.manuals[p.ref].Title, m.link(p.URL)})
		}
	}
	return way
}

// manualLinks are the entries to the ordinary pages: those at the top, and of
// each folder the first.
func (m maker) manualLinks() []Link {
	var out []Link
	for i := range m.manuals {
		w := &m.manuals[i]
		if folderOf(w.Path) == "" || int(w.from) == i {
			out = append(out, Link{w.Title, m.link(w.URL)})
		}
	}
	return out
}
