package reputation

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"winnow/builder/content"
	"winnow/builder/diag"
)

// A world is a random community in anchored mode: s0 … are staff, m0 … members.
// Members write answers and judge those of others, some more than others.
type world struct {
	rules   Rules
	members int
	people  []content.Contributor
	rows    []content.Evidence
	answers int
}

const lastDay = 1000 // of all worlds, counted from newYear

func newWorld(r *rand.Rand) *world {
	w := &world{rules: DefaultRules(), members: 4 + r.IntN(12)}
	w.rules.Mode, w.rules.Anchors.Staff = Anchored, []string{"role:staff"}
	w.rules.UnvouchedShare, w.rules.Mass.Thread = Micro(r.IntN(3))*One/8, Micro(r.IntN(3))*One/4
	w.rules.AsOf = newYear.AddDate(0, 0, lastDay).Format(time.DateOnly)
	for i := range 4 {
		w.people = append(w.people, content.Contributor{ID: fmt.Sprintf("s%d", i), Role: "staff"})
	}
	w.people = append(w.people, content.Contributor{ID: "m0", Name: "Zero", Aliases: []string{"m0-work", "m0-old"}})
	for range r.IntN(60) {
		w.write(r, w.member(r))
	}
	for i := range r.IntN(w.members) { // some are vouched, each by three others
		for staff := range 3 {
			w.add(content.Evidence{Date: someDay(r), Kind: content.Kudos, Answer: fmt.Sprintf("known%d", i), Author: fmt.Sprintf("m%d", i),
				By: fmt.Sprintf("s%d", (i+staff)%4), Count: 1})
		}
	}
	for range r.IntN(400) {
		if w.answers > 0 {
			w.event(r, w.giver(r))
		}
	}
	return w
}

func (w *world) member(r *rand.Rand) string { return fmt.Sprintf("m%d", r.IntN(w.members)) }

func (w *world) giver(r *rand.Rand) string {
	switch r.IntN(10) {
	case 0, 1, 2:
		return fmt.Sprintf("s%d", r.IntN(4))
	case 3:
		return ""
	case 4:
		return "m0-work"
	}
	return w.member(r)
}

func someDay(r *rand.Rand) time.Time { return newYear.AddDate(0, 0, r.IntN(lastDay)) }

// write adds an answer and returns its id.
func (w *world) write(r *rand.Rand, author string) string {
	id := fmt.Sprintf("a%d", w.answers)
	w.answers++
	var tags []string
	for range r.IntN(4) {
		tags = append(tags, fmt.Sprintf("tag%d", r.IntN(5)))
	}
	w.rows = append(w.rows, content.Evidence{Date: someDay(r), Kind: content.Answered, Answer: id, Author: author, Count: 1,
		Thread: fmt.Sprintf("t%d", r.IntN(20)), Category: []string{"", "wifi", "billing", "wifi/mesh"}[r.IntN(4)], Tags: tags})
	return id
}

func (w *world) event(r *rand.Rand, by string) {
	kinds := []content.EvidenceKind{content.Kudos, content.Kudos, content.Kudos, content.Downvote, content.Confirmed, content.Failed,
		content.Accepted, content.Accepted, content.Unaccepted, content.Verified, content.Rejected, content.FlagUpheld}
	w.add(content.Evidence{Date: someDay(r), Kind: kinds[r.IntN(len(kinds))], Answer: fmt.Sprintf("a%d", r.IntN(w.answers)), By: by, Count: 1 + r.IntN(3)})
}

func (w *world) add(e content.Evidence) { w.rows = append(w.rows, e) }

func (w *world) score(t testing.TB) *Ledger {
	t.Helper()
	l, problems := Score(Input{Rules: w.rules, Contributors: w.people, Reviewers: []string{"role:staff"}, Evidence: slices.Values(w.rows)})
	problems = slices.DeleteFunc(problems, func(p diag.Problem) bool { return strings.Contains(p.Msg, "reviewer") })
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return l
}

