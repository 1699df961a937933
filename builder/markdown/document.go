package markdown

import "winnow/builder/outline"

// A Source is one body to convert and what must be known of its place.
type Source struct {
	Path string // of the article below content/: "wifi/slow-5ghz.md"
	URL  string // of its page below the site's root: "wifi/slow-5ghz/"
	Body []byte
	Line int // of the file on which Body begins

	// PageURL gives the URL of the page made from an article path.
	PageURL func(path string) string
	// ImageSize gives the pixel size of an image file below content/.
	ImageSize func(path string) (width, height int, ok bool)
}

// A Document is one converted body. It depends on the Source alone, so that it
// can be kept from one build to the next.
type Document struct {
	outline.Outline
	Question     []byte // HTML of the question section; empty when the body has none
	Solution     []byte // HTML of everything else
	Text         Text
	Images       []outline.Image
	Failure      string // the panic of a library on the body, which is then shown as it was written; empty = none
	FirstHeading string // text of a leading level-1 heading, which is left out of the HTML; for files without a title
}

// Text is what can be searched, by field, as plain text.
type Text struct {
	Question, Answer, Code string

	QuestionCode int // bytes of Code that are the question's; they come first

	Sections []Section // of Answer and Code, in order; empty when the answer has no headings
}

// A Section is the text under one of Document.Headings, up to the next.
type Section struct {
	ID, Heading string
	Text, Code  string // parts of Answer, after the heading, and of Code
}
