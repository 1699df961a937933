package builder

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/reputation"
	"winnow/builder/site"
)

// A memory is what a Builder remembers of its last build, so that Rebuild need
// not look at what has not changed.
type memory struct {
	cfg    Config
	reader *reader
	look   look
	w      *written // as read last, whether or not a site came of it
	last   layout   // the last site and what it was made of; zero = there was none

	ofConfig, ofTheme diag.List // their problems
}

// A layout is a site, with the results of the stages that led to it.
type layout struct {
	w         *written
	together  diag.List // problems of the files together
	judgement *judgement
	site      *site.Site
	ofSite    diag.List // its problems
}

// Rebuild is Build in a process that has built before. It may rely on this:
// since the last call nothing but the named files and folders, by their paths
// below the site's folder, has changed. It returns what Build would return, as
// of the time of the last Build.
//
// Only what changed is read; what was read is compared with what the last site
// was made of, and only those stages work again that could come to something
// else. A name that means nothing to the site may be the place that a link leads
// to: then all is built.
func (b *Builder) Rebuild(changed []string) (*Result, diag.List, error) {
	m := b.last
	if m == nil {
		return b.Build()
	}
	c := m.sort(changed)
	if c.unknown || m.w.files.Linked {
		return b.Build()
	}
	if c.config && !m.configure(b) {
		return b.Build()
	}
	if c.config || c.theme {
		m.look, m.ofTheme = b.loadTheme(m.cfg)
	}
	if len(c.content) > 0 {
		if err := m.read(b, c.content); err != nil {
			return nil, nil, err
		}
	}
	return b.lay(m)
}

// changes are names of changed files and folders, by what they mean to a site.
type changes struct {
	config, theme, unknown bool
	content                names // below the content folder
}

func (m *memory) sort(changed []string) (c changes) {
	dir := path.Clean(m.cfg.Content.Dir)
	for _, name := range changed {
		below, inContent := strings.CutPrefix(name, dir+"/")
		switch {
		case name == ConfigFile:
			c.config = true
		case inContent:
			c.content = append(c.content, below)
		case name == themesFolder || strings.HasPrefix(name, themesFolder+"/"):
			c.theme = true
		default:
			c.unknown = true
		}
	}
	return c
}

// configure reads site.toml again; ok is false when all must be read again.
func (m *memory) configure(b *Builder) (ok bool) {
	cfg, problems := b.config()
	r := newReader(b, cfg)
	if problems.Err() != nil || !bytes.Equal(r.print, m.reader.print) || !reflect.DeepEqual(cfg.Content, m.cfg.Content) {
		return false
	}
	m.cfg, m.reader, m.ofConfig, m.last = cfg, r, problems, layout{}
	return true
}

// names are paths of files and folders.
type names []string

// touch tells whether a file, or a folder in which it lies, is among the names.
func (n names) touch(file string) bool {
	return slices.ContainsFunc(n, func(name string) bool {
		return strings.HasPrefix(file, name) && (len(file) == len(name) || file[len(name)] == '/')
	})
}

// plain tells whether all names are articles that were there at the last look
// and still are. What an editor needed for a moment is nothing.
func (w *written) plain(b *Builder, o content.Options, n names) bool {
	return !slices.ContainsFunc(n, func(name string) bool {
		full := path.Join(o.Dir, name)
		info, err := fs.Stat(b.Files, full)
		if errors.Is(err, fs.ErrNotExist) {
			return w.knows(name, full)
		}
		_, known := slices.BinarySearch(w.files.Articles, name)
		return !known || err != nil || !info.Mode().IsRegular()
	})
}

// knows tells whether a file or a folder of files was there at the last look. A
// file that means nothing has a problem that says so.
func (w *written) knows(name, full string) bool {
	touched := func(file string) bool { return names{name}.touch(file) }
	said := func(p diag.Problem) bool { return names{full}.touch(p.Path) }
	return touched(w.files.Contributors) || slices.ContainsFunc(w.files.Evidence, touched) || slices.ContainsFunc(w.files.Attachments, touched) ||
		slices.ContainsFunc(w.files.Articles, touched) || slices.ContainsFunc(w.problems, said)
}

// take gives a new look the readings of those files that are as they were, and
// returns the numbers of the others.
func (w *written) take(old *written, n names, plain bool) (others []int) {
	changed := func(r *reading) bool {
		return n.touch(r.path) || !plain && slices.ContainsFunc(r.images, n.touch)
	}
	at := 0
	for i, name := range w.files.Articles {
		for at < len(old.read) && old.read[at].path < name {
			at++
		}
		if at < len(old.read) && old.read[at].path == name && !changed(&old.read[at]) {
			w.read[i] = old.read[at]
		} else {
			others = append(others, i)
		}
	}
	return others
}

// What of a site differs from the last one.
const (
	texts = iota // what a page of its own shows
	words        // what other pages show, too
	pages        // which pages there are
	facts        // what contributors and articles are judged by
)

// A difference is what must be known of an edit to do no more than it asks for.
type difference struct {
	kind     int
	parallel bool  // both sites have the same articles
	articles []int // numbers of those that differ, if parallel
	alike    likeness
	ledger   bool // the ledger still holds
}

// differences compares what was read with what the last site was made of.
func (l layout) differences(w *written) difference {
	if l.w == nil {
		return difference{kind: facts, alike: w.likeness()}
	}
	d := l.w.compare(w)
	if !d.parallel {
		d.alike = w.likeness()
		return d
	}
	d.alike = l.judgement.alike.again(l.w, w, d.articles)
	same := d.alike.equal(l.judgement.alike)
	if !same {
		d.kind = facts
	}
	d.ledger = same && w.known == l.w.known && !slices.ContainsFunc(d.articles, func(i int) bool {
		return !reputation.Alike(l.w.articles[i].Article, w.articles[i].Article)
	})
	return d
}

// compare tells how what was read differs from an older look. A reading that
// was taken over is the same by its address.
func (w *written) compare(now *written) difference {
	d := difference{kind: facts}
	if len(w.read) != len(now.read) || !slices.Equal(w.files.Articles, now.files.Articles) {
		return d
	}
	d.parallel = true
	if d.kind = texts; w.known != now.known {
		d.kind = facts
	} else if !slices.Equal(w.files.Attachments, now.files.Attachments) {
		d.kind = pages
	}
	articles := 0
	for i := range w.read {
		old, now := &w.read[i], &now.read[i]
		if old.judgeable() != now.judgeable() || (old.Article == nil) != (now.Article == nil) {
			return difference{kind: facts}
		}
		if old.Article != now.Article {
			kind := old.compare(now)
			if now.judgeable() {
				d.articles = append(d.articles, articles)
			} else if kind == words {
				kind = pages // the menu is sorted by titles
			}
			d.kind = max(d.kind, kind)
		}
		if now.judgeable() {
			articles++
		}
	}
	return d
}

// judgeable tells whether a file is an article, and no ordinary page.
func (r *reading) judgeable() bool { return r.Article != nil && r.Kind == content.KindArticle }

// compare tells how two readings of a file differ. The sketches are left to the
// caller.
func (r *reading) compare(now *reading) int {
	switch {
	case !reflect.DeepEqual(r.judged(), now.judged()) || !reflect.DeepEqual(r.Doc.Risks, now.Doc.Risks):
		return facts
	case !reflect.DeepEqual(r.Written, now.Written):
		return words
	}
	return texts
}

// judged is an article without what neither reputation nor ranking sees.
func (r *reading) judged() content.Article {
	a := *r.Article
	a.Title, a.Summary, a.BodyLine = "", "", 0
	return a
}
