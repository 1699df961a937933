package builder_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"winnow/builder"
	"winnow/builder/cache"
	"winnow/builder/diag"
	"winnow/builder/search/query"
	"winnow/builder/site"
	"winnow/builder/sitetest"
	"winnow/themes"
)

var now = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

// build builds a site and returns its folder. storeDir "" = a store of its own.
func build(t testing.TB, files fs.FS, storeDir string) (*builder.Result, string) {
	t.Helper()
	if storeDir == "" {
		storeDir = t.TempDir()
	}
	store, err := cache.Open(storeDir)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	b := builder.Builder{Files: files, Themes: themes.Files, Store: store, Now: now}
	r, problems, err := b.Build(nil)
	if err != nil || problems.Err() != nil {
		t.Fatalf("build: %v\n%v", err, problems)
	}
	dest := filepath.Join(t.TempDir(), "public")
	if _, err := r.Publish(dest); err != nil {
		t.Fatal(err)
	}
	return r, dest
}

// repository is this repository's own site.
func repository(t testing.TB) fs.FS {
	t.Helper()
	root, err := os.OpenRoot("..")
	if err != nil {
		t.Fatal(err)
	}
	return root.FS()
}

// sites are those on which every property is tried.
func sites(t testing.TB) map[string]fs.FS {
	return map[string]fs.FS{"sample": repository(t), "corpus": sitetest.Corpus(120, 1)}
}

