package github

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"winnow/builder/importer"
)

// export unpacks an archive of testdata: its files are those of the export, but for
// those below want/, which are files of the site.
func export(t *testing.T, name string) (dir string, want map[string]string) {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	dir, want = t.TempDir(), map[string]string{}
	for _, f := range a.Files {
		if site, ok := strings.CutPrefix(f.Name, "want/"); ok {
			want[site] = string(f.Data)
		} else if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir, want
}

func TestRepository(t *testing.T) {
	dir, want := export(t, "repository.txtar")
	into := t.TempDir()
	r, err := Format().Import(dir, into, importer.Options{})
	if err != nil || len(r.Unbalanced()) > 0 {
		t.Fatalf("%v, unbalanced %v", err, r.Unbalanced())
	}
	for name, text := range want {
		got, err := os.ReadFile(filepath.Join(into, name))
		if name == "problems" {
			got, err = []byte(strings.ReplaceAll(r.Problems.Error(), filepath.ToSlash(dir), "DIR")), nil
		}
		if err != nil || strings.TrimSpace(string(got)) != strings.TrimSpace(text) {
			t.Errorf("%s (%v) is\n%s\nwant\n%s", name, err, got, text)
		}
	}
}

func TestRecognize(t *testing.T) {
	dir, _ := export(t, "repository.txtar")
	if why := Format().Recognize(dir); !strings.Contains(why, "/discussions/12") {
		t.Errorf("the export is recognized by %q", why)
	}
	empty := t.TempDir()
	if why := Format().Recognize(empty); why != "" {
		t.Errorf("an empty folder is recognized by %q", why)
	}
	if _, err := Format().Import(empty, t.TempDir(), importer.Options{}); err == nil {
		t.Error("an empty folder is imported")
	}
}

func FuzzDiscussions(f *testing.F) {
	f.Add([]byte(`[{"title":"T","url":"https://github.com/a/b/discussions/1","answer":{"author":"x","createdAt":"2024-01-01T00:00:00Z"},"comments":[{"author":{"login":"x"},"createdAt":"2024-01-01T00:00:00Z","body":"#1\na :+1:"}]}]`))
	f.Add([]byte(`{"data":{"nodes":[{"edges":[{"node":{"title":1,"comments":{}}}]}]}}{"errors":[{"message":"x"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(t.TempDir(), "d.json")
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := Format().Import(name, t.TempDir(), importer.Options{})
		if err == nil && len(r.Unbalanced()) > 0 {
			t.Errorf("unbalanced: %v", r.Unbalanced())
		}
	})
}
