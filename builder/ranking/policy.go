package ranking

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/fixedpoint"
)

// Policy is the table [ranking] of site.toml. The package comment says what
// each constant does.
type Policy struct {
	AuthorWeight   fixedpoint.Micro  `toml:"author_weight"`
	Caution        fixedpoint.Micro  `toml:"caution"`
	Odds           fixedpoint.Micro  `toml:"odds"`
	UnvouchedShare fixedpoint.Micro  `toml:"unvouched_share"`
	HalfLife       map[string]int    `toml:"half_life_days"` // by category; "default" for the rest; 0 = never fades
	Reviewers      []string          `toml:"reviewers"`      // ids, and "role:ROLE"
	HoldInFile     bool              `toml:"hold_in_file"`
	HoldRejected   bool              `toml:"hold_rejected"`
	HoldFlagged    bool              `toml:"hold_flagged"`
	HoldRisky      bool              `toml:"hold_risky"`
	HoldQuality    fixedpoint.Micro  `toml:"hold_quality"`
	HoldNegative   fixedpoint.Micro  `toml:"hold_negative"`
	HoldDownvoted  fixedpoint.Micro  `toml:"hold_downvoted"`
	HoldNoSolution bool              `toml:"hold_no_solution"`
	HoldUnanswered bool              `toml:"hold_unanswered"`
	Duplicates     string            `toml:"duplicates"` // "merge" or "show"
	Mass           Masses            `toml:"mass"`
	Risk           map[string]string `toml:"risk"` // level by kind: "block", "warn" or "off"
}

// Masses is what one event of each kind is worth to an article, times its weight;
// harm is negative. An author has many answers, of which none shall count for
// everything, so package reputation lets them saturate; an article has but itself,
// so nothing saturates here.
type Masses struct {
	Verified      fixedpoint.Micro `toml:"verified"`
	Accepted      fixedpoint.Micro `toml:"accepted"`
	SelfAccepted  fixedpoint.Micro `toml:"self_accepted"`
	Confirmed     fixedpoint.Micro `toml:"confirmed"`
	Kudos         fixedpoint.Micro `toml:"kudos"`
	Rejected      fixedpoint.Micro `toml:"rejected"`
	FlagUpheld    fixedpoint.Micro `toml:"flag_upheld"`
	OtherAccepted fixedpoint.Micro `toml:"other_accepted"`
	Failed        fixedpoint.Micro `toml:"failed"`
	Downvote      fixedpoint.Micro `toml:"downvote"`
}

// Levels of a risk.
const (
	Block = "block"
	Warn  = "warn"
	Off   = "off"
)

// What becomes of articles that are the same problem.
const (
	DuplicatesMerge = "merge"
	DuplicatesShow  = "show"
)

const everywhere = "default"

// DefaultPolicy returns what holds where site.toml is silent.
func DefaultPolicy() Policy {
	p := Policy{HalfLife: map[string]int{everywhere: 1095}, Risk: map[string]string{}}
	for _, x := range rules() {
		x.setDefault(&p)
	}
	return p
}

// Check returns what is wrong with the policy, kinds being those of dangerous
// commands that are looked for. The path of a problem is the key below [ranking].
func (p Policy) Check(kinds []string) diag.List { return p.check(rules(), kinds) }

func (p Policy) check(rules []rule, kinds []string) (out diag.List) {
	for _, x := range rules {
		if v, ok := x.in(&p).(*fixedpoint.Micro); ok && (*v < x.low || *v > x.high) {
			out = append(out, diag.Problem{Path: x.key, Msg: fmt.Sprintf("%s is %s, which is not from %s to %s", x.key, *v, x.low, x.high)})
		}
	}
	for _, category := range slices.Sorted(maps.Keys(p.HalfLife)) {
		if days := p.HalfLife[category]; days < 0 || days > 36500 {
			key := "half_life_days." + category
			out = append(out, diag.Problem{Path: key, Msg: fmt.Sprintf("%s is %d, which is not from 0 to 36500", key, days),
				Hint: "days after which evidence weighs half; 0 = it never fades"})
		}
	}
	if p.Duplicates != DuplicatesMerge && p.Duplicates != DuplicatesShow {
		out = append(out, diag.Problem{Path: "duplicates", Msg: fmt.Sprintf("duplicates is %q, which is not known", p.Duplicates),
			Hint: `write "merge" or "show"`})
	}
	return append(out, p.checkRisks(kinds)...)
}

