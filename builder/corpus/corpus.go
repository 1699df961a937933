// Package corpus reads the content folder: what the community wrote, who wrote
// it, and what happened to it. Each article is read and converted apart from the
// others, in parallel; its HTML and its words go to the store, and about one
// kilobyte of it stays in memory.
//
// A [Corpus] is a finished value. [Reader.Read] reads all of it; [Reader.Reload]
// takes over from an older one what has not changed since. Both return the same
// for the same files.
//
// # Fingerprints of an article
//
// Three questions are asked of an article that was edited, and each has a
// fingerprint that answers it: is its own page the same (Text)? Do other pages show
// the same of it (Face)? Is it judged by the same (Facts)?
package corpus

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"winnow/builder/cache"
	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/outline"
)

// A Corpus is what is in the content folder, read and converted.
type Corpus struct {
	Files    content.Files
	People   []content.Contributor
	Articles []Article // by path
	Pages    []Article // ordinary pages and descriptions of categories, by path
	LeftOut  []string  // paths of articles with errors
	Problems diag.List // of each file by itself

	Folders map[string]content.Folder // what other generators' files say of folders, by category

	PeopleInputs   cache.Fingerprint // of contributors.toml
	EvidenceInputs cache.Fingerprint // of the files of evidence

	read         []reading // parallel to Files.Articles
	fileProblems diag.List // of files that are not articles
	walked       content.Files
	options      content.Options // with the places of articles
	clashing     []string        // articles whose address another one has
	reader       *Reader
}

// An Article is one file, read and converted. Its texts are in the store.
type Article struct {
	*content.Article // without its body
	Doc              *outline.Outline
	Record           cache.Record

	Text  cache.Fingerprint // of the file: what its own page shows
	Face  cache.Fingerprint // what other pages show of it
	Facts cache.Fingerprint // what reputation and ranking judge it by
	Size  int               // of the file, in bytes
}

// A reading is one file as it was read last.
type reading struct {
	place    content.Place
	article  Article // without a content.Article when the file has errors
	path     string
	images   []string // whose sizes its HTML names
	sketch   []byte   // see Converted
	problems diag.List
}

// judged reports whether a file is an article that was read, and no ordinary page.
func (r *reading) judged() bool {
	return r.article.Article != nil && r.article.Kind == content.KindArticle
}

// A Reader reads the content folder of one site. Found and Progress may be nil.
type Reader struct {
	Files   fs.FS
	Store   *cache.Store
	Content content.Options
	// Convert converts the text of an article or page; sizeOf returns the size of an
	// image below the content folder.
	Convert func(a *content.Article, sizeOf func(image string) (width, height int, ok bool)) Converted
	// Title returns a title as it is shown; nil = as it was written.
	Title func(title string) string
	// Conversion names all that Convert depends on, beside the article and the sizes
	// of images.
	Conversion cache.Fingerprint
	// Each calls f with 0 … n-1, on several processors.
	Each func(n int, f func(i int) error) error
	// Found receives how many article files there are, and how many bytes of
	// evidence, before they are read.
	Found func(files int, evidence int64)
	// Progress receives how far the reading is; it may be called from several
	// goroutines.
	Progress func(done, total int)
}

// walk looks at the folder anew.
func (c *Corpus) walk() {
	r := c.reader
	c.Files, c.fileProblems = content.Walk(r.Files, r.Content)
	c.readPeople()
	c.options = r.Content
	c.options.Places = content.PlacesOf(c.Files, r.Content)
	c.leaveOut(content.CheckURLs(c.Files, c.options))
	c.walked = c.Files
	c.Folders = content.Folders(r.Files, c.Files, r.Content)
	c.EvidenceInputs = evidenceInputs(r, c.Files.Evidence)
}

// leaveOut takes out the files of problems: a later one has the same address as
// an earlier one.
func (c *Corpus) leaveOut(problems diag.List) {
	c.fileProblems = append(c.fileProblems, problems...)
	out := map[string]bool{}
	for _, p := range problems {
		if !p.Warning {
			out[strings.TrimPrefix(p.Path, path.Clean(c.reader.Content.Dir)+"/")] = true
		}
	}
	if len(out) == 0 {
		return
	}
	gone := func(name string) bool { return out[name] }
	c.clashing = slices.DeleteFunc(slices.Clone(c.Files.Articles), func(name string) bool { return !out[name] })
	c.Files.Articles = slices.DeleteFunc(slices.Clone(c.Files.Articles), gone)
	c.Files.Attachments = slices.DeleteFunc(slices.Clone(c.Files.Attachments), gone)
}

