package reputation

import (
	"fmt"
	"strconv"
	"strings"

	"winnow/builder/diag"
)

// A Setting is one constant in force.
type Setting struct {
	Key     string // below [reputation]: "mass.accepted"
	Value   string
	Meaning string // one line
}

// A constant is a number of the rules and the range in which it makes sense.
type constant struct {
	key       string
	value     Micro
	low, high Micro
	meaning   string
}

// whole is a constant that is an integer in site.toml.
func whole(key string, value, low, high int, meaning string) constant {
	scale := func(n int) Micro { return Micro(min(max(n, -1e9), 1e9)) * One }
	return constant{key, scale(value), scale(low), scale(high), meaning}
}

// constants is the one list behind Check and Settings.
func (r Rules) constants() []constant {
	const tiny, unit, most = One / 1000, One, 1000 * One
	k, w, m := r.Kappa, r.Weight, r.Mass
	return []constant{
		whole("half_life_days", r.HalfLife, 0, 36500, "days after which evidence weighs half; 0 = it never fades"),
		{"kappa.overall", k.Overall, One / 10, most, "units of evidence that outweigh the start of a newcomer"},
		{"kappa.category", k.Category, One / 10, most, "units of evidence in a category that outweigh the author's record elsewhere"},
		{"kappa.tag", k.Tag, One / 10, most, "units of evidence on a tag that outweigh the author's record in its categories"},
		{"caution", r.Caution, One / 10, most, "mass of doubt about each answer: P/(P+N+caution) of one unit is positive"},
		{"mass.verified", m.Verified, 0, most, "a reviewer verified the answer"},
		{"mass.accepted", m.Accepted, 0, most, "the person who asked accepted it"},
		{"mass.confirmed", m.Confirmed, 0, most, "somebody reports that it worked, times the weight of that person"},
		{"mass.kudos_max", m.Kudos, 0, most, "what any number of kudos is worth at most"},
		{"mass.kudos_half", m.KudosHalf, tiny, most, "weight of kudos that is worth half of that"},
		{"mass.thread", m.Thread, 0, most, "more kudos (fewer: as harm) than all other judged answers of the thread"},
		{"mass.rejected", m.Rejected, -most, 0, "a reviewer rejected the answer"},
		{"mass.flag_upheld", m.FlagUpheld, -most, 0, "a flag was upheld"},
		{"mass.other_accepted", m.OtherAccepted, -most, 0, "somebody else's answer was accepted instead"},
		{"mass.failed", m.Failed, -most, 0, "somebody reports that it did not work, times the weight of that person"},
		{"mass.downvote_max", m.Downvote, -most, 0, "what any number of downvotes is worth at most"},
		{"mass.downvote_half", m.DownvoteHalf, tiny, most, "weight of downvotes that is worth half of that"},
		{"weight.staff", w.Staff, 0, unit, "weight of a kudos or report of a member of staff (anchored mode)"},
		{"weight.proven", w.Proven, 0, unit, "of somebody with a verified answer or a rank that staff granted (anchored mode)"},
		{"weight.vouched", w.Vouched, 0, unit, "of somebody for whom enough of these vouch (anchored mode)"},
		{"weight.unvouched", w.Unvouched, 0, unit, "of anybody else, kept apart (anchored mode)"},
		{"weight.member", w.Member, 0, unit, "of an identified person (platform mode)"},
		{"weight.isolated", w.Isolated, 0, unit, "of a person who endorses one author only (platform mode)"},
		{"weight.counted", w.Counted, 0, unit, "of an event whose giver is not identified"},
		{"pair_cap", r.PairCap, 0, most, "mass that one person can give to or take from one author in all"},
		{"vouched_cap", r.VouchedCap, 0, most, "the same for all those together for whom exactly the same people vouch (anchored mode)"},
		{"staff_cap", r.StaffCap, 0, most, "the same for a member of staff; verifying and rejecting are not capped"},
		whole("burst.events", r.Burst.Events, 1, 1000000, "events from one person to one author that count within burst.hours"),
		whole("burst.hours", r.Burst.Hours, 0, 24*365, "see burst.events; 0 = no such limit"),
		{"reciprocity_discount", r.Reciprocity, 0, unit, "how much two people who endorse each other equally lose of it"},
		whole("reciprocity_from", r.MutualFrom, 1, 1000000, "endorsements in each direction from which on that is so"),
		{"unvouched_share", r.UnvouchedShare, 0, unit, "unvouched evidence weighs at most this share of the vouched"},
		whole("anchors.vouches_needed", r.Anchors.Needed, 1, 1000, "different staff or proven people that make a person vouched"),
		whole("anchors.vouches_per_year", r.Anchors.PerYear, 0, 1000000, "people for whom one person can vouch in 365 days"),
		whole("probation_days", r.ProbationDays, 0, 36500, "days after a rejection or upheld flag in which the standing in that category is a newcomer's at best"),
		whole("small_cell", r.SmallCell, 0, 1000, "judged units and judges below which a standing in a category or tag is not published"),
	}
}

