package diag

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/tools/txtar"

	"winnow/builder/golden"
)

// A case of testdata holds "problems", one a line as Problem.Error prints it
// ("warning: " before a warning, Go escapes allowed), the files they speak of,
// and "want", what Write shows.
func TestWrite(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, a *txtar.Archive) {
		files := map[string][]byte{}
		for _, f := range a.Files {
			files[f.Name] = f.Data
		}
		var b strings.Builder
		if err := Write(&b, parseList(t, files["problems"]), reader(files), false); err != nil {
			t.Fatal(err)
		}
		golden.Set(a, "want", b.String())
	})
}

func reader(files map[string][]byte) func(string) ([]byte, error) {
	return func(path string) ([]byte, error) {
		src, ok := files[path]
		if !ok {
			return nil, errors.New("no such file")
		}
		s, err := strconv.Unquote(`"` + strings.NewReplacer(`"`, `\"`, "\n", `\n`).Replace(string(src)) + `"`)
		return []byte(s), err
	}
}

var printed = regexp.MustCompile(`^(warning: )?(?:([^: ]+):(?:(\d+):)?(?:(\d+):)? )?(.*?)(?: \((.*)\))?$`)

func parseList(t *testing.T, data []byte) (l List) {
	for s := range strings.Lines(string(data)) {
		s, err := strconv.Unquote(`"` + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), `"`, `\"`) + `"`)
		if err != nil {
			t.Fatal(err)
		}
		m := printed.FindStringSubmatch(s)
		line, _ := strconv.Atoi(m[3])
		col, _ := strconv.Atoi(m[4])
		l = append(l, Problem{Path: m[2], Line: line, Col: col, Msg: m[5], Hint: m[6], Warning: m[1] != ""})
	}
	return l
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("x", 200) + "HERE" + strings.Repeat("y", 200)
	for _, c := range []struct {
		src       string
		line, col int
		text      string
		under     string // what stands above the caret
	}{
		{"a\nkudos: many\n", 2, 8, "kudos: many", "m"},
		{"a\r\nb\r\n", 2, 1, "b", "b"},
		{"\tkey: x", 1, 7, "    key: x", "x"},
		{"題名: 値", 1, 5, "題名: 値", "値"},
		{"é: x", 1, 4, "é: x", "x"},
		{"ab", 1, 9, "ab", ""}, // a column behind the end
		{long, 1, 201, "…" + strings.Repeat("x", 48) + "HERE" + strings.Repeat("y", 36) + "…", "H"},
		{"a\x1b[31mb\x00", 1, 7, "a␛[31mb␀", "b"},
		{"a\xffb", 1, 3, "a�b", "b"},
		{"a\u202eb", 1, 3, "a�b", "b"},
		{"one", 2, 1, "", ""},
		{"one", 0, 1, "", ""},
	} {
		text, caret := Excerpt([]byte(c.src), c.line, c.col)
		if text != c.text {
			t.Errorf("%q: text %q, want %q", c.src, text, c.text)
		}
		if got := above(text, caret); got != c.under {
			t.Errorf("%q: caret under %q, want %q", c.src, got, c.under)
		}
	}
}

// above returns the character of text that a caret stands under.
func above(text, caret string) string {
	cells := len(caret) - 1
	for g := uniseg.NewGraphemes(text); cells >= 0 && g.Next(); cells -= g.Width() {
		if cells == 0 {
			return g.Str()
		}
	}
	return ""
}

func FuzzExcerpt(f *testing.F) {
	f.Add([]byte("a\x1b\n\tb"), 2, 2)
	f.Fuzz(func(t *testing.T, src []byte, line, col int) {
		text, caret := Excerpt(src, line, col)
		if !utf8.ValidString(text) || strings.ContainsFunc(text, hidden) || utf8.RuneCountInString(text) > 4*(before+after)+2 {
			t.Errorf("%q: unfit to be shown: %q", src, text)
		}
		if strings.TrimLeft(caret, " ") != "^" && caret != "" {
			t.Errorf("caret %q", caret)
		}
	})
}

func TestColor(t *testing.T) {
	var b bytes.Buffer
	Write(&b, List{{Path: "a\x1b", Line: 1, Msg: "m\x1b]0;title\a", Hint: "h\x1b", Warning: true}, {Msg: "n"}}, nil, true)
	without := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(b.String(), "")
	want := "a␛:1: warning: m␛]0;title␇\n  hint: h␛\nn\n1 problem and 1 warning in 1 file\n"
	if without != want || without == b.String() {
		t.Errorf("got %q, want %q", without, want)
	}
}

func TestSourceIsReadOncePerRun(t *testing.T) {
	reads := 0
	source := func(string) ([]byte, error) { reads++; return []byte("a\nb\n"), nil }
	l := List{{Path: "a", Line: 1, Msg: "m"}, {Path: "a", Line: 2, Msg: "m"}, {Path: "b", Line: 9, Msg: "m"}}
	Write(new(bytes.Buffer), l, source, false)
	if reads != 2 {
		t.Errorf("%d reads, want 2", reads)
	}
}

func TestList(t *testing.T) {
	l := List{{Path: "b", Line: 2, Msg: "x"}, {Path: "a", Line: 9, Col: 2, Msg: "y", Hint: "h"}, {Path: "b", Line: 2, Msg: "x"}, {Path: "c", Msg: "w", Warning: true}}
	if got, want := l.Sorted().Error(), "a:9:2: y (h)\nb:2: x\nc: w"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if l.Err() == nil || l[3:].Err() != nil || List(nil).Err() != nil {
		t.Error("only what is not a warning is an error")
	}
}

func TestNear(t *testing.T) {
	known := []string{"date", "title", "author", "category", "accepted_by", "accepted_at", "tags"}
	for word, want := range map[string]string{
		"titel": "title", "dat": "date", "autohr": "author", "catgory": "category", "categry_": "category",
		"acceptd_by": "accepted_by", "layout": "", "status": "", "type": "", "": "", "data": "date", "dtea": "",
		"größe": "", "Title": "title",
	} {
		if got := Near(word, slices.Values(known)); got != want {
			t.Errorf("Near(%q) = %q, want %q", word, got, want)
		}
	}
}

func ExampleWrite() {
	src := []byte("---\ntitle: Slow wifi\nkudos: many\n---\n")
	var b bytes.Buffer
	Write(&b, List{{Path: "content/wifi/slow.md", Line: 3, Col: 8, Msg: `kudos must be a whole number, not "many"`, Hint: "for example kudos: 12"}},
		func(string) ([]byte, error) { return src, nil }, false)
	fmt.Print(b.String())
	// Output:
	// content/wifi/slow.md:3:8: kudos must be a whole number, not "many"
	//   3 | kudos: many
	//     |        ^
	//   hint: for example kudos: 12
	// 1 problem in 1 file
}
