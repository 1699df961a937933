package builder_test

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"winnow/builder"
	"winnow/builder/cache"
	"winnow/builder/corpus"
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

// waysToEdit change a site and return the names of the files and
// folders that it changed.
var waysToEdit = map[string]func(w *writer) []string{
	"text": func(w *writer) []string {
		name, text := w.text()
		return w.put(name, text+fmt.Sprintf("\nOne more line, number %d.\n", w.n))
	},
	"heading": func(w *writer) []string {
		name, text := w.text()
		return w.put(name, text+fmt.Sprintf("\n## Heading %d\n\nSee [other](../%s).\n", w.n, strings.TrimPrefix(w.article(), "content/")))
	},
	"title": func(w *writer) []string { return w.front("title: Title %d", w.n) },
	"the same title": func(w *writer) []string {
		return w.front("title: Title %d", w.n%2)
	},
	"new text": func(w *writer) []string {
		name, _ := w.text()
		return w.put(name, fmt.Sprintf("---\ntitle: Title %d\nauthor: user%d\ntags: [t%d]\n---\n\nText %d, see [other](../%s).\n", w.n, w.rng.IntN(5), w.n%3, w.n,
			strings.TrimPrefix(w.article(), "content/")))
	},
	"copied text": func(w *writer) []string {
		name, _ := w.text()
		from, text := w.text()
		if from == name {
			return nil
		}
		return w.put(name, text)
	},
	"kudos":   func(w *writer) []string { return w.front("kudos: %d", w.rng.IntN(90)) },
	"author":  func(w *writer) []string { return w.front("author: user%d", w.rng.IntN(6)) },
	"date":    func(w *writer) []string { return w.front("date: 2023-01-0%d", 1+w.rng.IntN(9)) },
	"thread":  func(w *writer) []string { return w.front("thread: t%d", w.rng.IntN(3)) },
	"held":    func(w *writer) []string { return w.front("held: reason %d", w.n) },
	"draft":   func(w *writer) []string { return w.front("draft: %v", w.rng.IntN(2) == 0) },
	"alias":   func(w *writer) []string { return w.front("aliases: [old/%d/]", w.n) },
	"too old": func(w *writer) []string { return w.front("outdated: %v", w.rng.IntN(2) == 0) },
	"command": func(w *writer) []string {
		name, text := w.text()
		return w.put(name, text+"\n```sh\ncurl https://example.com/x | sh\n```\n")
	},
	"new article": func(w *writer) []string {
		return w.put(fmt.Sprintf("content/cat%d/new%d.md", w.n%4, w.n), fmt.Sprintf("# New %d\n\nText with an image ![i](../i.gif)\n", w.n))
	},
	"new page": func(w *writer) []string {
		return w.put(fmt.Sprintf("content/manual/page%d.md", w.n%3), fmt.Sprintf("---\ntitle: Page %d\nkind: page\n---\nText.\n", w.n))
	},
	"section": func(w *writer) []string {
		return w.put(fmt.Sprintf("content/cat%d/_index.md", w.n%3), fmt.Sprintf("---\ntitle: Section %d\nweight: %d\n---\nText.\n", w.n, w.rng.IntN(9)))
	},
	"rename": func(w *writer) []string {
		name, to := w.article(), fmt.Sprintf("content/cat%d/moved%d.md", w.n%3, w.n)
		w.files[to] = w.files[name]
		delete(w.files, name)
		return []string{name, to}
	},
	"delete": func(w *writer) []string {
		name := w.article()
		delete(w.files, name)
		return []string{name}
	},
	"new folder": func(w *writer) []string {
		dir := fmt.Sprintf("content/cat%d", 5+w.n)
		w.put(dir+"/one.md", "# One\n\nText.\n")
		w.put(dir+"/deep/two.md", "# Two\n\nText.\n")
		return []string{dir}
	},
	"delete a folder": func(w *writer) []string {
		dir := path.Dir(w.article())
		for name := range w.files {
			if strings.HasPrefix(name, dir+"/") && strings.Count(dir, "/") > 0 {
				delete(w.files, name)
			}
		}
		w.put("content/cat0/left.md", "# Left\n\nText.\n")
		return []string{dir, "content/cat0/left.md"}
	},
	"image": func(w *writer) []string {
		return w.put("content/i.gif", "GIF89a"+string(rune(1+w.n%90))+"\x00\x04\x00\x00\x00\x00")
	},
	"no image": func(w *writer) []string {
		delete(w.files, "content/i.gif")
		return []string{"content/i.gif"}
	},
	"file": func(w *writer) []string {
		return w.put(fmt.Sprintf("content/file%d.txt", w.n%2), fmt.Sprint("text ", w.n))
	},
	"contributor": func(w *writer) []string {
		return w.put("content/contributors.toml", fmt.Sprintf("[[contributor]]\nid = \"user%d\"\nname = \"Name %d\"\naliases = [\"user%d\"]\n", w.rng.IntN(3), w.n, 3+w.rng.IntN(2)))
	},
	"no contributors": func(w *writer) []string {
		delete(w.files, "content/contributors.toml")
		return []string{"content/contributors.toml"}
	},
	"evidence": func(w *writer) []string {
		answer := strings.TrimSuffix(strings.TrimPrefix(w.article(), "content/"), ".md")
		return w.put("content/evidence.csv", fmt.Sprintf("date,kind,answer,author,by\n2024-01-0%d,accepted,%s,user%d,user9\n", 1+w.n%9, answer, w.rng.IntN(5)))
	},
	"more evidence": func(w *writer) []string {
		answer := strings.TrimSuffix(strings.TrimPrefix(w.article(), "content/"), ".md")
		return w.put(fmt.Sprintf("content/evidence/%d.csv", w.n%2), fmt.Sprintf("date,kind,answer,author,by\n2024-02-0%d,confirmed,%s,user%d,user8\n", 1+w.n%9, answer, w.rng.IntN(5)))
	},
	"no evidence": func(w *writer) []string {
		delete(w.files, "content/evidence/1.csv")
		return []string{"content/evidence/1.csv"}
	},
	"template": func(w *writer) []string {
		return w.put("themes/own/templates/404.html", fmt.Sprintf("{{define \"main\"}}<main id=\"content\">Lost %d</main>{{end}}", w.n))
	},
	"no template": func(w *writer) []string {
		delete(w.files, "themes/own/templates/404.html")
		return []string{"themes/own/templates/404.html"}
	},
	"style": func(w *writer) []string {
		return w.put("themes/own/assets/extra.css", fmt.Sprintf("a { margin: %dpx }\n", w.n))
	},
	"configuration": func(w *writer) []string {
		return w.put("site.toml", fmt.Sprintf(siteTOML, w.n)+[]string{"", "[markdown]\nsolution = [\"Text\"]\n", "[ranking]\nauthor_weight = 1\n"}[w.n%3])
	},
	"a moment": func(w *writer) []string {
		name, text := w.text()
		return append(w.put(name, text+"\nSaved by way of another file.\n"), path.Dir(name)+"/sedX")
	},
	"strange file": func(w *writer) []string {
		if _, there := w.files["content/cat0/strange.html"]; !there {
			return w.put("content/cat0/strange.html", "<p>")
		}
		delete(w.files, "content/cat0/strange.html")
		return []string{"content/cat0/strange.html"}
	},
	"strange file again": func(w *writer) []string {
		delete(w.files, "content/cat0/strange.html")
		return []string{"content/cat0/strange.html"}
	},
	"something else": func(w *writer) []string { return w.put("README.md", fmt.Sprint("read ", w.n)) },
}

