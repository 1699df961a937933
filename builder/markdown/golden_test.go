package markdown

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"winnow/builder/golden"
)

// TestGolden converts the input of each testdata/*.txtar and compares all that
// comes out; testdata/README.md describes the format.
func TestGolden(t *testing.T) { golden.Run(t, "testdata/*.txtar", remake) }

// remake makes the expected sections of a case anew.
func remake(t *testing.T, a *txtar.Archive) {
	o := DefaultOptions()
	if bytes.Contains(a.Comment, []byte("remote_images = link")) {
		o.RemoteImages = RemoteLink
	}
	o.Math = bytes.Contains(a.Comment, []byte("math = true"))
	src := source(string(a.Files[0].Data))
	src.Line = 10
	doc := New(o).Convert(src)
	plain := *doc
	plain.Question, plain.Solution = withoutFormulas(doc.Question), withoutFormulas(doc.Solution)
	assertInertDocument(t, &plain)
	a.Files = a.Files[:1:1]
	add := func(name, data string) {
		if data != "" {
			golden.Set(a, name, strings.TrimRight(data, "\n")+"\n")
		}
	}
	add("question.html", string(doc.Question))
	add("solution.html", string(doc.Solution))
	add("question.txt", doc.Text.Question)
	add("answer.txt", doc.Text.Answer)
	add("code.txt", doc.Text.Code)
	add("facts", facts(doc))
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
	for _, id := range doc.Anchors {
		fmt.Fprintf(&b, "anchor: %s\n", id)
	}
	for _, s := range doc.Text.Sections {
		fmt.Fprintf(&b, "under %s: %q, %q\n", s.ID, s.Text, s.Code)
	}
	for _, l := range doc.Links {
		fmt.Fprintf(&b, "link: line %d, %s, to %s", l.Line, l.Href, l.Path)
		if l.Fragment != "" {
			fmt.Fprintf(&b, " at %s", l.Fragment)
		}
		if l.Else != "" {
			fmt.Fprintf(&b, ", else %s", l.Else)
		}
		if l.Image {
			b.WriteString(", an image")
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
	case golden.Update() && version != fmt.Sprint(Version):
		if err := os.WriteFile("testdata/version", []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("testdata changed: if it is output that changed, raise Version; then write %q into testdata/version, or run with -update", got)
	}
}

// withoutFormulas takes MathML out, whose elements package math answers for.
func withoutFormulas(out []byte) []byte {
	return regexp.MustCompile(`<math[^<>]*>(?s:.*?)</math>`).ReplaceAll(out, []byte("<var></var>"))
}
