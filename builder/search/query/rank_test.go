package query

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"winnow/builder/search"
	"winnow/builder/search/format"
)

func titled(titles ...string) []search.Document {
	docs := make([]search.Document, len(titles))
	for i, title := range titles {
		docs[i] = search.Document{URL: fmt.Sprintf("x/%d/", i), Title: title, State: "published", Tier: 1, Bag: search.Analyze("en", search.Fields{Title: title})}
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
		"the compiler what": {3, 10}, "zzzz": nil, "": nil, "stake xyzzyx": {0},
	} {
		if got := idsOf(t, s, query); !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", query, got, want)
		}
	}
}

// A result that has little of the query is weaker than the others.
func TestWeak(t *testing.T) {
	s := openBuilt(t, titled("Compiler error", "What is it", "Compiler settings of the printer"))
	for query, want := range map[string][]bool{"the compiler what": {false, false, true}, "what": {false}, "what xyzzyx": {true}, "printer settings error": {false, false}} {
		r, err := s.again().search(query, 5)
		var got []bool
		for _, item := range r.Items {
			got = append(got, item.Weak)
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, %v, want %v", query, err, got, want)
		}
	}
}

// Trust decides between equals, and never outweighs a word of the query.
func TestTrustIsBounded(t *testing.T) {
	var docs []search.Document
	for i := range 40 {
		text := fmt.Sprintf("common words number%d", i)
		if i == 39 {
			text = "common words rare"
		}
		d := titled(text)[0]
		d.Tier, d.Value = i/20, int64(1_000_000-i*1000)
		docs = append(docs, d)
	}
	files, err := search.Build(slices.Values(docs), "en", search.Options{Trust: 1})
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
		files, err := search.Build(slices.Values(docs), "en", search.Options{Trust: trust})
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
		docs[i].Bag = search.Analyze(language, search.Fields{Title: docs[i].Title})
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

func TestNoDocuments(t *testing.T) {
	if got := idsOf(t, openBuilt(t, nil), "anything"); got != nil {
		t.Errorf("got %v", got)
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
		block := s.again().block(i / format.DocsPerBlock)
		got := block[i%format.DocsPerBlock]
		want := format.Document{
			URL: format.Clean(d.URL, 4096), Title: format.Clean(d.Title, format.MaxTitle), Summary: format.Clean(d.Summary, format.MaxSummary), Author: format.Clean(d.Author, format.MaxName),
			Rank: format.Clean(d.Rank, format.MaxName), Category: format.Clean(d.Category, format.MaxTitle), Tags: []string{format.Clean(d.Tags[0], format.MaxName), format.Clean(d.Tags[1], format.MaxName)},
			State: format.Clean(d.State, format.MaxName), Accepted: d.Accepted, Date: d.Date,
		}
		if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Fatalf("%d:\n got %+v\nwant %+v", i, got, want)
		}
	}
}
