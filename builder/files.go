package builder

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"sync"

	"winnow/builder/cache"
	"winnow/builder/content"
	"winnow/builder/corpus"
	"winnow/builder/diag"
	"winnow/builder/feed"
	"winnow/builder/markdown"
	"winnow/builder/markdown/finish"
	"winnow/builder/parallel"
	"winnow/builder/publish"
	"winnow/builder/search"
	"winnow/builder/site"
	"winnow/builder/view"
)

const (
	searchFolder = "search/"
	assetsFolder = "assets/"
)

// listFiles lists everything that the site consists of, but for the index, whose
// files have names that depend on their bytes. all names what every page is made
// from. A path that two files want is a problem.
func (r *Result) listFiles(all cache.Fingerprint, attachments []string) diag.List {
	r.views = r.newViews()
	files := make([]publish.File, 0, len(r.Site.Pages)+len(r.Site.Scores))
	for _, p := range r.Site.Pages {
		files = append(files, r.page(p, all))
	}
	for _, name := range r.Site.Scores {
		files = append(files, publish.File{Path: name, Inputs: all, Make: func(w io.Writer) error {
			data, _ := r.views.Score(name)
			_, err := w.Write(data)
			return err
		}})
	}
	for _, a := range r.theme.Assets() {
		files = append(files, publish.Bytes(assetsFolder+a.Path, a.Data))
	}
	feeds, problems := feed.Files(r.Site, r.Config.Feed, feed.Input{
		Body: r.body, Markdown: r.markdown, Accent: r.Config.Theme.Style.Accent, ReportURL: r.Config.Search.ReportURL,
	})
	feeds = append(feeds, feed.File{Path: "rules.json", Make: r.views.Constants})
	if public, _ := r.Site.HasReport(); public {
		feeds = append(feeds, feed.File{Path: "report.json", Make: r.views.Report})
	}
	for _, f := range feeds {
		files = append(files, feedFile(f, all))
	}
	for _, name := range attachments {
		if r.Site.Attachment(name) {
			files = append(files, publish.File{Path: site.FileURL(name), Yields: true, Make: func(w io.Writer) error { return r.copy(w, name) }})
		}
	}
	r.convert = sync.OnceValue(func() *markdown.Converter { return markdown.New(r.Config.Markdown) })
	list, clashes := publish.NewList(files)
	r.files, r.index = list, sync.OnceValues(r.makeIndex)
	problems = append(problems, r.Config.Theme.Style.CheckFiles(r.Site.Attachment)...)
	return append(problems, r.clashProblems(clashes)...)
}

// page is the file of a page. It shows what all pages are made from, its own text,
// and those of the further answers of its thread.
func (r *Result) page(p *site.Page, all cache.Fingerprint) publish.File {
	inputs := all
	if i, ok := r.Site.ArticleOf(p); ok {
		inputs = cache.Of(all[:], r.text(i).Text[:])
		for _, e := range r.Site.FurtherOf(r.Site.Entry(p.Ref)) {
			inputs = cache.Of(inputs[:], r.text(e.Index).Text[:])
		}
	}
	return publish.File{Path: p.File(), Inputs: inputs, Make: func(w io.Writer) error {
		v, err := r.views.Make(p)
		if err != nil {
			return err
		}
		return r.theme.With(v, func(data []byte) error {
			_, err := w.Write(data)
			return err
		})
	}}
}

// newViews returns what makes what pages show.
func (r *Result) newViews() *view.Maker {
	cfg := r.Config
	in := view.Input{
		Site: r.Site, Ledger: r.Ledger, AsOf: r.Ledger.AsOf, Prior: r.Ledger.Prior, Rules: cfg.Reputation, Policy: cfg.Ranking,
		Text: r.body, Style: styleOf(cfg.Theme.Style), Pictures: feed.Pictures(r.Site, cfg.Feed),
		Markdown: cfg.Feed.Markdown, QAPage: cfg.Feed.QAPage, ReportURL: cfg.Search.ReportURL, Settings: publicSettings(cfg, r.Ledger),
	}
	return view.New(in)
}

