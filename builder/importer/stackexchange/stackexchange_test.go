package stackexchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"winnow/builder/content"
	"winnow/builder/golden"
	"winnow/builder/importer"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"golang.org/x/tools/txtar"
)

// Each file of testdata holds the tables of a dump, "dump/…", and every file of
// the site that becomes of them, "site/…", with the report.
func TestCases(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, a *txtar.Archive) {
		dir, into := t.TempDir(), filepath.Join(t.TempDir(), "site")
		given := slices.DeleteFunc(a.Files, func(f txtar.File) bool { return !strings.HasPrefix(f.Name, "dump/") })
		for _, f := range given {
			write(t, filepath.Join(dir, f.Name), string(f.Data))
		}
		report, err := Format().Import(filepath.Join(dir, "dump"), into, importer.Options{Host: "x.stackexchange.com"})
		if err != nil {
			t.Fatal(err)
		}
		checkBalance(t, report)
		a.Files = given
		var b strings.Builder
		report.WriteTo(&b)
		golden.Set(a, "report", b.String())
		site := tree(t, into)
		for _, name := range slices.Sorted(maps.Keys(site)) {
			if name != "content/.imported.csv" && name != ".gitignore" {
				golden.Set(a, "site/"+name, site[name])
			}
		}
		checkSite(t, into)
	})
}

// checkBalance looks whether all that was read is accounted for.
func checkBalance(t testing.TB, r importer.Report) {
	t.Helper()
	if u := r.Unbalanced(); len(u) > 0 {
		t.Errorf("more was read, or less, than was written, skipped or lost: %v", u)
	}
}

// tree returns the text of every file below a folder.
func tree(t testing.TB, dir string) map[string]string {
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func write(t testing.TB, path, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

// checkSite reads what an import wrote as a build would: no problems, known
// contributors, an answer in the evidence for every article, the parts of every
// article in their places. It returns the articles and the evidence.
func checkSite(t testing.TB, dir string) (articles []*content.Article, evidence []content.Evidence) {
	t.Helper()
	o := content.DefaultOptions()
	fsys := os.DirFS(dir)
	files, problems := content.Walk(fsys, o)
	problems = append(problems, content.CheckURLs(files, o)...)
	for _, name := range files.Articles {
		data, l := content.Read(fsys, name, o)
		a, l2 := content.Parse(name, data, o)
		problems = append(append(problems, l...), l2...)
		if a != nil && a.Kind == content.KindArticle {
			articles = append(articles, a)
			checkParts(t, a)
		}
	}
	var people []content.Contributor
	if files.Contributors != "" {
		data, l := content.Read(fsys, files.Contributors, o)
		problems = append(problems, l...)
		people, l = content.ReadContributors(files.Contributors, data, o)
		problems = append(problems, l...)
	}
	problems = append(problems, content.CheckAll(articles, people, o)...)
	answered := map[string]bool{}
	known := map[string]bool{"": true}
	for _, p := range people {
		known[p.ID] = true
	}
	for _, name := range files.Evidence {
		f, err := os.Open(filepath.Join(dir, "content", name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		problems = append(problems, content.ReadEvidence(name, f, o, func(e content.Evidence) bool {
			evidence = append(evidence, e)
			answered[e.Answer] = answered[e.Answer] || e.Kind == content.Accepted
			if !known[e.Author] || !known[e.By] {
				t.Errorf("evidence about %s names %q and %q, who are no contributors", e.Answer, e.Author, e.By)
			}
			return true
		})...)
	}
	for _, a := range articles {
		solved := a.AcceptedBy != "" || !a.AcceptedAt.IsZero()
		if solved != answered[a.Answer] && (a.AskedBy != "" || !solved) && !a.Date.IsZero() { // evidence needs a day
			t.Errorf("%s: no acceptance of %s in the evidence", a.Path, a.Answer)
		}
	}
	if len(problems) > 0 {
		t.Errorf("problems in what was written:\n%v", problems)
	}
	return articles, evidence
}

var articleMarkdown = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))

// checkParts looks for the headings that stand at the top of an article.
func checkParts(t testing.TB, a *content.Article) {
	t.Helper()
	var parts []string
	root := articleMarkdown.Parser().Parse(text.NewReader(a.Body))
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level < 3 {
			parts = append(parts, fmt.Sprint(h.Level, " ", string(h.Lines().Value(a.Body))))
		}
	}
	rest := slices.DeleteFunc(slices.Clone(parts), func(s string) bool {
		return s == "2 Question" || s == "2 Solution" || s == "2 See also"
	})
	if len(rest) > 0 || len(parts) == 0 || len(slices.Compact(slices.Clone(parts))) != len(parts) || len(parts) > 3 {
		t.Errorf("%s: the parts are %q", a.Path, parts)
	}
}

func copySite(t testing.TB, dir string, o importer.Options) (into string, r importer.Report) {
	t.Helper()
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no real dump at", dir)
	}
	into = filepath.Join(t.TempDir(), "site")
	r, err := Format().Import(dir, into, o)
	if err != nil {
		t.Fatal(err)
	}
	checkBalance(t, r)
	return into, r
}

