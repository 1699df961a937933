package builder

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/feed"
	"winnow/builder/markdown"
	"winnow/builder/output"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/search"
	"winnow/builder/site"
)

// A Result is a site that is laid out and can be published. Its values do not
// change and its methods are safe for several goroutines, until the Store of
// its Builder is closed.
type Result struct {
	Config   Config
	Site     *site.Site
	Ledger   *reputation.Ledger
	Verdicts []ranking.Verdict // of every article
	Left     []string          // articles that were left out for their problems

	store    *Store
	files    fs.FS
	progress func(stage string, done, total int64)
	look     look
	articles []site.Written
	refs     []ref                         // of articles, then of pages
	attached []string                      // files beside articles
	sources  []string                      // files of articles and pages, sorted
	sizes    []uint32                      // of sources, in bytes
	hidden   map[string]string             // why what a preview shows would not be published, by URL
	index    func() ([]search.File, error) // made once
	feeds    []feed.File                   // sorted by path
	prints   sync.Pool                     // of *[]byte: what a page's print is made of
	cause    func() output.Print           // of all pages, made once: see cause
	texts    []storeKey                    // of articles, then of pages
}

// newResult wires what was made in Build; the index is made when it is
// first asked for, once. It does not hold the Builder, whose memory for Rebuild
// is in the way of a build that only publishes.
func newResult(b *Builder, cfg Config, l layout, look look) *Result {
	r := &Result{
		Config: cfg, Site: l.site, Ledger: l.judgement.ledger, Verdicts: l.judgement.verdicts, Left: l.w.left,
		store: b.Store, files: b.Files, progress: b.Progress, look: look,
		articles: l.w.articles, refs: l.w.refs, attached: l.w.files.Attachments, hidden: l.w.unfinished,
	}
	r.sources, r.sizes = l.w.files.Articles, make([]uint32, len(l.w.read))
	for i := range l.w.read {
		r.sizes[i] = uint32(l.w.read[i].size)
	}
	r.index = sync.OnceValues(r.makeIndex)
	r.prints.New = func() any { return new([]byte) }
	made := causeOf(b, cfg, l, look)
	r.cause = sync.OnceValue(func() output.Print { return made.print(r.Verdicts, r.Site.Pages) })
	r.texts = made.texts
	return r
}

// Articles lists every article that was read, public or not. Verdicts is
// parallel to it.
func (r *Result) Articles() []site.Written { return r.articles }

// Publish makes every file of the site and puts them in the place of dest as
// one.
func (r *Result) Publish(dest string) (report output.Report, err error) {
	err = together(
		func() error { r.index(); return nil }, // takes longest; putSearch has its error
		func() (err error) { report, err = r.publish(dest); return err },
	)
	return report, err
}

func (r *Result) publish(dest string) (output.Report, error) {
	stage, err := output.Open(dest, r.store.memo(dest))
	if err != nil {
		return output.Report{}, err
	}
	err = together(
		func() error { return r.putPages(stage) },
		func() error { return r.putScores(stage) },
		func() error { return r.putSearch(stage) },
		func() error { return r.putFeeds(stage) },
		func() error { return r.putFiles(stage) },
	)
	if err != nil {
		return output.Report{}, errors.Join(err, stage.Discard())
	}
	return stage.Publish()
}

func (r *Result) putPages(stage *output.Stage) error {
	var done atomic.Int64
	return each(len(r.Site.Pages), func(i int) error {
		p := r.Site.Pages[i]
		tell(r.progress, "writing", done.Add(1), int64(len(r.Site.Pages)))
		var v *site.View
		print := func() (print output.Print, err error) {
			if v, err = r.Site.View(p, r.body); err != nil {
				return print, fmt.Errorf("page %s: %w", p.URL, err)
			}
			return r.pagePrint(v), nil
		}
		return stage.MakeFrom(r.causeOf(p), fileOf(p.URL), print, func(use func([]byte) error) error { return r.look.With(v, use) })
	})
}

// causeOf names what a page is made from: what all pages are made from, and its
// own text.
func (r *Result) causeOf(p *site.Page) output.Print {
	print := r.cause()
	if i, ok := r.Site.ArticleOf(p); ok {
		return output.PrintOf(append(print[:], r.texts[i][:]...))
	}
	return print
}

// fileOf returns the file that a server shows at a URL of the site.
func fileOf(url string) string {
	if url == "" || strings.HasSuffix(url, "/") {
		return url + "index.html"
	}
	return url
}