func readTree(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	got := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		got[name], err = os.ReadFile(filepath.Join(dir, name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func wantSame(t testing.TB, what string, a, b map[string][]byte) {
	t.Helper()
	names := maps.Clone(a)
	maps.Copy(names, b)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !bytes.Equal(a[name], b[name]) {
			t.Errorf("%s: %s differs", what, name)
		}
	}
}

// Every link leads somewhere, below any path, and no page has inline scripts.
func TestLinksResolve(t *testing.T) {
	for name, files := range sites(t) {
		r, dest := build(t, files, "")
		broken, err := sitetest.CheckLinks(os.DirFS(dest), r.Config.Site.BaseURL)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range broken {
			t.Errorf("%s: %s", name, b)
		}
	}
}

// The same files and time give the same bytes: with a cold store, with a warm
// one, and on one processor.
func TestBuildsAreTheSame(t *testing.T) {
	for name, files := range sites(t) {
		store := t.TempDir()
		_, cold := build(t, files, store)
		_, warm := build(t, files, store)
		old := runtime.GOMAXPROCS(1)
		_, alone := build(t, files, "")
		runtime.GOMAXPROCS(old)
		wantSame(t, name+", warm store", readTree(t, cold), readTree(t, warm))
		wantSame(t, name+", one processor", readTree(t, cold), readTree(t, alone))
	}
}

// A build with the store of another state of the site gives what a build
// without a store gives.
func TestStoreNeverShowsThePast(t *testing.T) {
	files := sitetest.Corpus(60, 2)
	store := t.TempDir()
	build(t, files, store)
	for i, edit := range edits(files) {
		edit()
		_, warm := build(t, files, store)
		_, cold := build(t, files, "")
		wantSame(t, fmt.Sprint("edit ", i), readTree(t, cold), readTree(t, warm))
	}
}

func edits(files fstest.MapFS) []func() {
	put := func(name, text string) func() {
		return func() { files[name] = &fstest.MapFile{Data: []byte(text)} }
	}
	article := "content/cat0/a000000.md"
	return []func(){
		put("content/cat0/new.md", "# New\n\nA new article with an image: ![i](i.png)\n"),
		put("content/cat0/i.png", "not an image"),
		put("content/cat0/i.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x03\x00\x00\x00\x04\x08\x02\x00\x00\x00\x00\x00\x00\x00"),
		put(article, "---\ntitle: Other\nauthor: user1\n---\n\nOther text, see [new](new.md).\n"),
		func() { delete(files, "content/cat0/new.md") },
		func() { files["content/cat1/moved.md"] = files[article]; delete(files, article) },
		put(article, "---\ntitle: Other\nauthor: user1\nthread: t\n---\n## Question\n\nWhy?\n\n## Solution\n\nOther text, see [moved](../cat0/b.md).\n"),
		put("content/cat0/b.md", "---\ntitle: Other\nauthor: user2\nthread: t\n---\nA further answer.\n"),
		put("content/cat0/b.md", "---\ntitle: Other\nauthor: user2\nthread: t\n---\nA further answer, edited.\n"),
		put("content/contributors.toml", "[[contributor]]\nid = \"user1\"\nname = \"First\"\n"),
		put("content/evidence.csv", "date,kind,answer,author,by\n2024-01-01,accepted,cat1/moved,user1,user2\n"),
		put("site.toml", "[site]\ntitle = \"Other\"\nbase_url = \"https://other.example.com/\"\nlanguage = \"de\"\n[markdown]\nremote_images = \"link\"\n"),
	}
}

// Every file that is published is also made when it is asked for, with the
// same bytes: the preview shows what will be published.
func TestFileIsWhatPublishWrites(t *testing.T) {
	for name, files := range sites(t) {
		store, err := cache.Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		b := builder.Builder{Files: files, Themes: themes.Files, Store: store, Now: now}
		r, problems, err := b.Build(nil)
		if err != nil || problems.Err() != nil {
			t.Fatalf("%s: %v %v", name, err, problems)
		}
		dest := filepath.Join(t.TempDir(), "public")
		if _, err := r.Publish(dest); err != nil {
			t.Fatal(err)
		}
		asked := map[string][]byte{}
		published := readTree(t, dest)
		delete(published, ".winnow")
		for file := range published {
			if asked[file], err = r.File(file); err != nil {
				t.Errorf("%s: %s: %v", name, file, err)
			}
		}
		wantSame(t, name, published, asked)
		if _, err := r.File("nowhere/index.html"); err == nil {
			t.Errorf("%s: a file that is not there was made", name)
		}
		store.Close()
	}
}

// What is public is the same everywhere: pages, sitemap, search, lists and
// source texts. Package feed tries the feeds.
func TestPublicSetsAreEqual(t *testing.T) {
	for name, files := range sites(t) {
		r, dest := build(t, files, "")
		sitemap, err := os.ReadFile(filepath.Join(dest, "sitemap.xml"))
		if err != nil {
			t.Fatal(err)
		}
		index := openIndex(t, dest)
		if list := listed(t, dest); !slices.Equal(list, urls(r.Site.Articles)) {
			t.Errorf("%s: api/articles.json names %v", name, list)
		}
		for _, e := range r.Site.Articles {
			if _, err := os.Stat(filepath.Join(dest, e.URL, "index.md")); (err == nil) != r.Config.Feed.Markdown {
				t.Errorf("%s: source text of %s: %v", name, e.URL, err)
			}
			if !slices.Contains(find(t, index, e.Title), e.URL) {
				t.Errorf("%s: %s is not found by its title", name, e.URL)
			}
			if !strings.Contains(string(sitemap), "<loc>"+r.Config.Site.BaseURL+e.URL+"</loc>") {
				t.Errorf("%s: %s is not in the sitemap", name, e.URL)
			}
			if _, err := os.Stat(filepath.Join(dest, e.URL, "index.html")); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, e := range r.Site.Held {
			if slices.Contains(find(t, index, e.Title), e.URL) {
				t.Errorf("%s: held article %s is found", name, e.URL)
			}
			if strings.Contains(string(sitemap), "/"+e.URL+"<") {
				t.Errorf("%s: held article %s is in the sitemap", name, e.URL)
			}
			if _, err := os.Stat(filepath.Join(dest, e.URL, "index.html")); err == nil {
				t.Errorf("%s: held article %s has a page", name, e.URL)
			}
		}
	}
}

func urls(entries []*site.Entry) []string {
	out := make([]string, len(entries))
	for i, e := range entries {
		out[i] = e.URL
	}
	return out
}

// listed are the addresses of api/articles.json.
func listed(t testing.TB, dest string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dest, "api", "articles.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list struct{ Articles []struct{ URL string } }
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	out := make([]string, len(list.Articles))
	for i, a := range list.Articles {
		out[i] = a.URL
	}
	return out
}

// All problems of a stage come at once, each with its place.
func TestProblemsComeTogether(t *testing.T) {
	files := sitetest.Corpus(5, 3)
	files["content/x/bad1.md"] = &fstest.MapFile{Data: []byte("---\ntitle: [\n---\ntext\n")}
	files["content/x/bad2.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\ndate: yesterday\n---\ntext\n")}
	store, err := cache.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	b := builder.Builder{Files: files, Themes: themes.Files, Store: store, Now: now}
	_, problems, err := b.Build(nil)
	if err != nil || problems.Err() == nil {
		t.Fatalf("build went through: %v", err)
	}
	for _, path := range []string{"content/x/bad1.md", "content/x/bad2.md"} {
		if !slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Path == path && p.Line > 0 && !p.Warning }) {
			t.Errorf("no problem with a line for %s in\n%v", path, problems)
		}
	}
	b.KeepGoing = true
	r, problems, err := b.Build(nil)
	if err != nil || problems.Err() != nil {
		t.Fatalf("--keep-going did not go on: %v %v", err, problems)
	}
	if fmt.Sprint(r.LeftOut) != "[x/bad1.md x/bad2.md]" || len(r.Verdicts) != 5 {
		t.Errorf("left out %v, kept %d", r.LeftOut, len(r.Verdicts))
	}
}