func TestCardano(t *testing.T) {
	into, r := copySite(t, cardano, importer.Options{})
	articles, evidence := checkSite(t, into)
	count := map[content.EvidenceKind]int{}
	for _, e := range evidence {
		count[e.Kind] += e.Count
	}
	kinds := map[string]int{}
	for _, a := range articles {
		switch {
		case a.AcceptedBy != "" || !a.AcceptedAt.IsZero():
			kinds["solved"]++
		case strings.Contains(string(a.Body), "## Question"):
			kinds["not accepted"]++
		default:
			kinds["further"]++
		}
	}
	got := fmt.Sprint(kinds, " ", count, " ", r.Site, " ", r.Files, " ", len(r.Kept), len(r.Problems))
	want := "map[further:388 not accepted:146 solved:459] map[accepted:459 answered:1496 downvote:76 kudos:3490] cardano.stackexchange.com {1010 0 0} 0 0"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	before := tree(t, into)
	again, err := Format().Import(cardano, into, importer.Options{})
	if err != nil || again.Files != (importer.Changes{Unchanged: 1010}) {
		t.Errorf("a second import: %v, %v", again.Files, err)
	}
	if !maps.Equal(before, tree(t, into)) {
		t.Error("a second import changed the site")
	}
}

func TestConlang(t *testing.T) {
	into, r := copySite(t, conlang, importer.Options{})
	articles, _ := checkSite(t, into)
	if len(articles) != 68 || r.Site != "conlang.meta.stackexchange.com" {
		t.Errorf("%d articles of %s, want 68 of conlang.meta.stackexchange.com", len(articles), r.Site)
	}
}

// smallDump returns a dump with some articles.
func smallDump(t *testing.T, n int) string {
	var b strings.Builder
	b.WriteString("<posts>\n")
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, `<row Id="%d" PostTypeId="1" AcceptedAnswerId="%d" CreationDate="2020-01-01T00:00:00" Body="q" OwnerUserId="1" Title="Title %d" Tags="|t|" />`+"\n", 2*i, 2*i+1, i)
		fmt.Fprintf(&b, `<row Id="%d" PostTypeId="2" ParentId="%d" CreationDate="2020-01-02T00:00:00" Body="a" OwnerUserId="2" />`+"\n", 2*i+1, 2*i)
	}
	b.WriteString("</posts>")
	dir := t.TempDir()
	write(t, filepath.Join(dir, "Posts.xml"), b.String())
	return dir
}

