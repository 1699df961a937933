package zendesk

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

func TestCentre(t *testing.T) {
	dir, want := export(t, "centre.txtar")
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
	dir, _ := export(t, "centre.txtar")
	if why := Format().Recognize(dir); !strings.Contains(why, "/hc/") {
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

func FuzzFile(f *testing.F) {
	f.Add([]byte(`{"article":{"id":1,"html_url":"https://x.zendesk.com/hc/1","title":"T","body":"<iframe src=x><p id=a><a href=#a>b"}}`))
	f.Add([]byte(`{"posts":[{"id":2}],"comments":[{"id":3,"post_id":2,"official":true,"vote_sum":-9223372036854775808}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(t.TempDir(), "f.json")
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := Format().Import(name, t.TempDir(), importer.Options{})
		if err == nil && len(r.Unbalanced()) > 0 {
			t.Errorf("unbalanced: %v", r.Unbalanced())
		}
	})
}