func TestConfigProblems(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"[site]\ntitel = \"x\"\n", `site.toml:2: unknown key "site.titel" (did you mean "site.title"?)`},
		{"[site]\n[theme\n\n[feed]\n", `site.toml:2:7: expected '.' or ']' to end table name, but got '\n' instead`},
		{"[site]\ntitle = 3\n", "site.toml:2: "},
		{"[site\n", "site.toml:"},
		{"[site]\nbase_url = \"ftp://x\"\n", "site.toml:2: "},
		{"[markdown]\nremote_images = \"never\"\n", "site.toml:2: "},
		{"title = \"Help\"\n", "site.toml:1: unknown key \"title\" (it belongs below [site])"},
		{"[reputation]\nmode = \"x\"\n", "site.toml:2: "},
		{"[reputation]\nmode = \"platform\"\n[[reputation.rank]]\nname = \"a\"\nwhen = \"true\"\n[[reputation.rank]]\nname = \"b\"\nwhen =  'judges > 2 and scor > 1'\n", "site.toml:8:25: rank \"b\""},
		{"[[reputation.rank]]\nname = \"a\"\n", "site.toml:1: rank \"a\""},
		{"[reputation]\nrank = [{ name = \"a\", when = \"scor > 1\" }]\n", "site.toml:2: rank \"a\""},
		{"[ranking.risk]\ntls_off = \"block\"\n", `site.toml:2: no dangerous command is called "tls_off" (did you mean "tls-off"?)`},
	} {
		_, problems := builder.ReadConfig(fstest.MapFS{"site.toml": {Data: []byte(c.text)}})
		if problems.Err() == nil || !strings.HasPrefix(problems.Error(), c.want) {
			t.Errorf("%q: got %q, want %q", c.text, problems.Error(), c.want)
		}
	}
	if _, problems := builder.ReadConfig(fstest.MapFS{}); problems.Err() == nil {
		t.Error("a missing site.toml is no problem")
	}
}

// The whole way, cold: ns/op divided by the number of articles is the cost of
// one.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{1000, 4000} {
		files := sitetest.Corpus(n, 1)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				_, dest := build(b, files, "")
				os.RemoveAll(dest)
			}
		})
	}
}

// The same with the store of the build before.
func BenchmarkBuildWarm(b *testing.B) {
	files := sitetest.Corpus(1000, 1)
	store := b.TempDir()
	build(b, files, store)
	for b.Loop() {
		_, dest := build(b, files, store)
		os.RemoveAll(dest)
	}
}

// A site of the caller's own: WINNOW_BENCH=DIR go test ./builder -bench Folder.
func BenchmarkBuildFolder(b *testing.B) {
	dir := os.Getenv("WINNOW_BENCH")
	if dir == "" {
		b.Skip("WINNOW_BENCH names no folder of a site")
	}
	for b.Loop() {
		_, dest := build(b, os.DirFS(dir), "")
		os.RemoveAll(dest)
	}
}

// find returns the URLs of all results for a query.
func find(t testing.TB, index *query.Index, text string) []string {
	t.Helper()
	r, err := index.Search(text, 10_000)
	if err != nil || r.Message != "" {
		t.Fatalf("search %q: %v %s", text, err, r.Message)
	}
	var urls []string
	for _, hit := range r.Items {
		urls = append(urls, hit.URL)
	}
	return urls
}

func openIndex(t testing.TB, dest string) *query.Index {
	t.Helper()
	index, err := query.Open(func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dest, "search", name)) })
	if err != nil {
		t.Fatal(err)
	}
	return index
}

// Whoever plans memory hears how much there is to read, before it is read.
func TestFound(t *testing.T) {
	files := fstest.MapFS{
		"site.toml":                 {Data: []byte("[site]\ntitle = \"Help\"\nbase_url = \"https://help.example.com/\"\n")},
		"content/a.md":              {Data: []byte("---\ntitle: A\n---\nText.\n")},
		"content/evidence/1.csv":    {Data: []byte("date,kind,answer\n")},
		"content/evidence/2.csv":    {Data: []byte("date,kind,answer\n")},
		"content/evidence/3.csv.gz": {Data: []byte("not gzip")},
	}
	store, err := cache.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	var articles int
	var evidence int64
	b := builder.Builder{Files: files, Themes: themes.Files, Store: store, Now: now,
		Found: func(files int, bytes int64) { articles, evidence = files, bytes }}
	_, _, _ = b.Build(nil)
	if articles != 1 || evidence != 2*17+6*8 {
		t.Errorf("%d articles and %d bytes of evidence were found", articles, evidence)
	}
}
