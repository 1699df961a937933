// Package view makes what pages show. A [View] is everything that a template may
// see of one page: the contract with themes. It is made from a [site.Site], the
// reasons that packages reputation and ranking give, and the texts of articles,
// when the page is asked for.
//
// The table of [Kinds] has a function for each kind of page; what it shows and
// how that is made is in one file a kind. Numbers are shown in points and
// tenths, and a sum that is taken apart adds up in the tenths that are shown.
// All of it can be recomputed: the files of package audit that go with it,
// people/NAME/score.json and report.json among them, come from here, too.
package view

import (
	"html/template"
	"time"

	"winnow/builder/site"
)

// A View is everything that a template may see of one page. It is a finished
// value: no method of it does work. Its fields are the contract with themes;
// all addresses in it are relative to the page, unless stated otherwise, so that
// the site works below any path. The page 404.html, which is shown at any
// depth, is the exception: its Root begins with "/".
//
// These addresses below Root are fixed: search/, tags/, people/, rules/, held/.
type View struct {
	Kind        Kind
	Site        Info
	Root        string // from this page to the root of the site: "", "../", "../../"
	URL         string // below the root: "wifi/slow-5ghz/"
	Image       string // absolute address of a picture of the page; may be empty
	Canonical   string // absolute; empty without a base_url; of a duplicate that of the canonical article
	Title       string // empty where the interface names the page: tags, contributors, rules, held, search, 404
	Description string // plain text for <meta name=description>
	Language    string
	Breadcrumbs []Link // from home to the parent of this page
	NoIndex     bool   // 404, search, held

	// Feed is the folder of the atom.xml and feed.json that go with this page:
	// its category's or the site's. There is none without a Canonical.
	Feed string
	// Data is the page for search engines: a block of JSON-LD, or empty.
	Data template.HTML

	// Lists: home, category, tag, contributor. The home page has the best
	// articles of the site only; the whole list is on pages of kind home with
	// a URL.
	List *List

	// Exactly one of these is set, by Kind. Search and 404 have Home, with its
	// categories and tags, to lead on.
	Home         *HomeView
	Category     *CategoryView
	Tag          *TopicLink
	Tags         []TopicLink
	Article      *ArticleView
	Manual       *ManualView
	Contributor  *ContributorView
	Contributors *ContributorsView
	Rules        *RulesView
	Held         *HeldView
	Alphabet     *AlphabetView
	Report       *ReportView
}

// Info is what every page knows of the site.
type Info struct {
	Title, Description, Language string
	Menu                         []Link // relative to this page
	CommunityURL                 string
	ReportURL                    string // where searches without result are reported; empty = nowhere
	Look                         Style  // Logo is an address
	Articles                     int    // public ones
	Contributors                 int
	Updated                      time.Time // newest date in the data
	HasPeople, HasReport         bool      // whether there are pages people/ and report/
}

// A Link is an address with its text.
type Link = site.Link

// A Person is a contributor as shown beside an article.
type Person struct {
	Name      string // empty = unknown, or anonymous
	Anonymous bool   // known, but chose to be shown as "community member"
	URL       string // own page; empty where there is none
	Rank      string // newcomer, contributor, trusted, expert; empty = not scored
	Topic     string // category in which the rank was earned; empty = overall
}
