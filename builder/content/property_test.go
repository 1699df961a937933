package content

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

var zones = []string{"UTC", "Europe/Berlin", "Asia/Kolkata"}

// word returns a text that is hard to write down.
func word(rng *rand.Rand) string {
	var b strings.Builder
	for range 1 + rng.IntN(4) {
		b.WriteString(pieces[rng.IntN(len(pieces))])
	}
	return b.String()
}

// articleOf returns an article as Parse may return one.
func articleOf(rng *rand.Rand, zone *time.Location) *Article {
	a := newArticle([]string{"a.md", "wifi/b.md", "Net Work/c.markdown", "wifi/_index.md"}[rng.IntN(4)])
	r := reader{a: a}
	known := fields()
	for i := range known {
		f := &known[i]
		if f.shape == iconShape {
			if a.Kind == KindSection {
				a.Icon = Icons[len(Icons)/2]
			}
			continue
		}
		if rng.IntN(3) > 0 || f.key == "category" && strings.HasSuffix(a.Path, "_index.md") {
			continue
		}
		n := node{kind: textNode, text: word(rng)}
		switch f.shape {
		case dateShape:
			*f.in(a).(*time.Time) = time.Unix(rng.Int64N(4e9), rng.Int64N(2)*5e8).In(zone)
			continue
		case countShape, numberShape, daysShape:
			n.text = fmt.Sprint(rng.IntN(1000))
		case flagShape:
			n.text = "true"
		case kindShape:
			n.text = "page"
		case addressShape:
			n.text = "https://example.com/" + word(rng)
		case targetShape:
			n.text = "wifi/" + word(rng) + ".md"
		case wordsShape, tagsShape, aliasesShape:
			n = node{kind: listNode, items: []node{n, {kind: textNode, text: []string{"", "/ ", "https://old.example.com/ "}[rng.IntN(3)] + word(rng)}}}
		}
		if n.blank() {
			continue
		}
		f.shape.put(f.in(a), &n, &r)
	}
	if a.VerifiedBy != "" {
		a.RejectedBy = ""
	}
	if a.RejectedBy != "" || a.Held != "" || a.Reason == "" {
		a.ReleasedBy = ""
	}
	if a.Held == "" {
		a.HeldBy = ""
	}
	for range rng.IntN(4) {
		if a.Extra == nil {
			a.Extra = map[string]any{}
		}
		a.Extra[word(rng)] = extraOf(rng, 2)
	}
	a.Body = []byte(strings.Trim(strings.ReplaceAll(word(rng)+"\n\n"+word(rng), "\r", ""), " \t\n") + ".")
	r.finish()
	return a
}

func extraOf(rng *rand.Rand, depth int) any {
	switch k := rng.IntN(8); {
	case k == 0:
		return nil
	case k == 1:
		return rng.Int64() - rng.Int64()
	case k == 2:
		return float64(rng.IntN(2000)) / 16
	case k == 3:
		return rng.IntN(2) == 0
	case k == 4 && depth > 0:
		return []any{extraOf(rng, depth-1), extraOf(rng, depth-1)}
	case k == 5 && depth > 0:
		return map[string]any{word(rng): extraOf(rng, depth-1)}
	}
	return word(rng)
}

func TestFormatIsTheInverseOfParse(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 5_000 {
		o := DefaultOptions()
		o.Zone = zones[rng.IntN(len(zones))]
		a := articleOf(rng, o.location())
		file := Format(a)
		b, l := Parse(a.Path, file, o)
		if b == nil {
			t.Fatalf("%v in\n%s", l, file)
		}
		a.TitleLine, a.SupersededLine, a.DateLine, a.ReviewLine, a.BodyLine = b.TitleLine, b.SupersededLine, b.DateLine, b.ReviewLine, b.BodyLine
		if s := differ(a, b); s != "" {
			t.Fatalf("%s in\n%s", s, file)
		}
		if again := Format(b); !bytes.Equal(again, file) {
			t.Fatalf("formatted again:\n%s\nfirst:\n%s", again, file)
		}
	}
}

// differ names the first field in which two articles differ; moments count as
// equal when they are, whatever they look like inside.
func differ(a, b *Article) string {
	x, y := reflect.ValueOf(*a), reflect.ValueOf(*b)
	for i := range x.NumField() {
		v, w := x.Field(i).Interface(), y.Field(i).Interface()
		if t, ok := v.(time.Time); ok && t.Equal(w.(time.Time)) {
			continue
		}
		if b, ok := v.([]byte); ok && bytes.Equal(b, w.([]byte)) {
			continue
		}
		if list, ok := v.([]string); ok && len(list) == 0 && len(w.([]string)) == 0 {
			continue
		}
		if !reflect.DeepEqual(v, w) {
			return fmt.Sprintf("%s is %#v, was %#v", x.Type().Field(i).Name, w, v)
		}
	}
	return ""
}

func TestContributorsRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		o := DefaultOptions()
		o.Zone = zones[rng.IntN(len(zones))]
		var people []Contributor
		for i := range 1 + rng.IntN(5) {
			p := Contributor{ID: oneLine(fmt.Sprint(i, word(rng))), Name: oneLine(word(rng)), Role: oneLine(word(rng)), Privacy: Public}
			if p.Name == "" {
				p.Name = p.ID
			}
			if rng.IntN(2) == 0 {
				p.Joined = time.Unix(rng.Int64N(4e9), 0).In(o.location())
				p.Privacy = []Privacy{Anonymous, Unscored, Erased}[rng.IntN(3)]
				p.Aliases = []string{oneLine(fmt.Sprint("x", i, word(rng)))}
				p.URL = "https://example.com/"
			}
			people = append(people, p)
		}
		file := FormatContributors(people)
		got, l := ReadContributors("contributors.toml", file, o)
		if l != nil {
			t.Fatalf("%v in\n%s", l, file)
		}
		for i := range got {
			if !got[i].Joined.Equal(people[i].Joined) {
				t.Fatalf("joined %v, was %v", got[i].Joined, people[i].Joined)
			}
			got[i].Joined = people[i].Joined
		}
		if !reflect.DeepEqual(got, people) {
			t.Fatalf("%#v, was\n%#v", got, people)
		}
	}
}

func TestEvidenceRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	var rows []Evidence
	kinds := EvidenceKinds()
	for range 2_000 {
		e := Evidence{Kind: kinds[rng.IntN(len(kinds))].Kind, Answer: oneLine("a" + word(rng)), Author: oneLine(word(rng)),
			By: oneLine(word(rng)), Thread: oneLine(word(rng)), Count: 1 + rng.IntN(3)}
		if rng.IntN(4) > 0 {
			e.Date = time.Unix(rng.Int64N(4e9)/86400*86400, 0).UTC()
			e.Category = CategoryPath(oneLine(word(rng)))
			e.Tags = []string{"a", "b-c"}
		}
		e.Answer = strings.TrimSuffix(e.Answer, ".md")
		rows = append(rows, e)
	}
	var b bytes.Buffer
	w := NewEvidenceWriter(&b)
	for _, e := range rows {
		if err := w.Write(e); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	i := 0
	l := ReadEvidence("evidence.csv", &b, DefaultOptions(), func(e Evidence) bool {
		if e.Path != "evidence.csv" || e.Line != i+2 {
			t.Errorf("row %d is on line %d of %q", i, e.Line, e.Path)
		}
		e.Path, e.Line = "", 0
		if !reflect.DeepEqual(e, rows[i]) {
			t.Errorf("%#v, was\n%#v", e, rows[i])
		}
		i++
		return !t.Failed()
	})
	if l != nil || i != len(rows) {
		t.Errorf("%d rows of %d, %v", i, len(rows), l)
	}
}

// sameRows fails when the splitter and encoding/csv see other rows. What one
// of them refuses, both refuse, but for limits and UTF-8, which are ours.
func sameRows(t *testing.T, data string) {
	t.Helper()
	if !utf8.ValidString(data) || strings.Contains(data, "\r") || strings.Count(data, "\n") >= maxRowLines {
		return
	}
	std := csv.NewReader(strings.NewReader(data))
	std.FieldsPerRecord = -1
	ours := newRows(strings.NewReader(data))
	for {
		want, wantErr := std.Read()
		err := ours.read()
		var bad *csv.ParseError
		switch {
		case errors.As(wantErr, &bad):
			if err != nil || ours.bad == "" {
				t.Fatalf("%q: %v, but we read %q", data, wantErr, ours.fields)
			}
			return // how much is skipped is our choice
		case wantErr != nil || err != nil:
			if wantErr != err {
				t.Fatalf("%q: %v, we say %v", data, wantErr, err)
			}
			return
		}
		var got []string
		for _, f := range ours.fields {
			got = append(got, string(f))
		}
		if ours.bad != "" || !slices.Equal(got, want) {
			t.Fatalf("%q: %q %s, want %q", data, got, ours.bad, want)
		}
		if line, _ := std.FieldPos(0); line != ours.line {
			t.Fatalf("%q: row of line %d, want %d", data, ours.line, line)
		}
	}
}

func TestRowsAgreeWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	parts := []string{"a", "bc", ",", ",", "\n", "\n", `"`, `"`, `""`, " ", "é", "x,y", "\"q\"", "\"a\nb\""}
	for range 20_000 {
		var b strings.Builder
		for range rng.IntN(12) {
			b.WriteString(parts[rng.IntN(len(parts))])
		}
		sameRows(t, b.String())
	}
}

