package site

import (
	"time"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/markdown"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
)

// Options is the table [site] of site.toml.
type Options struct {
	Title        string `toml:"title"`
	BaseURL      string `toml:"base_url"`
	Description  string `toml:"description"`
	Language     string `toml:"language"`
	PageSize     int    `toml:"page_size"` // entries on one list page
	Menu         []Link `toml:"menu"`
	CommunityURL string `toml:"community_url"` // where to ask; empty = not offered
	HeldList     bool   `toml:"held_list"`     // whether the held list shows the titles of held articles, or only counts and reasons
	EditURL      string `toml:"edit_url"`      // prefix; the article's path is added
}

// A Written is an article as read and converted: everything but the texts,
// which stay in the store.
type Written struct {
	*content.Article
	Doc *markdown.Document // Question, Solution and Text are empty here
}

// Input is all that a site is made from. Verdicts is parallel to Articles;
// pages and sections (content.KindPage, KindSection) come apart.
type Input struct {
	Options     Options
	Articles    []Written
	Verdicts    []ranking.Verdict
	Pages       []Written
	Ledger      *reputation.Ledger
	Attachments []string  // paths below content/ that are copied along
	RulesTOML   []Setting // every constant in force, for the rules page
	Now         time.Time
}

// A Setting is one constant in force, for the rules page.
type Setting struct {
	Table, Key, Value, Meaning string
}

// Assemble lays out the site: which pages there are, at which URL, and which
// articles stand on them in which order. It checks that URLs do not clash and
// that links between articles have a target.
func Assemble(in Input) (*Site, diag.List) { panic("not built yet") }

// A Site is the published site. All that leaves the builder (pages, lists,
// search, feeds, JSON) is made from it, so that one predicate decides what is
// public. It is never changed, and safe for use by several goroutines.
type Site struct {
	Options  Options
	Articles []*Entry // public ones, in trust order
	Held     []*Entry // not public, by path
	Pages    []*Page  // every page, sorted by URL; a short description each

	// … own fields of the room
}

// An Entry is one article and its place.
type Entry struct {
	Written
	Verdict *ranking.Verdict
	Index   int // into Input.Articles, and so into the store
}

// A Page describes one HTML file. It is small: a large site has many.
type Page struct {
	URL  string // below the root: "", "wifi/", "wifi/page/2/", "404.html"
	Kind Kind
	// … own fields of the room: which entry, contributor, list, and part of it
}

// A Kind names the template of a page.
type Kind string

const (
	Home         Kind = "home"
	Category     Kind = "category"
	Tag          Kind = "tag"
	Tags         Kind = "tags" // index of all tags
	Article      Kind = "article"
	Manual       Kind = "page" // ordinary page
	Contributor  Kind = "contributor"
	Contributors Kind = "contributors" // list of all, best first
	Rules        Kind = "rules"
	HeldList     Kind = "held"
	Search       Kind = "search"
	NotFound     Kind = "404"
)

// Body is the HTML of one converted article, from the store.
type Body struct {
	Question, Solution []byte
}

// View returns the finished value that a template shows for a page. body is
// asked for the text of the article or ordinary page with that index; it is
// not called for other kinds.
func (s *Site) View(p *Page, body func(index int) (Body, error)) (*View, error) {
	panic("not built yet")
}

// Page returns the page at a URL below the root, or nil.
func (s *Site) Page(url string) *Page { panic("not built yet") }
