package people

import (
	"math"
	"strings"
	"testing"

	"winnow/builder/content"
	"winnow/builder/reputation"
	"winnow/cmd/evaluate/dump"
)

const posts = `<?xml version="1.0" encoding="utf-8"?><posts>
<row Id="1" PostTypeId="1" AcceptedAnswerId="11" CreationDate="2020-01-01T10:00:00.000" OwnerUserId="100" Tags="&lt;wifi&gt;&lt;mesh&gt;" />
<row Id="10" PostTypeId="2" ParentId="1" CreationDate="2020-01-01T11:00:00.000" OwnerUserId="200" Score="0" Body="four" />
<row Id="11" PostTypeId="2" ParentId="1" CreationDate="2020-01-01T12:00:00.000" OwnerUserId="300" Score="2" Body="ninechars" />
<row Id="12" PostTypeId="2" ParentId="1" CreationDate="2020-01-02T12:00:00.000" OwnerUserId="100" Score="9" />
<row Id="2" PostTypeId="1" CreationDate="2020-02-01T10:00:00.000" OwnerUserId="200" Tags="|wifi|" AcceptedAnswerId="999" />
<row Id="13" PostTypeId="2" ParentId="2" CreationDate="2020-02-01T12:00:00.000" OwnerUserId="300" Score="1" />
<row Id="3" PostTypeId="1" AcceptedAnswerId="14" CreationDate="2020-06-01T10:00:00.000" OwnerUserId="100" />
<row Id="14" PostTypeId="2" ParentId="3" CreationDate="2020-06-01T11:00:00.000" OwnerUserId="300" Score="3" />
<row Id="15" PostTypeId="2" ParentId="3" CreationDate="2020-06-01T12:00:00.000" OwnerUserId="200" Score="-1" />
<row Id="16" PostTypeId="2" ParentId="3" CreationDate="2020-06-01T13:00:00.000" OwnerUserId="400" Score="2" />
<row Id="17" PostTypeId="2" ParentId="777" CreationDate="2020-06-01T13:00:00.000" OwnerUserId="400" Score="2" />
<row Id="18" PostTypeId="2" ParentId="3" CreationDate="2020-06-01T14:00:00.000" OwnerUserId="-1" Score="0" />
<row Id="19" PostTypeId="5" CreationDate="2020-06-01T14:00:00.000" />
</posts>`

const votes = `<votes>
<row PostId="11" VoteTypeId="2" CreationDate="2020-01-02T00:00:00.000" />
<row PostId="11" VoteTypeId="2" CreationDate="2020-01-02T00:00:00.000" />
<row PostId="11" VoteTypeId="1" CreationDate="2020-01-03T00:00:00.000" />
<row PostId="10" VoteTypeId="3" CreationDate="2020-01-03T00:00:00.000" />
<row PostId="10" VoteTypeId="2" CreationDate="2020-01-04T00:00:00.000" />
<row PostId="13" VoteTypeId="2" CreationDate="2020-02-03T00:00:00.000" />
<row PostId="14" VoteTypeId="2" CreationDate="2020-07-03T00:00:00.000" />
<row PostId="1" VoteTypeId="2" CreationDate="2020-01-04T00:00:00.000" />
<row PostId="10" VoteTypeId="5" CreationDate="2020-01-04T00:00:00.000" />
</votes>`

// toy is three questions, of which the last is asked after the first of May.
func toy(t *testing.T) (*dump.Site, *Split) {
	t.Helper()
	tables := map[string]string{"Posts": posts, "Votes": votes}
	s, err := dump.Load("toy", func(table string, f func(dump.Row)) error {
		return dump.EachElement(strings.NewReader(tables[table]), f)
	})
	if err != nil {
		t.Fatal(err)
	}
	cut, _ := dump.Seconds("2020-05-01T00:00:00")
	return s, NewSplit(s, "toy", dump.DayOf(cut), dump.DayOf(cut)+window, false)
}

func user(t *testing.T, s *dump.Site, id string) int32 {
	t.Helper()
	for n, x := range s.Users {
		if x == id {
			return int32(n)
		}
	}
	t.Fatalf("no user %q", id)
	return dump.Nobody
}

func same(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9 {
		t.Errorf("%s is %v, not %v", what, got, want)
	}
}

// Before the cut: 300 has two answers, 3 upvotes and one of one resolved threads;
// 200 has one answer, one up, one down, none of one.
func TestBaselines(t *testing.T) {
	s, split := toy(t)
	p := newPast(split)
	a200, a300, a400 := int32(5), int32(4), int32(6)
	want := map[string][3]float64{
		"number of answers":     {1, 2, 0},
		"net votes":             {0, 3, 0},
		"Stack Overflow points": {8, 45, 0},
		"accepted / answers":    {0, 0.5, 0},
		"mean net vote":         {0, 1.5, 0},
		"Wilson of votes":       {wilson(1, 2), wilson(3, 3), 0},
		"Wilson of accepted":    {0, wilson(1, 1), 0},
		"Z-score":               {0, math.Sqrt2, 0},
		// Four answers in two threads: 2 a thread. 300 is first of 3 (100's own among
		// them) and of 1: (3/2/1 + 1/2/1)/2. 200 shares the second place.
		"MEC": {3.0 / 2 / 2, (1.5 + 0.5) / 2, 0},
	}
	list := p.baselines()
	for i, name := range baselineNames(true) {
		if list[i].Name != name {
			t.Errorf("baseline %d is %q, not %q", i, list[i].Name, name)
		}
		if w, ok := want[name]; ok {
			same(t, name+" of 200", list[i].Of(a200), w[0])
			same(t, name+" of 300", list[i].Of(a300), w[1])
			same(t, name+" of 400", list[i].Of(a400), w[2])
		}
	}
	if p.known(user(t, s, "400")) || !p.known(user(t, s, "300")) {
		t.Error("who is known")
	}
}