const siteTOML = "[site]\ntitle = \"Title %d\"\nbase_url = \"https://help.example.com/\"\n[theme]\nname = \"own\"\n"

// text picks an article and returns it with its text.
func (w *writer) text() (name, text string) {
	name = w.article()
	return name, string(w.files[name].Data)
}

// front changes one line of an article's front matter, or adds it.
func (w *writer) front(line string, value any) []string {
	name, text := w.text()
	line = fmt.Sprintf(line, value)
	key, _, _ := strings.Cut(line, ":")
	head, body, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	if !ok || !strings.HasPrefix(text, "---\n") {
		head, body = "title: No title", text
	}
	lines := slices.DeleteFunc(strings.Split(head, "\n"), func(l string) bool { return strings.HasPrefix(l, key+":") })
	return w.put(name, "---\n"+strings.Join(append(lines, line), "\n")+"\n---\n"+body)
}

// However a site is edited, a build with the store and the published site of
// the build before, and the preview's, which is told what changed, give what a
// build gives that knows nothing.
func TestEditsShowAtOnce(t *testing.T) {
	files := sitetest.Corpus(20, 2)
	files["themes/own/theme.toml"] = &fstest.MapFile{Data: []byte("contract = 1\n")}
	w := &writer{files, rand.New(rand.NewPCG(1, 2)), 0}
	w.put("site.toml", fmt.Sprintf(siteTOML, 0))
	store, shown := open(t, t.TempDir()), filepath.Join(t.TempDir(), "shown")
	b := &builder.Builder{Files: files, Themes: themes.Files, Store: store, Now: now}
	warm, public := t.TempDir(), filepath.Join(t.TempDir(), "public")
	var changed, what []string
	for _, kind := range shuffled(w.rng) {
		w.n++
		changed, what = append(changed, waysToEdit[kind](w)...), append(what, kind)
		if w.rng.IntN(5) == 0 {
			continue // two edits in one build
		}
		_, cold := build(t, files, "")
		want := readTree(t, cold)
		rebuild(t, b, changed, shown)
		wantSame(t, "told of "+strings.Join(what, ", "), want, readTree(t, shown))
		again(t, files, warm, public)
		wantSame(t, "warm after "+strings.Join(what, ", "), want, readTree(t, public))
		if t.Failed() {
			t.FailNow()
		}
		changed, what = nil, nil
	}
}

