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
	"sync"
	"sync/atomic"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/markdown"
	"winnow/builder/neardup"
	"winnow/builder/output"
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
	ofPeople output.Print // of the file that says who they are
	known    int          // another number when contributors or evidence may say something else
	problems diag.List    // of all files that are not articles
	read     []reading    // parallel to files.Articles
	articles []site.Written
	sketches [][]byte // of articles
	pages    []site.Written
	refs     []ref          // of articles, then of pages
	faces    []output.Print // the same: see faceOf
	texts    []storeKey     // the same: of what their records hold
	left     []string       // articles that were left out, by path

	unfinished map[string]string // why those that a preview shows would not be published, by URL
}

// read reads the content folder and converts its articles, in parallel. After the
// first time it is told which files or folders changed, and takes over the rest.
func (m *memory) read(b *Builder, changed names) error {
	w, old := &written{}, m.w
	plain := old != nil && old.plain(b, m.cfg.Content, changed)
	if plain {
		w.files, w.people, w.ofPeople, w.known, w.problems = old.files, old.people, old.ofPeople, old.known, old.problems
	} else {
		w.files, w.problems = content.Walk(b.Files, m.cfg.Content)
		w.addPeople(b, m.cfg.Content)
		w.problems = append(w.problems, content.CheckURLs(w.files, m.cfg.Content)...)
	}
	w.read = make([]reading, len(w.files.Articles))
	if old == nil {
		b.Store.forgetUse()
		old = &written{}
	} else if !plain {
		w.known = old.known + w.informed(old, changed)
	}
	if b.Found != nil {
		b.Found(len(w.files.Articles), b.evidence(w.files.Evidence, m.cfg.Content).size())
	}
	todo := w.take(old, changed, plain)
	var done atomic.Int64
	err := each(len(todo), func(k int) (err error) {
		i := todo[k]
		w.read[i], err = m.reader.read(w.files.Articles[i])
		tell(b.Progress, "reading", done.Add(1), int64(len(todo)))
		return err
	})
	if err != nil {
		return err
	}
	b.Store.readAll()
	m.w = w
	return nil
}

// informed is 1 when contributors or evidence changed.
func (w *written) informed(old *written, changed names) int {
	for _, f := range []content.Files{w.files, old.files} {
		if changed.touch(f.Contributors) || slices.ContainsFunc(f.Evidence, changed.touch) {
			return 1
		}
	}
	return 0
}

// tell tells whoever asks how far a stage is.
func tell(progress func(stage string, done, total int64), stage string, done, total int64) {
	if progress != nil {
		progress(stage, done, total)
	}
}

func (w *written) addPeople(b *Builder, o content.Options) {
	if w.files.Contributors == "" {
		return
	}
	name := path.Join(o.Dir, w.files.Contributors)
	data, err := fs.ReadFile(b.Files, name)
	if err != nil {
		w.problems = append(w.problems, diag.Problem{Path: name, Msg: "cannot be read: " + reason(err)})
		return
	}
	w.ofPeople = output.PrintOf(data)
	people, found := content.ReadContributors(w.files.Contributors, data, o)
	w.people, w.problems = people, append(w.problems, found...)
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
	var pages []*reading
	n := len(w.read)
	w.articles, w.sketches = make([]site.Written, 0, n), make([][]byte, 0, n)
	w.refs, w.faces, w.texts = make([]ref, 0, n), make([]output.Print, 0, n), make([]storeKey, 0, n)
	w.pages, w.left = nil, nil
	for i := range w.read {
		r := &w.read[i]
		problems = append(problems, r.said(keepGoing)...)
		switch {
		case r.Article == nil:
			w.left = append(w.left, r.path)
		case r.judgeable():
			w.articles, w.sketches = append(w.articles, r.Written), append(w.sketches, r.sketch)
			w.list(r)
		default:
			w.pages, pages = append(w.pages, r.Written), append(pages, r)
		}
	}
	for _, r := range pages {
		w.list(r)
	}
	return problems
}

