package reputation

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// The numbers of the worked example are those of testdata/example.txtar.
func TestPackageComment(t *testing.T) {
	data, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	a, err := txtar.ParseFile(filepath.Join("testdata", "example.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	l, _ := Score(inputOf(t, a))
	e, _ := l.Explain("ana", "", -1)
	first, second := e.Lines[0], e.Lines[1]
	o, _ := l.Outcome("a1")
	for _, n := range []Micro{o.Positive, first.Good, second.Bad, first.Value, second.Value, e.Total, 4*One + l.Contributor("ana").Judged} {
		if !strings.Contains(string(data), " "+n.String()) && !strings.Contains(string(data), "/"+n.String()) {
			t.Errorf("%s is not in the package comment", n)
		}
	}
	if l.Contributor("ana").Score != 56 || !strings.Contains(string(data), "score 5.6 =") {
		t.Error("the score is another")
	}
}
