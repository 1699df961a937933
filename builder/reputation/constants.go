package reputation

import (
	"slices"

	"winnow/builder/content"
)

// A constant is one row of the rules: a number by its key in site.toml, where
// Rules holds it, what it is where site.toml is silent, and the range in which it
// makes sense. Default, Check, Settings and the published rules derive from it.
type constant struct {
	key                 string             // below [reputation]
	in                  func(r *Rules) any // a *Micro, or an *int for a whole number
	standard, low, high Micro
	meaning             string // one line
}

func (c *constant) get(r *Rules) Micro {
	if n, ok := c.in(r).(*int); ok {
		return inMillionths(*n)
	}
	return *c.in(r).(*Micro)
}

func (c *constant) setDefault(r *Rules) {
	switch to := c.in(r).(type) {
	case *int:
		*to = int(c.standard / One)
	case *Micro:
		*to = c.standard
	}
}

func inMillionths(n int) Micro { return Micro(min(max(n, -1e9), 1e9)) * One }

// whole returns a constant that is a whole number in site.toml.
func whole(key string, in func(r *Rules) any, standard, low, high int, meaning string) constant {
	return constant{key, in, inMillionths(standard), inMillionths(low), inMillionths(high), meaning}
}

// A mass is the row of what one kind of evidence is worth; harm is negative.
type mass struct {
	constant
	kind content.EvidenceKind  // empty: what the rest of the thread says, or a half
	half func(r *Rules) *Micro // where the weight is that is worth half of it; nil: it does not saturate
}

const (
	tiny = One / 1000
	most = 1000 * One
)

// masses returns the one table of masses, in the order in which they are listed. The
// meaning of one that belongs to a kind adds to what package content says of it.
func masses() []mass {
	return []mass{
		{constant{"mass.verified", func(r *Rules) any { return &r.Mass.Verified }, 4 * One, 0, most, "a reviewer verified the answer"}, content.Verified, nil},
		{constant{"mass.accepted", func(r *Rules) any { return &r.Mass.Accepted }, 2 * One, 0, most, "the person who asked accepted it"}, content.Accepted, nil},
		{constant{"mass.confirmed", func(r *Rules) any { return &r.Mass.Confirmed }, One, 0, most, "somebody reports that it worked, times the weight of that person"}, content.Confirmed, nil},
		{constant{"mass.kudos_max", func(r *Rules) any { return &r.Mass.Kudos }, 2 * One, 0, most, "what any number of kudos is worth at most"}, content.Kudos, func(r *Rules) *Micro { return &r.Mass.KudosHalf }},
		{constant{"mass.kudos_half", func(r *Rules) any { return &r.Mass.KudosHalf }, 5 * One, tiny, most, "weight of kudos that is worth half of that"}, "", nil},
		{constant{"mass.thread", func(r *Rules) any { return &r.Mass.Thread }, 0, 0, most, "more kudos (fewer: as harm) than all other judged answers of the thread"}, "", nil},
		{constant{"mass.rejected", func(r *Rules) any { return &r.Mass.Rejected }, -6 * One, -most, 0, "a reviewer rejected the answer"}, content.Rejected, nil},
		{constant{"mass.flag_upheld", func(r *Rules) any { return &r.Mass.FlagUpheld }, -4 * One, -most, 0, "a flag was upheld"}, content.FlagUpheld, nil},
		{constant{"mass.other_accepted", func(r *Rules) any { return &r.Mass.OtherAccepted }, -One, -most, 0, "somebody else's answer was accepted instead"}, "", nil},
		{constant{"mass.failed", func(r *Rules) any { return &r.Mass.Failed }, -15 * One / 10, -most, 0, "somebody reports that it did not work, times the weight of that person"}, content.Failed, nil},
		{constant{"mass.downvote_max", func(r *Rules) any { return &r.Mass.Downvote }, -15 * One / 10, -most, 0, "what any number of downvotes is worth at most"}, content.Downvote, func(r *Rules) *Micro { return &r.Mass.DownvoteHalf }},
		{constant{"mass.downvote_half", func(r *Rules) any { return &r.Mass.DownvoteHalf }, 3 * One, tiny, most, "weight of downvotes that is worth half of that"}, "", nil},
	}
}

