package publish

import (
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"winnow/builder/cache"
)

func inTurn(n int, f func(i int) error) error {
	for i := range n {
		if err := f(i); err != nil {
			return err
		}
	}
	return nil
}

func nothing() ([]File, error) { return nil, nil }

// remembered publishes a site with a memory, each file from inputs of its bytes,
// and returns which files were made.
func remembered(t *testing.T, dest, memory string, files map[string]string) (made []string) {
	t.Helper()
	var list []File
	for name, text := range files {
		f := Bytes(name, []byte(text))
		write := f.Make
		f.Make = func(w io.Writer) error {
			made = append(made, name)
			return write(w)
		}
		list = append(list, f)
	}
	all, clashes := NewList(list)
	if clashes != nil {
		t.Fatal(clashes)
	}
	r, err := Publish(all, nothing, dest, Options{Memory: memory, Each: inTurn})
	if err != nil || r.Files() != len(files) {
		t.Fatalf("report %+v (%v), want %d files", r, err, len(files))
	}
	return made
}

// wantTree checks which files a published site has.
func wantTree(t *testing.T, dest string, want map[string]string) {
	t.Helper()
	got := map[string]string{}
	err := fs.WalkDir(os.DirFS(dest), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == ".winnow" {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dest, name))
		got[name] = string(text)
		return err
	})
	if err != nil || !maps.Equal(got, want) {
		t.Errorf("the site has %v (%v), want %v", got, err, want)
	}
}

// alone checks that nothing is left beside a published site.
func alone(t *testing.T, dest string) {
	t.Helper()
	if left, _ := os.ReadDir(filepath.Dir(dest)); len(left) != 1 {
		t.Errorf("left beside the site: %v", left)
	}
}

// With a memory only what differs is made, and a file that is the same keeps its
// time.
func TestMemorySavesWork(t *testing.T) {
	dest, memory := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "memory")
	files := map[string]string{"a/index.html": "one", "b/index.html": "two", "c": "three"}
	remembered(t, dest, memory, files)
	for i := range 4 {
		before, err := os.Stat(filepath.Join(dest, "a/index.html"))
		if err != nil {
			t.Fatal(err)
		}
		files["b/index.html"] = fmt.Sprint("two, again ", i)
		if made := remembered(t, dest, memory, files); len(made) != 1 || made[0] != "b/index.html" {
			t.Errorf("build %d made %v", i, made)
		}
		wantTree(t, dest, files)
		if after, err := os.Stat(filepath.Join(dest, "a/index.html")); err != nil || !os.SameFile(before, after) {
			t.Errorf("build %d replaced a file that did not change (%v)", i, err)
		}
	}
	alone(t, dest)
}

// A file of the same inputs is not made; one of other inputs and the same bytes is
// made and not written.
func TestInputsSaveTheMaking(t *testing.T) {
	dest, memory := filepath.Join(t.TempDir(), "public"), t.TempDir()
	var before os.FileInfo
	for _, c := range []struct {
		inputs, text   string
		made, replaced bool
	}{
		{"1", "one", true, true}, {"1", "one", false, false}, {"2", "one", true, false}, {"2", "one", false, false},
		{"1", "two", true, true}, {"", "two", true, false}, {"", "two", true, false},
	} {
		var inputs cache.Fingerprint
		copy(inputs[:], c.inputs)
		made := false
		list := List{{"a.html", inputs, func(w io.Writer) error {
			made = true
			_, err := io.WriteString(w, c.text)
			return err
		}, false}}
		if _, err := Publish(list, nothing, dest, Options{Memory: memory, Each: inTurn}); err != nil {
			t.Fatal(err)
		}
		after, err := os.Stat(filepath.Join(dest, "a.html"))
		if err != nil {
			t.Fatal(err)
		}
		if made != c.made || os.SameFile(before, after) == c.replaced {
			t.Errorf("inputs %q, text %q: made %v, want %v; replaced %v, want %v", c.inputs, c.text, made, c.made, !os.SameFile(before, after), c.replaced)
		}
		before = after
		wantTree(t, dest, map[string]string{"a.html": c.text})
	}
}

