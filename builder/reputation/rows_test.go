package reputation

import (
	"slices"
	"testing"

	"winnow/builder/content"
	"winnow/builder/fixedpoint"
)

// Evidence of another kind counts when there is a row of the kind and one of its
// mass: nothing else needs touching.
func TestAnotherKindAndMass(t *testing.T) {
	rules, worth, half := DefaultRules(), Micro(0), Micro(0)
	kinds := append(content.EvidenceKinds(), content.EvidenceTraits{Kind: "translated", Polarity: 1, Meaning: "somebody translated it"})
	table := append(masses(),
		mass{constant{"mass.translated_max", func(*Rules) any { return &worth }, 3 * One, 0, most, "what any number of translations is worth at most"},
			"translated", func(*Rules) *Micro { return &half }},
		mass{constant{"mass.translated_half", func(*Rules) any { return &half }, One, tiny, most, "weight of translations that is worth half of that"}, "", nil})
	for _, c := range constants(table) {
		c.setDefault(&rules)
	}
	rows := []content.Evidence{{Kind: "translated", Answer: "a", Author: "ana", By: "bob", Count: 1}, {Kind: "translated", Answer: "b", Author: "cem", By: "bob", Count: 1}}

	l, problems := score(Input{Rules: rules, Evidence: slices.Values(rows)}, kinds, table)
	o, ok := l.Outcome("a")
	want := fixedpoint.MulDiv(3*One, 1, 5) // half of what bob endorses is of others, so his weight is 0.1+0.3/2: 3*0.25/(0.25+1)
	if problems != nil || len(l.Ignored) > 0 || !ok || o.Positive != want || len(o.Counts) != 1 || o.Counts[0].Kind != "translated" || o.Counts[0].Value != want {
		t.Errorf("%v %v %+v, want %v", problems, l.Ignored, o, want)
	}
	if got := rules.massesByKey(table)["translated_max"]; got != int64(3*One) {
		t.Errorf("published as %d", got)
	}
	if !slices.ContainsFunc(rules.settings(constants(table)), func(s Setting) bool { return s.Key == "mass.translated_half" && s.Value == "1" }) {
		t.Error("it is not among the settings")
	}
	worth = -1
	if found := rules.check(constants(table)); len(found) != 1 || found[0].Path != "mass.translated_max" {
		t.Errorf("checked: %v", found)
	}
}

// Every kind that judges has a mass of its sign, and no two have the same.
func TestEveryKindHasAMass(t *testing.T) {
	rules, seen := DefaultRules(), map[content.EvidenceKind]bool{}
	for _, m := range masses() {
		if m.kind != "" && seen[m.kind] {
			t.Errorf("two masses of %s", m.kind)
		}
		seen[m.kind] = true
	}
	for _, row := range content.EvidenceKinds() {
		w := worthOf(row.Kind, masses(), &rules)
		if Micro(row.Polarity)*w.full < 0 || (row.Polarity != 0) != (w.full != 0) {
			t.Errorf("%s is worth %s", row.Kind, w.full)
		}
	}
}