// View returns what the template of a page sees, by the page's file:
// "wifi/slow-5ghz/index.html". A file that is no page is fs.ErrNotExist.
func (r *Result) View(name string) (*site.View, error) {
	p := r.pageOf(name)
	if p == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return r.Site.View(p, r.body)
}

// pageOf finds the page of a file; nil = it is none.
func (r *Result) pageOf(name string) *site.Page {
	if p := r.Site.Page(strings.TrimSuffix(name, "index.html")); p != nil && fileOf(p.URL) == name {
		return p
	}
	return nil
}

// render makes a page and gives it to use, which may not keep it.
func (r *Result) render(p *site.Page, use func(data []byte) error) error {
	v, err := r.Site.View(p, r.body)
	if err == nil {
		err = r.look.With(v, use)
	}
	if err != nil {
		return fmt.Errorf("page %s: %w", p.URL, err)
	}
	return nil
}

// page makes a page to keep.
func (r *Result) page(p *site.Page) (page []byte, err error) {
	err = r.render(p, func(data []byte) error {
		page = bytes.Clone(data)
		return nil
	})
	return page, err
}

// body reads the HTML of an article or page from the store and makes it that of
// this site: its links lead to what is public, and alerts have titles in the
// language of the text.
func (r *Result) body(index int) (site.Body, error) {
	question, solution, err := r.store.body(r.refs[index])
	if err != nil {
		return site.Body{}, err
	}
	links, title := r.Site.Relinked(index), r.alertTitle(r.Site.LanguageOf(index))
	finish := func(html []byte) []byte { return markdown.NameAlerts(markdown.Relink(html, links), title) }
	return site.Body{Question: finish(question), Solution: finish(solution)}, nil
}

// alertTitle returns the titles of alerts in a language.
func (r *Result) alertTitle(language string) func(kind string) string {
	return func(kind string) string { return r.look.Text(language, "alert_"+kind) }
}

func (r *Result) putScores(stage *output.Stage) error {
	return each(len(r.Site.Scores), func(i int) error {
		name := r.Site.Scores[i]
		return putMade(stage, r.cause(), name, func() ([]byte, error) {
			data, _ := r.Site.Score(name)
			return data, nil
		})
	})
}

func (r *Result) putSearch(stage *output.Stage) error {
	files, err := r.index()
	for _, f := range files {
		if err := stage.Put(searchFolder+f.Path, f.Data); err != nil {
			return err
		}
	}
	return err
}

const (
	searchFolder = "search/"
	assetsFolder = "assets/"
)

// makeIndex makes the index of all public articles. Their place in the list is
// their id, so the order of trust is the order of ids.
func (r *Result) makeIndex() ([]search.File, error) {
	var failed error
	var bag []byte // of one article after the other
	docs := func(yield func(search.Document) bool) {
		for _, e := range r.Site.Articles {
			if bag, failed = r.store.bag(bag, r.refs[e.Index]); failed != nil {
				return
			}
			if !yield(document(r.Site, e, bag)) {
				return
			}
		}
	}
	o := r.Config.Search
	o.Parallel = func(n int, f func(i int)) { each(n, func(i int) error { f(i); return nil }) }
	o.Packed = r.store.packed
	files, err := search.Build(docs, r.Config.Site.Language, o)
	return files, errors.Join(failed, err)
}

// document is one article as the result list shows it.
func document(s *site.Site, e *site.Entry, bag []byte) search.Document {
	item := s.Item(e)
	d := search.Document{
		URL: e.URL, Title: e.Title, Summary: e.ShortText(), Author: item.Author.Name, Rank: item.Author.Rank,
		Category: item.Category.Text, Tags: e.Tags, State: string(e.Verdict.State), Accepted: e.Accepted(),
		Tier: e.Verdict.Tier, Value: e.Verdict.Value, Bag: bag,
	}
	if !e.Date.IsZero() {
		d.Date = e.Date.Format(time.DateOnly)
	}
	if e.Verdict.Tier == 0 {
		d.State = "verified"
	}
	return d
}

func (r *Result) putFeeds(stage *output.Stage) error {
	return each(len(r.feeds), func(i int) error {
		f := &r.feeds[i]
		if f.Of != "" {
			return stage.Make(f.Path, output.PrintOf([]byte(f.Of)), func(use func([]byte) error) error { return madeBy(f, use) })
		}
		var cause output.Print
		if !f.Texts {
			cause = r.cause()
		}
		return putMade(stage, cause, f.Path, f.Make)
	})
}