func TestElo(t *testing.T) {
	points := []float64{1500, 1500}
	play(points, 0, 1)
	same(t, "winner", points[0], 1508)
	same(t, "loser", points[1], 1492)
	play(points, 1, 1)
	same(t, "against oneself", points[1], 1492)
}

// 0 asks and 1 answers; 2 is idle. With x for 0 and 2 and y for 1:
// y = 0.05 + 0.85*(x + (y+x)/3), x = 0.05 + 0.85*(y+x)/3, 2x + y = 1.
func TestPageRank(t *testing.T) {
	r := pageRank([]edge{{0, 1}}, 3)
	x := (0.05 + 0.85/3) / (1 + 0.85/3)
	same(t, "asker", r[0], x)
	same(t, "idle", r[2], x)
	same(t, "answerer", r[1], 1-2*x)
}

func TestAuthority(t *testing.T) {
	r := authority([]edge{{0, 1}, {0, 1}, {0, 2}}, 3)
	same(t, "twice", r[1], 2/math.Sqrt(5))
	same(t, "once", r[2], 1/math.Sqrt(5))
}

func TestWilson(t *testing.T) {
	same(t, "1 of 1", wilson(1, 1), 1/(1+1.96*1.96))
	same(t, "0 of 4", wilson(0, 4), 0)
	same(t, "of nothing", wilson(0, 0), 0)
}

// Of the third question, 300 was accepted against 200 and 400; the platform's
// answer is nobody's.
func TestTasks(t *testing.T) {
	_, split := toy(t)
	p := newPast(split)
	r := test(p, Scorer{"score", func(a int32) float64 { return float64(p.Answers[a].Score) }})
	n := Run{r}.sizes()
	if n != (Numbers{2, 1, 2, 4, 1}) {
		t.Errorf("pairs %v", n)
	}
	if x := (Run{r}).Numbers(nil); x != (Numbers{1, 1, 1, 1, 1}) {
		t.Errorf("what is foretold by itself: %v", x)
	}
	even := test(p, Scorer{"even", func(int32) float64 { return 0 }})
	x := (Run{even}).Numbers(nil)
	if [4]float64(x[:4]) != [4]float64{0.5, 0.5, 0.5, 0.5} || x[4] <= 0.5 || x[4] >= 1 {
		t.Errorf("without any difference: %v", x)
	}
	for _, people := range []int{0, len(p.Users)} {
		diff, in := Run{r}.ahead(Run{even}, []int{len(p.Tests)}, people)
		same(t, "difference", diff[0], 0.5)
		same(t, "its lower end", in[0].Low, 0.5)
	}
}

// Poor are the scores 1 and 3 of 1, 2, 3, 3, 4: below 2, 3, 4 (3 pairs) and as
// 3 (half) and below 4 (1): 2+1+1 + 0.5+1 of 6, less one: 2 < 3 poor.
func TestScreening(t *testing.T) {
	s := newScreening([]Judged{{4, false, 0, 0}, {3, true, 0, 0}, {1, true, 1, 1}, {3, false, 0, 0}, {2, false, 0, 0}})
	right, pairs := s.auc(Draw{})
	same(t, "right", right, 3+1.5)
	same(t, "pairs", pairs, 6)
	for _, d := range []Draw{{Questions: []float64{1, 2}}, {Authors: []float64{1, 2}}} {
		right, pairs = s.auc(d)
		same(t, "right, twice the second question or author", right, 6+1.5)
		same(t, "pairs, likewise", pairs, 9)
	}
	precision, recall := s.lowest(0.6) // 1, 2 and one of the two 3s
	same(t, "precision", precision, 1.5/3)
	same(t, "recall", recall, 1.5/2)
}

// Worth 3, 0 and 1, ordered 1, 3, 0: 1/log2(2) + 3/log2(3) of 3 + 1/log2(3); where
// two scores are equal, their places are shared.
func TestGain(t *testing.T) {
	worth := []float64{2, -1, 0}
	best := 3 + 1/math.Log2(3)
	g, ok := gain([]float64{5, 1, 9}, worth)
	same(t, "gain", g, (1+3/math.Log2(3))/best)
	if !ok {
		t.Error("it is none")
	}
	g, _ = gain([]float64{5, 1, 5}, worth)
	same(t, "shared places", g, 4*(1+1/math.Log2(3))/2/best)
	if _, ok := gain([]float64{1, 2}, []float64{7, 7}); ok {
		t.Error("equal worth has an order")
	}
}

// The evidence before the cut is what the package knows: nothing of the third
// question.
func TestEvidence(t *testing.T) {
	_, split := toy(t)
	count := map[content.EvidenceKind]int{}
	for e := range split.evidence(split.Cut) {
		count[e.Kind] += e.Count
		if e.Kind == content.Accepted && (e.By != "100" || e.Author != "300") {
			t.Errorf("%+v", e)
		}
	}
	if count[content.Answered] != 4 || count[content.Kudos] != 4 || count[content.Downvote] != 1 || count[content.Accepted] != 1 {
		t.Error(count)
	}
	l := split.Score(reputation.DefaultRules())
	if o := split.Overall(l); o.Of(4) <= o.Of(5) || o.Of(5) <= o.Of(6) {
		t.Error("300 was accepted, 200 lost but has an upvote, 400 is unknown")
	}
}
