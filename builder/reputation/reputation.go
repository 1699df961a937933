package reputation

import (
	"iter"
	"time"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// Input is all that a score depends on.
type Input struct {
	Rules        Rules
	Contributors []content.Contributor
	Articles     []*content.Article         // of kind article only, any order
	Evidence     iter.Seq[content.Evidence] // read once, any order; nil = none
	Now          time.Time                  // rows dated later are a problem; zero = not checked
	Copies       map[string]string          // answers that repeat an earlier one: id → id of that one
	Find         func(answer string) string // the id of an answer that a row calls by its path or address; nil = rows have ids only
	Reviewers    []string                   // who may verify, reject, release and uphold flags: ids, and "role:ROLE"
}

// Score reads the evidence once and returns the standing of every contributor.
// The result is the same whatever the order of articles and evidence. Problems
// are those of the evidence as a whole (future dates, shared aliases,
// contradicting authors); rows are checked by package content.
func Score(in Input) (*Ledger, diag.List) {
	return score(in, content.EvidenceKinds(), masses())
}

func score(in Input, rows []content.EvidenceTraits, masses []mass) (*Ledger, diag.List) {
	ranks, problems := compileRanks(in.Rules)

	// What happened, to whose answers? By id, whatever the order of the input.
	c, found := read(in, newKinds(rows, masses, &in.Rules))
	problems = append(problems, found...)

	// Whose word counts, and how much?
	found = weigh(c)
	problems = append(problems, found...)

	// How did each answer turn out?
	judge(c)

	// What does that make of each author, overall and by topic?
	l := newLedger(newBook(c))
	l.publish(ranks)
	return l, problems.Sorted()
}

// A Ledger holds the standing of every contributor and the outcome of every
// answer. It is never changed after Score returned it, and safe for use by
// several goroutines.
type Ledger struct {
	Rules        Rules
	AsOf         time.Time      // the day on which ages are measured; zero without any date
	Prior        Micro          // what first answers usually meet with (mu), 0 … One
	Newcomer     Micro          // the record of an author of whom nothing is known
	Contributors []*Standing    // best first; then those without a place, by id
	Ignored      []Ignored      // rows and events that change nothing, by reason
	Census       content.Census // of all events, also those that change nothing

	*book
	standings []*Standing // by person; nil for who only judged
}

// An Ignored is a number of rows of evidence that have no effect, and why.
type Ignored struct {
	Reason string
	N      int
}

// A Standing is what one contributor has earned. People who want not to be
// named (anonymous, erased) have an opaque token as ID and no name: whatever
// prints a Standing cannot give them away.
type Standing struct {
	ID      string // canonical id, never an alias
	Name    string // default: ID
	Role    string
	Privacy content.Privacy
	URL     string
	Joined  time.Time

	Score   int64  // tenths of a point: 100*(R-mu) to one decimal; 0 = unknown newcomer
	Judged  Micro  // mass of judged evidence
	Judges  int    // distinct identified people who judged
	Rank    string // newcomer, contributor, trusted, expert: rules of site.toml
	Place   int    // 1 = best; 0 = none: unscored, erased, or no answers
	Answers int    // answers known, judged or not
	Solved  int    // accepted answers; own acceptances and unvouched ones do not count

	ByCategory []Topic // published ones only (small-cell rule), best first
	ByTag      []Topic
}

// A Topic is a standing within one category or tag.
type Topic struct {
	Name    string
	Score   int64 // tenths
	Judged  Micro
	Judges  int
	Rank    string
	Place   int // among the contributors with a published score in this topic
	Answers int
	Solved  int
}

// An Explanation is a score taken apart: Start + all Lines + Rest = Total,
// exactly, in millionths. See Tenths for the same in the digits that are shown.
type Explanation struct {
	Topic     string // "" = overall
	Start     Micro  // mu
	Lines     []Line // largest first
	Rest      Micro  // sum of the lines that are not listed
	RestCount int
	Total     Micro // R
}

// A Line is what one answer adds to a score.
type Line struct {
	What   string // "" = one answer, "unvouched" = all unvouched evidence, "probation" = see package comment
	Answer string // id in the evidence
	Value  Micro  // signed, its addition to R
	Date   time.Time
	Events []Count // what happened to it
	CopyOf string  // the answer that it repeats, which is why it earns nothing; empty = none

	Good, Bad Micro // g and b, before they fade
	Faded     int64 // what is left of them, in 30 binary places
	Share     int   // the topic's part is one of so many (tags); 1 = all of it
}

// A Count is how often something happened, by kind and class of giver. Givers
// are never named.
type Count struct {
	Kind  content.EvidenceKind
	N     int       // in all, also what counts nothing
	Date  time.Time // of the newest
	Value Micro     // mass given to the author (negative for harm)
	Heard int       // how many of N are judged evidence, given by others than the author

	// The weight of what is judged, and of what is not: other packages give other
	// masses. Of another answer's acceptance it is how much that counts.
	Weight, Unvouched Micro

	// N by class of giver.
	Staff, Vouched, Others, Unidentified, Self int
}

// Kinds of counts beside those of package content: what the rest of the thread
// says of an answer; see ThreadKinds.
const (
	OtherAccepted content.EvidenceKind = "other_accepted" // another person's answer was accepted
	ThreadWon     content.EvidenceKind = "thread_won"     // more kudos than N other answers
	ThreadLost    content.EvidenceKind = "thread_lost"    // fewer kudos than N other answers
)

// An Answered is one answer as the report on the community counts it. It names
// no one: authors and threads are numbers that mean nothing elsewhere.
type Answered struct {
	Author   int       // -1 = unknown
	Thread   int       // -1 = unknown
	Category string    // its first folder, "" = unknown
	Tags     []int32   // their numbers, see TagName; not to be changed
	Posted   time.Time // zero = unknown
	Accepted time.Time // when another person accepted it last; zero = not
}

// ThreadKinds returns the kinds of counts that only the rest of a thread gives.
func ThreadKinds() []content.EvidenceKind {
	return []content.EvidenceKind{OtherAccepted, ThreadWon, ThreadLost}
}

// A Record is an author's standing in an article's topic, leaving that very
// article out.
type Record struct {
	R      Micro // shrunk mean, 0 … One
	Judged Micro
	Judges int
	Topic  string // the narrowest level that had evidence: "", "category:…" or "tag:…"
}

// An Outcome is what happened to one answer. Masses have not faded yet.
type Outcome struct {
	Positive, Negative Micro // masses of judged evidence: P and N of the package comment
	Accepted           bool  // by another person than the author
	SelfAccepted       bool
	AcceptedBy         string // as in Standing.ID; empty when the acceptor is not identified
	Verified           bool   // by another person than the author
	Newest             time.Time
	NewestUnvouched    time.Time
	LastConfirmed      time.Time // accepted, confirmed or verified
	Counts             []Count   // in a fixed order; values add up to Positive - Negative
	CopyOf             string    // the answer that it repeats, which is why Positive is 0; empty = none
}
