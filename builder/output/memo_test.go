package output

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// remembered publishes a site with a memo and returns which files were made.
func remembered(t *testing.T, dest, memo string, files map[string]string) (made []string) {
	t.Helper()
	s, err := Open(dest, memo)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		err := s.Make(name, PrintOf([]byte(text)), func(use func([]byte) error) error {
			made = append(made, name)
			return use([]byte(text))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	r, err := s.Publish()
	if err != nil || r.Files() != len(files) {
		t.Fatalf("report %+v (%v), want %d files", r, err, len(files))
	}
	return made
}

// With a memo only what differs is made, and a file that is the same keeps its
// time.
func TestMemoSavesWork(t *testing.T) {
	dest, memo := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "memo")
	files := map[string]string{"a/index.html": "one", "b/index.html": "two", "c": "three"}
	remembered(t, dest, memo, files)
	for i := range 4 {
		before, err := os.Stat(filepath.Join(dest, "a/index.html"))
		if err != nil {
			t.Fatal(err)
		}
		files["b/index.html"] = fmt.Sprint("two, again ", i)
		if made := remembered(t, dest, memo, files); len(made) != 1 || made[0] != "b/index.html" {
			t.Errorf("build %d made %v", i, made)
		}
		wantTree(t, dest, files)
		if after, err := os.Stat(filepath.Join(dest, "a/index.html")); err != nil || !os.SameFile(before, after) {
			t.Errorf("build %d replaced a file that did not change (%v)", i, err)
		}
	}
	alone(t, dest)
}

// A file of the same cause is not even asked for its print; one of another cause
// and the same print is not made.
func TestMemoAsksForCausesFirst(t *testing.T) {
	dest, memo := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "memo")
	for _, c := range []struct{ cause, text, want string }{
		{"1", "one", "print file"}, {"1", "one", ""}, {"2", "one", "print"}, {"2", "one", ""}, {"1", "two", "print file"}, {"", "two", "print"}, {"", "two", "print"},
	} {
		var cause Print
		copy(cause[:], c.cause)
		s, err := Open(dest, memo)
		if err != nil {
			t.Fatal(err)
		}
		var asked []string
		err = s.MakeFrom(cause, "a.html", func() (Print, error) {
			asked = append(asked, "print")
			return PrintOf([]byte(c.text)), nil
		}, func(use func([]byte) error) error {
			asked = append(asked, "file")
			return use([]byte(c.text))
		})
		if _, failed := s.Publish(); err != nil || failed != nil {
			t.Fatal(err, failed)
		}
		if got := strings.Join(asked, " "); got != c.want {
			t.Errorf("cause %q, text %q: asked for %q, want %q", c.cause, c.text, got, c.want)
		}
		wantTree(t, dest, map[string]string{"a.html": c.text})
	}
}

// Whatever happens to the site and the memo between builds, the site is what was
// put.
func TestMemoNeverShowsThePast(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	dest, memo := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "memo")
	outside := t.TempDir()
	files := map[string]string{}
	for i := range 300 {
		for range 1 + rng.IntN(4) {
			name := []string{"a", "a/b", "a/b/c", "b/x", "b/y", "c", "d/e/f/g", "d/e"}[rng.IntN(8)]
			for other := range maps.Clone(files) { // a file and a folder of one name cannot be
				if len(other) > len(name) && other[:len(name)+1] == name+"/" || len(name) > len(other) && name[:len(other)+1] == other+"/" {
					delete(files, other)
				}
			}
			if files[name] = fmt.Sprint(rng.IntN(3)); rng.IntN(4) == 0 {
				delete(files, name)
			}
		}
		remembered(t, dest, memo, files)
		wantTree(t, dest, files)
		meddle(rng, i, dest, memo, outside)
		if t.Failed() {
			t.FailNow()
		}
	}
	if left, _ := os.ReadDir(outside); len(left) != 0 {
		t.Errorf("a build wrote outside of the site: %v", left)
	}
}

// meddle does what people and broken disks do.
func meddle(rng *rand.Rand, i int, dest, memo, outside string) {
	spare := filepath.Join(memo, spareName)
	file := []string{"a", "b/x", "c"}[rng.IntN(3)]
	switch rng.IntN(12) {
	case 0:
		os.WriteFile(filepath.Join(dest, file), []byte("x"), 0o666) // shared with the spare
	case 1:
		os.Remove(filepath.Join(dest, file))
		os.WriteFile(filepath.Join(dest, file), []byte("y"), 0o666)
	case 2:
		os.WriteFile(filepath.Join(dest, fmt.Sprint("foreign", i)), nil, 0o666)
	case 3:
		os.RemoveAll(filepath.Join(spare, "b"))
		os.Symlink(outside, filepath.Join(spare, "b"))
	case 4:
		os.RemoveAll(spare)
	case 5:
		os.WriteFile(filepath.Join(memo, listName), []byte("nonsense\n1 2"), 0o666)
	case 6:
		if data, err := os.ReadFile(filepath.Join(memo, listName)); err == nil {
			os.WriteFile(filepath.Join(memo, listName), data[:rng.IntN(len(data)+1)], 0o666)
		}
	case 7:
		os.RemoveAll(dest)
	case 8:
		os.MkdirAll(filepath.Join(spare, "a", "b", "c"), 0o777)
	}
}
