package site

import (
	"slices"

	"winnow/builder/ogimage"
)

// cardName is the file of a picture, beside the page of a category and the home
// page. A site that has a file of this name there shows its own.
const cardName = "share.png"

// maxCards bounds the pictures that are drawn, each of which takes some
// milliseconds; further categories are shown with that of the site.
const maxCards = 200

// A Card is a picture that is drawn of a title.
type Card struct {
	Path  string // of the file: "wifi/share.png"
	Title string
}

// placeCards gives the site and the categories at its top a picture, if there
// is a font for their names.
func (s *Site) placeCards() {
	if !s.in.Cards || s.Options.BaseURL == "" {
		return
	}
	for i := range s.categories {
		c := &s.categories[i]
		file := c.url + cardName
		switch {
		case c.parent > 0:
		case s.Attachment(file):
			c.card = s.Absolute(file)
		case len(s.Cards) < maxCards && s.below(file+"/") == nil && ogimage.Can(s.Options.Title) && ogimage.Can(c.name):
			c.card = s.Absolute(file)
			s.Cards = append(s.Cards, Card{file, c.name})
		}
	}
	slices.SortFunc(s.Cards, func(a, b Card) int { return compare(a.Path, b.Path) })
}

// cardOf is the address of the picture of a page: that of its category, or of
// the nearest above that has one.
func (s *Site) cardOf(p *Page) string {
	c := int32(0)
	switch p.Kind {
	case Article:
		c = s.entry(p.ref).category
	case Category, Contributors:
		c = p.ref
	}
	for ; c > 0; c = s.categories[c].parent {
		if s.categories[c].card != "" {
			break
		}
	}
	return s.categories[c].card
}
