package table

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"winnow/builder/importer"
	"winnow/builder/importer/importtest"
)

func TestTables(t *testing.T) { importtest.Run(t, Format()) }

func TestNone(t *testing.T) { importtest.None(t, Format()) }

// What is wrong in a map has its place and a remedy.
func TestMistakesInTheMap(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"title = \"subjekt\"\nsolution = \"answr\"\n", `map.toml:2: no row has a field "answr" (did you mean "answer"?)` + "\n" + `map.toml:1: no row has a field "subjekt" (did you mean "subject"?)`},
		{"title = \"subject\"\nsolutoin = \"answer\"\n", `map.toml:2: unknown key "solutoin" (did you mean "solution"?)`},
		{"title = \"subject\"\n", `map.toml: no field is the solution (add solution = "FIELD")`},
		{"solution = \"answer\"\n[votes]\nfrom = \"x\"\n", `map.toml:3: unknown key "votes.from"`},
		{"title = \n", `map.toml:1:9: expected value but found '\n' instead`},
		{"title = \"subject\"\nsolution = \"zzz\"\n", `map.toml:2: no row has a field "zzz" (the fields are answer, subject)`},
		{"", "there is no map of the fields"},
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{"t.csv": "subject,answer\na,b\n", "map.toml": c.text} {
			if text != "" {
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		_, err := Format().Import(dir, t.TempDir(), importer.Options{})
		if err == nil || !strings.Contains(strings.ReplaceAll(err.Error(), filepath.ToSlash(dir)+"/", ""), c.want) {
			t.Errorf("%q: %v\nwant %s", c.text, err, c.want)
		}
	}
}

// A file beside which there is no map finds it by its name.
func TestMapElsewhere(t *testing.T) {
	dir := importtest.Case(t, "testdata/answers.txtar")
	other := filepath.Join(t.TempDir(), "my.toml")
	if err := os.Rename(filepath.Join(dir, "map.toml"), other); err != nil {
		t.Fatal(err)
	}
	r, err := Format().Import(filepath.Join(dir, "t.csv"), t.TempDir(), importer.Options{Map: other})
	if err != nil || len(r.Unbalanced()) > 0 || r.Files.New == 0 {
		t.Error(r, err)
	}
}

func FuzzTable(f *testing.F) {
	f.Add([]byte("id,title,answer,votes\n1,\"a\nb\",c,2\n"), []byte("title=\"title\"\nsolution=\"answer\"\nupvotes=\"votes\""), "t.csv")
	f.Add([]byte(`{"items":[{"title":"a","answer":{"b":[1,{"c":"x"}]}}]}`), []byte("title=\"title\"\nsolution=\"answer.b.1.c\"\n[votes]\nlist=\"answer.b\""), "t.json")
	f.Add([]byte("\xff\xfea"), []byte("title=\"a\"\nsolution=\"a\""), "t.tsv")
	f.Fuzz(func(t *testing.T, data, fields []byte, name string) {
		if name != "t.csv" && name != "t.json" && name != "t.tsv" {
			return
		}
		dir := t.TempDir()
		os.WriteFile(filepath.Join(dir, name), data, 0o644)
		os.WriteFile(filepath.Join(dir, "map.toml"), fields, 0o644)
		r, err := Format().Import(dir, t.TempDir(), importer.Options{})
		if err == nil && len(r.Unbalanced()) > 0 {
			t.Errorf("unbalanced: %v", r.Unbalanced())
		}
		Format().Show(dir, importer.Options{})
	})
}