// list notes where the text of an article or page is, and its names.
func (w *written) list(r *reading) {
	w.refs, w.faces, w.texts = append(w.refs, r.ref), append(w.faces, r.face), append(w.texts, r.text)
}

// said are the problems of a file; errors are warnings where the build goes on.
func (r *reading) said(keepGoing bool) diag.List {
	if keepGoing && r.problems.Err() != nil {
		return asWarnings(r.problems)
	}
	return r.problems
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

// admit asks ranking about every article, in parallel.
func (w *written) admit(l *reputation.Ledger, p ranking.Policy, b ranking.Basis) []ranking.Verdict {
	out, paths := make([]ranking.Verdict, len(w.articles)), sync.OnceValue(w.pathsOfAnswers)
	each((len(out)+batch-1)/batch, func(k int) error {
		from, to := k*batch, min((k+1)*batch, len(out))
		some := make([]ranking.Subject, 0, batch)
		for _, a := range w.articles[from:to] {
			some = append(some, subject(a, l, paths))
		}
		copy(out[from:to], ranking.Admit(some, p, b))
		return nil
	})
	return out
}

// batch is how many articles one processor asks about at a time.
const batch = 500

// subject gathers what ranking must know of an article.
func subject(a site.Written, l *reputation.Ledger, paths func() map[string]string) ranking.Subject {
	s := Subject(a.Article, l, paths)
	for _, r := range a.Doc.Risks {
		s.Risks = append(s.Risks, ranking.Risk{Kind: r.Kind, Block: r.Block, Line: r.Line})
	}
	return s
}

// A reading is one file, read and converted.
type reading struct {
	site.Written // Article is nil when the file could not be read
	path         string
	size         int      // of the file, in bytes
	images       []string // whose sizes its HTML says
	ref          ref
	face         output.Print // see faceOf
	text         storeKey     // of what the record holds
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
	print := fmt.Appendf(cfg.Markdown.Fingerprint(), "\x00%d\x00%d\x00%s", analysis, neardup.Version, cfg.Site.Language)
	return &reader{b.Files, b.Store, cfg.Content, cfg.Site.Language, markdown.New(cfg.Markdown), print}
}

func (r *reader) read(name string) (reading, error) {
	out := reading{path: name}
	data, problems := content.Read(r.files, name, r.options)
	if problems.Err() != nil {
		out.problems = problems
		return out, nil
	}
	out.size = len(data)
	a, found := content.Parse(name, data, r.options)
	problems = append(problems, found...)
	out.problems = problems
	if problems.Err() != nil {
		return out, nil
	}
	out.text = keyOf(r.print, []byte(a.Path), data)
	k, at, err := r.document(out.text, a)
	outline := k.doc.Outline // alone: the rest need not stay in memory
	out.ref, out.sketch, out.Written = at, k.sketch, site.Written{Article: named(a, k.doc), Doc: &outline}
	out.face = faceOf(data, out.Written, k)
	for _, m := range k.doc.Images {
		out.images = append(out.images, m.Path)
	}
	return out, err
}

// named returns the article without its body and with a title: its own, else
// the text's first heading, else the name of the file, or of the folder that it
// has to itself.
func named(a *content.Article, d *markdown.Document) *content.Article {
	out := *a
	out.Title, out.Body = title(a, d), nil
	return &out
}

func title(a *content.Article, d *markdown.Document) string {
	name := strings.TrimSuffix(a.Path, path.Ext(a.Path))
	return cmp.Or(a.Title, d.FirstHeading, path.Base(strings.TrimSuffix(name, "/index")))
}

// document converts an article, or finds it in the store. A conversion depends
// on the file, its path, the options and the sizes of its images; all but the
// last are in the key.
func (r *reader) document(key storeKey, a *content.Article) (kept, ref, error) {
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