// A file of any size is published, and stays when it is the same.
func TestLargeFiles(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	for i, memory := range []string{"", t.TempDir()} {
		for _, text := range []string{"a", "b", "b"} {
			list := List{{"large", cache.Fingerprint{}, func(w io.Writer) error {
				for range 2 * small / 1024 {
					if _, err := io.WriteString(w, strings.Repeat(text, 1024)); err != nil {
						return fmt.Errorf("large: %w", err)
					}
				}
				return nil
			}, false}}
			before, _ := os.Stat(filepath.Join(dest, "large"))
			r, err := Publish(list, nothing, dest, Options{Memory: memory, Each: inTurn})
			after, errAfter := os.Stat(filepath.Join(dest, "large"))
			if err != nil || errAfter != nil || after.Size() != 2*small || r.Bytes != 2*small {
				t.Fatalf("round %d: %+v, %v", i, r, err)
			}
			if r.Unchanged == 1 != os.SameFile(before, after) {
				t.Errorf("unchanged %d, the same file %v", r.Unchanged, os.SameFile(before, after))
			}
		}
	}
}

// Two files of one path, and a file in the place of a folder, are found.
func TestListFindsClashes(t *testing.T) {
	var files []File
	for _, p := range []string{"b/x", "a", "b", "c/d", "a", "c.d", "b-x"} {
		files = append(files, Bytes(p, []byte(p)))
	}
	list, clashes := NewList(files)
	if want := []Clash{{"a", "a"}, {"b", "b/x"}}; !slices.Equal(clashes, want) {
		t.Errorf("clashes %v, want %v", clashes, want)
	}
	if f, ok := list.Find("c.d"); !ok || f.Path != "c.d" || len(list) != 6 {
		t.Errorf("found %q, %v in %d files", f.Path, ok, len(list))
	}
	if _, ok := list.Find("c"); ok {
		t.Error("found a folder")
	}
}

func FuzzMemory(f *testing.F) {
	r := record{inputs: cache.Of([]byte("a"))}
	f.Add(string(appendRecord(nil, "a b/c", r)))
	f.Add("00 1 2 x")
	f.Fuzz(func(t *testing.T, line string) {
		line = strings.TrimSuffix(line, "\n")
		path, r, err := parseRecord(line)
		if err != nil {
			return
		}
		again, same, err := parseRecord(strings.TrimSuffix(string(appendRecord(nil, path, r)), "\n"))
		if err != nil || again != path || same != r {
			t.Errorf("%q %+v became %q %+v (%v)", path, r, again, same, err)
		}
	})
}

// Whatever happens to the site and the memory between builds, the site is what was
// put.
func TestMemoryNeverShowsThePast(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	dest, memory := filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "memory")
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
		remembered(t, dest, memory, files)
		wantTree(t, dest, files)
		meddle(rng, i, dest, memory, outside)
		if t.Failed() {
			t.FailNow()
		}
	}
	if left, _ := os.ReadDir(outside); len(left) != 0 {
		t.Errorf("a build wrote outside of the site: %v", left)
	}
}

// meddle does what people and broken disks do.
func meddle(rng *rand.Rand, i int, dest, memory, outside string) {
	spare := filepath.Join(memoryOf(memory), spareName)
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
		os.WriteFile(filepath.Join(memoryOf(memory), listName), []byte("nonsense\n1 2"), 0o666)
	case 6:
		if data, err := os.ReadFile(filepath.Join(memoryOf(memory), listName)); err == nil {
			os.WriteFile(filepath.Join(memoryOf(memory), listName), data[:rng.IntN(len(data)+1)], 0o666)
		}
	case 7:
		os.RemoveAll(dest)
	case 8:
		os.MkdirAll(filepath.Join(spare, "a", "b", "c"), 0o777)
	}
}

// memoryOf returns the one folder in a memory.
func memoryOf(memory string) string {
	dirs, _ := filepath.Glob(filepath.Join(memory, "site-*"))
	return append(dirs, memory)[0]
}
