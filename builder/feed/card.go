package feed

import (
	"fmt"
	"slices"
	"strings"

	"winnow/builder/ogimage"
	"winnow/builder/site"
)

// cardName is the file of a picture, beside the page of a category and the home
// page. A site that has a file of this name there shows its own.
const cardName = "share.png"

// maxCards bounds the pictures that are drawn, each of which takes some
// milliseconds; further categories are shown with that of the site.
const maxCards = 200

// A card is a picture that is drawn of a title.
type card struct {
	path  string // of the file: "wifi/share.png"
	title string
}

// Pictures returns the absolute addresses of the pictures that other sites show
// beside a link: of the site and the categories at its top that have one, by
// the URL of their page.
func Pictures(s *site.Site, o Options) map[string]string {
	_, addresses := placeCards(s, o)
	return addresses
}

// placeCards gives the site and the categories at its top a picture, if there
// is a font for their names.
func placeCards(s *site.Site, o Options) (cards []card, addresses map[string]string) {
	if !o.Cards || s.Options.BaseURL == "" {
		return nil, nil
	}
	addresses = map[string]string{}
	for i := range s.Categories.List {
		c := &s.Categories.List[i]
		file := c.URL + cardName
		switch {
		case c.Parent > 0:
		case s.Attachment(file):
			addresses[c.URL] = s.Absolute(file)
		case len(cards) < maxCards && s.Pages.Below(file+"/") == nil && ogimage.Can(s.Options.Title) && ogimage.Can(c.Name):
			addresses[c.URL] = s.Absolute(file)
			cards = append(cards, card{file, c.Name})
		}
	}
	slices.SortFunc(cards, func(a, b card) int { return strings.Compare(a.path, b.path) })
	return cards, addresses
}

// cardFiles are the pictures of the site and of its categories.
func cardFiles(s *site.Site, o Options, accent string) []File {
	cards, _ := placeCards(s, o)
	files := make([]File, len(cards))
	for i, c := range cards {
		title, name := c.title, s.Options.Title
		if title == name {
			name = s.Options.Description
		}
		if !ogimage.Can(name) {
			name = ""
		}
		files[i] = File{
			Path: c.path, Make: func() ([]byte, error) { return ogimage.Draw(title, name, accent) },
			Of: fmt.Sprintf("card %q %q %q", title, name, accent),
		}
	}
	return files
}