// constants returns the one table of all numbers of the rules, in the order in which
// they are listed.
func constants(masses []mass) []constant {
	ofMasses := make([]constant, len(masses))
	for i := range masses {
		ofMasses[i] = masses[i].constant
	}
	return slices.Concat([]constant{
		whole("half_life_days", func(r *Rules) any { return &r.HalfLife }, 1095, 0, 36500, "days after which evidence weighs half; 0 = it never fades"),
		{"newcomer_start", func(r *Rules) any { return &r.NewcomerStart }, 9 * One / 10, 0, One, "what an author's record is multiplied by for an article as long as nothing good is known of the author"},
		{"kappa.overall", func(r *Rules) any { return &r.Kappa.Overall }, 4 * One, One / 10, most, "units of evidence that outweigh the start of a newcomer"},
		{"kappa.category", func(r *Rules) any { return &r.Kappa.Category }, 6 * One, One / 10, most, "units of evidence in a category that outweigh the author's record elsewhere"},
		{"kappa.tag", func(r *Rules) any { return &r.Kappa.Tag }, 6 * One, One / 10, most, "units of evidence on a tag that outweigh the author's record in its categories"},
		{"caution", func(r *Rules) any { return &r.Caution }, 2 * One, One / 10, most, "mass of doubt about each answer: P/(P+N+caution) of one unit is positive"},
	}, ofMasses, []constant{
		{"weight.staff", func(r *Rules) any { return &r.Weight.Staff }, One, 0, One, "weight of a kudos or report of a member of staff (anchored mode)"},
		{"weight.proven", func(r *Rules) any { return &r.Weight.Proven }, 7 * One / 10, 0, One, "of somebody with a verified answer or a rank that staff granted (anchored mode)"},
		{"weight.vouched", func(r *Rules) any { return &r.Weight.Vouched }, 4 * One / 10, 0, One, "of somebody for whom enough of these vouch (anchored mode)"},
		{"weight.unvouched", func(r *Rules) any { return &r.Weight.Unvouched }, 4 * One / 10, 0, One, "of anybody else, kept apart (anchored mode)"},
		{"weight.member", func(r *Rules) any { return &r.Weight.Member }, 4 * One / 10, 0, One, "of a person whose endorsements are spread over many authors (platform mode)"},
		{"weight.isolated", func(r *Rules) any { return &r.Weight.Isolated }, One / 10, 0, One, "of a person who endorses one author only; others lie between, by the share that goes to others than the one who gets most (platform mode)"},
		{"weight.counted", func(r *Rules) any { return &r.Weight.Counted }, 4 * One / 10, 0, One, "of an event whose giver is not identified"},
		{"weight.counted_max", func(r *Rules) any { return &r.Weight.CountedMax }, 2 * One, tiny, most, "of any number of reports whose givers are not identified, on one answer: half of it is reached by so much weight"},
		{"pair_cap", func(r *Rules) any { return &r.PairCap }, 3 * One, 0, most, "mass that one person can give to or take from one author in all"},
		{"vouched_cap", func(r *Rules) any { return &r.VouchedCap }, One / 4, 0, most, "the same for all those together for whom exactly the same people vouch (anchored mode)"},
		{"staff_cap", func(r *Rules) any { return &r.StaffCap }, 12 * One, 0, most, "the same for a member of staff; verifying and rejecting are not capped"},
		whole("burst.events", func(r *Rules) any { return &r.Burst.Events }, 3, 1, 1000000, "events from one person to one author that count within burst.hours"),
		whole("burst.hours", func(r *Rules) any { return &r.Burst.Hours }, 24, 0, 24*365, "see burst.events; 0 = no such limit"),
		{"reciprocity_discount", func(r *Rules) any { return &r.Reciprocity }, 8 * One / 10, 0, One, "how much two people who endorse each other equally lose of it"},
		whole("reciprocity_from", func(r *Rules) any { return &r.MutualFrom }, 3, 1, 1000000, "endorsements in each direction from which on that is so"),
		{"unvouched_share", func(r *Rules) any { return &r.UnvouchedShare }, 0, 0, One, "unvouched evidence weighs at most this share of the vouched"},
		whole("anchors.vouches_needed", func(r *Rules) any { return &r.Anchors.Needed }, 3, 1, 1000, "different staff or proven people that make a person vouched"),
		whole("anchors.vouches_per_year", func(r *Rules) any { return &r.Anchors.PerYear }, 20, 0, 1000000, "people for whom one person can vouch in 365 days"),
		whole("probation_days", func(r *Rules) any { return &r.ProbationDays }, 365, 0, 36500, "days after a rejection or upheld flag in which the standing in that category is a newcomer's at best"),
		whole("small_cell", func(r *Rules) any { return &r.SmallCell }, 3, 0, 1000, "judged units and judges below which a standing in a category or tag is not published"),
	})
}
