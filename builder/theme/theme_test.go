package theme

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"winnow/builder/golden"
	"winnow/builder/view"
)

// archive reads a txtar file and returns its files below a folder.
func folder(a *txtar.Archive, prefix string) fstest.MapFS {
	files := fstest.MapFS{}
	for _, f := range a.Files {
		if name, ok := strings.CutPrefix(f.Name, prefix); ok {
			files[name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return files
}

func builtin(t testing.TB) fs.FS {
	a, err := txtar.ParseFile("testdata/builtin.txtar")
	if err != nil {
		t.Fatal(err)
	}
	return folder(a, "")
}

// TestCases loads the theme of builtin.txtar below the files own/… of each
// case. "language: x" on the first line sets the site's language, "render: a b"
// on the second names the kinds that are shown.
func TestCases(t *testing.T) { golden.Run(t, "testdata/cases/*.txtar", remake) }

func remake(t *testing.T, a *txtar.Archive) {
	settings := map[string]string{"language": "en"}
	for line := range strings.Lines(string(a.Comment)) {
		if k, v, ok := strings.Cut(line, ": "); ok {
			settings[k] = strings.TrimSpace(v)
		}
	}
	own := folder(a, "own/")
	a.Files = slices.DeleteFunc(a.Files, func(f txtar.File) bool { return !strings.HasPrefix(f.Name, "own/") })
	for name, text := range results(t, settings, own) {
		golden.Set(a, name, text)
	}
}

func results(t *testing.T, settings map[string]string, own fstest.MapFS) map[string]string {
	var upper fs.FS
	if len(own) > 0 {
		upper = own
	}
	th, problems := Load(builtin(t), upper, Options{Name: "own"}, settings["language"])
	got := map[string]string{}
	if len(problems) > 0 {
		got["problems"] = problems.Error() + "\n"
	}
	for _, kind := range strings.Fields(settings["render"]) {
		b, err := th.Render(Sample(view.Kind(kind)))
		if err != nil {
			t.Fatal(err)
		}
		got[kind] = string(b) + "\n"
	}
	return got
}

// A page of a kind must render whatever it holds: all kinds, full and empty.
func TestEveryKind(t *testing.T) {
	th, problems := Load(builtin(t), nil, Options{}, "en")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, k := range view.Kinds() {
		for _, v := range []*view.View{sample(k), emptySample(k)} {
			first, err := th.Render(v)
			if err != nil {
				t.Error(err)
			}
			if second, _ := th.Render(v); string(first) != string(second) {
				t.Errorf("%s differs from one time to the next", k.Kind)
			}
		}
	}
	if _, err := th.Render(&view.View{Kind: "other"}); err == nil {
		t.Error("an unknown kind was rendered")
	}
}

func TestAssets(t *testing.T) {
	own := fstest.MapFS{
		"assets/fonts/a.woff2":   {Data: []byte("font")},
		"assets/fonts/fonts.css": {Data: []byte(`src: url(a.woff2) url("../style.css") url(data:x)`)},
	}
	th, problems := Load(builtin(t), own, Options{Name: "own"}, "en",
		Asset{Path: "style.css", Data: []byte(".chroma{}")}, Asset{Path: "search.js", Data: []byte("go()")})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var got strings.Builder
	for _, a := range th.Assets() {
		fmt.Fprintf(&got, "%s %q\n", a.Path, a.Data)
	}
	want := `fonts/a.795ea3ef.woff2 "font"
fonts/fonts.e92db17c.css "src: url(\"../fonts/a.795ea3ef.woff2\") url(\"../style.css\") url(data:x)"
search.e4a62ff8.js "go()"
style.20077037.css "body{margin:0}"
`
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}
