package ranking

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	"golang.org/x/tools/txtar"

	"winnow/builder/content"
	"winnow/builder/fixedpoint"
	"winnow/builder/golden"
)

// A case is policy.toml, subjects.toml and the verdicts on them.
type subjects struct {
	Prior   fixedpoint.Micro
	AsOf    time.Time `toml:"as_of"`
	Now     time.Time
	Groups  [][]int32 // articles that are the same problem
	Article []struct {
		Path, Category, Reason      string
		Draft, Outdated             bool
		CopyOf                      string
		SupersededBy                string    `toml:"superseded_by"`
		PublishAt                   time.Time `toml:"publish_at"`
		ExpiresAt                   time.Time `toml:"expires_at"`
		VerifiedBy                  string    `toml:"verified_by"`
		RejectedBy                  string    `toml:"rejected_by"`
		Held                        string
		Released                    bool
		NoAnswer, SaysNothing, Self bool
		AuthorR                     fixedpoint.Micro
		AuthorTopic                 string
		Verified, Accepted          bool
		Newest, Date, UnvouchedDate time.Time
		Risks                       []Risk
		Evidence                    []struct {
			Kind              string
			N, Heard          int
			Weight, Unvouched fixedpoint.Micro
			Date              time.Time
		}
	}
}

func (c subjects) list() []Subject {
	var out []Subject
	for _, a := range c.Article {
		s := Subject{
			Article: &content.Article{Path: a.Path, Category: a.Category, Reason: a.Reason, Draft: a.Draft, Outdated: a.Outdated,
				SupersededBy: a.SupersededBy, PublishAt: a.PublishAt, ExpiresAt: a.ExpiresAt, VerifiedBy: a.VerifiedBy, RejectedBy: a.RejectedBy, Held: a.Held, Date: a.Date},
			AuthorR: int64(cmp.Or(a.AuthorR, c.Prior)), AuthorTopic: a.AuthorTopic, Verified: a.Verified, Released: a.Released, Accepted: a.Accepted,
			NoAnswer: a.NoAnswer, SaysNothing: a.SaysNothing, SelfSolved: a.Self,
			Newest: a.Newest, UnvouchedNewest: a.UnvouchedDate, Risks: a.Risks, CopyOf: a.CopyOf,
		}
		for _, e := range a.Evidence {
			s.Evidence = append(s.Evidence, Evidence{content.EvidenceKind(e.Kind), e.N, int64(e.Weight), int64(e.Unvouched), e.Date, e.Heard})
		}
		out = append(out, s)
	}
	return out
}

func TestCases(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, a *txtar.Archive) {
		policy, c := DefaultPolicy(), subjects{}
		_, bad := toml.Decode(string(golden.Section(a, "policy.toml")), &policy)
		_, worse := toml.Decode(string(golden.Section(a, "subjects.toml")), &c)
		if err := errors.Join(bad, worse); err != nil {
			t.Fatal(err)
		}
		golden.Set(a, "verdicts", verdictsText(t, c, policy))
	})
}

func verdictsText(t *testing.T, c subjects, p Policy) string {
	t.Helper()
	if found := p.Check(slices.Collect(maps.Keys(p.Risk))); len(found) > 0 {
		t.Fatal(found)
	}
	list := c.list()
	verdicts := Order(Merge(Admit(list, p, Basis{c.Prior, c.AsOf, c.Now}), c.Groups, p))
	var b strings.Builder
	for i, v := range verdicts {
		fmt.Fprintf(&b, "%s: %s, place %d, tier %d\n", list[i].Article.Path, v.State, v.Place, v.Tier)
		for _, r := range v.Reasons {
			fmt.Fprintf(&b, "  %s (line %d): %s\n", r.Rule, r.Line, r.Text)
		}
		for _, r := range v.Despite {
			fmt.Fprintf(&b, "  despite %s (line %d): %s\n", r.Rule, r.Line, r.Text)
		}
		if v.Canonical != "" {
			fmt.Fprintf(&b, "  canonical: %s\n", v.Canonical)
		}
		shown := v.Shown()
		fmt.Fprintf(&b, "%10s %5.1f start\n", fixedpoint.Micro(v.Start), float64(shown.Start)/10)
		for k, x := range v.Terms {
			fmt.Fprintf(&b, "%10s %+5.1f %s %d %s\n", fixedpoint.Micro(x.Value), float64(shown.Terms[k])/10, x.Kind, x.N, x.Topic)
		}
		fmt.Fprintf(&b, "%10s %5.1f trust; quality %s, judged %s\n", fixedpoint.Micro(v.Value), float64(shown.Total)/10, fixedpoint.Micro(v.Quality), fixedpoint.Micro(v.Judged))
	}
	states, err := Tally(verdicts, len(list))
	for _, s := range states {
		if s.N > 0 {
			fmt.Fprintln(&b, s.N, s.State)
		}
	}
	if err != nil {
		t.Error(err)
	}
	return b.String()
}

