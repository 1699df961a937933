package builder_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"winnow/builder"
	"winnow/builder/sitetest"
	"winnow/themes"
)

// A writer makes random edits of a site.
type writer struct {
	files fstest.MapFS
	rng   *rand.Rand
	n     int
}

func (w *writer) put(name, text string) []string {
	w.files[name] = &fstest.MapFile{Data: []byte(text)}
	return []string{name}
}

// article picks an article file.
func (w *writer) article() string {
	var names []string
	for name := range w.files {
		if strings.HasSuffix(name, ".md") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names[w.rng.IntN(len(names))]
}

// kinds of edits, 0 … kinds-1.
const kinds = 11

// edit changes the site and returns the names of the files that it changed.
func (w *writer) edit(kind int) []string {
	w.n++
	name := w.article()
	text := string(w.files[name].Data)
	user := fmt.Sprint("user", w.rng.IntN(5))
	switch kind {
	case 0: // text
		return w.put(name, text+fmt.Sprintf("\nOne more line, number %d.\n", w.n))
	case 1:
		return w.put(name, fmt.Sprintf("---\ntitle: Title %d\nauthor: %s\ntags: [t%d]\n---\n\nText %d, see [other](../%s).\n", w.n, user, w.n%3, w.n,
			strings.TrimPrefix(w.article(), "content/")))
	case 2:
		return w.put(fmt.Sprintf("content/cat%d/new%d.md", w.n%4, w.n), fmt.Sprintf("# New %d\n\nText with an image ![i](../i.png)\n", w.n))
	case 3:
		to := fmt.Sprintf("content/cat%d/moved%d.md", w.n%3, w.n)
		w.files[to] = w.files[name]
		delete(w.files, name)
		return []string{name, to}
	case 4:
		delete(w.files, name)
		return []string{name}
	case 5:
		return w.put("content/i.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00"+string(rune(1+w.rng.IntN(90)))+"\x00\x00\x00\x04\x08\x02\x00\x00\x00\x00\x00\x00\x00")
	case 6:
		return w.put("content/contributors.toml", fmt.Sprintf("[[contributor]]\nid = %q\nname = \"Name %d\"\n", user, w.n))
	case 7:
		answer := strings.TrimSuffix(strings.TrimPrefix(name, "content/"), ".md")
		return w.put("content/evidence.csv", fmt.Sprintf("date,kind,answer,author,by\n2024-01-0%d,accepted,%s,%s,user9\n", 1+w.n%9, answer, user))
	case 8:
		return w.put("themes/own/templates/404.html", fmt.Sprintf("{{define \"main\"}}<main id=\"content\">Lost %d</main>{{end}}", w.n))
	case 9:
		return w.put("themes/own/assets/extra.css", fmt.Sprintf("a { margin: %dpx }\n", w.n))
	default:
		return w.put("site.toml", fmt.Sprintf("[site]\ntitle = \"Title %d\"\nbase_url = \"https://help.example.com/\"\n[theme]\nname = \"own\"\n", w.n))
	}
}

// However a site is edited, a build with the store and the published site of
// the build before, and the preview's, which is told what changed, give what a
// build gives that knows nothing.
func TestEditsShowAtOnce(t *testing.T) {
	files := sitetest.Corpus(20, 2)
	files["themes/own/theme.toml"] = &fstest.MapFile{Data: []byte("contract = 1\n")}
	w := &writer{files, rand.New(rand.NewPCG(1, 2)), 0}
	w.put("site.toml", "[site]\ntitle = \"Title\"\nbase_url = \"https://help.example.com/\"\n[theme]\nname = \"own\"\n")
	store, shown := open(t, t.TempDir()), filepath.Join(t.TempDir(), "shown")
	b := &builder.Builder{Files: files, Themes: themes.Files, Store: store, Now: now}
	warm, public := t.TempDir(), filepath.Join(t.TempDir(), "public")
	order := w.rng.Perm(kinds)
	var changed []string
	for i := range 24 {
		changed = append(changed, w.edit(order[i%kinds])...)
		if w.rng.IntN(4) == 0 {
			continue // two edits in one build
		}
		_, cold := build(t, files, "")
		want := readTree(t, cold)
		rebuild(t, b, changed, shown)
		wantSame(t, "told of "+strings.Join(changed, " "), want, readTree(t, shown))
		again(t, files, warm, public)
		wantSame(t, "warm after "+strings.Join(changed, " "), want, readTree(t, public))
		if t.Failed() {
			t.FailNow()
		}
		changed = nil
	}
}

func open(t testing.TB, dir string) *builder.Store {
	t.Helper()
	store, err := builder.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func rebuild(t testing.TB, b *builder.Builder, changed []string, dest string) *builder.Result {
	t.Helper()
	r, problems, err := b.Rebuild(changed)
	if err != nil || problems.Err() != nil {
		t.Fatalf("rebuild: %v\n%v", err, problems)
	}
	if dest != "" {
		if _, err := r.Publish(dest); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// again builds with the store and the published site of the build before.
func again(t testing.TB, files fs.FS, storeDir, dest string) {
	t.Helper()
	store, err := builder.OpenStore(storeDir)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	b := builder.Builder{Files: files, Themes: themes.Files, Store: store, Now: now}
	rebuild(t, &b, nil, dest)
}

// A text that nothing else shows costs no new layout; a title does. A problem
// in between is forgotten when it is mended.
func TestRebuildDoesWhatIsNeeded(t *testing.T) {
	files := sitetest.Corpus(30, 2)
	b := &builder.Builder{Files: files, Themes: themes.Files, Store: open(t, t.TempDir()), Now: now}
	first := rebuild(t, b, nil, "")
	name := "content/cat0/a000000.md"
	text := string(files[name].Data)
	save := func(text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }

	save(text + "\nA last line.\n")
	same := rebuild(t, b, []string{name}, "")
	if same.Site != first.Site {
		t.Error("a new last line laid out all pages again")
	}
	if data, err := same.File("cat0/a000000/index.html"); err != nil || !strings.Contains(string(data), "A last line.") {
		t.Errorf("the new text is not shown: %v", err)
	}
	save("---\ntitle: [\n---\n")
	if _, problems, err := b.Rebuild([]string{name}); err != nil || problems.Err() == nil {
		t.Fatal("a broken file is no problem")
	}
	if _, problems, err := b.Rebuild(nil); err != nil || problems.Err() == nil {
		t.Fatal("the problem was forgotten before it was mended")
	}
	save(text + "\nMended.\n")
	if r := rebuild(t, b, []string{name}, ""); r.Site != first.Site {
		t.Error("a mended text laid out all pages again")
	}
	save("# A heading\n\n" + text)
	words := rebuild(t, b, []string{name}, "")
	save("---\ntitle: Another\nauthor: user4\n---\nText.\n")
	facts := rebuild(t, b, []string{name}, "")
	save("---\ntitle: Yet another\nauthor: user4\n---\nText.\n")
	title := rebuild(t, b, []string{name}, "")
	if title.Site == facts.Site || title.Ledger != facts.Ledger {
		t.Error("a new title did not lay out the pages, or judged anew")
	}
	if facts.Site == words.Site || facts.Ledger == words.Ledger {
		t.Error("a new author was not judged")
	}
}

// From a changed file to the bytes of its page, in a process that has built:
// WINNOW_BENCH=DIR measures a site of the caller's own, which is not written to.
func BenchmarkRebuild(b *testing.B) {
	var files fs.FS = sitetest.Corpus(4000, 1)
	if dir := os.Getenv("WINNOW_BENCH"); dir != "" {
		files = os.DirFS(dir)
	}
	edited := &overlay{FS: files}
	builds := &builder.Builder{Files: edited, Themes: themes.Files, Store: open(b, b.TempDir()), Now: now}
	r, problems, err := builds.Build()
	if err != nil || problems.Err() != nil {
		b.Fatal(err, problems)
	}
	e := r.Site.Articles[len(r.Site.Articles)/2]
	edited.name = "content/" + e.Path
	text, _ := fs.ReadFile(files, edited.name)
	for what, line := range map[string]string{"text": "%s\nLine %d.\n", "title": "%s\n# Heading %d\n"} {
		b.Run(what, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				edited.data = fmt.Appendf(nil, line, text, i)
				r := rebuild(b, builds, []string{edited.name}, "")
				if _, err := r.File(e.URL + "index.html"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// An overlay is a file system with one file changed.
type overlay struct {
	fs.FS
	name string
	data []byte
}

func (o *overlay) Open(name string) (fs.File, error) {
	if name == o.name {
		return fstest.MapFS{name: {Data: o.data}}.Open(name)
	}
	return o.FS.Open(name)
}
