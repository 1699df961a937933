package markdown

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what Convert gives into testdata")

// TestGolden converts the input of each testdata/*.txtar and compares all that
// comes out; testdata/README.md describes the format.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) < 15 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := golden(t, archive)
			if *update {
				if err := os.WriteFile(file, txtar.Format(got), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got, want := string(txtar.Format(got)), string(txtar.Format(archive)); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// golden returns the archive with the expected sections made anew.
func golden(t *testing.T, in *txtar.Archive) *txtar.Archive {
	o := DefaultOptions()
	if bytes.Contains(in.Comment, []byte("remote_images = link")) {
		o.RemoteImages = RemoteLink
	}
	src := source(string(in.Files[0].Data))
	src.Line = 10
	doc := New(o).Convert(src)
	assertInertDocument(t, doc)
	out := &txtar.Archive{Comment: in.Comment, Files: in.Files[:1:1]}
	add := func(name, data string) {
		if data != "" {
			out.Files = append(out.Files, txtar.File{Name: name, Data: []byte(strings.TrimRight(data, "\n") + "\n")})
		}
	}
	add("question.html", string(doc.Question))
	add("solution.html", string(doc.Solution))
	add("question.txt", doc.Text.Question)
	add("answer.txt", doc.Text.Answer)
	add("code.txt", doc.Text.Code)
	add("facts", facts(doc))
	return out
}

// facts lists the rest of a document, one fact a line.
func facts(doc *Document) string {
	var b strings.Builder
	if doc.FirstHeading != "" {
		fmt.Fprintf(&b, "first heading: %s\n", doc.FirstHeading)
	}
	fmt.Fprintf(&b, "summary: %s\n", doc.Summary)
	for _, h := range doc.Headings {
		fmt.Fprintf(&b, "heading: %d %s %s\n", h.Level, h.ID, h.Text)
	}
	for _, s := range doc.Text.Sections {
		fmt.Fprintf(&b, "under %s: %q, %q\n", s.ID, s.Text, s.Code)
	}
	for _, l := range doc.Links {
		fmt.Fprintf(&b, "link: line %d, %s, to %s", l.Line, l.Href, l.Path)
		if l.Fragment != "" {
			fmt.Fprintf(&b, " at %s", l.Fragment)
		}
		b.WriteByte('\n')
	}
	for _, i := range doc.Images {
		fmt.Fprintf(&b, "image: %s %d×%d\n", i.Path, i.Width, i.Height)
	}
	for _, r := range doc.Risks {
		level := "warn"
		if r.Block {
			level = "block"
		}
		fmt.Fprintf(&b, "risk: line %d, %s %s, %s\n", r.Line, level, r.Kind, r.Command)
	}
	return b.String()
}

// TestVersion fails when any expected output changed and Version did not: then
// stores of earlier builds would be taken for current ones.
func TestVersion(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.New()
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			fmt.Fprintf(sum, "%q %q\n", f.Name, f.Data)
		}
	}
	got := fmt.Sprintf("%d %x\n", Version, sum.Sum(nil)[:8])
	want, err := os.ReadFile("testdata/version")
	if err != nil {
		t.Fatal(err)
	}
	version, _, _ := strings.Cut(string(want), " ")
	switch {
	case got == string(want):
	case *update && version != fmt.Sprint(Version):
		if err := os.WriteFile("testdata/version", []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("testdata changed: if it is output that changed, raise Version; then write %q into testdata/version, or run with -update", got)
	}
}