// randomSubjects are articles of every sort, reasonable or not.
func randomSubjects(r *rand.Rand, n int) []Subject {
	kinds := []content.EvidenceKind{"verified", "accepted", "confirmed", "kudos", "rejected", "flag_upheld", "failed", "downvote", "thread_won"}
	someTime := func() time.Time {
		if r.IntN(3) == 0 {
			return time.Time{}
		}
		return today.AddDate(0, 0, -r.IntN(4000)+100)
	}
	mass := func(most int64) int64 {
		if r.IntN(50) == 0 {
			most = math.MaxInt64
		}
		return r.Int64N(most)
	}
	out := make([]Subject, n)
	for i := range out {
		yes := func(one int) bool { return r.IntN(one) == 0 }
		a := &content.Article{Path: fmt.Sprintf("a%d.md", r.IntN(n)), Draft: yes(12), Outdated: yes(9), Category: []string{"wifi", "wifi/mesh", "billing", ""}[r.IntN(4)]}
		if yes(9) {
			a.PublishAt, a.ExpiresAt = someTime(), someTime()
		}
		if yes(9) {
			a.VerifiedBy, a.Reason = "rita", "checked"
		}
		if yes(15) {
			a.RejectedBy = "rita"
		}
		s := Subject{Article: a, AuthorR: r.Int64N(one + 1), AuthorJudged: mass(9 * one), Verified: yes(4),
			Newest: someTime(), UnvouchedNewest: someTime()}
		a.Date = someTime()
		if yes(5) {
			s.Risks = []Risk{{Kind: "pipe_to_shell", Block: yes(2), Line: 3}}
		}
		for _, k := range kinds {
			if yes(3) {
				s.Evidence = append(s.Evidence, Evidence{Kind: k, N: 1 + r.IntN(9), Weight: mass(4 * one), Unvouched: mass(5 * one), Date: someTime(), Heard: r.IntN(4)})
			}
		}
		out[i] = s
	}
	return out
}

var today = time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)

func randomBasis(r *rand.Rand) Basis {
	return Basis{Prior: fixedpoint.Micro(100_000 + r.IntN(600_001)), AsOf: today, Now: today.Add(8 * time.Hour)}
}

func TestTermsAddUp(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		for i, v := range Admit(randomSubjects(r, 200), DefaultPolicy(), randomBasis(r)) {
			sum, shown := v.Start, v.Shown()
			tenths := shown.Start
			for k, x := range v.Terms {
				sum += x.Value
				tenths += shown.Terms[k]
			}
			if sum != v.Value || tenths != shown.Total || v.Value < 0 || v.Value > one || v.Quality < 0 || v.Quality > one {
				t.Fatalf("seed %d, %d: terms add up to %d, shown to %d of %d: %+v", seed, i, sum, tenths, shown.Total, v)
			}
		}
	}
}

