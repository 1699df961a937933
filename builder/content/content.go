package content

import (
	"path"
	"time"
)

// Options is the table [content] of site.toml.
type Options struct {
	Dir  string `toml:"dir"`  // folder of the article files, below the site's folder
	Zone string `toml:"zone"` // time zone of dates that name none, IANA name
	// DateFormat is how dates are written that mean several days, such as
	// "DD/MM/YYYY": see dates.go.
	DateFormat string `toml:"date_format"`
	MaxSize    int64  `toml:"max_size"` // largest article file in bytes; a larger one is a problem

	// Rows of evidence that are dated later are reported with their lines, and
	// handed on all the same; zero = they are not reported.
	Latest time.Time `toml:"-"`

	// Names that nothing at the top of the folder can have as its address, since
	// the site has pages or files of its own there: see PageURL.
	Reserved []string `toml:"-"`

	// Places are those of PlacesOf, by path: what an article is that has files beside
	// it which matter.
	Places map[string]Place `toml:"-"`
}

// DefaultOptions returns what holds where site.toml is silent.
func DefaultOptions() Options {
	return Options{Dir: "content", Zone: "UTC", MaxSize: 10 << 20}
}

func (o Options) dir() string {
	if o.Dir == "" {
		return "."
	}
	return path.Clean(o.Dir)
}

func (o Options) maxSize() int64 {
	if o.MaxSize <= 0 {
		return DefaultOptions().MaxSize
	}
	return o.MaxSize
}

// location returns the zone of the options; one that is not known is reported by
// Walk, and UTC takes its place.
func (o Options) location() *time.Location {
	if o.Zone == "" || o.Zone == "UTC" {
		return time.UTC
	}
	if zone, err := time.LoadLocation(o.Zone); err == nil && o.Zone != "Local" {
		return zone
	}
	return time.UTC
}

// A Kind is the kind of a file under content/.
type Kind string

const (
	KindArticle Kind = ""        // a solution: has an author, is judged and ordered
	KindPage    Kind = "page"    // an ordinary page (manual, about): never ranked
	KindSection Kind = "section" // an _index.md: describes its folder's category
)

// An Article is one file as written: front matter understood, body untouched.
// It is never changed after Parse returned it.
type Article struct {
	Path     string // below the content folder, with slashes: "wifi/slow-5ghz.md"
	URL      string // below the site's root: "wifi/slow-5ghz/"; a function of Path alone
	Category string // folder of the file, "" at the top, unless the front matter names one
	Kind     Kind

	Title    string
	Summary  string
	Language string // BCP 47; empty = the site's
	Tags     []string
	Aliases  []string // old addresses, below the site's root

	Author     string // contributor id; empty = unknown
	AskedBy    string
	AcceptedBy string
	Date       time.Time
	AcceptedAt time.Time
	Updated    time.Time

	Answer  string // id of the answer in the evidence; default: Path without ".md"
	Thread  string // id of the discussion; the articles of one share a page
	Source  string // address of the original
	License string

	// Counts, used where the evidence has no rows for Answer.
	Kudos, Downvotes, Confirmed, Failed int

	VerifiedBy string // a named reviewer's word
	RejectedBy string
	ReleasedBy string // a named reviewer publishes it although a rule holds it back
	Reason     string
	Held       string // why it is held back for now; says nothing against it
	HeldBy     string

	AppliesTo    []string
	ReviewedAt   time.Time
	ReviewEvery  int    // days; 0 = never due
	SupersededBy string // path below content, or an address
	Outdated     bool
	Draft        bool
	PublishAt    time.Time
	ExpiresAt    time.Time
	Weight       int    // order of ordinary pages within their folder
	Icon         string // of a category, one of Icons; of sections only

	Extra map[string]any // keys that winnow does not know, as decoded

	TitleLine      int    // line of the title in the file, for messages; 0 = none
	SupersededLine int    // that of superseded_by
	DateLine       int    // that of the date
	ReviewLine     int    // that of the last key of a reviewer
	Body           []byte // Markdown after the front matter; shares memory with the file's bytes
	BodyLine       int    // line of the file on which Body begins
}

// Icons are the names of the drawings that a category can have.
var Icons = []string{
	"account", "bell", "bolt", "book", "box", "bug", "card", "chart", "chat", "clock", "cloud", "code", "device",
	"download", "folder", "globe", "home", "key", "lock", "mail", "people", "plug", "printer", "router", "sensor",
	"server", "settings", "shield", "star", "truck", "update", "wifi", "wrench",
}

// Privacy is a contributor's own choice of what the site may show.
type Privacy string

const (
	Public    Privacy = "public"    // name and page
	Anonymous Privacy = "anonymous" // shown as "community member", no page; the score is still used
	Unscored  Privacy = "unscored"  // no score is computed; own endorsements are dropped
	Erased    Privacy = "erased"    // id, name and aliases occur nowhere in the output
)

// A Contributor is one person in contributors.toml.
type Contributor struct {
	ID      string
	Name    string // default: ID
	Role    string // staff, moderator, … ; empty = member
	Joined  time.Time
	Aliases []string // other ids of the same person, across sources
	Privacy Privacy  // default: Public
	URL     string
}

// An Evidence is one row of an evidence file.
type Evidence struct {
	Date     time.Time
	Kind     EvidenceKind
	Answer   string
	Author   string // of the answer
	By       string // who did it; empty = not identified
	Thread   string
	Category string
	Tags     []string
	Count    int  // 1 where the file says nothing; 0 = the row says nothing, unless it is a total
	Total    bool // Count is how often it happened in all, up to Date

	Path string // of the file below the content folder
	Line int    // on which the row begins
}