// worlds runs a property on some random communities.
func worlds(t *testing.T, f func(t *testing.T, r *rand.Rand, w *world)) {
	t.Helper()
	manyWorlds(t, 80, f)
}

func manyWorlds(t *testing.T, n uint64, f func(t *testing.T, r *rand.Rand, w *world)) {
	t.Helper()
	for seed := range n {
		r := rand.New(rand.NewPCG(seed, 7))
		f(t, r, newWorld(r))
		if t.Failed() {
			t.Fatalf("with seed %d", seed)
		}
	}
}

// everything is all that a ledger says of everyone but those named.
func everything(l *Ledger, except ...string) string {
	var b strings.Builder
	fmt.Fprintln(&b, l.Prior, l.AsOf)
	standings := slices.Clone(l.Contributors)
	slices.SortFunc(standings, func(a, b *Standing) int { return strings.Compare(a.ID, b.ID) })
	for _, s := range standings {
		if slices.ContainsFunc(except, func(x string) bool { return strings.HasPrefix(s.ID, x) }) {
			continue
		}
		shown := *s
		if len(except) > 0 {
			shown.Place, shown.ByCategory, shown.ByTag = 0, unplaced(s.ByCategory), unplaced(s.ByTag)
		}
		writeStanding(&b, &shown)
		if e, ok := l.Explain(s.ID, "", -1); ok {
			writeExplanation(&b, e)
		}
		fmt.Fprintln(&b, l.Record(s.ID, "wifi", []string{"tag1", "tag2"}, "a1"))
	}
	return b.String()
}

// unplaced are topics without the place, which depends on others.
func unplaced(list []Topic) []Topic {
	out := slices.Clone(list)
	for i := range out {
		out[i].Place = 0
	}
	return out
}

func TestOrderRepetitionAndSplittingDoNotMatter(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		want := everything(w.score(t))
		for range 3 {
			r.Shuffle(len(w.rows), func(i, j int) { w.rows[i], w.rows[j] = w.rows[j], w.rows[i] })
			r.Shuffle(len(w.people), func(i, j int) { w.people[i], w.people[j] = w.people[j], w.people[i] })
			for i := range min(5, len(w.rows)) {
				w.rows = append(w.rows, w.rows[i])
			}
			if got := everything(w.score(t)); got != want {
				t.Fatalf("got\n%s\nwant\n%s", got, want)
			}
		}
	})
}

// Dropping repeated events early, which bounds memory, changes nothing.
func TestDroppingEarlyDoesNotMatter(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		in := Input{Rules: w.rules, Contributors: w.people, Evidence: slices.Values(slices.Concat(w.rows, w.rows))}
		k := newKinds(content.EvidenceKinds(), masses(), &in.Rules)
		whole, _ := newReader(in, k)
		early, _ := newReader(in, k)
		early.full = 1 + r.IntN(20)
		whole.evidence(in.Evidence)
		early.evidence(in.Evidence)
		if len(whole.events) > 100 && len(early.events) == len(whole.events) {
			t.Error("nothing was dropped early")
		}
		if a, b := finish(whole), finish(early); !slices.Equal(a.events, b.events) || a.ignored != b.ignored {
			t.Error("other events are left")
		}
	})
}

// Rows that cannot be used are counted, and change nothing.
func TestUselessRowsAreCounted(t *testing.T) {
	rows := []content.Evidence{
		{Kind: "liked", Answer: "a1", Author: "ana", Count: 1},
		{Kind: content.Kudos, Author: "ana", Count: 1},
		{Kind: content.Kudos, Answer: "a1", Author: "ana", Count: 0},
		{Kind: content.Kudos, Answer: "a1", Author: "ana", Count: -5},
	}
	l, _ := Score(Input{Rules: DefaultRules(), Evidence: slices.Values(rows)})
	want := []Ignored{{"unknown kind", 1}, {"no answer named", 1}, {"count below 1", 2}}
	if !slices.Equal(l.Ignored, want) || len(l.Contributors) != 0 {
		t.Errorf("%v, %d contributors", l.Ignored, len(l.Contributors))
	}
}