// A second import keeps what people did: edits, moves, deletions, own files.
func TestPeoplesWorkIsKept(t *testing.T) {
	into := filepath.Join(t.TempDir(), "site")
	at := func(name string) string { return filepath.Join(into, name) }
	if _, err := Format().Import(smallDump(t, 6), into, importer.Options{}); err != nil {
		t.Fatal(err)
	}
	folder := "content/t/"
	write(t, at(folder+"title-1.md"), "my own words")
	os.Rename(at(folder+"title-2.md"), at("content/moved.md"))
	os.Remove(at(folder + "title-3.md"))
	write(t, at("site.toml"), "[site]\ntitle = \"Mine\"\n")
	write(t, at("content/contributors.toml"), "# ours\n[[contributor]]\nid = \"u1\"\nrole = \"staff\"\n")
	write(t, at(folder+"title-7.md"), "a person was here first")
	os.Remove(at("content/evidence/stackexchange.csv"))
	before := tree(t, into)

	dump := smallDump(t, 7)
	data, _ := os.ReadFile(filepath.Join(dump, "Posts.xml"))
	changed := bytes.ReplaceAll(data, []byte(`Title="Title 4"`), []byte(`Title="Another title"`))
	changed = bytes.ReplaceAll(changed, []byte(`<row Id="12" `), []byte(`<row Id="99" `))
	write(t, filepath.Join(dump, "Posts.xml"), string(changed))
	r, err := Format().Import(dump, into, importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	after := tree(t, into)
	for _, name := range []string{folder + "title-1.md", folder + "title-7.md", "content/moved.md", "site.toml", folder + "title-6.md", folder + "title-5.md"} {
		if after[name] != before[name] {
			t.Errorf("%s was changed to %q", name, after[name])
		}
	}
	if after[folder+"title-2.md"]+after[folder+"title-3.md"] != "" {
		t.Error("what a person took away was written again")
	}
	if !strings.Contains(after[folder+"title-4.md"], "Another title") {
		t.Error("an article did not keep its path, or was not updated")
	}
	if p := after["content/contributors.toml"]; !strings.HasPrefix(p, before["content/contributors.toml"]) || !strings.Contains(p, `"u2"`) {
		t.Errorf("contributors.toml is %s", p)
	}
	if after["content/evidence/stackexchange.csv"] == "" {
		t.Error("the evidence was not written again")
	}
	got := fmt.Sprint(r.Kept, r.Gone, r.Vanished)
	if want := "[content/t/title-1.md content/t/title-7.md] [content/t/title-2.md content/t/title-3.md] [content/t/title-6.md]"; got != want {
		t.Errorf("report %s\nwant   %s", got, want)
	}
}

// Without the lock, files that are as the export says are adopted, and no other
// file is lost.
func TestLostLock(t *testing.T) {
	into := filepath.Join(t.TempDir(), "site")
	dump := smallDump(t, 6)
	if _, err := Format().Import(dump, into, importer.Options{}); err != nil {
		t.Fatal(err)
	}
	before := tree(t, into)
	os.Remove(filepath.Join(into, "content/.imported.csv"))
	if r, err := Format().Import(dump, into, importer.Options{}); err != nil || r.Files.New+r.Files.Updated != 0 || len(r.Kept) > 0 {
		t.Errorf("%v, kept %v, %v", r.Files, r.Kept, err)
	}
	if !maps.Equal(before, tree(t, into)) {
		t.Error("the site changed")
	}
}

// Two exports share a site with different prefixes, and never without.
func TestTwoExports(t *testing.T) {
	into := filepath.Join(t.TempDir(), "site")
	if _, err := Format().Import(smallDump(t, 6), into, importer.Options{Host: "a.example"}); err != nil {
		t.Fatal(err)
	}
	before := tree(t, into)
	if _, err := Format().Import(smallDump(t, 3), into, importer.Options{Host: "b.example"}); err == nil {
		t.Error("the ids of two exports were mixed")
	}
	if !maps.Equal(before, tree(t, into)) {
		t.Error("the refused import changed the site")
	}
	r, err := Format().Import(smallDump(t, 3), into, importer.Options{Host: "b.example", Prefix: "b"})
	if err != nil || len(r.Vanished) > 0 {
		t.Fatal(err, r.Vanished)
	}
	if articles, _ := checkSite(t, into); len(articles) != 9 {
		t.Errorf("%d articles, want 9", len(articles))
	}
	if r, err = Format().Import(smallDump(t, 6), into, importer.Options{Host: "a.example"}); err != nil || r.Files.New+r.Files.Updated > 0 || len(r.Vanished) > 0 {
		t.Errorf("the first export again: %v, vanished %v, %v", r.Files, r.Vanished, err)
	}
}

func TestWrongFolders(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "html", "Posts.xml"), "<!DOCTYPE html><html lang=\"en\"><body>")
	write(t, filepath.Join(dir, "csv", "Posts.xml"), "Id,Body\n")
	write(t, filepath.Join(dir, "empty", "Posts.xml"), "<html><row/></html>")
	write(t, filepath.Join(dir, "cut", "posts.XML"), `<posts><row Id="1" PostTypeId="1" Title="a" /><row Body="`)
	for _, c := range []struct {
		dir  string
		o    importer.Options
		want string
	}{
		{"none", importer.Options{}, "no such file or directory (give the folder"},
		{".", importer.Options{}, "there is no Posts.xml in this folder (unpack"},
		{"csv", importer.Options{}, `the file is not XML: it begins with "I", at byte 0`},
		{"html", importer.Options{}, "is not a table of a dump"},
		{"empty", importer.Options{}, "there is no question and no answer in this file"},
		{"cut", importer.Options{Host: "no host"}, "is not the name of a host"},
		{"cut", importer.Options{Prefix: "a1"}, "cannot begin an id"},
	} {
		into := filepath.Join(t.TempDir(), "site")
		_, err := Format().Import(filepath.Join(dir, c.dir), into, c.o)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", c.dir, err, c.want)
		}
		if _, err := os.Stat(into); err == nil {
			t.Errorf("%s: the site was begun", c.dir)
		}
	}
	r, err := Format().Import(filepath.Join(dir, "cut"), filepath.Join(t.TempDir(), "site"), importer.Options{})
	if err != nil || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].Msg, "ends in the middle of a row, at byte 46") {
		t.Errorf("a file that was cut: %v, %v", r.Problems, err)
	}
}

