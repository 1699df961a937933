package content

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"winnow/builder/diag"
)

// seeds hands the files of testdata to add that a fuzz target may begin with.
func seeds(f *testing.F, match func(name string) bool, add func(name string, data []byte)) {
	cases, _ := filepath.Glob("testdata/*.txtar")
	for _, c := range cases {
		data, err := os.ReadFile(c)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range txtar.Parse(data).Files {
			if match(file.Name) {
				add(file.Name, file.Data)
			}
		}
	}
}

// wellFormed fails on a problem that does not help: without words, or at a
// place that the file does not have.
func wellFormed(t *testing.T, l diag.List, data []byte) {
	t.Helper()
	lines := 2 + bytes.Count(data, []byte("\n")) + bytes.Count(data, []byte("\r"))
	for _, p := range l {
		if p.Msg == "" || p.Path == "" || p.Line < 0 || p.Col < 0 || p.Line > lines {
			t.Errorf("%#v in %q", p, data)
		}
	}
}

func FuzzParse(f *testing.F) {
	seeds(f, isArticle, func(_ string, data []byte) { f.Add(data) })
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 4000 {
			return
		}
		a, l := Parse("wifi/a.md", data, DefaultOptions())
		wellFormed(t, l, data)
		if (a == nil) != (l.Err() != nil) {
			t.Fatalf("article %v, problems %v", a, l)
		}
		if a == nil {
			return
		}
		file := Format(a)
		b, l := Parse("wifi/a.md", file, DefaultOptions())
		if b == nil {
			t.Fatalf("%q: formatted as\n%s\n%v", data, file, l)
		}
		a.TitleLine, a.SupersededLine, a.DateLine, a.ReviewLine, a.BodyLine = b.TitleLine, b.SupersededLine, b.DateLine, b.ReviewLine, b.BodyLine
		if s := differ(a, b); s != "" {
			t.Fatalf("%q: %s in\n%s", data, s, file)
		}
	})
}

func FuzzReadContributors(f *testing.F) {
	seeds(f, func(name string) bool { return strings.HasSuffix(name, "contributors.toml") }, func(_ string, data []byte) { f.Add(data) })
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 4000 {
			return
		}
		people, l := ReadContributors("contributors.toml", data, DefaultOptions())
		wellFormed(t, l, data)
		if l != nil {
			return
		}
		file := FormatContributors(people)
		again, l := ReadContributors("contributors.toml", file, DefaultOptions())
		if l != nil || len(again) != len(people) {
			t.Fatalf("%q: formatted as\n%s\n%v", data, file, l)
		}
		for i := range again {
			again[i].Joined, people[i].Joined = time.Time{}, time.Time{}
			if len(people[i].Aliases) == 0 {
				people[i].Aliases = nil
			}
			if !reflect.DeepEqual(again[i], people[i]) {
				t.Fatalf("%#v, was %#v", again[i], people[i])
			}
		}
	})
}

func FuzzReadEvidence(f *testing.F) {
	seeds(f, func(name string) bool { return strings.Contains(name, ".csv") }, func(_ string, data []byte) { f.Add(data) })
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 4000 {
			return
		}
		sameRows(t, string(data))
		var out bytes.Buffer
		w := NewEvidenceWriter(&out)
		rows := 0
		l := ReadEvidence("evidence.csv", bytes.NewReader(data), DefaultOptions(), func(e Evidence) bool {
			if e.Count == 0 || e.Total {
				return true // what says nothing is told each time, and totals are not written
			}
			rows++
			return w.Write(e) == nil
		})
		wellFormed(t, l, data)
		w.Flush()
		again := 0
		l = ReadEvidence("evidence.csv", &out, DefaultOptions(), func(Evidence) bool { again++; return true })
		if l != nil || again != rows {
			t.Fatalf("%q: %d rows of %d come back, %v", data, again, rows, l)
		}
	})
}

func FuzzSlug(f *testing.F) {
	for _, s := range []string{"Wifi: zu langsam?", "con", "हिन्दी", "a\xff", "e\u0301", "\u0345", "İ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 1000 && !strings.Contains(s, "/") {
			checkSlug(t, s)
		}
	})
}
