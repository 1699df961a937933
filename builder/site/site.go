// Package site is the model of the published site: which pages it has, at which
// URL, and which articles are listed on them in which order. It decides nothing
// about trust: order and state come from package ranking, standings from
// package reputation. All that leaves the builder (pages, lists, search, feeds)
// is made from one [Site], so that one predicate decides what is public.
//
// # Pages
//
// The table of [Kinds] names every kind of page and its addresses:
//
//	""                     home: categories, tags, the most trusted articles
//	page/1/                all articles, if they are more than the home page shows
//	wifi/                  a category: its articles and those of the folders below
//	wifi/page/2/           the next part of its list; every list is cut so
//	wifi/slow-5ghz/        an article
//	manual/install/        an ordinary page
//	tags/, tags/vpn/       all tags, one tag
//	people/, people/ann/   all contributors, one contributor
//	people/ann/score.json  the numbers behind a score (package audit)
//	rules/  held/  search/  report/  404.html
//	a-z/                   all articles by title
//	newest/, confirmed/    the first articles of the site in other orders, also
//	                       wifi/newest/, …, and of long lists tags/vpn/newest/, …;
//	                       not where an article has the address
//	wifi/people/           the contributors of a category, best first
//
// The first segments that these addresses begin with, and those of folders with
// files for programs, are [Reserved]: what the content folder has below such a
// name is published below content-NAME/, with a warning.
//
// A category is a folder, or what an article's front matter names instead; its
// _index.md gives title, summary and text. A folder that holds ordinary pages
// and no articles is no category: its _index.md is a page like the others.
// Tags that differ in spelling only ("Wi-Fi", "wi fi") are one, under the most
// frequent spelling. A contributor has a page with at least one public article
// or judged answer, and with the privacy to be shown.
//
// A duplicate (see package ranking) has a page, which says so and leads on to
// the canonical article, as the canonical link of the page does, and is named
// there; it is in no list, nor in search, feeds and sitemap.
//
// URLs below people/ and tags/ are made by slug. Two pages with one URL are a
// problem that names both. A link to a page that is not public is a warning,
// and is no link in the text.
//
// # Sizes
//
// A site of 100,000 articles must fit beside everything else: lists are numbers
// of articles in trust order, 4 bytes an entry, a page is 40 bytes, and what
// pages show is made by package view when a page is asked for.
package site

import (
	"slices"
	"time"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/hidden"
	"winnow/builder/links"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/site/options"
)

// Input is all that a site is made from. Verdicts is parallel to Articles;
// pages and sections (content.KindPage, KindSection) come apart.
type Input struct {
	Options      Options
	Shown        PeopleOptions
	Articles     []Written
	Verdicts     []ranking.Verdict
	Pages        []Written
	Contributors []*reputation.Standing // best first
	Ledger       Ledger                 // nil = nothing is known of any contributor or answer
	People       []content.Contributor
	Attachments  []string                  // paths below content/ that are copied along
	Folders      map[string]content.Folder // what other generators' files say of folders, by category
	LeftOut      []string                  // paths of articles that were left out for their problems
	Now          time.Time
	Kinds        []PageKind // nil = Kinds()
}

// A Ledger answers what the evidence says; see [reputation.Ledger].
type Ledger interface {
	Contributor(id string) *reputation.Standing
	Outcome(answer string) (reputation.Outcome, bool)
	SamePerson(a, b string) bool
	Ahead(answer string, counts func(id string) bool) (best reputation.Voted, own int, ok bool)
}

// Assemble lays out the site: which pages it has, at which URL, and which
// articles are listed on them in which order. It checks that URLs do not clash
// and that links between articles have a target.
func Assemble(in Input) (*Site, diag.List) {
	in.Options = in.Options.Normal()
	if in.Ledger == nil {
		in.Ledger = &reputation.Ledger{}
	}
	if in.Shown == (PeopleOptions{}) {
		in.Shown = options.DefaultPeople()
	}
	if in.Kinds == nil {
		in.Kinds = Kinds()
	}
	s := &Site{Options: in.Options, in: in, reserved: reservedBy(in.Kinds)}

	s.moved = movedTexts(in, s.reserved)

	// Which articles may be seen, and in which order? Who may not be named?
	placeArticles(s)
	s.hidden = hiddenOf(in.People, in.Ledger)

	// Who wrote them, where do they belong, what are they about?
	placeFurther(s)
	s.People = placePeople(slices.Concat(s.Articles, s.Further), in.Contributors, in.Ledger, in.Shown.Pages)
	s.Categories = placeCategories(s)
	s.Tags = placeTags(s.Articles)
	s.Manuals = placeManuals(s)
	placeDuplicates(s)

	// Which pages are there, and does every link between them lead somewhere?
	s.layout = layPages(s)
	return s, resolve(s)
}

// A Site is the published site. It is never changed after Assemble returned
// it, and safe for use by several goroutines.
type Site struct {
	Options  Options
	Articles []*Entry // public ones, in trust order
	Held     []*Entry // not public, by path

	// Duplicates of public articles have a page that leads on to these, and are
	// in no list; by path.
	Duplicates []*Entry

	// Further answers are on the page of another answer of their thread, and in no
	// list of articles; by that page and in trust order.
	Further []*Entry

	Categories Categories
	Tags       Tags
	People     People
	Manuals    []Manual // ordinary pages, in the order of the menu

	Pages       Pages    // every page, sorted by URL; a short description each
	Scores      []string // the files people/SLUG/score.json, sorted
	Attachments []string // files of the content folder that are copied along, sorted

	Recent   []*Entry     // the newest articles, for the home page
	HeldRows []*Entry     // those of Held that the held list names
	States   []StateCount // how many articles are in each state

	in         Input
	reserved   []string
	moved      map[string]string // addresses that do not follow from the path alone, by path
	layout     diag.List         // problems of addresses
	hidden     hidden.Words
	byAnswer   []int32 // public articles, sorted by the id of their answer
	furtherBy  furtherBy
	withheld   map[string]bool           // ids of answers that are articles and not public
	originals  map[string]*Entry         // by path: articles that others are duplicates or copies of
	repeats    []int32                   // Duplicates by the path of their canonical article
	relinked   map[int]map[string]string // by index of the text, what addresses in it become: see Relinked
	targets    *links.Map
	successors map[int32]Link // of public articles that were superseded; addresses below the root, or absolute
	updated    day
}

// The tables of site.toml that a site obeys; see package options.
type (
	Options       = options.Options
	PeopleOptions = options.People
	Link          = options.Link
)

// DefaultOptions returns what holds where site.toml is silent.
func DefaultOptions() Options { return options.Default() }

// DefaultPeopleOptions returns what holds where site.toml is silent.
func DefaultPeopleOptions() PeopleOptions { return options.DefaultPeople() }

// HelpfulThread is a value of Options.Helpful.
const HelpfulThread = options.HelpfulThread

// WebAddress returns an address as it was written if it is one of http or https, and
// "" for any other.
func WebAddress(a string) string { return options.WebAddress(a) }

// None is the number of no person, category or page.
const None = -1

// A StateCount is how many articles ended in a state.
type StateCount struct {
	State string
	N     int
}

// Body is the HTML of one text, with the links that [Site.Relinked] gives it and
// alerts named in the language that [Site.LanguageOf] gives it.
type Body struct {
	Question, Solution []byte
}