func TestSlugProperties(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for range 20_000 {
		s := strings.Repeat(word(rng), 1+rng.IntN(12))
		if rng.IntN(4) == 0 {
			s = strings.ToUpper([]string{"con", "nul", "com1", "lpt9", "..", ".", "", "İı", "ẞ", "हिन्दी", "ภาษาไทย", "e\u0301", strings.Repeat("a\u0301", 300), strings.Repeat("𝔞", 200)}[rng.IntN(14)])
		}
		checkSlug(t, s)
	}
}

func checkSlug(t *testing.T, s string) {
	t.Helper()
	slug := Slug(s)
	switch {
	case slug == "", len(slug) > 3*maxSlug, utf8.RuneCountInString(slug) > maxSlug:
		t.Errorf("Slug(%q) = %q has %d bytes", s, slug, len(slug))
	case strings.ContainsAny(slug, `./\:*?"<>|% `) || strings.Contains(slug, "--") || strings.Trim(slug, "-") != slug || !utf8.ValidString(slug):
		t.Errorf("Slug(%q) = %q", s, slug)
	case Slug(slug) != slug:
		t.Errorf("Slug(%q) = %q, and of that %q", s, slug, Slug(slug))
	case reserved(slug):
		t.Errorf("Slug(%q) = %q is a device on Windows", s, slug)
	}
	if url := PageURL("x/" + s + ".md"); !strings.HasPrefix(url, "x/") || !strings.HasSuffix(url, "/") || strings.Contains(url, "..") || strings.Contains(url, "//") {
		t.Errorf("PageURL(%q) = %q", s, url)
	}
}

