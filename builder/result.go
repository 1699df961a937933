package builder

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"winnow/builder/cache"
	"winnow/builder/config"
	"winnow/builder/corpus"
	"winnow/builder/diag"
	"winnow/builder/markdown"
	"winnow/builder/markdown/finish"
	"winnow/builder/parallel"
	"winnow/builder/publish"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/search"
	"winnow/builder/search/relevance"
	"winnow/builder/site"
	"winnow/builder/view"
)

// A Result is a site that can be published: a list of files. Its values do not
// change and its methods are safe for several goroutines, until the Store of
// its Builder is closed.
type Result struct {
	Config   Config
	Site     *site.Site
	Ledger   *reputation.Ledger
	Verdicts []ranking.Verdict // of every article
	LeftOut  []string          // articles that were left out for their problems

	store    *cache.Store
	folder   fs.FS
	progress func(stage string, done, total int64)
	theme    loadedTheme
	views    *view.Maker
	convert  func() *markdown.Converter
	articles []corpus.Article
	pages    []corpus.Article
	hidden   map[string]string             // why what a preview shows would not be published, by URL
	files    publish.List                  // all but the index
	index    func() ([]search.File, error) // made once
}

// A Report counts the files of a published site against the one before.
type Report = publish.Report

// ErrForeign is wrapped by the error of Publish when the destination holds files
// that winnow did not make.
var ErrForeign = publish.ErrForeign

// OpenStore opens the store of a site in the folder dir (see [cache.Open]).
func OpenStore(dir string) (*cache.Store, error) { return cache.Open(dir) }

// Articles returns every article that was read, public or not. Verdicts is
// parallel to it.
func (r *Result) Articles() []corpus.Article { return r.articles }

// Publish makes every file of the site and puts them in the place of dest as
// one.
func (r *Result) Publish(dest string) (report Report, err error) {
	o := publish.Options{Memory: r.store.Dir(), Each: parallel.Each, Progress: show(r.progress, "writing")}
	err = parallel.Do(
		func() error { r.index(); return nil }, // takes longest; its files report its error
		func() (err error) { report, err = publish.Publish(r.files, r.searchFiles, dest, o); return err },
	)
	return report, err
}

// Fallback returns the templates of the theme that html/template runs, slowly, each
// with what is not compiled of it.
func (r *Result) Fallback() map[string]string { return r.theme.Fallback() }

// File makes the bytes of one file of the site, by its path below the root:
// "wifi/slow-5ghz/index.html". A path without a file is fs.ErrNotExist.
func (r *Result) File(name string) ([]byte, error) {
	f, ok := r.files.Find(name)
	if !ok && strings.HasPrefix(name, searchFolder) {
		late, err := r.searchFiles()
		if err != nil {
			return nil, err
		}
		list, _ := publish.NewList(late)
		f, ok = list.Find(name)
	}
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	var b bytes.Buffer
	err := f.Make(&b)
	return b.Bytes(), err
}

// View returns what the template of a page sees, by the page's file:
// "wifi/slow-5ghz/index.html". A file that is no page is fs.ErrNotExist.
func (r *Result) View(name string) (*view.View, error) {
	p := r.Site.Page(strings.TrimSuffix(name, "index.html"))
	if p == nil || p.File() != name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return r.views.Make(p)
}

// body reads the HTML of an article or page from the store and makes it that of
// this site: its links lead to what is public, and alerts have titles in the
// language of the text.
func (r *Result) body(index int) (site.Body, error) {
	question, solution, err := corpus.HTML(r.store, r.text(index).Record)
	if err != nil {
		return site.Body{}, err
	}
	links, title := r.Site.Relinked(index), r.alertTitle(r.Site.LanguageOf(index))
	made := func(html []byte) []byte {
		html = finish.NameAlerts(finish.Relink(html, links), title)
		if place := r.Site.PlaceOf(index); place != "" {
			html = finish.Further(html, place+"-")
		}
		return html
	}
	return site.Body{Question: made(question), Solution: made(solution)}, nil
}

// alertTitle returns the titles of alerts in a language.
func (r *Result) alertTitle(language string) func(kind string) string {
	return func(kind string) string { return r.theme.Text(language, "alert_"+kind) }
}

// text returns the article or page of an index: articles come first.
func (r *Result) text(index int) *corpus.Article {
	if n := len(r.articles); index >= n {
		return &r.pages[index-n]
	}
	return &r.articles[index]
}

// Size returns how many bytes the file of an article or page had when it was
// read, by its path below the site's folder; 0 = it is not such a file.
func (r *Result) Size(name string) int {
	below, _ := strings.CutPrefix(name, path.Clean(r.Config.Content.Dir)+"/")
	for _, list := range [][]corpus.Article{r.articles, r.pages} {
		byPath := func(a corpus.Article, path string) int { return strings.Compare(a.Path, path) }
		if i, ok := slices.BinarySearchFunc(list, below, byPath); ok {
			return list[i].Size
		}
	}
	return 0
}

// Draft returns why the page at a URL would not be published now: "draft",
// "scheduled" or "expired"; empty = it would.
func (r *Result) Draft(url string) string { return r.hidden[url] }

// Drafts returns the same of all pages, by URL.
func (r *Result) Drafts() map[string]string { return maps.Clone(r.hidden) }

// SearchTests runs the search tests of the content folder in their order. The
// problems are those of the file and one for each test that fails, with its
// line. A site without the file has no outcomes.
func (r *Result) SearchTests() (outcomes []relevance.Outcome, problems diag.List, err error) {
	name := path.Join(r.Config.Content.Dir, relevance.File)
	data, err := fs.ReadFile(r.folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	tests, problems, err := relevance.Read(name, string(data))
	if err != nil {
		p := config.SyntaxProblem(err)
		p.Path, p.Hint = name, "winnow check --help shows the form of a test"
		return nil, diag.List{p}, nil
	}
	urls := map[string]string{}
	for _, e := range r.Site.Articles {
		urls[e.Path] = e.URL
	}
	read := func(file string) ([]byte, error) { return r.File(searchFolder + file) }
	outcomes, failed, err := relevance.Run(tests, read, urls)
	return outcomes, append(problems, failed...), err
}
