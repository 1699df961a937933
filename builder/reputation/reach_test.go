package reputation

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// In anchored mode a rank that answers alone can reach is refused, however the
// rule words it; one that asks for judged evidence is not.
func TestRanksAreEarned(t *testing.T) {
	for rule, refused := range map[string]bool{
		"answers == 7":                         true,
		"answers > 25 && answers < 50":         true,
		"answers * 3 - 20000 > 1":              true,
		"answers == 123457 || score > 3":       true,
		"not (score > 3)":                      true,
		"score > -0.5":                         true,
		"judges < 3 && answers > 100":          true,
		"judges == 0":                          true,
		"judges != 3":                          true,
		"answers > 3 ? true : score > 3":       true,
		"1 / answers < 0.001":                  true,
		"score >= 0 && judged >= 1":            false,
		"score > 0":                            false,
		"judges == 3":                          false,
		"solved / answers > 0.5 && judged > 2": false,
		"answers >= 10 and score * answers > 3 and score > 0.1": false,
		"-score < -3":                     false,
		"score + judged - judges * 2 > 5": false,
	} {
		r := DefaultRules()
		r.Mode, r.Anchors.Staff = Anchored, []string{"ann"}
		r.Ranks = []Rank{{"x", rule}, {"newcomer", "true"}}
		_, problems := compileRanks(r)
		if (len(problems) > 0) != refused {
			t.Errorf("%s: %v", rule, problems)
		}
		if refused && (len(problems) != 1 || problems[0].Path != "rank[0].when" || !strings.Contains(problems[0].Msg, "without any vouched evidence")) {
			t.Errorf("%s: %v", rule, problems)
		}
	}
}

// A rule that was not refused holds for no one without vouched evidence.
func TestReachMissesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var number, truth func(deep int) string
	number = func(deep int) string {
		switch n := r.IntN(8); {
		case deep == 0 || n < 4:
			return []string{"score", "judged", "judges", "answers", "answers", "solved", fmt.Sprint(r.IntN(12)), "2.5", "0"}[r.IntN(9)]
		case n == 4:
			return "-(" + number(deep-1) + ")"
		}
		return "(" + number(deep-1) + []string{" + ", " - ", " * ", " / "}[r.IntN(4)] + number(deep-1) + ")"
	}
	truth = func(deep int) string {
		switch n := r.IntN(8); {
		case deep == 0 || n < 3:
			return "(" + number(deep) + []string{" < ", " <= ", " > ", " >= ", " == ", " != "}[r.IntN(6)] + number(1) + ")"
		case n == 3:
			return "not " + truth(deep-1)
		case n == 4:
			return "(" + truth(deep-1) + " ? " + truth(deep-1) + " : " + truth(deep-1) + ")"
		}
		return "(" + truth(deep-1) + []string{" and ", " or "}[r.IntN(2)] + truth(deep-1) + ")"
	}
	accepted := 0
	for range 5000 {
		rule := truth(2)
		p, msg, _, _ := compileRank(Rank{"x", rule}, false)
		if msg != "" {
			continue // division by a constant zero, and the like
		}
		if msg, _ := unearned(p); msg != "" {
			continue
		}
		accepted++
		one := &ranker{names: []string{"x"}, programs: nil}
		one.programs = append(one.programs, p)
		for answers := range 60 {
			if one.rank(&quantities{Answers: answers}) != "" {
				t.Fatalf("%s holds with %d answers and no vouched evidence", rule, answers)
			}
		}
	}
	if accepted < 300 {
		t.Errorf("only %d rules were accepted", accepted)
	}
}
