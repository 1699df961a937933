package reputation

import (
	"slices"
	"strings"
	"testing"

	"winnow/builder/content"
)

// Contributors that share an alias, or name each other, are one person, and a
// problem; the stricter privacy holds.
func TestSharedAliases(t *testing.T) {
	people := []content.Contributor{
		{ID: "d", Aliases: []string{"c"}, Privacy: content.Erased}, {ID: "c", Name: "Cem", Aliases: []string{"d", ""}},
		{ID: "b", Aliases: []string{"x"}}, {ID: "a", Name: "Ana", Aliases: []string{"x", "a"}},
		{ID: "e", Aliases: []string{"e-old"}}, {ID: ""},
	}
	for range 2 {
		p, problems := gather(people)
		var got []string
		for _, problem := range problems {
			got = append(got, problem.Msg)
		}
		want := `contributors "a" and "b" are one person: they share an id or alias` + "\n" +
			`contributors "c" and "d" are one person: they share an id or alias`
		if strings.Join(got, "\n") != want {
			t.Errorf("problems: %q", got)
		}
		for _, same := range [][]string{{"a", "b", "x"}, {"c", "d"}, {"e", "e-old"}} {
			for _, id := range same {
				if p.list[p.find(id)].id != same[0] {
					t.Errorf("%s is %s, want %s", id, p.list[p.find(id)].id, same[0])
				}
			}
		}
		if who := p.list[p.find("c")]; who.privacy != content.Erased || who.name != "Cem" || len(p.list) != 3 {
			t.Errorf("%+v of %d", who, len(p.list))
		}
		slices.Reverse(people)
	}
}

// A token never is someone's id, and finds the person it stands for.
func TestTokens(t *testing.T) {
	people := []content.Contributor{{ID: "zed", Privacy: content.Anonymous}, {ID: "amy", Privacy: content.Anonymous}, {ID: "member-1"}, {ID: "gone", Privacy: content.Erased}}
	l, _ := Score(Input{Rules: DefaultRules(), Contributors: people})
	for id, token := range map[string]string{"amy": "member-2", "zed": "member-3", "member-1": "member-1", "gone": "erased-1"} {
		if s := l.Contributor(id); s == nil || s.ID != token || l.Contributor(token) != s {
			t.Errorf("%s is %+v", id, s)
		}
	}
	if l.Contributor("nobody") != nil || l.Contributor("member-9") != nil || l.Contributor("") != nil || (&Ledger{}).Contributor("amy") != nil {
		t.Error("somebody is nobody")
	}
	if _, ok := (&Ledger{}).Outcome("a1"); ok {
		t.Error("the zero ledger knows an answer")
	}
}