// putMade puts a file whose bytes are their own print.
func putMade(stage *output.Stage, cause output.Print, path string, file func() ([]byte, error)) error {
	var data []byte
	print := func() (p output.Print, err error) {
		if data, err = file(); err != nil {
			return p, fmt.Errorf("%s: %w", path, err)
		}
		return output.PrintOf(data), nil
	}
	return stage.MakeFrom(cause, path, print, func(use func([]byte) error) error { return use(data) })
}

func madeBy(f *feed.File, use func(data []byte) error) error {
	data, err := f.Make()
	if err != nil {
		return fmt.Errorf("%s: %w", f.Path, err)
	}
	return use(data)
}

// placeFeeds lists what programs read of the site. An attachment in the place
// of such a file is a problem.
func (r *Result) placeFeeds() diag.List {
	r.feeds = feed.Files(r.Site, r.Config.Feed, feed.Texts{Body: r.body, Markdown: r.markdown})
	var problems diag.List
	for _, f := range r.feeds {
		if r.Site.Attachment(f.Path) {
			problems = append(problems, diag.Problem{Path: path.Join(r.Config.Content.Dir, f.Path),
				Msg: "the file stands in the way of one that winnow writes", Hint: "rename it or leave it out of the content folder"})
		}
	}
	return problems
}

func (r *Result) feed(name string) (feed.File, bool) {
	i, ok := slices.BinarySearchFunc(r.feeds, name, func(f feed.File, name string) int { return strings.Compare(f.Path, name) })
	if !ok {
		return feed.File{}, false
	}
	return r.feeds[i], true
}

// markdown reads the source text of an article, without its front matter.
func (r *Result) markdown(index int) ([]byte, error) {
	name := r.articles[index].Path
	data, problems := content.Read(r.files, name, r.Config.Content)
	if problems.Err() != nil {
		return nil, problems.Err()
	}
	a, problems := content.Parse(name, data, r.Config.Content)
	if problems.Err() != nil {
		return nil, problems.Err()
	}
	return a.Body, nil
}

// putFiles writes the theme's assets and copies the attachments.
func (r *Result) putFiles(stage *output.Stage) error {
	for _, a := range r.look.Assets() {
		if err := stage.Put(assetsFolder+a.Path, a.Data); err != nil {
			return err
		}
	}
	for _, name := range r.attached {
		if !r.Site.Attachment(name) {
			continue
		}
		if err := r.copy(stage, name); err != nil {
			return err
		}
	}
	return nil
}

func (r *Result) copy(stage *output.Stage, name string) error {
	f, err := r.files.Open(path.Join(r.Config.Content.Dir, name))
	if err != nil {
		return fmt.Errorf("copy attachment: %w", err)
	}
	defer f.Close()
	return stage.Copy(name, f)
}

// Size returns how many bytes the file of an article or page had when it was
// read, by its path below the site's folder; 0 = it is not such a file.
func (r *Result) Size(name string) int {
	below, _ := strings.CutPrefix(name, path.Clean(r.Config.Content.Dir)+"/")
	if i, ok := slices.BinarySearch(r.sources, below); ok {
		return int(r.sizes[i])
	}
	return 0
}

// File makes the bytes of one file of the site, by its path below the root:
// "wifi/slow-5ghz/index.html". A path without a file is fs.ErrNotExist.
func (r *Result) File(name string) ([]byte, error) {
	if p := r.pageOf(name); p != nil {
		return r.page(p)
	}
	if data, ok := r.Site.Score(name); ok {
		return data, nil
	}
	if r.Site.Attachment(name) {
		return fs.ReadFile(r.files, path.Join(r.Config.Content.Dir, name))
	}
	if data, ok, err := r.other(name); ok || err != nil {
		return data, err
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// other finds a file that is neither page nor attachment.
func (r *Result) other(name string) (data []byte, ok bool, err error) {
	if asset, in := strings.CutPrefix(name, assetsFolder); in {
		for _, a := range r.look.Assets() {
			if a.Path == asset {
				return a.Data, true, nil
			}
		}
		return nil, false, nil
	}
	if part, in := strings.CutPrefix(name, searchFolder); in {
		files, err := r.index()
		for _, f := range files {
			if f.Path == part {
				return f.Data, true, err
			}
		}
		return nil, false, err
	}
	if f, ok := r.feed(name); ok {
		data, err := f.Make()
		return data, true, err
	}
	return nil, false, nil
}
