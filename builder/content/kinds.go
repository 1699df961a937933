package content

// An EvidenceKind is what happened to an answer.
type EvidenceKind string

// The kinds of evidence that winnow's own packages write. What follows from an
// event of a kind is in the table EvidenceKinds.
const (
	Answered   EvidenceKind = "answered"
	Accepted   EvidenceKind = "accepted"
	Unaccepted EvidenceKind = "unaccepted"
	Kudos      EvidenceKind = "kudos"
	Downvote   EvidenceKind = "downvote"
	Confirmed  EvidenceKind = "confirmed"
	Failed     EvidenceKind = "failed"
	Verified   EvidenceKind = "verified"
	Rejected   EvidenceKind = "rejected"
	FlagUpheld EvidenceKind = "flag_upheld"
)

// EvidenceTraits are what holds for all events of one kind of evidence: a row of
// the table EvidenceKinds.
type EvidenceTraits struct {
	Kind     EvidenceKind
	Polarity int // 1: it endorses the answer; -1: it speaks against it; 0: neither

	Decides   bool // only a reviewer or moderator can do it
	Accepts   bool // the person who asked takes the answer for the solution
	Withdraws bool // it takes back the same person's acceptance
	Confirms  bool // it is news that the answer is right: the answer was last confirmed then
	Compares  bool // answers of one thread are compared by it
	Proves    bool // it shows that the author can be trusted
	Counted   bool // readers do it, and a forum may know how many did and not who
	Writes    bool // it says who wrote the answer and when, and judges nothing

	Meaning string // of one event, in English
}

// EvidenceKinds returns the one table of the kinds of evidence, in the order in which
// what happened to an answer is listed. Another kind is another row of it, a mass
// of package reputation, and its texts in the themes' strings.
func EvidenceKinds() []EvidenceTraits {
	return []EvidenceTraits{
		{Kind: Verified, Polarity: 1, Decides: true, Confirms: true, Proves: true, Meaning: "a reviewer verified the answer"},
		{Kind: Accepted, Polarity: 1, Accepts: true, Confirms: true, Meaning: "the person who asked accepted it"},
		{Kind: Unaccepted, Withdraws: true, Meaning: "the person who asked took the acceptance back"},
		{Kind: Confirmed, Polarity: 1, Counted: true, Confirms: true, Meaning: "somebody reports that it worked"},
		{Kind: Kudos, Polarity: 1, Counted: true, Compares: true, Meaning: "a reader liked it"},
		{Kind: Rejected, Polarity: -1, Decides: true, Meaning: "a reviewer rejected the answer"},
		{Kind: FlagUpheld, Polarity: -1, Decides: true, Meaning: "a moderator upheld a report against it"},
		{Kind: Failed, Polarity: -1, Counted: true, Meaning: "somebody reports that it did not work"},
		{Kind: Downvote, Polarity: -1, Counted: true, Meaning: "a reader disliked it"},
		{Kind: Answered, Writes: true, Meaning: "it was written"},
	}
}
