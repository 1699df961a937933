package reputation

// Rules is the table [reputation] of site.toml.
type Rules struct {
	Mode  string `toml:"mode"`  // "platform" or "anchored"
	AsOf  string `toml:"as_of"` // "latest-event" or a date
	Ranks []Rank `toml:"rank"`  // best first
	// … constants of science A3 with their defaults: the room's own
}

// A Rank is a name and the rule that gives it, an expression over score,
// judged, judges, answers, solved in the syntax of expr-lang/expr.
type Rank struct {
	Name string `toml:"name"`
	When string `toml:"when"`
}

// DefaultRules is what holds where site.toml is silent.
func DefaultRules() Rules { panic("not built yet") }