// readAll reads the articles, all but those that an older corpus has and that
// did not change.
func (c *Corpus) readAll(old *Corpus, changed names, sameFiles bool) error {
	r := c.reader
	if r.Found != nil {
		r.Found(len(c.Files.Articles), c.Evidence(time.Time{}).Size())
	}
	c.read = make([]reading, len(c.Files.Articles))
	todo := c.take(old, changed, sameFiles)
	var done atomic.Int64
	err := r.Each(len(todo), func(k int) (err error) {
		i := todo[k]
		c.read[i], err = r.article(c.Files.Articles[i], c.options)
		if r.Progress != nil {
			r.Progress(int(done.Add(1)), len(todo))
		}
		return err
	})
	if err != nil {
		return err
	}
	r.Store.Complete()
	c.collect()
	return nil
}

func (c *Corpus) readPeople() {
	if c.Files.Contributors == "" {
		return
	}
	r := c.reader
	name := path.Join(r.Content.Dir, c.Files.Contributors)
	data, err := fs.ReadFile(r.Files, name)
	if err != nil {
		c.fileProblems = append(c.fileProblems, diag.Problem{Path: name, Msg: "cannot be read: " + diag.Reason(err)})
		return
	}
	people, problems := content.ReadContributors(c.Files.Contributors, data, r.Content)
	c.People, c.PeopleInputs, c.fileProblems = people, cache.Of(data), append(c.fileProblems, problems...)
}

// collect sorts what was read into articles and pages. An article with an error
// is left out.
func (c *Corpus) collect() {
	c.Problems = slices.Clone(c.fileProblems)
	c.LeftOut = slices.Clone(c.clashing)
	c.Files.Attachments = c.withHidden(c.walked.Attachments)
	c.Articles = make([]Article, 0, len(c.read))
	for i := range c.read {
		r := &c.read[i]
		c.Problems = append(c.Problems, r.problems...)
		switch {
		case r.article.Article == nil:
			c.LeftOut = append(c.LeftOut, r.path)
		case r.judged():
			c.Articles = append(c.Articles, r.article)
		default:
			c.Pages = append(c.Pages, r.article)
		}
	}
}

// withHidden returns the files to be copied along, and with them those in hidden
// folders that texts refer to: .gitbook/assets, .attachments and the like are
// where editors put images. Nothing else in a hidden folder is published.
func (c *Corpus) withHidden(attachments []string) []string {
	seen := map[string]bool{}
	out := slices.Clip(attachments)
	add := func(name string) {
		if i := strings.Index(name, "/.gitbook/"); i >= 0 && !c.exists(name) {
			name = name[i+1:]
		}
		if !hidden(name) || seen[name] {
			return
		}
		seen[name] = true
		if c.exists(name) && content.Attachable(name) {
			out = append(out, name)
		}
	}
	for i := range c.read {
		r := &c.read[i]
		if r.article.Article == nil {
			continue
		}
		for _, name := range r.images {
			add(name)
		}
		for _, l := range r.article.Doc.Links {
			add(l.Path)
		}
	}
	slices.Sort(out)
	return out
}

func (c *Corpus) exists(name string) bool {
	info, err := fs.Stat(c.reader.Files, path.Join(c.reader.Content.Dir, name))
	return err == nil && info.Mode().IsRegular()
}

// Check finds the problems that only the files together have. Articles that are dated
// far after latest are reported; zero = no day is too late.
func (c *Corpus) Check(latest time.Time) diag.List {
	o := c.reader.Content
	o.Latest = latest
	return content.CheckAll(append(metas(c.Articles), metas(c.Pages)...), c.People, o)
}

// Evidence returns the rows of the files of evidence. Those that are dated after
// latest are reported; zero = no day is too late.
func (c *Corpus) Evidence(latest time.Time) *Evidence {
	o := c.reader.Content
	o.Latest = latest
	return &Evidence{files: c.reader.Files, names: c.Files.Evidence, options: o}
}

// Dir returns the content folder.
func (c *Corpus) Dir() string { return c.reader.Content.Dir }

// Metas returns the articles as their files describe them.
func (c *Corpus) Metas() []*content.Article { return metas(c.Articles) }

func metas(list []Article) []*content.Article {
	out := make([]*content.Article, len(list))
	for i := range list {
		out[i] = list[i].Article
	}
	return out
}

// Sketches returns what the articles are compared with each other by, parallel to
// Articles.
func (c *Corpus) Sketches() [][]byte {
	out := make([][]byte, 0, len(c.Articles))
	for i := range c.read {
		if r := &c.read[i]; r.judged() {
			out = append(out, r.sketch)
		}
	}
	return out
}
