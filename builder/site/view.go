package site

import (
	"html/template"
	"time"

	"winnow/builder/metrics"
)

// A View is everything that a template may see of one page. It is a finished
// value: no method of it does work. Its fields are the contract with themes;
// all addresses in it are relative to the page, unless said otherwise, so that
// the site works below any path. The page 404.html, which is shown at any
// depth, is the exception: its Root begins with "/".
//
// These addresses below Root are fixed: search/, tags/, people/, rules/, held/.
type View struct {
	Kind        Kind
	Site        Info
	Root        string // from this page to the root of the site: "", "../", "../../"
	URL         string // below the root: "wifi/slow-5ghz/"
	Image       string // absolute address of a picture that stands for the page; may be empty
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
	// articles of the site only; the whole list stands on pages of kind home with
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
	ReportURL                    string // where searches without result are told of; empty = nowhere
	Look                         Look   // Logo is an address
	Articles                     int    // public ones
	Contributors                 int
	Updated                      time.Time // newest date in the data
}

// A Link is an address with its text.
type Link struct {
	Text string `toml:"text"`
	URL  string `toml:"url"`
}

// A TopicLink is a category or tag with its address and size.
type TopicLink struct {
	Name    string // as shown
	URL     string
	Count   int
	Summary string
	Icon    string // of a category: one of content.Icons; empty where it names none
}

// A List is one page of a list of articles, best first.
type List struct {
	Items       []Item
	First       int // number of the first item, from 1
	Total       int
	Page, Pages int
	Prev, Next  string       // addresses; empty at the ends
	Numbers     []PageNumber // for the pager; a gap is a PageNumber with Page 0
	Order       string       // "trust", "newest", "confirmed"
	Orders      []OrderLink  // the same list in other orders; nil where there is one only
}

// An OrderLink leads to a list in some order.
type OrderLink struct {
	Order   string // key of the string table: "order_" + Order
	URL     string
	Current bool
}

// A PageNumber is one entry of the pager.
type PageNumber struct {
	Page    int
	URL     string
	Current bool
}

// An Item is one article in a list.
type Item struct {
	Title, URL, Summary          string
	Author                       Person
	Category                     Link // empty on the page of that category
	Date                         time.Time
	Trust                        int // 0…100, V as shown
	Accepted, Verified, Outdated bool
	Confirmed                    int // members who confirmed it
}

// A Person is a contributor as shown beside an article.
type Person struct {
	Name      string // empty = unknown, or anonymous
	Anonymous bool   // known, but chose to be shown as "community member"
	URL       string // own page; empty where there is none
	Rank      string // newcomer, contributor, trusted, expert; empty = not scored
	Topic     string // category in which the rank was earned; empty = overall
}

// HomeView is the home page.
type HomeView struct {
	Body       template.HTML // of the _index.md at the top
	Categories []TopicLink
	Tags       []TopicLink // the largest ones
	Top        []ContributorRow
	Recent     []Item // recently confirmed or accepted
	Pages      []Link // ordinary pages
	AllURL     string // the whole list, most trusted first; empty where the home page has it all
}

// CategoryView is a category.
type CategoryView struct {
	TopicLink
	Body          template.HTML // of its _index.md
	Subcategories []TopicLink
	Top           []ContributorRow // best in this category
	TopURL        string           // the page of all of them; empty where there is none
}

// ArticleView is one article.
type ArticleView struct {
	Summary                      string // the article's own, from its front matter; may be empty
	Question, Solution           template.HTML
	Headings                     []HeadingLink
	Author                       Person
	AuthorCard                   *AuthorCard // nil for unknown and anonymous authors
	AskedBy                      Person
	AcceptedBy                   Person
	AcceptedAt                   time.Time
	Accepted                     bool
	VerifiedBy                   string
	Confirmed, Failed            int
	Date, Updated, LastConfirmed time.Time
	YearsAgo, MonthsAgo          int // whole ones since Date, at the time of the build; months only below a year
	Category                     Link
	Tags                         []Link
	Source                       string // absolute address, checked: http or https
	License                      string
	LicenseURL                   string
	AppliesTo                    []string
	State                        string // "published", "outdated", "duplicate"
	Outdated                     bool
	ReviewDue                    time.Time // set when a review is due and the day has passed
	SupersededBy                 Link
	DuplicateOf                  Link      // the article that is listed instead; the page of a duplicate only
	Duplicates                   []Link    // pages that lead on to this one
	Reviewed                     time.Time // when somebody looked at it last; zero = never, or that is too long ago
	CopyOf                       Link      // the article whose answer it repeats, if that has a page
	StateReasons                 []string
	Risks                        []RiskView
	Why                          WhyView
	Further                      []Item // other solutions of the same question, most trusted first
	Related                      []Item
	Prev, Next                   Link // within the category, by trust
	EditURL                      string
	Helpful                      *Helpful
	SourceText                   string // address of the Markdown that the page was made from; may be empty
}

// Helpful is how readers are asked whether an article helped; one of its fields
// is set. It is nil where they are not asked.
type Helpful struct {
	Post string // address to which the vote is posted: url, helpful = "yes" or "no"
	Mail string // mailto address with a subject
}

// A HeadingLink is an entry of the contents list.
type HeadingLink struct {
	Level    int
	ID, Text string
}

// An AuthorCard is the author's standing.
type AuthorCard struct {
	Person
	Score  string // "+12.3"
	Judged string // "23"
	Solved int
	Since  time.Time
	Place  int
	Of     int
}