func TestEveryArticleHasOneStateAndPublicOnesOnePlace(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 2))
		list := randomSubjects(r, 1+r.IntN(300))
		admitted := Admit(list, DefaultPolicy(), randomBasis(r))
		verdicts := Order(admitted)
		if _, err := Tally(verdicts, len(list)); err != nil {
			t.Fatal(err)
		}
		taken := map[int]bool{}
		for i, v := range verdicts {
			if v.State.Public() != (v.Place > 0) || v.Place > 0 && taken[v.Place] || (v.State == Published) != (len(v.Reasons) == 0) {
				t.Fatalf("seed %d, %d: %+v", seed, i, v)
			}
			taken[v.Place] = true
			if admitted[i].Place != 0 {
				t.Fatal("Order changed what Admit returned")
			}
		}
	}
	if _, err := Tally([]Verdict{{State: Published, Place: 1}, {State: "lost"}}, 2); err == nil {
		t.Error("a lost article is not missed")
	}
	if _, err := Tally([]Verdict{{State: Published}}, 1); err == nil {
		t.Error("a public article without a place is not missed")
	}
}

// Places follow tier, value, date and path, whatever the order of the input.
func TestOrderIsThatOfTheRules(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 3))
		list := randomSubjects(r, 150)
		for i := range list {
			list[i].Article.Path = fmt.Sprintf("a%03d.md", i)
		}
		basis := randomBasis(r)
		places := func() map[string]int {
			out := map[string]int{}
			verdicts := Order(Admit(list, DefaultPolicy(), basis))
			above := map[int]*Verdict{}
			for i := range verdicts {
				out[list[i].Article.Path] = verdicts[i].Place
				above[verdicts[i].Place] = &verdicts[i]
			}
			for p := 2; above[p] != nil; p++ {
				a, b := above[p-1], above[p]
				why := map[string]bool{ByTier: a.Tier < b.Tier, ByTrust: a.Tier == b.Tier && a.Value > b.Value,
					ByDate: a.Tier == b.Tier && a.Value == b.Value && a.written > b.written,
					ByPath: a.Tier == b.Tier && a.Value == b.Value && a.written == b.written && a.path < b.path}
				if !why[Above(a, b)] {
					t.Fatalf("%+v above %+v by %s", a, b, Above(a, b))
				}
			}
			return out
		}
		want := places()
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		for path, place := range places() {
			if want[path] != place {
				t.Fatalf("%s has place %d, in another order %d", path, want[path], place)
			}
		}
	}
}

// The odds spread what is shown and change no place: of two articles the same one
// has more, or both have as much to the last millionth.
func TestOddsChangeNoPlace(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 5))
		list, basis := randomSubjects(r, 60), randomBasis(r)
		plain, wide := DefaultPolicy(), DefaultPolicy()
		plain.Odds, wide.Odds = fixedpoint.One, 50*fixedpoint.One
		a, b := Admit(list, plain, basis), Admit(list, wide, basis)
		for i := range list {
			for k := range list {
				if a[i].Value > a[k].Value && b[i].Value < b[k].Value {
					t.Fatalf("seed %d: %d before %d, with other odds %d and %d", seed, a[i].Value, a[k].Value, b[i].Value, b[k].Value)
				}
			}
		}
	}
}

// One more endorsement never takes anything, one more complaint never gives anything.
func TestEvidenceMovesOneWay(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 6))
		basis := randomBasis(r)
		for _, s := range randomSubjects(r, 60) {
			before := Admit([]Subject{s}, DefaultPolicy(), basis)[0].Value
			for kind, up := range map[content.EvidenceKind]bool{"kudos": true, "confirmed": true, SelfAccepted: true, "downvote": false, "failed": false} {
				more := s
				more.Evidence = append(slices.Clone(s.Evidence), Evidence{Kind: kind, N: 1, Weight: 400_000})
				if after := Admit([]Subject{more}, DefaultPolicy(), basis)[0].Value; after != before && (after > before) != up {
					t.Fatalf("seed %d: %s took %+v from %d to %d", seed, kind, s, before, after)
				}
			}
		}
	}
}

