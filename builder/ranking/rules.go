package ranking

import (
	"fmt"

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
	standard  any // a bool, which switches the rule off and on, a fixedpoint.Micro or a string
	low, high fixedpoint.Micro
	meaning   string // one line

	reason string                                            // of its Reasons, a constant Rule…; empty: it holds nothing back
	firm   func(s *Subject) []Reason                         // why it holds an article back, also one that a reviewer released
	hold   func(p *Policy, s *Subject, j judgement) []Reason // why it holds an article back
}

// rules returns the one table of them, in the order in which they are listed.
func rules() []rule {
	const one, most = fixedpoint.One, 1000 * fixedpoint.One
	return []rule{
		{key: "author_weight", in: func(p *Policy) any { return &p.AuthorWeight }, standard: one, low: one / 10, high: most,
			meaning: "units of evidence that the author's record counts as; it fades as the article earns its own"},
		{key: "unvouched_share", in: func(p *Policy) any { return &p.UnvouchedShare }, standard: 0 * one, high: one,
			meaning: "unvouched evidence weighs at most this share of the judged"},
		{key: "hold_rejected", in: func(p *Policy) any { return &p.HoldRejected }, standard: true,
			meaning: "an article that a reviewer rejected is held back",
			reason:  RuleRejected, firm: rejectedInFile, hold: happened(content.Rejected, RuleRejected, "a reviewer rejected it")},
		{key: "hold_flagged", in: func(p *Policy) any { return &p.HoldFlagged }, standard: true,
			meaning: "an article with an upheld flag is held back",
			reason:  RuleFlag, hold: happened(content.FlagUpheld, RuleFlag, "a flag was upheld")},
		{key: "hold_risky", in: func(p *Policy) any { return &p.HoldRisky }, standard: true,
			meaning: "an article with a dangerous command of level block is held back until a reviewer verified it",
			reason:  RuleRisk, hold: risky},
		{key: "hold_quality", in: func(p *Policy) any { return &p.HoldQuality }, standard: one / 5, high: one,
			meaning: "an article of lower quality is held back if it also has hold_negative",
			reason:  RuleQuality, hold: poor},
		{key: "duplicates", in: func(p *Policy) any { return &p.Duplicates }, standard: DuplicatesMerge,
			meaning: `of articles that tell the same problem and solution under the same title, one is listed ("merge") or all are ("show")`},
		{key: "hold_negative", in: func(p *Policy) any { return &p.HoldNegative }, standard: 5 * one / 2, high: most,
			meaning: "mass of negative evidence that must be exceeded before quality holds anything back"},
	}
}

func (x *rule) setDefault(p *Policy) {
	switch to := x.in(p).(type) {
	case *bool:
		*to = x.standard.(bool)
	case *fixedpoint.Micro:
		*to = x.standard.(fixedpoint.Micro)
	case *string:
		*to = x.standard.(string)
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
	}
	return ""
}

// on reports whether the rule is not switched off.
func (x *rule) on(p *Policy) bool {
	yes, isSwitch := x.in(p).(*bool)
	return !isSwitch || *yes
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