// A RiskView is a dangerous command found in the article.
type RiskView struct {
	Kind    string // key of the string table: "risk_" + Kind
	Command string
	Block   bool
}

// WhyView is "why is this here?": Start + all Terms = Trust, exactly, in the
// tenths that are shown.
type WhyView struct {
	Trust         string // "74.0"
	Start         string
	Terms         []TermView
	Place, Of     int // within the category
	Tier          int
	After, Before Link   // neighbours in the category's order; After stands above
	AfterReason   string // why the one above stands above: "tier", "trust", "date", "path"

	// Data is the block of package proof: all of this again, for programs.
	Data template.HTML
}

// A TermView is one number that placed the article.
type TermView struct {
	Kind  string // key of the string table: "term_" + Kind
	N     int
	Topic string
	Date  time.Time
	Value string // "+5.0", "−3.1"
	Minus bool
}

// ManualView is an ordinary page.
type ManualView struct {
	Body       template.HTML
	Headings   []HeadingLink
	Siblings   []Link // pages of the same folder, by weight; the current one has URL ""
	Prev, Next Link
	EditURL    string
}

// ContributorView is a contributor's own page.
type ContributorView struct {
	Person
	Role            string
	Joined          time.Time
	Website         string // checked: http or https
	Score           string
	Low, High       string // what the score is likely to lie between, in whole points
	Judged          string
	Judges          int
	Answers, Solved int
	Place, Of       int
	Start           string     // where everybody starts
	Lines           []LineView // Start + Lines + Rest = Score
	Rest            string
	RestCount       int
	ScoreURL        string // the numbers behind the score, for programs; empty where Start is
	ByCategory      []TopicStanding
	ByTag           []TopicStanding
}

// A LineView is what one answer adds to a score.
type LineView struct {
	Title, URL string // empty when the answer is not a public article
	What       string // empty for an answer; else key of the string table: "line_" + What
	Value      string
	Minus      bool
	Date       time.Time
	Events     []EventCount
	Copy       bool // it repeats an earlier answer, so nothing good counts
	CopyOf     Link // that one, if it is a public article
}

// An EventCount is how often something happened.
type EventCount struct {
	Kind string // key of the string table: "event_" + Kind
	N    int
}

// A TopicStanding is a standing within one category or tag.
type TopicStanding struct {
	Topic TopicLink
	Score string
	Rank  string
	Place int
}

// ContributorsView is the list of all contributors.
type ContributorsView struct {
	Topic *TopicLink // the category whose contributors these are; nil = all
	Rows  []ContributorRow
	Pager List // Items is empty
}

// A ContributorRow is one contributor in a list.
type ContributorRow struct {
	Place int
	Person
	Score    string
	Solved   int
	Articles int
}

// RulesView is "how ranking works here", made from the configuration in force.
type RulesView struct {
	Mode     string
	AsOf     time.Time
	Prior    string
	Ranks    []RankRule // best first
	Settings []Setting
	States   []StateCount
	Coverage Coverage
	Example  *Example
}

// Coverage is of how much anything is known: the rest starts where an unknown
// newcomer does.
type Coverage struct {
	Articles, JudgedArticles int // public ones; those with judged evidence of their own
	People, JudgedPeople     int // contributors with a score; those of whom an answer was judged
}

// A RankRule is a rank and the rule that gives it.
type RankRule struct {
	Name, When string
	Holders    int
}

// A StateCount is how many articles ended in a state.
type StateCount struct {
	State string
	N     int
}

// An Example is one contributor's score worked out line by line.
type Example struct {
	Person
	Start     string
	Lines     []LineView
	Rest      string
	RestCount int
	Score     string
}

// HeldView is the list of articles that are held back, with reasons.
type HeldView struct {
	Rows   []HeldRow
	Pager  List // Items is empty
	States []StateCount
}

// A HeldRow is one article that is not public.
type HeldRow struct {
	Title  string // empty unless [site] held_list shows titles
	State  string
	Rules  []string // keys of the string table: "reason_" + rule
	Reason string   // the sentence of package ranking
}

// AlphabetView is a part of all articles by title.
type AlphabetView struct {
	Letters []LetterView
	Pager   List // Items is empty
}

// A LetterView holds the titles that begin with a letter.
type LetterView struct {
	Letter   string
	Articles []Link
}

// ReportView is how the community fares, see package report for what each
// number means. Shares are in percent.
type ReportView struct {
	AsOf                   time.Time
	Questions, Solved      int
	Share                  int
	Days                   metrics.Days
	Contributors, Accepted int
	Gini, TopThree, IfLeft int
	Top                    []Person // the three with most accepted answers
	ReviewDue, Outdated    int
	Months                 []metrics.Month // at most the last 36
	Asked, People          Chart           // of Months
	Topics                 []ReportTopic
	Gaps                   []TopicLink // tags with questions and no solution; Count is the number of questions
	MoreGaps               int         // those that are not shown
	Missing                []string    // keys of the string table: "missing_" + key
	DataURL                string      // all of it, for programs
}

// A ReportTopic is a category by its answers.
type ReportTopic struct {
	Name            string
	Answers, Solved int
	Share           int // percent
}

// A Chart is drawn as bars in a box of Width and Height; Max is the number that
// fills the height. Each bar stacks two numbers.
type Chart struct {
	From, To           string // the first and the last bar
	Width, Height, Max int
	Bars               []Bar
}

// A Bar is a pair of rectangles.
type Bar struct {
	X, Width          int
	LowY, LowHeight   int
	HighY, HighHeight int
}