func TestSlug(t *testing.T) {
	for s, want := range map[string]string{
		"Wifi: zu langsam?": "wifi-zu-langsam", "slow-5ghz": "slow-5ghz", "Größe": "größe", "e\u0301te": "éte",
		"無線LANが遅い": "無線lanが遅い", "हिन्दी": "हिन्दी", "con": "con-page", "COM1": "com1-page", "a/b": "a-b", "--a--": "a", "C++": "c",
		strings.Repeat("word ", 20): strings.TrimSuffix(strings.Repeat("word-", 16), "-"),
	} {
		if got := Slug(s); got != want {
			t.Errorf("Slug(%q) = %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{
		"wifi/slow-5ghz.md": "wifi/slow-5ghz/", "wifi/_index.md": "wifi/", "wifi/index.md": "wifi/", "index.md": "", "_index.md": "",
		"Net Work/Zu langsam.markdown": "net-work/zu-langsam/", "v1.2.md": "v1-2/", "a/../b.md": "a/" + shortHash("..") + "/b/",
	} {
		if got := PageURL(s); got != want {
			t.Errorf("PageURL(%q) = %q, want %q", s, got, want)
		}
	}
	long := strings.Repeat("word ", 40)
	if a, b := PageURL(long+"a.md"), PageURL(long+"b.md"); a == b || utf8.RuneCountInString(a) > maxSlug+1 {
		t.Errorf("long names: %q and %q", a, b)
	}
}

// os.Root refuses what leads out of the site; Walk says so.
func TestWalkOfRealFolder(t *testing.T) {
	dir := t.TempDir()
	site := filepath.Join(dir, "site")
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.MkdirAll(filepath.Join(site, "content", "wifi"), 0o755))
	must(os.MkdirAll(filepath.Join(site, "shared"), 0o755))
	must(os.WriteFile(filepath.Join(dir, "secret.md"), []byte("secret"), 0o644))
	must(os.WriteFile(filepath.Join(site, "content", "wifi", "a.md"), []byte("Text."), 0o644))
	must(os.WriteFile(filepath.Join(site, "shared", "b.md"), []byte("Text."), 0o644))
	for name, target := range map[string]string{
		"out.md": "../../secret.md", "abs.md": filepath.Join(dir, "secret.md"), "up": "../..", "gone.md": "nowhere", "ok": "../shared", "round": "round",
	} {
		if err := os.Symlink(target, filepath.Join(site, "content", name)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	root, err := os.OpenRoot(site)
	must(err)
	defer root.Close()
	files, l := Walk(root.FS(), DefaultOptions())
	if want := []string{"ok/b.md", "wifi/a.md"}; !slices.Equal(files.Articles, want) {
		t.Errorf("articles %q, want %q", files.Articles, want)
	}
	var bad []string
	for _, p := range l {
		bad = append(bad, p.Path)
		if p.Warning || p.Hint == "" {
			t.Errorf("%v: every one is an error with a hint", p)
		}
	}
	if want := []string{"content/abs.md", "content/gone.md", "content/out.md", "content/round", "content/up"}; !slices.Equal(bad, want) {
		t.Errorf("problems with %q, want %q", bad, want)
	}
	if data, l := Read(root.FS(), "out.md", DefaultOptions()); data != nil || l == nil {
		t.Errorf("read %q through a link that leads out", data)
	}
}

// Nothing that strangers put into a front matter takes long; the test runs into
// the limit of go test otherwise.
func TestHostileFrontMatter(t *testing.T) {
	bomb := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'z'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c, ", c-1), 9), ", "))
	}
	n := maxFront - 100
	for name, src := range map[string]string{
		"bomb": bomb, "self": "a: &a [*a]\n", "brackets": "a: " + strings.Repeat("[", n), "braces": "a: " + strings.Repeat("{a: ", n/4),
		"dashes": strings.Repeat("- ", n/2) + "a", "keys": strings.Repeat("a", n) + ": 1", "quotes": "a: " + strings.Repeat("'", n),
		"tags": "a: " + strings.Repeat("!!a ", n/4), "list": "tags: [" + strings.Repeat("a, ", n/3) + "a]", "spaces": "a:" + strings.Repeat(" ", n) + "b",
	} {
		if a, l := Parse("a.md", []byte("---\n"+src+"\n---\nText."), DefaultOptions()); (a == nil) != (l.Err() != nil) {
			t.Errorf("%s: %v without a problem", name, a)
		}
	}
	if _, l := Parse("a.md", []byte("---\ntitle: a\n"+strings.Repeat("x", 20<<20)), DefaultOptions()); l.Err() == nil {
		t.Error("a file of 20 MB")
	}
	if _, l := Parse("a.md", []byte("---\n"+strings.Repeat("a: 1\n", 1<<20)+"---\nText."), DefaultOptions()); l.Err() == nil {
		t.Error("a front matter of 5 MB")
	}
	for _, src := range []string{
		"a = " + strings.Repeat("[", n), "a = " + strings.Repeat("{a = ", n/5), "a" + strings.Repeat(".a", n/2) + " = 1", "[" + strings.Repeat("a.", n/2) + "a]",
		"x = { " + strings.Repeat("a . ", n/4) + "a = 1 }", `a = """` + strings.Repeat("[", n) + `"""`, strings.Repeat("\"a\".", n/4) + "a = 1", "# " + strings.Repeat("[", n),
	} {
		Parse("a.md", []byte("+++\n"+src+"\n+++\nText."), DefaultOptions())
	}
}

func TestNestedBrackets(t *testing.T) {
	deep := strings.Repeat("[", maxDepth+1)
	for src, want := range map[string]bool{
		"a = " + deep: true, `a = "` + deep + `"`: false, "a = '''\n" + deep + "'''\nb = 1": false, "# " + deep + "\n": false, `a = "\"` + deep + `"`: false,
		"a" + strings.Repeat(".a", maxDepth+1) + " = 1": true, "a = [" + strings.Repeat("1.5, ", 200) + "]": false,
	} {
		if got := tooDeep(tomlFence, src); got != want {
			t.Errorf("tooDeep(%q) = %t", src, got)
		}
	}
}

// A reader that never ends, to see that memory does not grow.
type endless struct {
	row  []byte
	left int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := 0
	for n+len(e.row) <= len(p) {
		n += copy(p[n:], e.row)
	}
	e.left -= n
	return n, nil
}

func TestEvidenceInConstantMemory(t *testing.T) {
	const size = 8 << 20
	for name, row := range map[string]string{
		"rows": "kudos,a,jane\n", "bad rows": "liked,a,jane\n", "one quote": "kudos,\"a\n", "one row": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "commas": ",,,,,,,,,,,,",
	} {
		in := io.MultiReader(strings.NewReader("kind,answer,author\n"), &endless{[]byte(row), size})
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		l := ReadEvidence("evidence.csv", in, DefaultOptions(), func(Evidence) bool { return true })
		runtime.ReadMemStats(&after)
		if spent := after.TotalAlloc - before.TotalAlloc; len(l) > 2*maxListed+2 || spent > size*3/4 {
			t.Errorf("%s: %d problems, %d bytes for a file of %d", name, len(l), spent, size)
		}
	}
}

func TestEvidenceStopsWhenAsked(t *testing.T) {
	n := 0
	ReadEvidence("evidence.csv", strings.NewReader("kind,answer\nkudos,a\nkudos,b\nliked,c\n"), DefaultOptions(), func(Evidence) bool { n++; return false })
	if n != 1 {
		t.Errorf("%d rows", n)
	}
}
