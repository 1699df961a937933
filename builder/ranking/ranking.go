package ranking

import (
	"time"

	"winnow/builder/content"
	"winnow/builder/fixedpoint"
)

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
	Further   State = "further"   // an answer on the page of another one of its thread
)

// Public reports whether articles of this state are listed. It is the one
// predicate that lists, search, feeds and JSON obey.
func (s State) Public() bool { return s == Published || s == Outdated }

// Reachable reports whether an article of this state has a page: what is public,
// and duplicates, whose addresses may be linked from elsewhere and whose pages
// lead on to the article that is listed instead.
func (s State) Reachable() bool { return s.Public() || s == Duplicate }

// Shown reports whether an article of this state can be read on the site.
func (s State) Shown() bool { return s.Reachable() || s == Further }

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

	Asks        bool // the question is in its text
	NoAnswer    bool // there is no solution in its text
	SaysNothing bool // its solution has no other words than "Solved! Thanks"
	SelfSolved  bool // its author asked, or accepted, and nobody else accepted it

	// The author's record in the article's topic, without this article.
	AuthorR      int64
	AuthorJudged int64
	AuthorJudges int
	AuthorTopic  string

	// What happened to the answer. Weights have not faded yet.
	Evidence        []Evidence
	Newest          time.Time // of the judged evidence; zero = does not fade
	UnvouchedNewest time.Time
	Accepted        bool
	Chosen          bool   // accepted, by whomever
	Verified        bool   // by a reviewer who is not the author
	Released        bool   // likewise, with a reason, in the article's file
	CopyOf          string // path of the article whose answer it repeats; empty = none
}

// An Evidence is one kind of event and how much it weighs, by who gave it.
type Evidence struct {
	Kind      content.EvidenceKind
	N         int
	Weight    int64     // of what is judged
	Unvouched int64     // of what is not
	Date      time.Time // of the newest
	Heard     int       // how many of N are judged evidence by others than the author
}

// SelfAccepted is the kind of an acceptance by the author, who asked as well.
const SelfAccepted content.EvidenceKind = "self_accepted"

// A Basis is what all articles of a build are measured by.
type Basis struct {
	Prior fixedpoint.Micro // where any unknown author starts: the record of a newcomer in package reputation
	AsOf  time.Time        // the day on which ages are measured
	Now   time.Time        // decides what is scheduled and what has expired
}

// A Verdict is the place of one article and every reason for it.
type Verdict struct {
	State    State
	Reasons  []Reason // why it is held, outdated, expired …; empty for published
	Despite  []Reason // why it would be held, had a reviewer not released it
	Tier     int      // 0 verified, 1 everything else, 2 outdated
	Verified bool     // by a reviewer who is not the author
	Quality  int64    // Q, millionths: what the hold-back rules look at
	Value    int64    // V, millionths: Start + all Terms, exactly
	Start    int64    // where any unknown author starts
	Terms    []Term
	Judged   int64 // units of evidence behind it, millionths

	// What V is recomputed from, beside the policy and the terms' masses.
	AuthorR   int64 // R
	Decay     int64 // what is left of judged evidence, in 30 binary places
	OpenDecay int64 // the same of unvouched evidence

	Place int // 1 = first of all public articles; 0 when not public

	CopyOf    string // path of the article whose answer it repeats; empty = none
	Canonical string // of a duplicate: path of the article that is listed instead
	Lead      string // of a further answer: path of the article on whose page it is

	written int // day of the answer: 20240301; 0 = unknown
	path    string
	chosen  bool
	asks    bool
}

// A Reason is why an article is in its state.
type Reason struct {
	Rule string // see the constants
	Text string // one English sentence without names of givers
	Line int    // of the article's file, where one is meant
}

// Rules that put an article into a state other than published.
const (
	RuleDraft      = "draft"
	RuleScheduled  = "scheduled"
	RuleExpired    = "expired"
	RuleHeld       = "held"
	RuleRejected   = "rejected"
	RuleFlag       = "flag"
	RuleRisk       = "risk"
	RuleQuality    = "quality"
	RuleDownvoted  = "downvoted"
	RuleNoSolution = "no_solution"
	RuleUnanswered = "unanswered"
	RuleSuperseded = "superseded"
	RuleMarked     = "marked"
	RuleDuplicate  = "duplicate"
)

// A Term is one number that placed the article.
type Term struct {
	Kind  string // "author", an evidence kind, "copy", "unvouched", "caution"
	N     int    // how many events
	Topic string // of the author's record
	Date  time.Time
	Value int64 // millionths, signed
	Mass  int64 // of evidence: before it fades, millionths; negative for harm
}

// Kinds of terms beside those of evidence.
const (
	TermAuthor    = "author"
	TermCopy      = "copy" // it repeats another answer, so that evidence in its favour adds nothing; always 0
	TermUnvouched = "unvouched"
	TermCaution   = "caution"
)

// Admit decides the state of each article and what it is worth. The result is
// parallel to subjects; no one has a place yet.
func Admit(subjects []Subject, p Policy, b Basis) []Verdict { return admit(rules(), subjects, p, b) }

func admit(rules []rule, subjects []Subject, p Policy, b Basis) []Verdict {
	scale := newScale(rules, p, b)
	out := make([]Verdict, len(subjects))
	for i := range subjects {
		s := &subjects[i]
		v := &out[i]
		judged := scale.value(s, v)
		v.State, v.Reasons, v.Despite = p.state(rules, s, judged, b.Now)
		v.Tier, v.Verified = tier(s, v.State), s.Verified
		v.written, v.path, v.chosen, v.asks, v.CopyOf = number(s.Article.Date), s.Article.Path, s.Chosen, s.Asks, s.CopyOf
	}
	return out
}

// number writes a day as a number that sorts.
func number(t time.Time) int {
	if t.IsZero() {
		return 0
	}
	year, month, day := t.Date()
	return 10_000*year + 100*int(month) + day
}

func tier(s *Subject, state State) int {
	switch {
	case state == Outdated:
		return 2
	case s.Verified:
		return 0
	}
	return 1
}
