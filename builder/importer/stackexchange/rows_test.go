package stackexchange

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"winnow/builder/markdown/mdtext"
)

// readAll reads every row of a table: name, value, name, value, …
func readAll(src io.Reader) (rows [][]string, r *rowReader) {
	r = newRowReader(src)
	for {
		x, ok := r.next()
		if !ok {
			return rows, r
		}
		var flat []string
		for _, a := range x.attrs {
			flat = append(flat, string(a.name), unescape(a.value))
		}
		rows = append(rows, flat)
	}
}

func TestRows(t *testing.T) {
	for _, c := range []struct{ name, in, rows, flaws, err string }{
		{name: "usual", in: "<?xml version=\"1.0\"?>\n<posts>\n  <row Id=\"1\" Title='a \"b\"' />\n  <row Id=\"2\"/>\n</posts>", rows: `[[Id 1 Title a "b"] [Id 2]]`},
		{name: "one line", in: `<posts><row Id="1"/><row Id="2"></row><row/></posts>`, rows: "[[Id 1] [Id 2] []]"},
		{name: "byte order mark", in: "\xef\xbb\xbf<posts><row A=\"x\"/></posts>", rows: "[[A x]]"},
		{name: "comments and spaces", in: "<!-- <row/> --><posts><!-- > --><row\n\tA = \"1\"\r\nB='2'/></posts>", rows: "[[A 1 B 2]]"},
		{name: "bracket in a value", in: `<posts><row A="a>b/>c"/></posts>`, rows: "[[A a>b/>c]]"},
		{name: "references", in: `<p><row A="&lt;p&gt; &amp;amp; &quot;&apos; &#65;&#x42;&#xA;."/></p>`, rows: "[[A <p> &amp; \"' AB\n.]]"},
		{name: "no references", in: `<p><row A="a & b &foo; &#; &#x; &#xZZ; &#99999999;"/></p>`, rows: "[[A a & b &foo; &#; &#x; &#xZZ; &#99999999;]]"},
		{name: "surrogates", in: `<p><row A="&#xD83D;&#xDE00; &#xD83D; &#xDE00;x"/></p>`, rows: "[[A 😀 \uFFFD \uFFFDx]]"},
		{name: "control characters", in: "<p><row A=\"a&#x1F;b&#0;c\x07d\xffe&#xFFFE;\"/></p>", rows: "[[A abcd\uFFFDe]]"},
		{name: "a bad row", in: `<p><row A="1"/><row A=2/><row B="<"/><row C="3"/></p>`, rows: "[[A 1] [C 3]]", flaws: "[15 25]"},
		{name: "a missing quote", in: `<p><row A="1/><row B="2"/><row C="3"/></p>`, rows: "[[B 2] [C 3]]", flaws: "[3]"},
		{name: "a stranger", in: `<p><x a="b"/>text<row A="1"/></p>`, rows: "[[A 1]]", flaws: "[3]"},
		{name: "cut in a row", in: `<p><row A="1"/><row B="2`, rows: "[[A 1]]", flaws: "[15]"},
		{name: "cut after a row", in: `<p><row A="1"/>` + "\n", rows: "[[A 1]]", flaws: "[16]"},
		{name: "not xml", in: "Id,Title\n", err: `the file is not XML: it begins with "I", at byte 0`},
		{name: "empty", in: "\xef\xbb\xbf \n", err: "the file is empty, at byte 5"},
		{name: "utf-16", in: "\xff\xfe<\x00p\x00", err: "the file is in UTF-16, a dump is in UTF-8, at byte 0"},
		{name: "other xml", in: `<svg width="1"><row/></svg>`, err: "the file is not a table of a dump, at byte 15"},
		{name: "no rows", in: "<posts/>"},
	} {
		for _, src := range []io.Reader{strings.NewReader(c.in), iotest.OneByteReader(strings.NewReader(c.in))} {
			rows, r := readAll(src)
			if got := fmt.Sprint(rows); got != c.rows && (len(rows) > 0 || c.rows != "") {
				t.Errorf("%s: rows %s, want %s", c.name, got, c.rows)
			}
			var at []int64
			for _, f := range r.flaws {
				at = append(at, f.off)
			}
			if got := fmt.Sprint(at); got != c.flaws && (len(at) > 0 || c.flaws != "") {
				t.Errorf("%s: flaws at %s, want %s", c.name, got, c.flaws)
			}
			if got := fmt.Sprint(r.err); got != c.err && (r.err != nil || c.err != "") {
				t.Errorf("%s: error %s, want %s", c.name, got, c.err)
			}
		}
	}
}

// A row is found again by its offset, however long it is.
func TestReadRow(t *testing.T) {
	in := `<p><row Id="1"/>` + "\n" + `<row Id="2" Body="` + strings.Repeat("x&lt;", 9000) + `"/><row Id="3"/></p>`
	r := newRowReader(iotest.HalfReader(strings.NewReader(in)))
	for {
		x, ok := r.next()
		if !ok {
			break
		}
		again, err := readRow(strings.NewReader(in), x.off)
		if err != nil || again.text("Id") != x.text("Id") || again.text("Body") != x.text("Body") {
			t.Fatalf("row %s at %d: %v", x.text("Id"), x.off, err)
		}
	}
	if _, err := readRow(strings.NewReader(in), 1); err == nil {
		t.Error("a row was found where none is")
	}
}

