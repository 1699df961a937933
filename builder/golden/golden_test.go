package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// A case that gives something else is rewritten with -update, and is right then.
func TestUpdate(t *testing.T) {
	pattern := filepath.Join(t.TempDir(), "*.txtar")
	file := strings.Replace(pattern, "*", "case", 1)
	if err := os.WriteFile(file, []byte("A comment.\n-- given --\nabc\n-- upper --\nold\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	upper := func(t *testing.T, a *txtar.Archive) {
		Set(a, "upper", strings.ToUpper(string(Section(a, "given"))))
		Set(a, "size", "4\n")
	}
	defer func(was bool) { *update = was }(*update)
	*update = true
	Run(t, pattern, upper)
	*update = false
	Run(t, pattern, upper)
	got, err := os.ReadFile(file)
	if want := "A comment.\n-- given --\nabc\n-- upper --\nABC\n-- size --\n4\n"; err != nil || string(got) != want {
		t.Errorf("%q, want %q (%v)", got, want, err)
	}
}
