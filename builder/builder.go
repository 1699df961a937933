package builder

import (
	"io/fs"
	"slices"
	"time"

	"winnow/builder/diag"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/site"
)

// A Builder knows where a site is and what time it is. The same files and time
// give the same site.
type Builder struct {
	Files  fs.FS // the site's folder
	Themes fs.FS // the built-in themes
	Store  *Store
	Now    time.Time

	// BaseURL replaces base_url of site.toml; empty = it does not.
	BaseURL string
	// AsOf replaces as_of in [reputation] of site.toml; empty = it does not.
	AsOf string
	// KeepGoing leaves out articles that have problems, instead of failing.
	KeepGoing bool
	// Show says what a preview shows although it is not public.
	Show Unfinished
	// Found is told how many article files there are, before they are read; nil
	// = nobody asks.
	Found func(files int)
	// Progress is told how far a stage is; nil = nobody asks. It may be called
	// from several goroutines.
	Progress func(stage string, done, total int64)

	last *memory // nil before the first build; see Rebuild
}

// Build reads the site's folder and lays out its pages. What it returns makes
// the bytes of each file when they are asked for; nothing has been written yet.
//
// Problems in the user's files come together, all that one stage found; the
// first stage with an error ends the build. Warnings come with the result.
func (b *Builder) Build() (*Result, diag.List, error) {
	b.last = nil

	// What does the site ask for?
	cfg, problems := b.config()
	if problems.Err() != nil {
		return nil, problems, nil
	}
	theme, found := b.loadTheme(cfg)
	problems = append(problems, found...)

	// What has the community written, and what does each text say?
	w, found, err := b.read(cfg)
	if err != nil {
		return nil, problems, err
	}
	b.last = &memory{cfg: cfg, look: theme, early: append(problems, found...), w: w}
	return b.lay(b.last)
}

// lay lays out the pages of what was read.
func (b *Builder) lay(m *memory) (*Result, diag.List, error) {
	cfg, w := m.cfg, m.w
	problems := append(slices.Clone(m.early), w.collect(b.KeepGoing)...)
	w.show(b.Show, b.Now)
	problems = append(problems, w.check(cfg.Content)...)
	if problems.Err() != nil {
		return nil, problems, nil
	}

	// Who has earned what? Not with somebody else's words.
	copies, twice := w.copies(), w.toldTwice()
	rows := b.evidence(w.files.Evidence, cfg.Content)
	ledger, found := reputation.Score(reputation.Input{
		Rules: cfg.Reputation, Contributors: w.people, Articles: w.metas(), Evidence: rows.each, Now: b.Now,
		Copies: copies,
	})
	problems = append(append(problems, rows.problems...), below(cfg.Content.Dir, found)...)
	if problems.Err() != nil {
		return nil, problems, nil
	}

	// Which articles are public, and in which order?
	basis := ranking.Basis{Prior: ledger.Prior, AsOf: ledger.AsOf, Now: b.Now}
	verdicts := ranking.Admit(w.subjects(ledger), cfg.Ranking, basis)
	verdicts = ranking.Order(ranking.Merge(verdicts, twice, cfg.Ranking))

	// On which pages do they stand?
	s, found := site.Assemble(site.Input{
		Options: cfg.Site, Articles: w.articles, Verdicts: verdicts, Pages: w.pages, Ledger: ledger, People: w.people,
		Attachments: w.files.Attachments, RulesTOML: publicSettings(cfg, ledger), Rules: cfg.Reputation, Policy: cfg.Ranking, Now: b.Now,
		QAPage: cfg.Feed.QAPage, OldSite: cfg.Feed.OldSite, Markdown: cfg.Feed.Markdown,
		Look: lookOf(cfg.Theme.Style), ReportURL: cfg.Search.ReportURL,
	})
	problems = append(problems, below(cfg.Content.Dir, found)...)
	if problems.Err() != nil {
		return nil, problems, nil
	}
	r := newResult(b, cfg, w, m.look)
	r.Site, r.Ledger, r.Verdicts = s, ledger, verdicts
	problems = append(problems, r.placeFeeds()...)
	m.copies, m.twice = copies, twice
	m.keep(r, problems)
	return r, problems, nil
}
