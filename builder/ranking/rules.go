package ranking

import (
	"fmt"
	"strings"

	"winnow/builder/content"
	"winnow/builder/fixedpoint"
)

// A rule is one row of [ranking]: a constant by its key in site.toml, where Policy
// holds it, what it is where site.toml is silent, and what it means. A rule that
// holds articles back also says which, and why. The default, Check, Settings and the
// reasons of held articles derive from it.
type rule struct {
	key       string // below [ranking]
	in        func(p *Policy) any
	standard  any // a bool, which switches the rule off and on, a fixedpoint.Micro, a string or a list of them
	low, high fixedpoint.Micro
	meaning   string // one line

	mass   content.EvidenceKind                              // the kind of evidence that is worth this; empty: it is no mass
	reason string                                            // of its Reasons, a constant Rule…; empty: it holds nothing back
	needs  []content.EvidenceKind                            // it can hold nothing back without an event of one of these kinds; nil: it looks at texts and files
	firm   func(s *Subject) []Reason                         // why it holds an article back, also one that a reviewer released
	hold   func(p *Policy, s *Subject, j judgement) []Reason // why it holds an article back
}

// rules returns the one table of them, in the order in which they are listed.
func rules() []rule {
	const one, most = fixedpoint.One, 1000 * fixedpoint.One
	return append([]rule{
		{key: "author_weight", in: func(p *Policy) any { return &p.AuthorWeight }, standard: one / 2, high: most,
			meaning: "units of evidence that the author's record counts as; it fades as the article earns its own"},
		{key: "caution", in: func(p *Policy) any { return &p.Caution }, standard: 10 * one, low: one, high: most,
			meaning: "units of doubt about every article, which its evidence has to outweigh"},
		{key: "odds", in: func(p *Policy) any { return &p.Odds }, standard: 10 * one, low: one, high: 100 * one,
			meaning: "what the odds of an article are multiplied by where its trust is shown; it changes no place"},
		{key: "unvouched_share", in: func(p *Policy) any { return &p.UnvouchedShare }, standard: 0 * one, high: one,
			meaning: "unvouched evidence weighs at most this share of the judged"},
		{key: "reviewers", in: func(p *Policy) any { return &p.Reviewers }, standard: []string{"role:staff", "role:employee", "role:moderator", "role:administrator", "role:reviewer"},
			meaning: "ids and roles of the people who verify, reject, release and uphold flags"},
		{key: "hold_in_file", in: func(p *Policy) any { return &p.HoldInFile }, standard: true,
			meaning: "an article whose file says held is held back; nothing else follows from it",
			reason:  RuleHeld, firm: heldInFile},
		{key: "hold_rejected", in: func(p *Policy) any { return &p.HoldRejected }, standard: true,
			meaning: "an article that a reviewer rejected is held back",
			reason:  RuleRejected, needs: []content.EvidenceKind{content.Rejected}, firm: rejectedInFile, hold: happened(content.Rejected, RuleRejected, "a reviewer rejected it")},
		{key: "hold_flagged", in: func(p *Policy) any { return &p.HoldFlagged }, standard: true,
			meaning: "an article with an upheld flag is held back",
			reason:  RuleFlag, needs: []content.EvidenceKind{content.FlagUpheld}, hold: happened(content.FlagUpheld, RuleFlag, "a flag was upheld")},
		{key: "hold_risky", in: func(p *Policy) any { return &p.HoldRisky }, standard: true,
			meaning: "an article with a dangerous command of level block is held back until a reviewer verified it",
			reason:  RuleRisk, hold: risky},
		{key: "hold_quality", in: func(p *Policy) any { return &p.HoldQuality }, standard: one / 5, high: one,
			meaning: "an article of lower quality is held back if it also has hold_negative",
			reason:  RuleQuality, needs: []content.EvidenceKind{content.Failed, content.Rejected, content.FlagUpheld}, hold: poor},
		{key: "duplicates", in: func(p *Policy) any { return &p.Duplicates }, standard: DuplicatesMerge,
			meaning: `of articles that tell the same problem and solution under the same title, one is listed ("merge") or all are ("show")`},
		{key: "hold_negative", in: func(p *Policy) any { return &p.HoldNegative }, standard: 5 * one / 2, high: most,
			meaning: "mass of failed attempts that must be exceeded before quality holds anything back"},
		{key: "hold_downvoted", in: func(p *Policy) any { return &p.HoldDownvoted }, standard: 2 * one, high: most,
			meaning: "an article with more downvotes than upvotes, and at least so many, is held back until a reviewer verified it; 0 = never",
			reason:  RuleDownvoted, needs: []content.EvidenceKind{content.Downvote}, hold: downvoted},
		{key: "hold_no_solution", in: func(p *Policy) any { return &p.HoldNoSolution }, standard: true,
			meaning: "an answer to one's own question that nobody else endorsed and that has no other words than \"Solved! Thanks\" is held back",
			reason:  RuleNoSolution, hold: noSolution},
		{key: "hold_unanswered", in: func(p *Policy) any { return &p.HoldUnanswered }, standard: true,
			meaning: "a question without an answer is held back",
			reason:  RuleUnanswered, hold: unanswered},
	}, masses()...)
}

