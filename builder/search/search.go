package search

import "iter"

// Options is the table [search] of site.toml.
type Options struct {
	Trust float64 `toml:"trust"` // weight of the trust prior, 0 … 1
	// … the room's own
}

// DefaultOptions is what holds where site.toml is silent.
func DefaultOptions() Options { panic("not built yet") }

// Fields is the text of one article, by field, as plain text.
type Fields struct {
	Title, Question, Answer, Code string
	Tags                          []string
}

// Analyze turns the text of one article into a compact bag of terms for Build.
// It depends on its arguments alone, so that a bag can be kept from one build
// to the next; its first byte is the version of the analysis.
func Analyze(language string, f Fields) []byte { panic("not built yet") }

// A Document is one public article as the result list shows it. Documents come
// to Build in trust order: the first is the most trusted and gets id 0.
type Document struct {
	URL      string // below the site's root
	Title    string
	Summary  string
	Author   string // name as shown, may be empty
	Rank     string // of the author
	Category string
	Tags     []string
	State    string // "verified", "published", "outdated"
	Accepted bool
	Date     string // 2006-01-02 or empty
	Tier     int
	Value    int64  // order value in millionths, for the trust prior
	Bag      []byte // of Analyze
}

// A File is one file of the index, below search/ of the site.
type File struct {
	Path string
	Data []byte
}

// Build writes the index of all documents. language is the site's; it decides
// nothing but the stop list, since bags are analyzed by their own language.
func Build(docs iter.Seq[Document], language string, o Options) ([]File, error) {
	panic("not built yet")
}
