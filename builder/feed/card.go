package feed

import (
	"fmt"

	"winnow/builder/ogimage"
	"winnow/builder/site"
)

// cards are the pictures of the site and of its categories.
func cards(s *site.Site) []File {
	files := make([]File, len(s.Cards))
	for i, c := range s.Cards {
		title, name := c.Title, s.Options.Title
		if title == name {
			name = s.Options.Description
		}
		if !ogimage.Can(name) {
			name = ""
		}
		files[i] = File{
			Path: c.Path, Make: func() ([]byte, error) { return ogimage.Draw(title, name, s.Accent()) },
			Of: fmt.Sprintf("card %q %q %q", title, name, s.Accent()),
		}
	}
	return files
}
