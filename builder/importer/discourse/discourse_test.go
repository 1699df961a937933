package discourse

import (
	"archive/zip"
	"io/fs"
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

func TestForum(t *testing.T) {
	dir, want := export(t, "forum.txtar")
	into := t.TempDir()
	r, err := Format().Import(dir, into, importer.Options{})
	if err != nil || len(r.Unbalanced()) > 0 {
		t.Fatalf("%v, unbalanced %v", err, r.Unbalanced())
	}
	for name, text := range want {
		if name == "problems" {
			if got := strings.ReplaceAll(r.Problems.Error(), filepath.ToSlash(dir), "DIR") + "\n"; got != text {
				t.Errorf("problems\n%s\nwant\n%s", got, text)
			}
			continue
		}
		if got, err := os.ReadFile(filepath.Join(into, name)); err != nil || strings.TrimSpace(string(got)) != strings.TrimSpace(text) {
			t.Errorf("%s (%v) is\n%s\nwant\n%s", name, err, got, text)
		}
	}
}

// A .zip of the same files gives the same site.
func TestZip(t *testing.T) {
	dir, _ := export(t, "forum.txtar")
	archive := filepath.Join(t.TempDir(), "export.zip")
	f, err := os.Create(archive)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	if err := z.AddFS(os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	z.Close()
	f.Close()
	var sites [2]string
	for i, from := range []string{dir, archive} {
		into := t.TempDir()
		if _, err := Format().Import(from, into, importer.Options{}); err != nil {
			t.Fatal(err)
		}
		sites[i] = tree(t, into)
	}
	if sites[0] != sites[1] {
		t.Error("the sites differ")
	}
}

func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		b.WriteString(name + "\n" + string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRecognize(t *testing.T) {
	dir, _ := export(t, "forum.txtar")
	if why := Format().Recognize(dir); why == "" {
		t.Error("the export is not recognized")
	}
	for _, path := range []string{t.TempDir(), filepath.Join(dir, "none")} {
		if why := Format().Recognize(path); why != "" {
			t.Errorf("%s is recognized: %s", path, why)
		}
		if _, err := Format().Import(path, t.TempDir(), importer.Options{}); err == nil {
			t.Errorf("%s is imported", path)
		}
	}
}

func FuzzTopic(f *testing.F) {
	f.Add([]byte(`{"id":1,"title":"T","post_stream":{"posts":[{"id":2,"post_number":1,"post_type":1,"cooked":"<p>Q"},{"id":3,"post_number":2,"post_type":1,"accepted_answer":true,"cooked":"<aside class=quote><div>x"}]}}`))
	f.Add([]byte(`{"id":1,"accepted_answer":{"post_number":9},"post_stream":{"posts":[null]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		name := filepath.Join(t.TempDir(), "t.json")
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		r, err := Format().Import(name, t.TempDir(), importer.Options{})
		if err == nil && len(r.Unbalanced()) > 0 {
			t.Errorf("unbalanced: %v", r.Unbalanced())
		}
	})
}

func FuzzCooked(f *testing.F) {
	f.Add(`<aside class="onebox" data-onebox-src="https://x.example/"><h3><a>x</a></h3></aside><div class="poll"><ul><li>a</li></ul></div>`)
	f.Add(`<div class="lightbox-wrapper"><a href="big"><img src="small" alt="x"></a></div><svg><a class="anchor"><img class="emoji" alt=":tada:">`)
	f.Fuzz(func(t *testing.T, cooked string) { plainer(cooked) })
}
