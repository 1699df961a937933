package builder

import (
	"cmp"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // sizes of images
	_ "image/jpeg" // sizes of images
	_ "image/png"  // sizes of images
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/markdown"
	"winnow/builder/originality"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/search"
	"winnow/builder/site"
)

// written is what the community has written: about 1 kB an article in memory,
// the texts in the store.
type written struct {
	files    content.Files
	people   []content.Contributor
	read     []reading // parallel to files.Articles
	articles []site.Written
	sketches [][]byte // of articles
	pages    []site.Written
	refs     []ref    // of articles, then of pages
	left     []string // articles that were left out, by path

	unfinished map[string]string // why those that a preview shows would not be published, by URL
}

// read reads and converts every file of the content folder, in parallel. The
// problems that it returns are not those of single articles, which collect
// returns.
func (b *Builder) read(cfg Config) (*written, diag.List, error) {
	files, problems := content.Walk(b.Files, cfg.Content)
	w := &written{files: files}
	if b.Found != nil {
		b.Found(len(files.Articles))
	}
	people, found := b.readContributors(cfg, files)
	w.people, problems = people, append(problems, found...)

	b.Store.forgetUse()
	r := newReader(b, cfg)
	w.read = make([]reading, len(files.Articles))
	var done atomic.Int64
	err := each(len(w.read), func(i int) (err error) {
		w.read[i], err = r.read(files.Articles[i])
		b.progress("reading", done.Add(1), int64(len(w.read)))
		return err
	})
	if err != nil {
		return nil, problems, err
	}
	return w, append(problems, content.CheckURLs(files, cfg.Content)...), nil
}

func (b *Builder) progress(stage string, done, total int64) {
	if b.Progress != nil {
		b.Progress(stage, done, total)
	}
}

func (b *Builder) readContributors(cfg Config, files content.Files) ([]content.Contributor, diag.List) {
	if files.Contributors == "" {
		return nil, nil
	}
	name := path.Join(cfg.Content.Dir, files.Contributors)
	data, err := fs.ReadFile(b.Files, name)
	if err != nil {
		return nil, diag.List{{Path: name, Msg: "cannot be read: " + reason(err)}}
	}
	return content.ReadContributors(files.Contributors, data, cfg.Content)
}

// reason is the cause of a file error without the path, which the problem has.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// collect sorts what was read into articles and pages. An article with an error
// is left out; with keepGoing its errors are said as warnings.
func (w *written) collect(keepGoing bool) diag.List {
	var problems diag.List
	var pageRefs []ref
	w.articles, w.sketches, w.pages, w.refs, w.left = nil, nil, nil, nil, nil
	for _, r := range w.read {
		if r.problems.Err() != nil {
			w.left = append(w.left, r.path)
			if keepGoing {
				r.problems = asWarnings(r.problems)
			}
		}
		problems = append(problems, r.problems...)
		switch {
		case r.Article == nil:
		case r.Kind == content.KindArticle:
			w.articles, w.refs = append(w.articles, r.Written), append(w.refs, r.ref)
			w.sketches = append(w.sketches, r.sketch)
		default:
			w.pages, pageRefs = append(w.pages, r.Written), append(pageRefs, r.ref)
		}
	}
	w.refs = append(w.refs, pageRefs...)
	return problems
}

func asWarnings(l diag.List) diag.List {
	out := slices.Clone(l)
	for i := range out {
		out[i].Warning = true
	}
	return out
}

// check finds the problems that only the files together have.
func (w *written) check(o content.Options) diag.List {
	return content.CheckAll(append(w.metas(), metas(w.pages)...), w.people, o)
}

func (w *written) metas() []*content.Article { return metas(w.articles) }

func metas(list []site.Written) []*content.Article {
	out := make([]*content.Article, len(list))
	for i := range list {
		out[i] = list[i].Article
	}
	return out
}

// subjects gathers what ranking must know of each article.
func (w *written) subjects(l *reputation.Ledger) []ranking.Subject {
	out, paths := make([]ranking.Subject, len(w.articles)), w.pathsOfAnswers()
	for i, a := range w.articles {
		out[i] = subject(a, l, paths)
	}
	return out
}

func subject(a site.Written, l *reputation.Ledger, paths map[string]string) ranking.Subject {
	s := ranking.Subject{Article: a.Article}
	for _, r := range a.Doc.Risks {
		s.Risks = append(s.Risks, ranking.Risk{Kind: r.Kind, Block: r.Block, Line: r.Line})
	}
	rec := l.Record(a.Author, a.Category, a.Tags, a.Answer)
	s.AuthorR, s.AuthorJudged, s.AuthorJudges, s.AuthorTopic = int64(rec.R), int64(rec.Judged), rec.Judges, rec.Topic
	o, ok := l.Outcome(a.Answer)
	if !ok {
		return s
	}
	s.Accepted, s.Verified, s.Newest, s.LastConfirmed = o.Accepted, o.Verified, o.Newest, o.LastConfirmed
	s.Unvouched, s.UnvouchedNewest = int64(o.Unvouched), o.NewestUnvouched
	s.CopyOf = paths[o.CopyOf]
	for _, c := range o.Counts {
		s.Evidence = append(s.Evidence, ranking.Evidence{Kind: c.Kind, N: c.N, Value: int64(c.Value), Date: c.Date})
	}
	return s
}

