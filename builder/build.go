package builder

import (
	"io/fs"
	"slices"
	"time"

	"winnow/builder/cache"
	"winnow/builder/corpus"
	"winnow/builder/diag"
	"winnow/builder/parallel"
	"winnow/builder/ranking"
)

// A Builder knows where a site is and what time it is. The same files and time
// give the same site.
type Builder struct {
	Files  fs.FS // the site's folder
	Themes fs.FS // the built-in themes
	Store  *cache.Store
	Now    time.Time

	// BaseURL replaces base_url of site.toml, unless it is empty.
	BaseURL string
	// AsOf replaces as_of in [reputation] of site.toml, unless it is empty.
	AsOf string
	// KeepGoing leaves out what has problems, instead of failing.
	KeepGoing bool
	// NeedArticles makes a site without articles a problem.
	NeedArticles bool
	// Show says what a preview shows although it is not public.
	Show Drafts
	// Found receives how many article files there are, and how many bytes of
	// evidence, before they are read; may be nil.
	Found func(files int, evidence int64)
	// Progress receives how far a stage is; may be nil. It may be called
	// from several goroutines.
	Progress func(stage string, done, total int64)

	last stages
}

// Drafts says which articles are shown although they are not to be published now.
type Drafts = corpus.Drafts

// stages has the last value of each stage. A stage whose inputs are the same
// returns it again; that is all there is to a rebuild.
type stages struct {
	reader     cache.Memo[*corpus.Reader]
	corpus     *corpus.Corpus // nil = all must be read
	theme      cache.Memo[loadedTheme]
	problems   cache.Memo[diag.List]
	duplicates cache.Memo[duplicates]
	standing   cache.Memo[standing]
	site       cache.Memo[assembled]
}

// Build reads the site's folder and returns the site as a list of files, whose
// bytes are made when they are asked for; nothing has been written yet.
//
// In a process that has built before, changed are the paths below the site's
// folder of all files and folders that have changed since; only these are read. nil
// means that anything may have changed. The site is the same either way.
//
// Problems in the user's files come together, all that the stages found; only
// those of site.toml end the build at once. Warnings come with the result.
func (b *Builder) Build(changed []string) (*Result, diag.List, error) {
	// What does the site ask for?
	cfg, problems := b.readConfig()
	if problems.Err() != nil {
		b.last.corpus = nil // what changed in it is not read now
		return nil, problems, nil
	}

	// What did the community write, what does each text say, and how will it look?
	var c *corpus.Corpus
	var theme loadedTheme
	err := parallel.Do(
		func() (err error) { c, err = b.readCorpus(cfg, changed); return err },
		func() error { theme = loadTheme(b, cfg); return nil },
	)
	if err != nil {
		return nil, problems, err
	}
	c, hidden := b.Show.Show(c, b.Now)
	before := b.last
	in := inputsOf(b, cfg, c, theme)

	// What is wrong with each file, and with the files together?
	problems = slices.Concat(problems, theme.problems, c.Problems, b.last.problems.Get(in.judged, func(diag.List) diag.List { return c.Check(b.Now) }), foreign(c))

	// Which answers repeat others, and which problems are described twice?
	dup := b.last.duplicates.Get(in.texts, func(last duplicates) duplicates { return last.update(c) })

	// Who has earned what? Which articles are public, and in which order?
	st := b.last.standing.Get(cache.Of(in.judged[:], dup.fingerprint[:]), func(standing) standing { return b.judge(cfg, c, dup) })
	problems = append(problems, st.problems...)
	if _, err := ranking.Tally(st.verdicts, len(c.Articles)); err != nil {
		return nil, problems, err
	}

	// On which pages are they?
	pages := cache.Of(in.judged[:], dup.fingerprint[:], in.pages[:])
	s := b.last.site.Get(cache.Of(pages[:], in.texts[:]), func(last assembled) assembled {
		if last.pages == pages {
			return last.reword(c)
		}
		return b.assemble(cfg, c, st, pages)
	})
	problems = slices.Concat(problems, below(cfg.Content.Dir, s.problems), b.empty(cfg, s.site, c))
	if theme.problems.Err() != nil {
		b.last = before
		return nil, b.goOn(problems, cfg), nil
	}

	// Of which files does the site consist?
	r := &Result{
		Config: cfg, Site: s.site, Ledger: st.ledger, Verdicts: st.verdicts, LeftOut: c.LeftOut,
		store: b.Store, folder: b.Files, progress: b.Progress, theme: theme, articles: c.Articles, pages: c.Pages, hidden: hidden,
	}
	found := r.listFiles(in.files(b.Now, dup, st.verdicts, s.site.Pages), c.Files.Attachments)
	if problems = b.goOn(append(problems, below(cfg.Content.Dir, found)...), cfg); problems.Err() != nil {
		b.last = before // what follows will be more like the site that was good
		return nil, problems, nil
	}
	return r, problems, nil
}
