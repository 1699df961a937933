package search

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"winnow/builder/search/words"
)

// bagTokens returns the tokens of a bag with their counts by field.
func bagTokens(t *testing.T, bag []byte) map[string]counts {
	t.Helper()
	r, err := openBag(bag)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]counts{}
	for r.left > 0 {
		token, _, n := r.next()
		all[string(token)] = n
	}
	r.pairs()
	r.sections()
	r.text()
	if r.Bad || len(r.Data) > 0 {
		t.Fatal("the bag does not end where its last value ends")
	}
	return all
}

func TestBagCountsByField(t *testing.T) {
	bag := Analyze("en", Fields{
		Title: "Wi-Fi drops", Question: strings.Repeat("drops ", 9) + "drops", Answer: "The wifi drops.",
		Code: "iw --help", Tags: []string{"wifi", "C++"},
	})
	got := bagTokens(t, bag)
	want := map[string]counts{
		"wifi": {1, 1, 0, 1, 0}, "wi": {1, 0, 0, 0, 0}, "fi": {1, 0, 0, 0, 0}, "drops": {1, 0, 10, 1, 0},
		"c++": {0, 1, 0, 0, 0}, "c": {0, 1, 0, 0, 0}, "the": {0, 0, 0, 1, 0},
		"iw": {0, 0, 0, 0, 1}, "--help": {0, 0, 0, 0, 1}, "help": {0, 0, 0, 0, 1},
	}
	for k, n := range want {
		if got[k] != n {
			t.Errorf("%s: got %v, want %v", k, got[k], n)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %d tokens, want %d: %v", len(got), len(want), got)
	}
}

// What an article contains must be found by asking for it: every word of the
// text, and every part of one, is a token of its bag.
func FuzzAnalyze(f *testing.F) {
	var vectors []struct{ Text string }
	data, _ := os.ReadFile("testdata/tokens.json")
	_ = json.Unmarshal(data, &vectors)
	for _, v := range vectors {
		f.Add(v.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(string(words.Cut([]byte(text), 1000)), "")
		all := bagTokens(t, Analyze("de", Fields{Answer: text, Sections: []Section{{"h-x", text, text, text}, {text, "x", text, text}}}))
		words.Scan([]byte(text), func(_ int, token, _ []byte) {
			if _, ok := all[string(token)]; !ok {
				t.Errorf("%q: %q is no token of the bag", text, token)
			}
			if n := utf8.RuneCount(token); n > words.MaxToken || n == 0 || !utf8.Valid(token) {
				t.Errorf("%q: bad token %q", text, token)
			}
		})
	})
}

func FuzzBag(f *testing.F) {
	f.Add(Analyze("en", Fields{Title: "Größe ändern", Answer: "wifi wifi wifi wifi wifi wifi wifi wifi wifi", Tags: []string{"wifi"}}))
	f.Fuzz(func(t *testing.T, bag []byte) {
		docs := []Document{{URL: "a/", Title: "a", Bag: bag}}
		files, err := Build(slices.Values(docs), "en", DefaultOptions())
		if err == nil && len(files) == 0 {
			t.Error("no files and no error")
		}
	})
}

// A text of one kind, however long, takes time in proportion.
func TestHostileTexts(t *testing.T) {
	for _, unit := range []string{"a", "a.", "aB", "--", "'a", "é", "電", "\u0301", "a-b_", "::", "\xff", "ß", "// "} {
		text := strings.Repeat(unit, 400_000/len(unit))
		if bag := Analyze("en", Fields{Title: text, Code: text}); len(bag) > 100_000 {
			t.Errorf("%q repeated: bag of %d bytes", unit, len(bag))
		}
	}
	var b strings.Builder
	for i := range 300_000 {
		b.WriteString(string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('0'+i/676%10)) + string(rune('a'+i/6760%26)) + string(rune('a'+i/175760)) + " ")
	}
	if n := len(bagTokens(t, Analyze("en", Fields{Answer: b.String()}))); n != maxDistinct {
		t.Errorf("%d distinct tokens, want %d", n, maxDistinct)
	}
}
