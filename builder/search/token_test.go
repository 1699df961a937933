package search

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"winnow/builder/golden"
)

// show writes the words of a query as "github(git hub) c++(c)".
func show(words []*queryWord) string {
	var out []string
	for _, w := range words {
		s := w.text
		if len(w.parts) > 0 {
			s += "(" + show(w.parts) + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// A vector is shared with search.test.js.
type vector struct {
	Text  string `json:"text"`
	Words string `json:"words"`
}

func TestTokenVectors(t *testing.T) {
	var vectors []vector
	readJSON(t, "testdata/tokens.json", &vectors)
	for i, v := range vectors {
		got := show(wordsIn(v.Text))
		if golden.Update() {
			vectors[i].Words = got
		} else if got != v.Words {
			t.Errorf("%q:\n got %s\nwant %s", v.Text, got, v.Words)
		}
	}
	if golden.Update() {
		writeJSON(t, "testdata/tokens.json", vectors)
	}
}

func readJSON(t *testing.T, path string, v any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func writeJSON(t *testing.T, path string, v any) {
	t.Helper()
	data, err := json.MarshalIndent(v, "", " ")
	if err == nil {
		err = os.WriteFile(path, append(data, '\n'), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

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
	partsIn(r.sections())
	if r.bad || len(r.data) > 0 {
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
// text, as a query, gives tokens of its bag.
func FuzzAnalyze(f *testing.F) {
	var vectors []vector
	data, _ := os.ReadFile("testdata/tokens.json")
	_ = json.Unmarshal(data, &vectors)
	for _, v := range vectors {
		f.Add(v.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(string(cut([]byte(text), maxQuery)), "")
		all := bagTokens(t, Analyze("de", Fields{Answer: text, Sections: []Section{{"h-x", text, text, text}, {text, "x", text, text}}}))
		var check func(words []*queryWord)
		check = func(words []*queryWord) {
			for _, w := range words {
				if _, ok := all[w.text]; !ok {
					t.Errorf("%q: %q is no token of the bag", text, w.text)
				}
				if n := utf8.RuneCountInString(w.text); n > maxToken || n == 0 || !utf8.ValidString(w.text) {
					t.Errorf("%q: bad token %q", text, w.text)
				}
				check(w.parts)
			}
		}
		check(wordsIn(text))
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
