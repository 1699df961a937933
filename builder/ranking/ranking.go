package ranking

import (
	"time"

	"winnow/builder/content"
)

// Policy is the table [ranking] of site.toml.
type Policy struct {
	// … the room's own: rho, hold-back rules, decay by category, risk levels by kind
}

// DefaultPolicy is what holds where site.toml is silent.
func DefaultPolicy() Policy { panic("not built yet") }

// A State is where an article ends. Every article ends in exactly one.
type State string

const (
	Published State = "published"
	Outdated  State = "outdated" // listed last, with a banner
	Held      State = "held"
	Draft     State = "draft"
	Scheduled State = "scheduled"
	Expired   State = "expired"
	Duplicate State = "duplicate" // points to a canonical article
)

// Public tells whether a reader may see articles of this state. It is the one
// predicate that pages, lists, search, feeds and JSON obey.
func (s State) Public() bool { return s == Published || s == Outdated }

// A Risk is a dangerous command found in the article (see package markdown).
type Risk struct {
	Kind  string
	Block bool
	Line  int
}

// A Subject is all that is known of one article. Numbers are millionths.
type Subject struct {
	Article *content.Article
	Risks   []Risk

	// The author's record in the article's topic, without this article.
	AuthorR      int64
	AuthorJudged int64
	AuthorJudges int
	AuthorTopic  string

	// What happened to the answer (decayed masses).
	Positive, Negative, Unvouched int64
	Accepted                      bool
	Newest                        time.Time
	LastConfirmed                 time.Time
	Evidence                      []Evidence
}

// An Evidence is one kind of event and the mass it gave (negative for harm).
type Evidence struct {
	Kind  content.EvidenceKind
	N     int
	Value int64
}

// A Verdict is the place of one article and every reason for it.
type Verdict struct {
	State   State
	Reasons []Reason // why it is held, outdated, expired …; empty for published
	Tier    int      // 0 verified, 1 everything else, 2 outdated
	Quality int64    // Q, millionths
	Value   int64    // V, millionths: Start + all Terms, exactly
	Start   int64    // where any unknown author starts
	Terms   []Term
	Judged  int64 // units of evidence behind it, millionths
	Place   int   // 1 = first of all public articles; 0 when not public
}

// A Reason is why an article is in its state.
type Reason struct {
	Rule string // "rejected", "flag", "risk", "quality", "superseded", "marked", "expired", …
	Text string // one English sentence without names of givers
	Line int    // of the article's file, where one is meant
}

// A Term is one number that placed the article.
type Term struct {
	Kind  string // "author", an evidence kind, "unvouched", "uncertainty"
	N     int    // how many events
	Topic string // of the author's record
	Date  time.Time
	Value int64 // millionths, signed
}

// Admit decides the state of each article; Order puts them in their place.
// The result is parallel to subjects. prior is mu of package reputation.
func Rank(subjects []Subject, p Policy, prior int64, now time.Time) []Verdict { panic("not built yet") }
