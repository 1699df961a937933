package search

import "winnow/builder/search/format"

// Options is the table [search] of site.toml.
type Options struct {
	// Trust is the weight of an article's trust, 0 … 1. At 1 the most trusted
	// article gains six tenths of what a query word of median rarity is worth in a title.
	Trust float64 `toml:"trust"`

	// Synonyms are groups of words, or of short phrases, that mean the same: a
	// query for one finds the others, at 0.6 of the score.
	Synonyms [][]string `toml:"synonyms"`

	// FromDisk adds a script of each index file, so that the search works on a
	// site that is opened from disk (file://), where pages cannot fetch files.
	FromDisk bool `toml:"from_disk"`

	// ReportURL is where the browser reports queries without a result, empty for
	// nowhere.
	ReportURL string `toml:"report_url"`

	// Parallel runs f(0) … f(n-1) in any order, perhaps at once, and returns
	// when all are done. nil means one after the other.
	Parallel func(n int, f func(i int)) `toml:"-"`

	// Packed returns what pack makes of raw, perhaps from a cache: most bytes are
	// the same in every build. It may be called by several goroutines. nil means
	// that there is no cache.
	Packed func(raw []byte, pack func() []byte) []byte `toml:"-"`
}

// DefaultOptions returns the options of an empty table. The manual page on
// search shows the measurement from which trust was chosen.
func DefaultOptions() Options { return Options{Trust: 1} }

// each runs f(0) … f(n-1) as the caller of Build wants it.
func (o Options) each(n int, f func(i int)) {
	if o.Parallel != nil {
		o.Parallel(n, f)
		return
	}
	for i := range n {
		f(i)
	}
}

func (o Options) packed(raw []byte, pack func() []byte) []byte {
	if o.Packed == nil {
		return pack()
	}
	return o.Packed(raw, pack)
}

// Fields are the text of one article, by field, as plain text.
type Fields struct {
	Title, Question, Answer, Code string
	Tags                          []string
	Sections                      []Section // of Answer and Code, in order
}

// A Document is one public article. Documents come to Build in trust order: the
// first is the most trusted and gets id 0.
type Document struct {
	URL, Title, Summary, Author, Rank, Category string // as in format.Document
	Tags                                        []string
	State                                       string // "verified", "published", "outdated"
	Accepted                                    bool
	Date                                        string // 2006-01-02 or empty

	Tier  int    // 0 verified, 1 published, 2 and more: outdated
	Value int64  // order value in millionths, for the trust prior
	Bag   []byte // of Analyze
}

// shown returns the document as the result list shows it.
func (d *Document) shown() *format.Document {
	return &format.Document{URL: d.URL, Title: d.Title, Summary: d.Summary, Author: d.Author, Rank: d.Rank, Category: d.Category,
		Tags: d.Tags, State: d.State, Accepted: d.Accepted, Date: d.Date}
}

// A File is one file of the index, below search/ of the site.
type File struct {
	Path string
	Data []byte
}
