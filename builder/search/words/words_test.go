package words

import (
	"slices"
	"strings"
	"testing"

	"winnow/builder/golden"
)

// show writes the tokens of a text as "github(git hub) c++(c)".
func show(text string) string {
	var b strings.Builder
	at := -1
	Scan([]byte(text), func(depth int, token, _ []byte) {
		switch {
		case depth > at && at >= 0:
			b.WriteByte('(')
		case at >= 0:
			b.WriteString(strings.Repeat(")", at-depth) + " ")
		}
		b.Write(token)
		at = depth
	})
	return b.String() + strings.Repeat(")", max(at, 0))
}

// A vector is shared with search.test.js.
type vector struct {
	Text  string `json:"text"`
	Words string `json:"words"`
}

func TestTokenVectors(t *testing.T) {
	const path = "../testdata/tokens.json"
	var vectors []vector
	golden.ReadJSON(t, path, &vectors)
	for i, v := range vectors {
		got := show(v.Text)
		if golden.Update() {
			vectors[i].Words = got
		} else if got != v.Words {
			t.Errorf("%q:\n got %s\nwant %s", v.Text, got, v.Words)
		}
	}
	if golden.Update() {
		golden.WriteJSON(t, path, vectors)
	}
}

func TestList(t *testing.T) {
	const text = "The GitHub wi-fi router"
	for most, want := range map[int]string{0: "", 3: "the github", 9: "the github wifi router"} {
		if got := strings.Join(List(text, most), " "); got != want {
			t.Errorf("%d: got %q, want %q", most, got, want)
		}
	}
}

func TestBeginning(t *testing.T) {
	for word, want := range map[string]string{"": "", "a": "", "wifi": "wi", "éa": "éa", "電話": "電", "電": "電"} {
		if got := string(Beginning([]byte(word))); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}

func FuzzLabel(f *testing.F) {
	f.Add("Mesh  Node")
	f.Fuzz(func(t *testing.T, s string) {
		l := Label(s)
		if again := Label(l); slices.Contains(strings.Split(l, ""), " ") || len([]rune(again)) > MaxToken {
			t.Errorf("%q: %q", s, l)
		}
	})
}
