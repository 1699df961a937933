package reputation

import "winnow/builder/fixedpoint"

// A community is the input in the order of ids: who, which answers, and what
// happened to them.
type community struct {
	rules   Rules
	asOf    day
	people  *people
	tokens  []string // of people: the ids that may be shown
	ids     []string // of answers, sorted
	answers []answer
	events  []event
	groups  map[int32]int32 // of vouched people: the same for whom the same people vouch
	cells   []cell
	threads int
	topics  []string // categories, then tags, each sorted
	tags    int32    // number of the first tag
	sets    [][]int32
	ignored [reasons]int
	prior   Micro
	decay   fixedpoint.Decay
}

// An answer is what is known of one answer. Its events are elsewhere.
type answer struct {
	description
	copyOf int32 // the answer that it repeats, or none
	counts span  // cells, by kind
	links  span  // its category, then its tags
	outcome
	solo int32 // people who judged this author by this answer alone
}

// A description is what rows and articles say of an answer, beside its events.
type description struct {
	author, asker    int32 // persons, or none
	thread, category int32
	tags             int32 // number of a set, or none
	posted           day
	flags            flags
}

type flags uint8

const (
	isArticle   flags = 1 << iota
	wasJudged         // it has rows of evidence, beyond having been written
	wasAccepted       // it has rows of being accepted, or of that being taken back
	contradicted
	isCopy // what speaks for it does not count; set once it is known how newcomers start
)

// Reasons why a row or event changes nothing.
const (
	badKind = iota
	badAnswer
	badCount
	inFuture
	afterAsOf
	repeated
	takenAway
	fromUnscored
	notStaff
	bySelf
	inBurst
	overCap
	ofCopy
	ofNobody
	disputed
	reasons
)

var reasonNames = [reasons]string{
	"unknown kind", "no answer named", "count below 1", "dated in the future", "after as_of", "repeated",
	"acceptance taken back", "given by an unscored person", "a staff decision by somebody else", "given by the author",
	"too many at once from one person", "over the cap of one person",
	"for an answer that repeats an earlier one",
	"for an answer whose author nobody names", "answers with different authors in different places",
}
