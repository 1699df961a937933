package reputation

import (
	"iter"
	"time"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// Micro is a number in millionths: masses, shares and scores are integers, so
// that the same input gives the same digits on every machine.
type Micro int64

// One is 1 in millionths.
const One Micro = 1_000_000

// Input is all that a score depends on.
type Input struct {
	Rules        Rules
	Contributors []content.Contributor
	Articles     []*content.Article         // of kind article only, any order
	Evidence     iter.Seq[content.Evidence] // read once, any order; nil = none
}

// Score reads the evidence once and returns the standing of every contributor.
// The result is the same whatever the order of articles and evidence. Problems
// are those of the evidence as a whole (future dates, cyclic aliases); rows are
// checked by package content.
func Score(in Input) (*Ledger, diag.List) { panic("not built yet") }

// A Ledger holds the standing of every contributor and the outcome of every
// answer. It is never changed after Score returned it, and safe for use by
// several goroutines.
type Ledger struct {
	AsOf         time.Time   // the day on which ages are measured
	Prior        Micro       // where an unknown author starts (mu), 0 … One
	Contributors []*Standing // best first: score, then judged, then id

	// … own fields of the room
}

// A Standing is what one contributor has earned.
type Standing struct {
	ID      string // canonical id, never an alias
	Name    string
	Role    string
	Privacy content.Privacy
	URL     string
	Joined  time.Time

	Score   int64  // tenths of a point: 100*(R-mu) to one decimal; 0 = unknown newcomer
	Judged  Micro  // mass of judged evidence
	Judges  int    // distinct identified people who judged
	Rank    string // newcomer, contributor, trusted, expert: rules of site.toml
	Place   int    // 1 = best
	Answers int    // answers known, judged or not
	Solved  int    // accepted answers

	ByCategory []Topic // published ones only (small-cell rule), best first
	ByTag      []Topic
}

// A Topic is a standing within one category or tag.
type Topic struct {
	Name   string
	Score  int64 // tenths
	Judged Micro
	Judges int
	Rank   string
	Place  int // among the contributors with a published score in this topic
}

// An Explanation is a score taken apart: Start + all Lines + Rest = Total,
// exactly, in millionths.
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
	Answer string    // id in the evidence
	Value  Micro     // signed, its addition to R
	Date   time.Time // of the newest event
	Events []Count   // what happened to it
}

// A Count is how often something happened, by kind and class of giver. Givers
// are never named.
type Count struct {
	Kind  content.EvidenceKind
	N     int
	Value Micro // mass given (negative for harm)
}

// Contributor returns the standing of an id or alias, or nil.
func (l *Ledger) Contributor(id string) *Standing { panic("not built yet") }

// Explain takes a contributor's score apart; topic is "" (overall),
// "category:NAME" or "tag:NAME"; at most n lines are listed (n < 0 = all).
func (l *Ledger) Explain(id, topic string, n int) (Explanation, bool) { panic("not built yet") }

// A Record is an author's standing in an article's topic, leaving that very
// article out.
type Record struct {
	R      Micro // shrunk mean, 0 … One
	Judged Micro
	Judges int
	Topic  string // the narrowest level that had evidence: "", "category:…" or "tag:…"
}

// Record returns the author's record for an article's category and tags,
// computed without the events of answer.
func (l *Ledger) Record(author, category string, tags []string, answer string) Record {
	panic("not built yet")
}

// An Outcome is what happened to one answer.
type Outcome struct {
	Positive, Negative Micro // decayed masses of judged evidence (P, N of science B2)
	Unvouched          Micro // decayed mass of unvouched positive evidence
	Accepted           bool
	AcceptedBy         string // empty when the acceptor is not identified
	Newest             time.Time
	LastConfirmed      time.Time
	Counts             []Count // raw counts and masses by kind, in a fixed order; masses add up to Positive - Negative
}

// Outcome returns what happened to an answer; ok is false when nothing did.
func (l *Ledger) Outcome(answer string) (o Outcome, ok bool) { panic("not built yet") }
