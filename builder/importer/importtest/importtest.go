// Package importtest tests formats by files: a case is an export, and the site that it
// becomes.
//
//	-- topic.json --          a file of the export; with the ending .hex, its bytes in hexadecimal
//	-- want/content/… --      a file of the site, but for frames and names of categories
//	-- want/report --         what was read, made, skipped and lost
//	-- want/problems --       what could not be read
//
// "go test ./builder/importer/FORMAT -update" writes the second kind anew.
package importtest

import (
	"encoding/hex"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"winnow/builder/golden"
	"winnow/builder/importer"
)

// Run imports every case of testdata.
func Run(t *testing.T, f importer.Format) { RunIn(t, "testdata", f) }

// RunIn imports every case of a folder.
func RunIn(t *testing.T, cases string, f importer.Format) {
	golden.Run(t, cases+"/*.txtar", func(t *testing.T, a *txtar.Archive) {
		dir, into := Unpack(t, a), t.TempDir()
		if f.Recognize(dir) == "" {
			t.Error("the export is not recognized")
		}
		var keep []txtar.File
		for _, file := range a.Files {
			if !strings.HasPrefix(file.Name, "want/") {
				keep = append(keep, file)
			}
		}
		r, err := f.Import(dir, into, importer.Options{})
		if err != nil || len(r.Unbalanced()) > 0 {
			t.Fatalf("%v, unbalanced %v", err, r.Unbalanced())
		}
		a.Files = append(keep, site(t, into)...)
		if f.Preview != nil {
			text, err := f.Show(dir, importer.Options{})
			if err != nil {
				t.Error(err)
			}
			golden.Set(a, "want/preview", text)
		}
		golden.Set(a, "want/report", report(&r))
		if text := r.Problems.Error(); text != "" {
			golden.Set(a, "want/problems", strings.ReplaceAll(text, filepath.ToSlash(dir), "DIR"))
		}
		again, err := f.Import(dir, into, importer.Options{})
		if err != nil || again.Files.New+again.Files.Updated > 0 {
			t.Errorf("a second import: %v, %v", again.Files, err)
		}
	})
}

// Unpack writes the files of an export and returns their folder.
func Unpack(t testing.TB, a *txtar.Archive) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for _, file := range a.Files {
		data := file.Data
		if strings.HasPrefix(file.Name, "want/") {
			continue
		}
		name, isHex := strings.CutSuffix(file.Name, ".hex")
		if isHex {
			var err error
			if data, err = hex.DecodeString(strings.Join(strings.Fields(string(data)), "")); err != nil {
				t.Fatal(err)
			}
		}
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Case returns the folder of the export of one case.
func Case(t testing.TB, name string) (dir string) {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return Unpack(t, a)
}

// site returns the files of a site that an export decides.
func site(t *testing.T, into string) (out []txtar.File) {
	err := fs.WalkDir(os.DirFS(into), "content", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Base(name) == "_index.md" || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		data, err := os.ReadFile(filepath.Join(into, name))
		out = append(out, txtar.File{Name: "want/" + name, Data: data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// report returns the counts of a report.
func report(r *importer.Report) string {
	var b strings.Builder
	r.WriteTo(&b)
	text, _, _ := strings.Cut(b.String(), "files  ")
	return text
}

// None checks what a format says of files that are no export of it.
func None(t *testing.T, f importer.Format) {
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none")} {
		if why := f.Recognize(dir); why != "" {
			t.Errorf("%s is recognized: %s", dir, why)
		}
		if _, err := f.Import(dir, t.TempDir(), importer.Options{}); err == nil {
			t.Errorf("%s is imported", dir)
		}
	}
}

// FuzzDump imports dumps of databases of any bytes, from those of testdata on.
func FuzzDump(f *testing.F, format importer.Format) {
	cases, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range cases {
		dumps, _ := filepath.Glob(filepath.Join(Case(f, name), "*.sql"))
		for _, dump := range dumps {
			data, err := os.ReadFile(dump)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) { Fuzz(t, format, "dump.sql", data) })
}

// Fuzz imports a file of any bytes.
func Fuzz(t *testing.T, f importer.Format, name string, data []byte) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
		t.Fatal(err)
	}
	f.Recognize(dir)
	r, err := f.Import(dir, t.TempDir(), importer.Options{})
	if err == nil && len(r.Unbalanced()) > 0 {
		t.Errorf("unbalanced: %v", r.Unbalanced())
	}
}
