package ranking

import (
	"slices"
	"testing"

	"winnow/builder/content"
)

// A made-up row is all that it takes for another rule to hold articles back.
func TestAnotherHoldBackRule(t *testing.T) {
	foreign := true
	table := append(rules(), rule{key: "hold_foreign", in: func(*Policy) any { return &foreign }, standard: true,
		meaning: "an article in another language is held back", reason: "foreign",
		hold: func(_ *Policy, s *Subject, _ judgement) []Reason {
			if s.Article.Language == "" {
				return nil
			}
			return because("foreign", "it is in another language")
		}})
	list := []Subject{{Article: &content.Article{Path: "a.md"}}, {Article: &content.Article{Path: "b.md", Language: "eo"}}}
	p, b := DefaultPolicy(), Basis{500_000, today, today}

	got := admit(table, list, p, b)
	if got[0].State != Published || got[1].State != Held || got[1].Reasons[0].Rule != "foreign" {
		t.Errorf("%+v", got)
	}
	if !slices.Contains(p.settings(table), Setting{"hold_foreign", "true", "an article in another language is held back"}) || p.check(table, nil) != nil {
		t.Errorf("settings %v, problems %v", p.settings(table), p.check(table, nil))
	}
	foreign = false
	if got := admit(table, list, p, b); got[1].State != Published {
		t.Errorf("it is switched off, but %+v", got[1])
	}
}
