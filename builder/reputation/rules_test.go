package reputation

import (
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

func rulesOf(t *testing.T, text string) (Rules, error) {
	t.Helper()
	r := DefaultRules()
	_, err := toml.Decode(text, &r)
	return r, err
}

func TestDefaultsAreRight(t *testing.T) {
	if found := DefaultRules().Check(); len(found) > 0 {
		t.Error(found)
	}
	r := DefaultRules()
	r.Mode, r.Anchors.Staff = Anchored, []string{"rita"}
	if found := r.Check(); len(found) > 0 {
		t.Error("anchored:", found)
	}
	keys := map[string]bool{}
	for _, s := range r.Settings() {
		if s.Key == "" || s.Meaning == "" || keys[s.Key] || strings.Contains(s.Meaning, "board") {
			t.Errorf("bad setting %+v", s)
		}
		keys[s.Key] = true
	}
}

// Every number of the rules is listed once in Settings, under its key.
func TestEveryKeyIsASetting(t *testing.T) {
	text := `
half_life_days = 101
prior = 0.411
caution = 1.11
unvouched_share = 0.12
pair_cap = 1.13
staff_cap = 1.14
burst = { events = 115, hours = 116 }
reciprocity_discount = 0.117
reciprocity_from = 118
probation_days = 119
small_cell = 120
kappa = { overall = 1.21, category = 1.22, tag = 1.23 }
anchors = { vouches_needed = 124, vouches_per_year = 125 }
[weight]
staff = 0.131
proven = 0.132
vouched = 0.133
unvouched = 0.134
member = 0.135
isolated = 0.136
counted = 0.137
[mass]
verified = 1.41
accepted = 1.42
confirmed = 1.43
kudos_max = 1.44
kudos_half = 1.45
thread = 1.46
rejected = -1.47
flag_upheld = -1.48
other_accepted = -1.49
failed = -1.51
downvote_max = -1.52
downvote_half = 1.53`
	r, err := rulesOf(t, text)
	if err != nil {
		t.Fatal(err)
	}
	if found := r.Check(); len(found) > 0 {
		t.Error(found)
	}
	var values []string
	for _, s := range r.Settings() {
		values = append(values, s.Value)
	}
	for line := range strings.Lines(text) {
		for word := range strings.FieldsSeq(line) {
			if n := strings.Trim(word, ",{}"); strings.ContainsAny(n, "0123456789") && !slices.Contains(values, n) {
				t.Errorf("%s is not among the settings: %s", n, line)
			}
		}
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct{ text, key, says string }{
		{`mode = "open"`, "mode", `mode "open" is not known`},
		{`mode = "anchored"`, "mode", "names no anchor"},
		{`anchors = { staff = ["rita"] }`, "anchors.staff", "no effect"},
		{`as_of = "soon"`, "as_of", `"soon" is not a day`},
		{`prior = 1.5`, "prior", "not from 0 to 1"},
		{`pair_cap = -1`, "pair_cap", "not from 0"},
		{`kappa = { tag = 0 }`, "kappa.tag", "not from 0.1"},
		{`mass = { failed = 2 }`, "mass.failed", "not from -1000 to 0"},
		{`mass = { accepted = -2 }`, "mass.accepted", "not from 0"},
		{`weight = { staff = 2 }`, "weight.staff", "not from 0 to 1"},
		{`half_life_days = -3`, "half_life_days", "not from 0"},
		{`burst = { events = 0 }`, "burst.events", "not from 1"},
		{"[[rank]]\nwhen = \"true\"", "rank[0].when", "has no name"},
		{"[[rank]]\nname = \"x\"", "rank[0].when", "cannot be understood"},
		{"[[rank]]\nname = \"x\"\nwhen = \"score\"", "rank[0].when", "cannot be understood"},
		{"[[rank]]\nname = \"x\"\nwhen = \"posts > 3\"", "rank[0].when", "unknown name posts"},
		{"[[rank]]\nname = \"x\"\nwhen = \"score > 3 && \"", "rank[0].when", "cannot be understood"},
		{"[[rank]]\nname = \"x\"\nwhen = \"len(1..1000000000) > 3\"", "rank[0].when", "the rule"},
		{"[[rank]]\nname = \"x\"\nwhen = \"judges in 1..1000000000\"", "rank[0].when", "the rule uses"},
		{"[[rank]]\nname = \"x\"\nwhen = \"score ** 9 > 2\"", "rank[0].when", "the operator **"},
		{"[[rank]]\nname = \"x\"\nwhen = \"true\"\n[[rank]]\nname = \"x\"\nwhen = \"true\"", "rank[1].when", "has this name"},
		{"mode = \"anchored\"\nanchors = { staff = [\"a\"] }\n[[rank]]\nname = \"x\"\nwhen = \"answers >= 10 || score > 2\"\n[[rank]]\nname = \"y\"\nwhen = \"true\"",
			"rank[0].when", "without any vouched evidence"},
	} {
		r, err := rulesOf(t, c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		found := r.Check()
		if len(found) != 1 || found[0].Path != c.key || !strings.Contains(found[0].Msg, c.says) {
			t.Errorf("%s: %v", c.text, found)
		}
	}
	for _, text := range []string{`prior = "first"`, `caution = nan`, `caution = 1e300`, `pair_cap = "3"`, `rank = [3]`, `rank = [{ nam = "x" }]`} {
		if _, err := rulesOf(t, text); err == nil {
			t.Errorf("%s is taken", text)
		}
	}
}

// A rank in site.toml is read as a whole, not laid over a default.
func TestRanksReplaceTheDefaults(t *testing.T) {
	r, err := rulesOf(t, "[[rank]]\nname = \"guru\"\nwhen = \"score >= 8.5 and not (judges < 3)\"\n[[rank]]\nname = \"all\"")
	if err != nil || len(r.Ranks) != 2 || r.Ranks[1].When != "" {
		t.Fatalf("%+v %v", r.Ranks, err)
	}
	r.Ranks[1].When = "true"
	ranks, found := compileRanks(r)
	if len(found) > 0 {
		t.Fatal(found)
	}
	for _, c := range []struct {
		q    quantities
		want string
	}{{quantities{Score: 8.5, Judges: 3}, "guru"}, {quantities{Score: 8.4, Judges: 3}, "all"}, {quantities{Score: 9, Judges: 2}, "all"}} {
		if got := ranks.rank(&c.q); got != c.want {
			t.Errorf("%+v is %s", c.q, got)
		}
	}
	if len(DefaultRules().Ranks) != 5 {
		t.Error("the defaults were changed")
	}
}

// A newcomer is one of whom little is known; whose answers were judged and fail often has a low record.
func TestDefaultRanks(t *testing.T) {
	ranks, _ := compileRanks(DefaultRules())
	for _, c := range []struct {
		q    quantities
		want string
	}{
		{quantities{Score: -28, Judged: 30, Judges: 20, Answers: 200, Solved: 9}, "low record"},
		{quantities{Score: -2.9, Judged: 1}, "contributor"}, {quantities{Score: -8, Judged: 0.9}, "newcomer"},
		{quantities{Score: 0, Judged: 1}, "contributor"}, {quantities{Score: 0.1, Solved: 1}, "contributor"},
		{quantities{Score: 3, Judged: 3}, "trusted"}, {quantities{Score: 9, Judged: 7.9}, "trusted"},
		{quantities{Score: 8, Judged: 8}, "expert"}, {quantities{Answers: 1000}, "newcomer"},
	} {
		if got := ranks.rank(&c.q); got != c.want {
			t.Errorf("%+v is %s, want %s", c.q, got, c.want)
		}
	}
}

func FuzzRank(f *testing.F) {
	for _, r := range DefaultRules().Ranks {
		f.Add(r.Name, r.When)
	}
	f.Add("x", "1/0 > score")
	f.Add("x", "((((((((((score))))))))))")
	f.Add("x", "judges in [1,2] ? true : 'a' matches '(a+)+$'")
	f.Add("x", "reduce(1..9999999, # + #acc) > 1")
	f.Add("x", "9223372036854775807 + judges * -9223372036854775808 < 0")
	f.Fuzz(func(t *testing.T, name, when string) {
		r := DefaultRules()
		r.Ranks = []Rank{{name, when}}
		ranks, found := compileRanks(r)
		if len(ranks.names)+len(found) != 1 {
			t.Fatalf("%d ranks, %d problems", len(ranks.names), len(found))
		}
		ranks.rank(&quantities{Score: -1.5, Judged: 3, Judges: 4, Answers: 1 << 31, Solved: 2})
	})
}

func BenchmarkRanks(b *testing.B) {
	ranks, _ := compileRanks(DefaultRules())
	for b.Loop() {
		for i := range 100_000 {
			ranks.rank(&quantities{Score: float64(i%20) - 5, Judged: float64(i % 13), Solved: i % 2})
		}
	}
}
