package markdown

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
	Outline
	Question     []byte // HTML of the question section; empty when the body has none
	Solution     []byte // HTML of everything else
	Text         Text
	Images       []Image
	FirstHeading string // text of a leading level-1 heading, which is left out of the HTML; for files without a title
}

// An Outline is what others must know of a document: lists, checks and rules.
type Outline struct {
	Headings []Heading
	Anchors  []string // ids that are not among the headings, and without a prefix what the solution's own is called; sorted
	Summary  string   // plain text, at most 200 characters, from the solution
	Links    []Link
	Risks    []Risk
}

// Text is what can be searched, by field, as plain text.
type Text struct {
	Question, Answer, Code string

	QuestionCode int // bytes of Code that are the question's; they come first

	Sections []Section // of Answer and Code, in order; empty when the answer has no headings
}

// A Section is what stands under one of Document.Headings, up to the next.
type Section struct {
	ID, Heading string
	Text, Code  string // parts of Answer, after the heading, and of Code
}

// A Heading is an entry of the contents list.
type Heading struct {
	Level    int
	ID, Text string
}

// A Link points to another file of the content folder, or shows an image from
// there whose size is not known. It may also point into its own document, at an
// id that is not there; those that are there are not listed.
type Link struct {
	Href     string // as it stands in the HTML, relative to the page
	Path     string // target below content/: an article (".md"), an attachment, or a page or folder
	Fragment string // without "#", as the author wrote it
	Else     string // what Href becomes where there is no such target; empty = its text alone is shown
	Image    bool
	Line     int // in the article's file
}

// An Image is a local image and the size of its file.
type Image struct {
	Path          string
	Width, Height int // 0 when it could not be read
}

// A Risk is a command that can do harm.
type Risk struct {
	Kind    string // "recursive-delete", "tls-off", … ; the list is in the package comment
	Block   bool   // level: block, else warn
	Line    int
	Command string // the offending line, cut at 200 characters
}
