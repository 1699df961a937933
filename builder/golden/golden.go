// Package golden runs the cases of a room's tests. A case is a txtar file:
// sections that are given, and sections that are what the room makes of them.
//
// "go test ./builder/ROOM -update" writes the second kind anew; the difference
// is then to be read like code.
package golden

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the expected parts of testdata anew")

// Update reports whether expected output is to be written and not compared.
func Update() bool { return *update }

// Run makes a subtest of every file that the pattern names. remake gets the case
// and puts what comes of it today in the place of what is expected; a case that
// differs then has failed.
func Run(t *testing.T, pattern string, remake func(t *testing.T, a *txtar.Archive)) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no case is named %s (%v)", pattern, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { run(t, file, remake) })
	}
}

func run(t *testing.T, file string, remake func(t *testing.T, a *txtar.Archive)) {
	want, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got := &txtar.Archive{Comment: want.Comment, Files: slices.Clone(want.Files)}
	remake(t, got)
	text := txtar.Format(got)
	if *update {
		if err := os.WriteFile(file, text, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	got = txtar.Parse(text) // as it would be read: each section ends with a line end
	for _, f := range slices.Concat(got.Files, want.Files) {
		had, has := Section(want, f.Name), Section(got, f.Name)
		if !bytes.Equal(had, has) {
			t.Errorf("%s\n%s\nwant\n%s", f.Name, has, had)
			Set(got, f.Name, string(had)) // said once
		}
	}
}

// Section returns the text of a section, nil where the case has none.
func Section(a *txtar.Archive, name string) []byte {
	for _, f := range a.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

// Set gives a section its text; a new one comes last.
func Set(a *txtar.Archive, name, text string) {
	for i := range a.Files {
		if a.Files[i].Name == name {
			a.Files[i].Data = []byte(text)
			return
		}
	}
	a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(text)})
}

// ReadJSON reads a file of vectors that another program's tests read, too.
func ReadJSON(t *testing.T, path string, v any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// WriteJSON writes such a file.
func WriteJSON(t *testing.T, path string, v any) {
	t.Helper()
	data, err := json.MarshalIndent(v, "", " ")
	if err == nil {
		err = os.WriteFile(path, append(data, '\n'), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