func TestExplanationsAddUp(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		l := w.score(t)
		for _, s := range l.Contributors {
			topics := []string{"", "category:wifi", "category:billing", "tag:tag0", "tag:tag1", "tag:tag2"}
			for _, topic := range topics {
				e, ok := l.Explain(s.ID, topic, r.IntN(8)-1)
				if !ok {
					continue
				}
				sum, shown := e.Start+e.Rest, e.Tenths()
				tenths := shown.Rest
				for i, x := range e.Lines {
					sum += x.Value
					tenths += shown.Lines[i]
				}
				if sum != e.Total || tenths != shown.Score {
					t.Errorf("%s %s: lines add up to %s, total is %s; shown %d and %d", s.ID, topic, sum, e.Total, tenths, shown.Score)
				}
				if topic == "" && shown.Score != s.Score {
					t.Errorf("%s: score %d is explained as %d", s.ID, s.Score, shown.Score)
				}
				for _, p := range slices.Concat(s.ByCategory, s.ByTag) {
					if (topic == "category:"+p.Name || topic == "tag:"+p.Name) && shown.Score != p.Score {
						t.Errorf("%s %s: score %d is explained as %d", s.ID, topic, p.Score, shown.Score)
					}
				}
			}
		}
		for i := range w.answers {
			if o, ok := l.Outcome(fmt.Sprintf("a%d", i)); ok {
				sum := Micro(0)
				for _, c := range o.Counts {
					sum += c.Value
				}
				if sum != o.Positive-o.Negative {
					t.Errorf("a%d: counts add up to %s, not %s - %s", i, sum, o.Positive, o.Negative)
				}
			}
		}
	})
}

// A record without an answer is the record of a community where nothing
// happened to that answer: it must not lean on what it is to judge.
func TestRecordLeavesTheAnswerOut(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w *world) {
		w.rules.Prior = Prior{Fixed: true, Value: One / 2}
		w.rules.Mass.Thread, w.rules.Mass.OtherAccepted = 0, 0 // what others' answers draw from it
		w.rules.PairCap, w.rules.StaffCap, w.rules.Burst.Hours, w.rules.Reciprocity = 1000*One, 1000*One, 0, 0
		if w.answers == 0 {
			return
		}
		l := w.score(t)
		i := int32(r.IntN(len(l.answers)))
		a, id := &l.answers[i], l.ids[i]
		got := l.Record(l.people.list[a.author].id, l.topics[a.category], l.tagNames(a), id)

		without := *w
		without.rows = slices.DeleteFunc(slices.Clone(w.rows), func(e content.Evidence) bool { return e.Answer == id && e.Kind != content.Answered })
		// Who was vouched for by this very answer keeps that voice.
		without.rules.Anchors.Proven = voicesOf(l)
		w.rules.Anchors.Proven = without.rules.Anchors.Proven
		got = w.score(t).Record(l.people.list[a.author].id, l.topics[a.category], l.tagNames(a), id)
		want := without.score(t).Record(l.people.list[a.author].id, l.topics[a.category], l.tagNames(a), id)
		if got.Topic == want.Topic && (got.R-want.R > 2 || want.R-got.R > 2 || got.Judged != want.Judged || got.Judges != want.Judges) {
			t.Errorf("%s: %+v, want %+v", id, got, want)
		}
		if got.Topic != want.Topic {
			t.Errorf("%s: topic %s, want %s", id, got.Topic, want.Topic)
		}
	})
}

func (l *Ledger) tagNames(a *answer) (out []string) {
	for _, t := range l.tagsOf(a) {
		out = append(out, l.topics[t])
	}
	return out
}

// voicesOf lists everyone: all are proven, so that no event changes a voice.
func voicesOf(l *Ledger) (out []string) {
	for _, p := range l.people.list {
		out = append(out, p.id)
	}
	return out
}
