package content

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// A made-up row is all that it takes for evidence of another kind to be read.
func TestAnotherKindOfEvidence(t *testing.T) {
	kinds := append(EvidenceKinds(), EvidenceTraits{Kind: "translated", Polarity: 1, Meaning: "somebody translated it"})
	var got []Evidence
	l := readEvidence(kinds, "evidence.csv", strings.NewReader("kind,answer\ntranslated,a\ntranslatde,a\n"), DefaultOptions(),
		func(e Evidence) bool { got = append(got, e); return true })
	if len(got) != 1 || got[0].Kind != "translated" || len(l) != 1 || l[0].Hint != "did you mean translated?" {
		t.Errorf("%v, %v", got, l)
	}
}

// The package comment and the manual name every kind.
func TestKindsAreDocumented(t *testing.T) {
	for _, name := range []string{"doc.go", "../../content/manual/contributors-and-evidence.md"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		words := strings.FieldsFunc(string(data), func(r rune) bool { return !(r == '_' || r >= 'a' && r <= 'z') })
		for _, k := range EvidenceKinds() {
			if !slices.Contains(words, string(k.Kind)) || k.Meaning == "" {
				t.Errorf("%s says nothing of %s", name, k.Kind)
			}
		}
	}
}