// evidence streams the rows of all evidence files; problems are complete once
// the rows were ranged over.
func (b *Builder) evidence(names []string, o content.Options) *evidence {
	return &evidence{files: b.Files, names: names, options: o}
}

type evidence struct {
	files    fs.FS
	names    []string
	options  content.Options
	problems diag.List
}

func (e *evidence) each(yield func(content.Evidence) bool) {
	e.problems = nil
	for _, name := range e.names {
		if !e.file(name, yield) {
			return
		}
	}
}

// file reads one file and tells whether the consumer wants more.
func (e *evidence) file(name string, yield func(content.Evidence) bool) bool {
	full := path.Join(e.options.Dir, name)
	f, err := e.files.Open(full)
	if err != nil {
		e.problems = append(e.problems, diag.Problem{Path: full, Msg: "cannot be read: " + reason(err)})
		return true
	}
	defer f.Close()
	more := true
	found := content.ReadEvidence(name, f, e.options, func(row content.Evidence) bool {
		more = yield(row)
		return more
	})
	e.problems = append(e.problems, found...)
	return more
}

// A reading is one file, read and converted.
type reading struct {
	site.Written // Article is nil when the file could not be read
	path         string
	ref          ref
	sketch       []byte
	problems     diag.List
}

// A reader reads files of the content folder. It is safe for several
// goroutines.
type reader struct {
	files    fs.FS
	store    *Store
	options  content.Options
	language string
	convert  *markdown.Converter
	print    []byte // of all options that a conversion depends on
}

func newReader(b *Builder, cfg Config) *reader {
	analysis := search.Analyze("", search.Fields{})[0] // its version
	print := fmt.Appendf(cfg.Markdown.Fingerprint(), "\x00%d\x00%d\x00%s", analysis, originality.Version, cfg.Site.Language)
	return &reader{b.Files, b.Store, cfg.Content, cfg.Site.Language, markdown.New(cfg.Markdown), print}
}

func (r *reader) read(name string) (reading, error) {
	out := reading{path: name}
	data, problems := content.Read(r.files, name, r.options)
	if problems.Err() != nil {
		out.problems = problems
		return out, nil
	}
	a, found := content.Parse(name, data, r.options)
	problems = append(problems, found...)
	out.problems = problems
	if problems.Err() != nil {
		return out, nil
	}
	k, at, err := r.document(a, data)
	outline := k.doc.Outline // alone: the rest need not stay in memory
	out.ref, out.sketch, out.Written = at, k.sketch, site.Written{Article: named(a, k.doc), Doc: &outline}
	return out, err
}

// named returns the article without its body and with a title: its own, else
// the text's first heading, else the file's name.
func named(a *content.Article, d *markdown.Document) *content.Article {
	out := *a
	out.Title, out.Body = title(a, d), nil
	return &out
}

func title(a *content.Article, d *markdown.Document) string {
	return cmp.Or(a.Title, d.FirstHeading, strings.TrimSuffix(path.Base(a.Path), path.Ext(a.Path)))
}

// document converts an article, or finds it in the store. A conversion depends
// on the file, its path, the options and the sizes of its images; all but the
// last are in the key.
func (r *reader) document(a *content.Article, data []byte) (kept, ref, error) {
	key := keyOf(r.print, []byte(a.Path), data)
	if at, k, ok := r.store.getDocument(key); ok && r.sameImages(k.doc.Images) {
		return k, at, nil
	}
	doc := r.convert.Convert(markdown.Source{
		Path: a.Path, URL: a.URL, Body: a.Body, Line: a.BodyLine,
		PageURL: content.PageURL, ImageSize: r.imageSize,
	})
	k := kept{doc, r.sketch(a, doc)}
	at, err := r.store.putDocument(key, k, r.bag(a, doc))
	return k, at, err
}

func (r *reader) bag(a *content.Article, doc *markdown.Document) []byte {
	return search.Analyze(cmp.Or(a.Language, r.language), search.Fields{
		Title: title(a, doc), Tags: a.Tags,
		Question: doc.Text.Question, Answer: doc.Text.Answer, Code: doc.Text.Code, Sections: sectionsOf(doc),
	})
}

// sectionsOf returns what stands under the headings of an answer.
func sectionsOf(doc *markdown.Document) []search.Section {
	out := make([]search.Section, len(doc.Text.Sections))
	for i, s := range doc.Text.Sections {
		out[i] = search.Section(s)
	}
	return out
}

func (r *reader) sameImages(images []markdown.Image) bool {
	for _, m := range images {
		if w, h, _ := r.imageSize(m.Path); w != m.Width || h != m.Height {
			return false
		}
	}
	return true
}

// imageSize reads the size of an image below the content folder.
func (r *reader) imageSize(name string) (width, height int, ok bool) {
	f, err := r.files.Open(path.Join(r.options.Dir, name))
	if err != nil {
		return 0, 0, false
	}
	defer f.Close()
	c, _, err := image.DecodeConfig(f)
	return c.Width, c.Height, err == nil
}

// below puts the content folder before the paths of problems that name files
// below it.
func below(dir string, l diag.List) diag.List {
	out := slices.Clone(l)
	for i := range out {
		if out[i].Path != "" && out[i].Path != ConfigFile {
			out[i].Path = path.Join(dir, out[i].Path)
		}
	}
	return out
}
