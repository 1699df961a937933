package table

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
	a, err := txtar.ParseFile(name)
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

func TestTables(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		dir, want := export(t, name)
		into := t.TempDir()
		r, err := Format().Import(dir, into, importer.Options{})
		if err != nil || len(r.Unbalanced()) > 0 {
			t.Fatalf("%s: %v, unbalanced %v", name, err, r.Unbalanced())
		}
		for file, text := range want {
			got := ""
			switch file {
			case "problems":
				got = strings.ReplaceAll(r.Problems.Error(), filepath.ToSlash(dir), "DIR")
			case "report":
				var b strings.Builder
				r.WriteTo(&b)
				_, got, _ = strings.Cut(b.String(), "\n")
				got, _, _ = strings.Cut(got, "files ")
			case "preview":
				got, err = Format().Show(dir, importer.Options{})
			default:
				var data []byte
				data, err = os.ReadFile(filepath.Join(into, file))
				got = string(data)
			}
			if err != nil || strings.TrimSpace(got) != strings.TrimSpace(text) {
				t.Errorf("%s: %s (%v) is\n%s\nwant\n%s", name, file, err, got, text)
			}
		}
	}
}

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
	dir, _ := export(t, "testdata/answers.txtar")
	other := filepath.Join(t.TempDir(), "my.toml")
	if err := os.Rename(filepath.Join(dir, "map.toml"), other); err != nil {
		t.Fatal(err)
	}
	r, err := Format().Import(filepath.Join(dir, "t.csv"), t.TempDir(), importer.Options{Map: other})
	if err != nil || len(r.Unbalanced()) > 0 || r.Files.New == 0 {
		t.Error(r, err)
	}
}

func TestRecognize(t *testing.T) {
	dir, _ := export(t, "testdata/rows.txtar")
	if why := Format().Recognize(dir); why == "" {
		t.Error("a table with a map is not recognized")
	}
	if why := Format().Recognize(t.TempDir()); why != "" {
		t.Error("an empty folder is recognized: " + why)
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