func TestReportIsJSON(t *testing.T) {
	r, err := Format().Import(smallDump(t, 2), filepath.Join(t.TempDir(), "site"), importer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(r)
	if err != nil || !bytes.Contains(data, []byte(`"what":"questions","n":2`)) {
		t.Errorf("%s, %v", data, err)
	}
}

// Whatever the tables hold, what is written is a site that can be built, and
// nothing is written beside it.
func FuzzStackExchange(f *testing.F) {
	for _, name := range []string{"basic", "source"} {
		a, err := txtar.ParseFile("testdata/" + name + ".txtar")
		if err != nil {
			f.Fatal(err)
		}
		table := map[string]string{}
		for _, file := range a.Files {
			table[file.Name] = string(file.Data)
		}
		f.Add(table["dump/Posts.xml"], table["dump/Users.xml"]+table["dump/Votes.xml"], table["dump/PostHistory.xml"]+table["dump/PostLinks.xml"])
	}
	f.Add(`<posts><row Id="1" PostTypeId="1" AcceptedAnswerId="2" Title="../../x" Tags="../..|a b|`+"\x01"+`" OwnerDisplayName="../" CreationDate="0000-00-00"/><row Id="2" PostTypeId="2" ParentId="1" OwnerUserId="2147483647" CreationDate="9999-12-31T23:59:59"/></posts>`, "<x/>", "<x/>")
	f.Fuzz(func(t *testing.T, posts, people, more string) {
		dir := t.TempDir()
		dump, into := filepath.Join(dir, "dump"), filepath.Join(dir, "site")
		write(t, filepath.Join(dump, "Posts.xml"), posts)
		for _, name := range []string{"Users.xml", "Votes.xml"} {
			write(t, filepath.Join(dump, name), people)
		}
		for _, name := range []string{"PostHistory.xml", "PostLinks.xml"} {
			write(t, filepath.Join(dump, name), more)
		}
		before := len(tree(t, dir))
		r, err := Format().Import(dump, into, importer.Options{Host: "x.example"})
		if err != nil {
			return
		}
		checkBalance(t, r)
		checkSite(t, into)
		if all, site := len(tree(t, dir)), len(tree(t, into)); all-site != before {
			t.Errorf("%d files lie beside the site, want %d", all-site, before)
		}
	})
}

func BenchmarkStackExchange(b *testing.B) {
	if _, err := os.Stat(cardano); err != nil {
		b.Skip("no real dump here:", err)
	}
	articles := 0
	for b.Loop() {
		r, err := Format().Import(cardano, filepath.Join(b.TempDir(), "site"), importer.Options{})
		if err != nil {
			b.Fatal(err)
		}
		articles += r.Files.New
	}
	b.ReportMetric(float64(articles)/b.Elapsed().Seconds(), "files/s")
}