func TestRowReaderReportsReadErrors(t *testing.T) {
	broken := errors.New("broken disk")
	_, r := readAll(io.MultiReader(strings.NewReader(`<p><row A="1"/>`), iotest.ErrReader(broken)))
	if !errors.Is(r.err, broken) {
		t.Errorf("error %v, want %v", r.err, broken)
	}
}

// Every well-formed table means the same to us as to encoding/xml.
func FuzzRows(f *testing.F) {
	for _, s := range []string{
		`<posts><row Id="1" Body="&lt;p&gt;&#xA;"/></posts>`,
		`<?xml version="1.0"?><a><!-- x --><row a='"' b="'"></row> <row></row></a>`,
		"\xef\xbb\xbf<a>\n<row A = \"1\"\tB='é'/></a>", `<a><row x="1" x="2"/><b/></a>`, `<a><row x="`, `<row a="b"/>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		rows, r := readAll(bytes.NewReader(in))
		if slow, _ := readAll(iotest.OneByteReader(bytes.NewReader(in))); fmt.Sprint(slow) != fmt.Sprint(rows) {
			t.Fatalf("rows depend on the size of reads: %q and %q", rows, slow)
		}
		if want, ok := referenceRows(in); ok {
			if fmt.Sprint(rows) != fmt.Sprint(want) || r.flawed > 0 || r.err != nil {
				t.Fatalf("rows %q, want %q (flaws %v, error %v)", rows, want, r.flaws, r.err)
			}
		}
	})
}

// referenceRows reads a table with encoding/xml; false when it is not
// well-formed or uses what no dump does.
func referenceRows(in []byte) (rows [][]string, ok bool) {
	if bytes.Contains(in, []byte("<!D")) || bytes.Contains(in, []byte("<![")) {
		return nil, false
	}
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(in, []byte("\xef\xbb\xbf"))))
	depth := 0
	for closed := false; ; {
		tok, err := d.Token()
		if err == io.EOF {
			return rows, closed
		}
		if err != nil || closed {
			return rows, err == nil
		}
		switch tok := tok.(type) {
		case xml.CharData:
			if len(bytes.Trim(tok, " \t\r\n")) > 0 {
				return nil, false
			}
		case xml.StartElement:
			flat, plain := flatten(tok)
			if !plain || depth > 1 || depth == 0 && len(flat) > 0 || (depth == 1) != (tok.Name.Local == "row") {
				return nil, false
			}
			if depth++; depth == 2 {
				rows = append(rows, flat)
			}
		case xml.EndElement:
			depth--
			closed = depth == 0
		}
	}
}

func flatten(e xml.StartElement) (flat []string, plain bool) {
	plain = e.Name.Space == "" && len(e.Name.Local) < 100
	for _, a := range e.Attr {
		plain = plain && a.Name.Space == "" && !strings.ContainsAny(a.Name.Local, ":\u00b7") && len(a.Name.Local) < 100 && !strings.Contains(a.Value, "\n")
		flat = append(flat, a.Name.Local, mdtext.Clean(a.Value))
	}
	return flat, plain
}

// Tens of thousands of bad rows are skipped in linear time and little memory.
func TestHostileRows(t *testing.T) {
	for _, s := range []string{`<row a="`, `<row a='`, `<row`, `<row a="1" `, `<`, `<row a="<`, `</`, `<!--`, `text `, `<row a="x" b='`, `&`} {
		in := "<p>" + strings.Repeat(s, 50_000)
		_, r := readAll(strings.NewReader(in + "</p>"))
		if r.offset() > int64(len(in)+4) || len(r.flaws) > maxFlaws {
			t.Errorf("%q: offset %d, %d flaws kept", s, r.offset(), len(r.flaws))
		}
	}
}

func BenchmarkRows(b *testing.B) {
	in, err := os.ReadFile(filepath.Join(cardano, "Posts.xml"))
	if err != nil {
		b.Skip("no real dump here:", err)
	}
	b.SetBytes(int64(len(in)))
	rows := 0
	for b.Loop() {
		r := newRowReader(bytes.NewReader(in))
		for {
			x, ok := r.next()
			if !ok {
				break
			}
			x.int32("Id")
			rows++
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

// The real dumps, absent in a clone elsewhere.
const (
	cardano = "../../../../shared/data/se-cardano"
	conlang = "../../../../shared/data/se-conlang-meta"
)

// Both readers see the same in a real table.
func TestRowsOfRealDump(t *testing.T) {
	for _, dir := range []string{cardano, conlang} {
		files, _ := filepath.Glob(filepath.Join(dir, "*.xml"))
		if len(files) == 0 {
			t.Skip("no real dump at", dir)
		}
		for _, f := range files {
			in, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			rows, r := readAll(bytes.NewReader(in))
			want, ok := realRows(in)
			if r.err != nil || r.flawed > 0 || !ok || !slices.EqualFunc(rows, want, slices.Equal) {
				t.Errorf("%s: %d rows, want %d (%v, %d flaws)", f, len(rows), len(want), r.err, r.flawed)
			}
		}
	}
}

func realRows(in []byte) (rows [][]string, ok bool) {
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(in, []byte("\xef\xbb\xbf"))))
	for {
		tok, err := d.RawToken()
		if err != nil {
			return rows, err == io.EOF
		}
		if e, isStart := tok.(xml.StartElement); isStart && e.Name.Local == "row" {
			flat, _ := flatten(e)
			rows = append(rows, flat)
		}
	}
}