// feedFile is a file for programs. One that shows texts has no inputs: the texts
// are read to know whether it is the same.
func feedFile(f feed.File, all cache.Fingerprint) publish.File {
	file := publish.File{Path: f.Path, Make: func(w io.Writer) error {
		data, err := f.Make()
		if err == nil {
			_, err = w.Write(data)
		}
		return err
	}}
	switch {
	case f.Of != "":
		file.Inputs = cache.Of([]byte(f.Of))
	case !f.Texts:
		file.Inputs = all
	}
	return file
}

// clashProblems reports files beside articles that are in the place of others.
func (r *Result) clashProblems(clashes []publish.Clash) diag.List {
	var problems diag.List
	for _, c := range clashes {
		name := c.Path
		if !r.Site.Attachment(name) {
			name = c.With
		}
		problems = append(problems, diag.Problem{Path: name, Warning: true,
			Msg: "the file has the name of one that winnow writes; it is left out", Hint: "rename it or leave it out of the content folder"})
	}
	return problems
}

// markdown reads the source text of an article, without its front matter, and
// gives its links the addresses that address returns.
func (r *Result) markdown(index int, address func(href string) (string, bool)) ([]byte, error) {
	name := r.articles[index].Path
	data, problems := content.Read(r.folder, name, r.Config.Content)
	if problems.Err() != nil {
		return nil, problems.Err()
	}
	a, problems := content.Parse(name, data, r.Config.Content)
	if problems.Err() != nil {
		return nil, problems.Err()
	}
	return r.convert().Rewrite(a.Body, address), nil
}

// copy writes a file beside articles as it is; a drawing without what could run.
func (r *Result) copy(w io.Writer, name string) error {
	f, err := r.folder.Open(path.Join(r.Config.Content.Dir, name))
	if err != nil {
		return fmt.Errorf("copy attachment: %w", err)
	}
	defer f.Close()
	if strings.EqualFold(path.Ext(name), ".svg") {
		data, err := io.ReadAll(f)
		if err == nil {
			_, err = w.Write(finish.SVG(data))
		}
		return err
	}
	_, err = io.Copy(w, f)
	return err
}

// searchFiles returns the files of the index.
func (r *Result) searchFiles() ([]publish.File, error) {
	index, err := r.index()
	files := make([]publish.File, len(index))
	for i, f := range index {
		files[i] = publish.Bytes(searchFolder+f.Path, f.Data)
	}
	return files, err
}

// makeIndex makes the index of all public articles. Their place in the list is
// their id, so the order of trust is the order of ids.
func (r *Result) makeIndex() ([]search.File, error) {
	var failed error
	var words []byte // of one article after the other
	docs := func(yield func(search.Document) bool) {
		for _, e := range r.Site.Articles {
			if words, failed = r.words(e, words); failed != nil {
				return
			}
			if !yield(document(r.Site, e, words)) {
				return
			}
		}
	}
	o := r.Config.Search
	o.Parallel = func(n int, f func(i int)) { parallel.Each(n, func(i int) error { f(i); return nil }) }
	o.Packed = r.store.Packed
	files, err := search.Build(docs, r.Config.Site.Language, o)
	return files, errors.Join(failed, err)
}

// words returns the words of a page: of an article and the further answers of its
// thread. It may use room for them.
func (r *Result) words(e *site.Entry, room []byte) ([]byte, error) {
	words, err := corpus.Words(r.store, r.text(e.Index).Record, room)
	further := r.Site.FurtherOf(e)
	if err != nil || len(further) == 0 {
		return words, err
	}
	answers := make([]search.Answer, len(further))
	for i, x := range further {
		bag, err := corpus.Words(r.store, r.text(x.Index).Record, nil)
		if err != nil {
			return nil, err
		}
		answers[i] = search.Answer{ID: x.Place(), Heading: x.ShortText(), Bag: bag}
	}
	return search.Join(words, answers)
}

// document is one article as the result list shows it.
func document(s *site.Site, e *site.Entry, bag []byte) search.Document {
	author := s.Author(e)
	d := search.Document{
		URL: e.URL, Title: e.Title, Summary: e.ShortText(), Author: author.Name, Rank: author.Rank,
		Category: s.CategoryOf(e), Tags: e.Tags, State: string(e.Verdict.State), Accepted: e.Outcome.Accepted,
		Tier: e.Verdict.Tier, Value: e.Verdict.Value, Bag: bag, Date: site.Day(e.Date),
	}
	if e.Verdict.Tier == 0 {
		d.State = "verified"
	}
	return d
}