// What the time does to a site is seen by the next build: what is due, appears,
// ends, grows old.
func TestTimeShowsAtOnce(t *testing.T) {
	files := sitetest.Corpus(20, 2)
	w := &writer{files, rand.New(rand.NewPCG(4, 3)), 0}
	soon := now.Add(30 * time.Hour)
	w.front("publish_at: %s", soon.Format(time.RFC3339))
	w.front("expires_at: %s", soon.Format(time.RFC3339))
	w.front("date: %s", soon.AddDate(-1, 0, 0).Format(time.DateOnly))
	w.front("reviewed_at: %s\nreview_every: 30", soon.AddDate(0, 0, -30).Format(time.DateOnly))
	files["content/notice.md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: Notice\nkind: page\nexpires_at: %s\n---\nText.\n", now.Add(50*time.Hour).Format(time.RFC3339))}
	warm, public := t.TempDir(), filepath.Join(t.TempDir(), "public")
	for hours := 0; hours < 120; hours += 11 {
		at := now.Add(time.Duration(hours) * time.Hour)
		cold := filepath.Join(t.TempDir(), "cold")
		publishAt(t, files, t.TempDir(), cold, at)
		publishAt(t, files, warm, public, at)
		wantSame(t, fmt.Sprintf("after %d hours", hours), readTree(t, cold), readTree(t, public))
	}
}

// shuffled lists the ways to edit a site in random order.
func shuffled(rng *rand.Rand) []string {
	kinds := slices.Sorted(maps.Keys(waysToEdit))
	rng.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] })
	return kinds
}

// However a site is edited, the preview says and knows what a build would that
// knows nothing: problems, verdicts, and what there is to see of each page.
func TestEditsAreAllThatIsNew(t *testing.T) {
	for seed := range uint64(2) {
		files := sitetest.Corpus(25, 2)
		files["themes/own/theme.toml"] = &fstest.MapFile{Data: []byte("contract = 1\n")}
		w := &writer{files, rand.New(rand.NewPCG(seed, 2)), 0}
		w.put("site.toml", fmt.Sprintf(siteTOML, 0))
		b := &builder.Builder{Files: files, Themes: themes.Files, Store: open(t, t.TempDir()), Now: now, KeepGoing: seed%2 == 0,
			Show: corpus.Drafts{Drafts: seed%3 == 0}}
		for _, kind := range shuffled(w.rng) {
			w.n++
			changed := waysToEdit[kind](w)
			if w.rng.IntN(8) == 0 { // a mistake, mended by the next edit of this file
				kind, changed = "a mistake", append(changed, w.put("content/cat1/mistake.md", []string{"---\ntitle: [\n---\n", "# No mistake\n"}[w.n%2])...)
			}
			fresh := &builder.Builder{Files: files, Themes: themes.Files, Store: b.Store, Now: now, KeepGoing: b.KeepGoing, Show: b.Show}
			got, gotProblems, err := b.Build(changed)
			want, wantProblems, wantErr := fresh.Build(nil)
			if err != nil || wantErr != nil || !reflect.DeepEqual(gotProblems, wantProblems) || (got == nil) != (want == nil) {
				t.Fatalf("seed %d: %s: %v %v\n%v\nwant\n%v", seed, kind, err, wantErr, gotProblems, wantProblems)
			}
			if want != nil {
				wantSameViews(t, fmt.Sprintf("seed %d: %s %v", seed, kind, changed), got, want)
			}
		}
	}
}

func wantSameViews(t *testing.T, what string, got, want *builder.Result) {
	t.Helper()
	if !reflect.DeepEqual(got.Verdicts, want.Verdicts) || !reflect.DeepEqual(got.LeftOut, want.LeftOut) || len(got.Site.Pages) != len(want.Site.Pages) {
		t.Fatalf("%s: %d pages, want %d; or other verdicts", what, len(got.Site.Pages), len(want.Site.Pages))
	}
	for i, p := range want.Site.Pages {
		name := strings.TrimSuffix(p.URL, "index.html")
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		a, err := got.View(name)
		b, err2 := want.View(name)
		if err != nil || err2 != nil || *got.Site.Pages[i] != *p || !reflect.DeepEqual(a, b) {
			t.Fatalf("%s: page %s: %v, %v\n%+v\nwant\n%+v", what, name, err, err2, a, b)
		}
	}
}

func open(t testing.TB, dir string) *cache.Store {
	t.Helper()
	store, err := cache.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

func rebuild(t testing.TB, b *builder.Builder, changed []string, dest string) *builder.Result {
	t.Helper()
	r, problems, err := b.Build(changed)
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
	publishAt(t, files, storeDir, dest, now)
}

func publishAt(t testing.TB, files fs.FS, storeDir, dest string, at time.Time) {
	t.Helper()
	store, err := cache.Open(storeDir)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	b := builder.Builder{Files: files, Themes: themes.Files, Store: store, Now: at}
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
	if _, problems, err := b.Build([]string{name}); err != nil || problems.Err() == nil {
		t.Fatal("a broken file is no problem")
	}
	if _, problems, err := b.Build([]string{}); err != nil || problems.Err() == nil {
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