func (p Policy) checkRisks(kinds []string) (out diag.List) {
	for _, kind := range slices.Sorted(maps.Keys(p.Risk)) {
		if level := p.Risk[kind]; level != Block && level != Warn && level != Off {
			out = append(out, diag.Problem{Path: "risk." + kind, Msg: fmt.Sprintf("level %q of risk %s is not known", level, kind),
				Hint: `write "block", "warn" or "off"`})
		}
		if slices.Contains(kinds, kind) {
			continue
		}
		hint := "the kinds are " + strings.Join(kinds, ", ")
		if near := diag.Near(kind, slices.Values(kinds)); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		out = append(out, diag.Problem{Path: "risk." + kind, Msg: fmt.Sprintf("no dangerous command is called %q", kind), Hint: hint})
	}
	return out
}

// A Setting is one constant in force.
type Setting struct {
	Key     string // below [ranking]
	Value   string
	Meaning string // one line
}

// Settings lists every constant in force.
func (p Policy) Settings() []Setting { return p.settings(rules()) }

func (p Policy) settings(rules []rule) (out []Setting) {
	for _, x := range rules {
		out = append(out, Setting{x.key, x.text(&p), x.meaning})
	}
	for _, category := range slices.Sorted(maps.Keys(p.HalfLife)) {
		out = append(out, Setting{"half_life_days." + category, strconv.Itoa(p.HalfLife[category]),
			"days after which evidence on articles of this category weighs half; 0 = it never fades"})
	}
	for _, kind := range slices.Sorted(maps.Keys(p.Risk)) {
		out = append(out, Setting{"risk." + kind, p.Risk[kind], "level of this dangerous command"})
	}
	return out
}

// halfLife returns that of the category, of the nearest folder above it that has
// one, or the default.
func (p Policy) halfLife(category string) int {
	for c := strings.Trim(category, "/"); c != ""; {
		if days, ok := p.HalfLife[c]; ok {
			return days
		}
		c = c[:max(strings.LastIndexByte(c, '/'), 0)]
	}
	return p.HalfLife[everywhere]
}

// blocks reports whether a risk holds an article back.
func (p Policy) blocks(r Risk) bool {
	switch p.Risk[r.Kind] {
	case Block:
		return true
	case Warn, Off:
		return false
	}
	return r.Block
}

// Blind says how many of the hold-back rules in force can act on evidence of which
// the number of events is known, and why the others cannot.
func (p Policy) Blind(events func(content.EvidenceKind) int) string {
	all, can, why := 0, 0, ""
	outcome := []content.EvidenceKind{content.Failed, content.Rejected, content.FlagUpheld}
	none := func(kinds []content.EvidenceKind) bool {
		return !slices.ContainsFunc(kinds, func(k content.EvidenceKind) bool { return events(k) > 0 })
	}
	if none(outcome) {
		why = "; no " + listed(outcome) + " rows: nothing can be held for its outcome"
	}
	for _, x := range rules() {
		if x.reason == "" || !x.on(&p) {
			continue
		}
		all++
		switch {
		case x.needs == nil || !none(x.needs):
			can++
		case !none(outcome) || !slices.Contains(outcome, x.needs[0]):
			why += "; no " + listed(x.needs) + " rows: " + x.key + " cannot act"
		}
	}
	return fmt.Sprintf("%d of %d can act on this evidence%s", can, all, why)
}

// listed lists kinds in words.
func listed(kinds []content.EvidenceKind) string {
	text := string(kinds[0])
	for i, k := range kinds[1:] {
		if i == len(kinds)-2 {
			text += " or " + string(k)
		} else {
			text += ", " + string(k)
		}
	}
	return text
}
