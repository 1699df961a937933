package reputation

import (
	"fmt"
	"time"

	"winnow/builder/fixedpoint"
)

// Micro is a number in millionths: masses, shares and scores are integers, so
// that the same input gives the same digits on every machine.
type Micro = fixedpoint.Micro

// One is 1 in millionths.
const One = fixedpoint.One

// Rules is the table [reputation] of site.toml. The package comment says what
// each constant does; Settings lists them all with their values.
type Rules struct {
	Mode           string  `toml:"mode"`           // "platform" or "anchored"
	AsOf           string  `toml:"as_of"`          // "99 %", "latest-event" or a date, 2024-03-01
	HalfLife       int     `toml:"half_life_days"` // 0 = nothing fades
	Prior          Prior   `toml:"prior"`
	NewcomerStart  Micro   `toml:"newcomer_start"`
	Kappa          Kappa   `toml:"kappa"`
	Caution        Micro   `toml:"caution"`
	UnvouchedShare Micro   `toml:"unvouched_share"`
	TrustCounts    bool    `toml:"trust_counts"`
	PairCap        Micro   `toml:"pair_cap"`
	VouchedCap     Micro   `toml:"vouched_cap"`
	StaffCap       Micro   `toml:"staff_cap"`
	Burst          Burst   `toml:"burst"`
	Reciprocity    Micro   `toml:"reciprocity_discount"`
	MutualFrom     int     `toml:"reciprocity_from"`
	ProbationDays  int     `toml:"probation_days"`
	CopiesCount    bool    `toml:"copies_count"`
	SmallCell      int     `toml:"small_cell"`
	Anchors        Anchors `toml:"anchors"`
	Weight         Weights `toml:"weight"`
	Mass           Masses  `toml:"mass"`
	Ranks          []Rank  `toml:"rank"` // best first
}

// A Prior is where an unknown author starts: measured, or fixed.
type Prior struct {
	Fixed bool
	Value Micro // when Fixed
}

// UnmarshalTOML reads "first-answers" or a number.
func (p *Prior) UnmarshalTOML(v any) error {
	if s, ok := v.(string); ok {
		if s != measured {
			return fmt.Errorf("%q is neither %q nor a number from 0 to 1", s, measured)
		}
		*p = Prior{}
		return nil
	}
	p.Fixed = true
	return p.Value.UnmarshalTOML(v)
}

const measured = "first-answers"

// String writes the prior as site.toml does.
func (p Prior) String() string {
	if p.Fixed {
		return p.Value.String()
	}
	return measured
}

// Kappa is how much evidence, in units of judged answers, it takes to outweigh
// the level above.
type Kappa struct {
	Overall  Micro `toml:"overall"`
	Category Micro `toml:"category"`
	Tag      Micro `toml:"tag"`
}

// Burst is how many endorsements from one person to one author count within
// some hours.
type Burst struct {
	Events int `toml:"events"`
	Hours  int `toml:"hours"`
}

// Anchors names the people whose judgement is trusted from the start, and what
// it takes to be vouched for by them. An entry is an id or "role:ROLE".
type Anchors struct {
	Staff   []string `toml:"staff"`
	Proven  []string `toml:"proven"` // a rank that staff granted
	Needed  int      `toml:"vouches_needed"`
	PerYear int      `toml:"vouches_per_year"`
}

// Weights is how much one endorsement weighs, by who gives it.
type Weights struct {
	Staff     Micro `toml:"staff"`
	Proven    Micro `toml:"proven"`
	Vouched   Micro `toml:"vouched"`
	Unvouched Micro `toml:"unvouched"`
	Member    Micro `toml:"member"`
	Isolated  Micro `toml:"isolated"`
	Counted   Micro `toml:"counted"`

	CountedMax Micro `toml:"counted_max"`
}

// Masses is what each kind of event is worth; harm is negative. Kudos and
// downvotes saturate: K of them are worth max*K/(K+half).
type Masses struct {
	Verified      Micro `toml:"verified"`
	Accepted      Micro `toml:"accepted"`
	Confirmed     Micro `toml:"confirmed"`
	Kudos         Micro `toml:"kudos_max"`
	KudosHalf     Micro `toml:"kudos_half"`
	Thread        Micro `toml:"thread"`
	Rejected      Micro `toml:"rejected"`
	FlagUpheld    Micro `toml:"flag_upheld"`
	OtherAccepted Micro `toml:"other_accepted"`
	Failed        Micro `toml:"failed"`
	Downvote      Micro `toml:"downvote_max"`
	DownvoteHalf  Micro `toml:"downvote_half"`
}

// DefaultRules returns what holds where site.toml is silent: science A3.
func DefaultRules() Rules {
	r := Rules{
		Mode: Platform,
		AsOf: almost,
		Ranks: []Rank{
			{"expert", "score >= 8 && judged >= 8"},
			{"trusted", "score >= 3 && judged >= 3"},
			{"contributor", "score > -3 && (judged >= 1 || solved >= 1)"},
			{"low record", "judged >= 1"},
			{"newcomer", "true"},
		},
	}
	for _, c := range constants(masses()) {
		c.setDefault(&r)
	}
	return r
}

// Modes: whether named people vouch for evidence, or the platform it comes from.
const (
	Platform = "platform"
	Anchored = "anchored"
)

// Days on which ages are measured, beside dates: that by which 99 of 100 events are
// dated, and the newest.
const (
	almost = "99 %"
	latest = "latest-event"
)

// Anchored reports whether the guarantees of named anchors hold.
func (r Rules) Anchored() bool { return r.Mode == Anchored }

// asOfDay returns the configured day; ok is false for one that the data name.
func (r Rules) asOfDay() (d day, ok bool, err error) {
	if r.AsOf == "" || r.AsOf == almost || r.AsOf == latest {
		return 0, false, nil
	}
	t, err := time.Parse(time.DateOnly, r.AsOf)
	if err != nil {
		return 0, false, err
	}
	return dayOf(t), true, nil
}
