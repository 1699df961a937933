package risk

import (
	"os"
	"strings"
	"testing"
)

// TestRisksHeldOut measures the risk search on commands that it was not written
// for: go test ./builder/risk -run HeldOut -v. A reader who is told of a
// danger that is none stops listening, and an article that is held back for
// nothing is lost: hence the bound on precision at level block.
func TestRisksHeldOut(t *testing.T) {
	data, err := os.ReadFile("testdata/risks-held-out.txt")
	if err != nil {
		t.Fatal(err)
	}
	var block, any tally
	for line := range strings.Lines(string(data)) {
		want, command, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " | ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		got := "-"
		for _, r := range inCode(command) {
			if r.Block {
				got = "block"
			} else if got == "-" {
				got = "warn"
			}
		}
		if got != want {
			t.Logf("%-6s instead of %-6s %s", got, want, command)
		}
		block.add(got == "block", want == "block")
		any.add(got != "-", want != "-")
	}
	t.Logf("block: precision %.3f, recall %.3f", block.precision(), block.recall())
	t.Logf("block or warn: precision %.3f, recall %.3f", any.precision(), any.recall())
	if block.harmful+block.harmless < 130 || block.precision() < 0.95 {
		t.Errorf("precision of level block is %.3f on %d commands, want 0.95 at least", block.precision(), block.harmful+block.harmless)
	}
}

// A tally counts what was found among harmful and harmless commands.
type tally struct{ harmful, harmless, found, wrong int }

func (x *tally) add(found, harmful bool) {
	switch {
	case harmful && found:
		x.harmful, x.found = x.harmful+1, x.found+1
	case harmful:
		x.harmful++
	case found:
		x.harmless, x.wrong = x.harmless+1, x.wrong+1
	default:
		x.harmless++
	}
}

func (x *tally) precision() float64 { return float64(x.found) / float64(x.found+x.wrong) }
func (x *tally) recall() float64    { return float64(x.found) / float64(x.harmful) }