// Unvouched evidence holds nothing back, releases nothing, and moves no article
// across tiers; without judged evidence, or unless unvouched_share is set, it does
// nothing at all.
func TestUnvouchedEvidenceStaysSmall(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 4))
		list, basis := randomSubjects(r, 100), randomBasis(r)
		policy := DefaultPolicy()
		policy.UnvouchedShare = fixedpoint.Micro(r.IntN(3)) * fixedpoint.One / 8
		with := Admit(list, policy, basis)
		bare := slices.Clone(list)
		for i := range bare {
			bare[i].Evidence = slices.Clone(bare[i].Evidence)
			for k := range bare[i].Evidence {
				bare[i].Evidence[k].Unvouched = 0
			}
		}
		for i, v := range Admit(bare, policy, basis) {
			if v.Tier != with[i].Tier || v.State != with[i].State {
				t.Fatalf("seed %d: unvouched evidence changed tier or state", seed)
			}
			if (v.Judged == 0 || policy.UnvouchedShare == 0) && v.Value != with[i].Value {
				t.Fatalf("seed %d: %+v without, %+v with unvouched evidence", seed, v, with[i])
			}
		}
	}
}

// The author alone never holds an article back, nor does age, nor do downvotes and
// a lost thread, however many they are and however strict the policy is.
func TestAuthorAndAgeHoldNothingBack(t *testing.T) {
	s := Subject{Article: &content.Article{Path: "a.md"}, AuthorR: 0, AuthorJudged: 500 * one, Newest: today.AddDate(-30, 0, 0),
		Evidence: []Evidence{{Kind: "accepted", N: 1, Weight: one}}}
	for _, prior := range []fixedpoint.Micro{100_000, 700_000} {
		if v := Admit([]Subject{s}, DefaultPolicy(), Basis{prior, today, today})[0]; v.State != Published {
			t.Errorf("held: %+v", v.Reasons)
		}
		strict := DefaultPolicy()
		strict.HoldNegative = 0
		s := s
		s.Evidence = nil
		if v := Admit([]Subject{s}, strict, Basis{prior, today, today})[0]; v.State != Published {
			t.Errorf("held for the author alone: %+v", v.Reasons)
		}
		s.Newest = today
		s.Evidence = []Evidence{{Kind: "downvote", N: 1e9, Weight: 1e9 * one}, {Kind: "other_accepted", N: 1, Weight: one}}
		if v := Admit([]Subject{s}, DefaultPolicy(), Basis{prior, today, today})[0]; v.State != Published {
			t.Errorf("held for votes: %+v", v.Reasons)
		}
	}
}

func TestCheck(t *testing.T) {
	text := `
author_weight = -0.1
caution = 0.5
unvouched_share = 1.5
hold_quality = -0.1
[half_life_days]
wifi = -1
[risk]
pipe-to-shell = "never"
pipe_to-shell = "warn"`
	p := DefaultPolicy()
	if _, err := toml.Decode(text, &p); err != nil {
		t.Fatal(err)
	}
	var keys []string
	found := p.Check([]string{"disk-erase", "pipe-to-shell"})
	for _, problem := range found {
		keys = append(keys, problem.Path)
	}
	want := []string{"author_weight", "caution", "unvouched_share", "hold_quality", "half_life_days.wifi", "risk.pipe-to-shell", "risk.pipe_to-shell"}
	if !slices.Equal(keys, want) || found[6].Hint != `did you mean "pipe-to-shell"?` {
		t.Errorf("problems %v, want them with %v", found, want)
	}
	if found := DefaultPolicy().Check(nil); len(found) > 0 {
		t.Error(found)
	}
	if p.HalfLife[everywhere] != 1095 {
		t.Error("a category's half-life takes away the default")
	}
	for _, s := range p.Settings() {
		if s.Key == "" || s.Value == "" || s.Meaning == "" {
			t.Errorf("incomplete setting %+v", s)
		}
	}
	if err := toml.Unmarshal([]byte("author_weight = nan"), &p); err == nil {
		t.Error("nan is taken for a number")
	}
}

func BenchmarkAdmitAndOrder(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	list := randomSubjects(r, 100_000)
	for b.Loop() {
		Order(Admit(list, DefaultPolicy(), Basis{500_000, today, today}))
	}
}
