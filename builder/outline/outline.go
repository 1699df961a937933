// Package outline holds what the rest of the program knows of a converted text
// without the text itself: its headings and other places, its summary, its
// links and images, its risky commands. Package markdown fills it; lists,
// checks, rules and pages read it. It is kept in memory for every article.
//
// # Ids
//
// The id of a heading on a page is "h-" and the heading as GitHub would write
// it ([Slug]) or as its author named it; "user-content-" precedes ids that an
// author wrote in raw HTML. Pages have no ids of their own that begin so. The
// heading that a page itself puts over the solution is "the-solution".
//
// # Addresses
//
// Links between pages are relative, so that a site works below any path. A
// [Link] has both the path that its author meant and the address as it is
// written in the HTML. Whether the target exists is decided where all files are
// known, in package site.
package outline

// An Outline is what others must know of a text.
type Outline struct {
	Headings []Heading
	Anchors  []string // ids that are not among the headings, and without a prefix what the solution's own is called; sorted
	Summary  string   // plain text, at most 200 characters, from the solution
	Links    []Link
	Risks    []Risk
	Foreign  []Count // syntax of other programs that is shown as text, by name

	Asks      bool      // it has a question
	Substance Substance // of the solution
}

// A Count is how often something occurs.
type Count struct {
	Name string
	N    int
}

// A Heading is an entry of the contents list.
type Heading struct {
	Level    int
	ID, Text string
}

// A Link points to another file of the content folder, or shows an image from
// there whose size is not known. It may also point to an id in its own text that
// does not exist; those that exist are not listed.
type Link struct {
	Href     string // as written in the HTML, relative to the page
	Path     string // target below content/: an article (".md"), an attachment, or a page or folder
	Fragment string // without "#", as the author wrote it
	Else     string // what Href becomes without such a target; empty = its text alone is shown
	Image    bool
	Name     bool // Path is a name that is looked for in all folders
	Line     int  // in the article's file
	Col      int
}

// An Image is a local image and the size of its file.
type Image struct {
	Path          string
	Width, Height int // 0 when it could not be read
}

// A Risk is a command that can do harm.
type Risk struct {
	Kind    string // "recursive-delete", "tls-off", …; see package risk
	Block   bool   // holds the article back; else it is a warning
	Line    int    // in the article's file
	Command string // the offending line, at most 200 characters
}