// Check returns what is wrong with the rules. The path of a problem is the key
// below [reputation].
func (r Rules) Check() diag.List {
	var out diag.List
	for _, c := range r.constants() {
		if c.value < c.low || c.value > c.high {
			out = append(out, diag.Problem{Path: c.key,
				Msg:  fmt.Sprintf("%s is %s, which is not from %s to %s", c.key, c.value, c.low, c.high),
				Hint: "it is: " + c.meaning})
		}
	}
	out = append(out, r.checkMode()...)
	if _, _, err := r.asOfDay(); err != nil {
		out = append(out, diag.Problem{Path: "as_of", Msg: fmt.Sprintf("%q is not a day", r.AsOf),
			Hint: fmt.Sprintf("write %q or a date such as 2024-03-01", latest)})
	}
	if p := r.Prior; p.Fixed && (p.Value < 0 || p.Value > One) {
		out = append(out, diag.Problem{Path: "prior", Msg: fmt.Sprintf("prior is %s, which is not from 0 to 1", p.Value),
			Hint: fmt.Sprintf("leave it out to measure it (%q)", measured)})
	}
	_, found := compileRanks(r)
	return append(out, found...)
}

func (r Rules) checkMode() diag.List {
	named := len(r.Anchors.Staff)+len(r.Anchors.Proven) > 0
	switch {
	case r.Mode != Platform && r.Mode != Anchored:
		return diag.List{{Path: "mode", Msg: fmt.Sprintf("mode %q is not known", r.Mode),
			Hint: `write "platform", or "anchored" and name anchors`}}
	case r.Anchored() && len(r.Anchors.Staff) == 0:
		return diag.List{{Path: "mode", Msg: "anchored mode has nobody to anchor to",
			Hint: `name people in [reputation.anchors] staff = ["id", "role:moderator"]`}}
	case !r.Anchored() && named:
		return diag.List{{Path: "anchors.staff", Msg: "anchors have no effect in platform mode",
			Hint: `set mode = "anchored"`}}
	}
	return nil
}

// Settings lists every constant in force.
func (r Rules) Settings() []Setting {
	counts := "unvouched"
	if r.TrustCounts {
		counts = "vouched for"
	}
	out := []Setting{
		{"mode", r.Mode, "who vouches for evidence: the platform it comes from, or named anchors"},
		{"as_of", r.AsOf, "the day on which ages are measured"},
		{"prior", r.Prior.String(), "where an unknown author starts: the measured outcome of first answers, or a number"},
		{"anchors.staff", strings.Join(r.Anchors.Staff, ", "), "people and roles that are trusted from the start (anchored mode)"},
		{"anchors.proven", strings.Join(r.Anchors.Proven, ", "), "people and roles to whom staff granted a rank (anchored mode)"},
		{"copies_count", strconv.FormatBool(r.CopiesCount), "what speaks for an answer counts also where it repeats an earlier one nearly word for word"},
		{"trust_counts", strconv.FormatBool(r.TrustCounts), "events without a giver are " + counts + " (anchored mode)"},
	}
	for _, c := range r.constants() {
		out = append(out, Setting{c.key, c.value.String(), c.meaning})
	}
	for _, rank := range r.Ranks {
		out = append(out, Setting{"rank." + rank.Name, rank.When, "rule of the rank; the first that holds, counts"})
	}
	return out
}

// Promise says in one sentence what the mode does and does not guarantee.
func (r Rules) Promise() string {
	switch {
	case !r.Anchored():
		return "Scores rest on the word of the platform: nobody is named as trusted, so no bound holds on what invented accounts can gain."
	case r.TrustCounts:
		return "Scores rest on named people and on counts without a giver, which the platform answers for; no other unvouched account can raise anybody whom nobody trusted judged."
	}
	if r.UnvouchedShare > 0 {
		return "Scores rest on named people: no number of unvouched accounts can raise anybody whom nobody trusted judged, or change anybody else."
	}
	return "Scores rest on named people: no number of unvouched accounts can move a score, except by accepting what trusted people endorsed too."
}
