package search

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

func titled(titles ...string) []Document {
	docs := make([]Document, len(titles))
	for i, title := range titles {
		docs[i] = Document{URL: fmt.Sprintf("x/%d/", i), Title: title, State: "published", Tier: 1, Bag: Analyze("en", Fields{Title: title})}
	}
	return docs
}

func idsOf(t *testing.T, s *session, query string) (ids []int) {
	t.Helper()
	r, err := s.again().search(query, 10)
	if err != nil || r.Message != "" {
		t.Fatal(err, r.Message)
	}
	for _, v := range r.Items {
		ids = append(ids, v.ID)
	}
	return ids
}

func TestFinds(t *testing.T) {
	s := openBuilt(t, titled("Stake your coins", "Error E1234 in v2.3.1", "Running setup with --no-cache", "The C++ compiler", "Crème brûlée",
		"getElementById is null", "snake_case names", "Wi-Fi drops", "電話番号", "To be or not to be", "It is what it is", "file setup.exe is missing"))
	for query, want := range map[string][]int{
		"stakes": {0}, "staking": {0}, "sta": {0}, "COIN": {0}, "e1234": {1}, "E12": {1}, "v2.3.1": {1}, "v9.3.1": {1},
		"run": {2}, "no-cache": {2}, "--no-cache": {2}, "c++": {3}, "creme brulee": {4}, "Crème": {4},
		"getelementbyid": {5}, "element": {5}, "snake_case": {6}, "snake": {6}, "wifi": {7}, "wi-fi": {7}, "WiFi": {7},
		"番号": {8}, "電話": {8}, "電": {8}, "to be": {9}, "what is it": {10, 11, 5}, "setup.exe": {11}, "setup": {2, 11},
		"the compiler what": {3}, "zzzz": nil, "": nil, "stake xyzzyx": {0},
	} {
		if got := idsOf(t, s, query); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", query, got, want)
		}
	}
}

// Trust decides between equals, and never outweighs a word of the query.
func TestTrustIsBounded(t *testing.T) {
	var docs []Document
	for i := range 40 {
		text := fmt.Sprintf("common words number%d", i)
		if i == 39 {
			text = "common words rare"
		}
		d := titled(text)[0]
		d.Tier, d.Value = i/20, int64(1_000_000-i*1000)
		docs = append(docs, d)
	}
	files, err := Build(slices.Values(docs), "en", Options{Trust: 1})
	if err != nil {
		t.Fatal(err)
	}
	s := openSession(t, reader(files))
	if got := idsOf(t, s, "common rare"); got[0] != 39 || got[1] != 0 {
		t.Errorf("got %v, want 39 first for its rare word, then 0 for its trust", got)
	}
}

func TestOutdatedComesAfterCurrent(t *testing.T) {
	docs := titled("slow wifi", "slow wifi", "slow wifi")
	docs[2].Tier, docs[2].Value, docs[2].State = 2, 1_000_000, "outdated"
	for _, trust := range []float64{0, 1} {
		files, err := Build(slices.Values(docs), "en", Options{Trust: trust})
		if err != nil {
			t.Fatal(err)
		}
		if got := idsOf(t, openSession(t, reader(files)), "slow wifi"); !slices.Equal(got, []int{0, 1, 2}) {
			t.Errorf("trust %v: got %v", trust, got)
		}
	}
}

// A word keeps its articles whatever their language.
func TestLanguages(t *testing.T) {
	docs := titled("Die Häuser", "houses die", "Изменить настройки", "changer les réglages", "自動車 houses")
	for i, language := range []string{"de", "en", "ru", "fr-CA", "ja"} {
		docs[i].Bag = Analyze(language, Fields{Title: docs[i].Title})
	}
	s := openBuilt(t, docs)
	for query, want := range map[string][]int{
		"hauser": {0}, "haus": {0}, "die": {0, 1}, "house": {1, 4}, "настройка": {2}, "reglage": {3}, "自動": {4},
	} {
		got := idsOf(t, s, query)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", query, got, want)
		}
	}
}

// The same documents give the same bytes, however the work is shared out.
func TestSameBytes(t *testing.T) {
	docs := randomDocs(600)
	one, err := Build(slices.Values(docs), "de", DefaultOptions())
	if err != nil {
		t.Fatal(err)
	}
	o := DefaultOptions()
	o.Parallel = func(n int, f func(int)) {
		var wait sync.WaitGroup
		for i := range n {
			wait.Go(func() { f(i) })
		}
		wait.Wait()
	}
	two, err := Build(slices.Values(docs), "de", o)
	if err != nil {
		t.Fatal(err)
	}
	same := func(a, b File) bool { return a.Path == b.Path && bytes.Equal(a.Data, b.Data) }
	if !slices.EqualFunc(one, two, same) {
		t.Error("two builds differ")
	}
}

func TestNoDocuments(t *testing.T) {
	if got := idsOf(t, openBuilt(t, nil), "anything"); got != nil {
		t.Errorf("got %v", got)
	}
}

func TestBuildRefuses(t *testing.T) {
	for _, trust := range []float64{-0.1, 1.1, math.NaN()} {
		if _, err := Build(slices.Values(titled("a")), "en", Options{Trust: trust}); err == nil || !strings.Contains(err.Error(), "between 0 and 1") {
			t.Errorf("trust %v: %v", trust, err)
		}
	}
	docs := titled("a")
	docs[0].Bag[0]++
	if _, err := Build(slices.Values(docs), "en", Options{}); err == nil || !strings.Contains(err.Error(), "x/0/: the bag of terms is damaged") {
		t.Errorf("a bag of another version: %v", err)
	}
}

func TestLog2(t *testing.T) {
	for n := 1; n < 1<<22; n += 1 + n/97 {
		if got, want := log2(n), 256*math.Log2(float64(n)); math.Abs(float64(got)-want) > 2 {
			t.Fatalf("log2(%d) = %d/256, want %.2f/256", n, got, want)
		}
	}
}

// Any text in a document comes back as it went in, cleaned.
func TestDocumentsComeBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	runes := []rune("abz AZ09-_/=:.\x1d\x1e\x1f\n\t\x00é電\U0001F600")
	random := func(n int) string {
		r := make([]rune, rng.IntN(n))
		for i := range r {
			r[i] = runes[rng.IntN(len(runes))]
		}
		return string(r)
	}
	docs := titled(make([]string, 900)...)
	for i := range docs {
		d := &docs[i]
		d.URL, d.Title, d.Summary, d.Author, d.Rank, d.Category = random(20), random(20), random(300), random(9), random(3), random(3)
		d.Tags, d.Date, d.State, d.Accepted = []string{"t" + random(4), "u" + random(4)}, "2024-02-29", random(3), i%2 == 0
	}
	s := openBuilt(t, docs)
	for i, d := range docs {
		block := s.again().block(i / docsPerBlock)
		got := block[i%docsPerBlock]
		want := Document{
			URL: clean(d.URL, 4096), Title: clean(d.Title, maxTitle), Summary: clean(d.Summary, maxSummary), Author: clean(d.Author, maxName),
			Rank: clean(d.Rank, maxName), Category: clean(d.Category, maxTitle), Tags: []string{clean(d.Tags[0], maxName), clean(d.Tags[1], maxName)},
			State: clean(d.State, maxName), Accepted: d.Accepted, Date: d.Date,
		}
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Fatalf("%d:\n got %+v\nwant %+v", i, got, want)
		}
	}
}
