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

// Check returns what is wrong with the rules. The path of a problem is the key
// below [reputation].
func (r Rules) Check() diag.List { return r.check(constants(masses())) }

func (r Rules) check(constants []constant) diag.List {
	var out diag.List
	for _, c := range constants {
		if value := c.get(&r); value < c.low || value > c.high {
			out = append(out, diag.Problem{Path: c.key,
				Msg:  fmt.Sprintf("%s is %s, which is not from %s to %s", c.key, value, c.low, c.high),
				Hint: "it is: " + c.meaning})
		}
	}
	out = append(out, r.checkMode()...)
	if _, _, err := r.asOfDay(); err != nil {
		out = append(out, diag.Problem{Path: "as_of", Msg: fmt.Sprintf("%q is not a day", r.AsOf),
			Hint: fmt.Sprintf("write %q, %q or a date such as 2024-03-01", almost, latest)})
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
		return diag.List{{Path: "mode", Msg: "anchored mode names no anchor",
			Hint: `name people in [reputation.anchors] staff = ["id", "role:moderator"]`}}
	case !r.Anchored() && named:
		return diag.List{{Path: "anchors.staff", Msg: "anchors have no effect in platform mode",
			Hint: `set mode = "anchored"`}}
	}
	return nil
}

// Settings lists every constant in force.
func (r Rules) Settings() []Setting { return r.settings(constants(masses())) }

func (r Rules) settings(constants []constant) []Setting {
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
	for _, c := range constants {
		out = append(out, Setting{c.key, c.get(&r).String(), c.meaning})
	}
	for _, rank := range r.Ranks {
		out = append(out, Setting{"rank." + rank.Name, rank.When, "rule of the rank; the first that holds, counts"})
	}
	return out
}

// MassesByKey returns the masses in force by their keys below [reputation.mass], in
// millionths.
func (r Rules) MassesByKey() map[string]int64 { return r.massesByKey(masses()) }

func (r Rules) massesByKey(masses []mass) map[string]int64 {
	out := make(map[string]int64, len(masses))
	for _, m := range masses {
		out[strings.TrimPrefix(m.key, "mass.")] = int64(m.get(&r))
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
