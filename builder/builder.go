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
	return b.lay(b.last, nil)
}

// lay lays out the pages of what was read. known is the judgement of the last
// build where nothing has changed that it depends on, else nil.
func (b *Builder) lay(m *memory, known *judgement) (*Result, diag.List, error) {
	cfg, w := m.cfg, m.w
	problems := append(slices.Clone(m.early), w.collect(b.KeepGoing)...)
	w.show(b.Show, b.Now)
	problems = append(problems, w.check(cfg.Content)...)
	if problems.Err() != nil {
		return nil, problems, nil
	}

	// Who has earned what, and which articles are public, in which order?
	j := known
	if j == nil {
		j = b.judge(cfg, w)
	}
	problems = append(problems, j.problems...)
	if problems.Err() != nil {
		return nil, problems, nil
	}

	// On which pages do they stand?
	s, found := site.Assemble(site.Input{
		Options: cfg.Site, Articles: w.articles, Verdicts: j.verdicts, Pages: w.pages, Ledger: j.ledger, People: w.people,
		Attachments: w.files.Attachments, RulesTOML: publicSettings(cfg, j.ledger), Rules: cfg.Reputation, Policy: cfg.Ranking, Now: b.Now,
		QAPage: cfg.Feed.QAPage, OldSite: cfg.Feed.OldSite, Markdown: cfg.Feed.Markdown,
		Look: lookOf(cfg.Theme.Style), ReportURL: cfg.Search.ReportURL,
	})
	problems = append(problems, below(cfg.Content.Dir, found)...)
	if problems.Err() != nil {
		return nil, problems, nil
	}
	r := newResult(b, cfg, w, m.look)
	r.Site, r.Ledger, r.Verdicts = s, j.ledger, j.verdicts
	problems = append(problems, r.placeFeeds()...)
	m.judged = j
	m.keep(r, problems)
	return r, problems, nil
}

// A judgement is what the evidence says of contributors and articles.
type judgement struct {
	copies   map[string]string // see written.copies and toldTwice
	twice    [][]int32
	ledger   *reputation.Ledger
	verdicts []ranking.Verdict // nil with errors among the problems
	problems diag.List
}

// judge scores the contributors, and decides which articles are public and in
// which order.
func (b *Builder) judge(cfg Config, w *written) *judgement {
	// Who has earned what? Not with somebody else's words.
	j := &judgement{copies: w.copies(), twice: w.toldTwice()}
	rows := b.evidence(w.files.Evidence, cfg.Content)
	ledger, found := reputation.Score(reputation.Input{
		Rules: cfg.Reputation, Contributors: w.people, Articles: w.metas(), Evidence: rows.each, Now: b.Now,
		Copies: j.copies,
	})
	j.ledger, j.problems = ledger, append(rows.problems, below(cfg.Content.Dir, found)...)
	if j.problems.Err() != nil {
		return j
	}

	// Which articles are public, and in which order?
	basis := ranking.Basis{Prior: ledger.Prior, AsOf: ledger.AsOf, Now: b.Now}
	verdicts := ranking.Admit(w.subjects(ledger), cfg.Ranking, basis)
	j.verdicts = ranking.Order(ranking.Merge(verdicts, j.twice, cfg.Ranking))
	return j
}