// masses returns the rows of what one event of a kind is worth to an article.
func masses() []rule {
	const one, most = fixedpoint.One, 1000 * fixedpoint.One
	return []rule{
		{mass: content.Verified, key: "mass.verified", in: func(p *Policy) any { return &p.Mass.Verified }, standard: 4 * one, high: most,
			meaning: "a reviewer verified the answer"},
		{mass: content.Accepted, key: "mass.accepted", in: func(p *Policy) any { return &p.Mass.Accepted }, standard: 8 * one / 10, high: most,
			meaning: "the person who asked accepted it"},
		{mass: SelfAccepted, key: "mass.self_accepted", in: func(p *Policy) any { return &p.Mass.SelfAccepted }, standard: 4 * one / 10, high: most,
			meaning: "the person who asked accepted an answer of their own (platform mode)"},
		{mass: content.Confirmed, key: "mass.confirmed", in: func(p *Policy) any { return &p.Mass.Confirmed }, standard: 2 * one, high: most,
			meaning: "a person reports that it worked, times the weight of that person"},
		{mass: content.Kudos, key: "mass.kudos", in: func(p *Policy) any { return &p.Mass.Kudos }, standard: one, high: most,
			meaning: "a kudos, times the weight of its giver"},
		{mass: content.Rejected, key: "mass.rejected", in: func(p *Policy) any { return &p.Mass.Rejected }, standard: -30 * one, low: -most,
			meaning: "a reviewer rejected the answer"},
		{mass: content.FlagUpheld, key: "mass.flag_upheld", in: func(p *Policy) any { return &p.Mass.FlagUpheld }, standard: -20 * one, low: -most,
			meaning: "a flag was upheld"},
		{mass: otherAccepted, key: "mass.other_accepted", in: func(p *Policy) any { return &p.Mass.OtherAccepted }, standard: -8 * one / 10, low: -most,
			meaning: "another person's answer was accepted instead"},
		{mass: content.Failed, key: "mass.failed", in: func(p *Policy) any { return &p.Mass.Failed }, standard: -3 * one, low: -most,
			meaning: "a person reports that it did not work, times the weight of that person"},
		{mass: content.Downvote, key: "mass.downvote", in: func(p *Policy) any { return &p.Mass.Downvote }, standard: -15 * one / 10, low: -most,
			meaning: "a downvote, times the weight of its giver"},
	}
}

// otherAccepted is the kind of another answer's acceptance, as package reputation
// counts it.
const otherAccepted content.EvidenceKind = "other_accepted"

func (x *rule) setDefault(p *Policy) {
	switch to := x.in(p).(type) {
	case *bool:
		*to = x.standard.(bool)
	case *fixedpoint.Micro:
		*to = x.standard.(fixedpoint.Micro)
	case *string:
		*to = x.standard.(string)
	case *[]string:
		*to = x.standard.([]string)
	}
}

func (x *rule) text(p *Policy) string {
	switch v := x.in(p).(type) {
	case *bool:
		return fmt.Sprint(*v)
	case *fixedpoint.Micro:
		return v.String()
	case *string:
		return *v
	case *[]string:
		return strings.Join(*v, ", ")
	}
	return ""
}

// on reports whether the rule is not switched off.
func (x *rule) on(p *Policy) bool {
	switch v := x.in(p).(type) {
	case *bool:
		return *v
	case *fixedpoint.Micro:
		return *v != 0
	}
	return true
}

// ReasonRules returns every rule that a Reason can name.
func ReasonRules() []string {
	out := []string{RuleDraft, RuleScheduled, RuleExpired}
	for _, x := range rules() {
		if x.reason != "" {
			out = append(out, x.reason)
		}
	}
	return append(out, RuleSuperseded, RuleMarked, RuleDuplicate)
}
