package ranking

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"winnow/builder/diag"
	"winnow/builder/fixedpoint"
)

// Policy is the table [ranking] of site.toml. The package comment says what
// each constant does.
type Policy struct {
	AuthorWeight   fixedpoint.Micro  `toml:"author_weight"`
	UnvouchedShare fixedpoint.Micro  `toml:"unvouched_share"`
	HalfLife       map[string]int    `toml:"half_life_days"` // by category; "default" for the rest; 0 = never fades
	HoldRejected   bool              `toml:"hold_rejected"`
	HoldFlagged    bool              `toml:"hold_flagged"`
	HoldRisky      bool              `toml:"hold_risky"`
	HoldQuality    fixedpoint.Micro  `toml:"hold_quality"`
	HoldNegative   fixedpoint.Micro  `toml:"hold_negative"`
	Duplicates     string            `toml:"duplicates"` // "merge" or "show"
	Risk           map[string]string `toml:"risk"`       // level by kind: "block", "warn" or "off"
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

// DefaultPolicy is what holds where site.toml is silent: science B2.
func DefaultPolicy() Policy {
	return Policy{
		AuthorWeight: fixedpoint.One,
		HalfLife:     map[string]int{everywhere: 1095},
		HoldRejected: true,
		HoldFlagged:  true,
		HoldRisky:    true,
		HoldQuality:  fixedpoint.One / 5,
		HoldNegative: 5 * fixedpoint.One / 2,
		Duplicates:   DuplicatesMerge,
		Risk:         map[string]string{},
	}
}

// Check returns what is wrong with the policy, kinds being those of dangerous
// commands that are looked for. The path of a problem is the key below [ranking].
func (p Policy) Check(kinds []string) diag.List {
	var out diag.List
	ranged := func(key string, v, low, high fixedpoint.Micro) {
		if v < low || v > high {
			out = append(out, diag.Problem{Path: key, Msg: fmt.Sprintf("%s is %s, which is not from %s to %s", key, v, low, high)})
		}
	}
	ranged("author_weight", p.AuthorWeight, fixedpoint.One/10, 1000*fixedpoint.One)
	ranged("unvouched_share", p.UnvouchedShare, 0, fixedpoint.One)
	ranged("hold_quality", p.HoldQuality, 0, fixedpoint.One)
	ranged("hold_negative", p.HoldNegative, 0, 1000*fixedpoint.One)
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
func (p Policy) Settings() []Setting {
	out := []Setting{
		{"author_weight", p.AuthorWeight.String(), "units of evidence that the author's record counts as; it fades as the article earns its own"},
		{"unvouched_share", p.UnvouchedShare.String(), "unvouched evidence weighs at most this share of the judged"},
		{"hold_rejected", strconv.FormatBool(p.HoldRejected), "an article that a reviewer rejected is held back"},
		{"hold_flagged", strconv.FormatBool(p.HoldFlagged), "an article with an upheld flag is held back"},
		{"hold_risky", strconv.FormatBool(p.HoldRisky), "an article with a dangerous command of level block is held back until a reviewer verified it"},
		{"hold_quality", p.HoldQuality.String(), "an article of lower quality is held back if it also has hold_negative"},
		{"duplicates", p.Duplicates, `of articles that tell the same problem and solution under the same title, one is listed ("merge") or all are ("show")`},
		{"hold_negative", p.HoldNegative.String(), "mass of negative evidence that must be exceeded before quality holds anything back"},
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

// halfLife is that of the category, of the nearest folder above it that has
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

// blocks tells whether a risk holds an article back.
func (p Policy) blocks(r Risk) bool {
	switch p.Risk[r.Kind] {
	case Block:
		return true
	case Warn, Off:
		return false
	}
	return r.Block
}
