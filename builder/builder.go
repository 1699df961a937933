package builder

import (
	"io/fs"
	"slices"
	"time"

	"winnow/builder/diag"
	"winnow/builder/output"
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
	// Found is told how many article files there are, and how many bytes of
	// evidence, before they are read; nil = nobody asks.
	Found func(files int, evidence int64)
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
	m := &memory{cfg: cfg, ofConfig: problems, reader: newReader(b, cfg)}

	// What has the community written, and what does each text say? And how will it
	// look?
	err := together(
		func() error { return m.read(b, nil) },
		func() error { m.look, m.ofTheme = b.loadTheme(cfg); return nil },
	)
	if err != nil {
		return nil, problems, err
	}
	b.last = m
	return b.lay(m)
}

// lay lays out the pages of what was read. What holds of the last site stays; so
// much has to be done again as is different.
func (b *Builder) lay(m *memory) (*Result, diag.List, error) {
	cfg, w, last := m.cfg, m.w, m.last
	problems := slices.Concat(m.ofConfig, m.ofTheme, w.problems, w.collect(b.KeepGoing))
	w.show(b.Show, b.Now)
	d := last.differences(w)
	now := layout{w: w, together: last.together, judgement: last.judgement, site: last.site, ofSite: last.ofSite}

	// What is wrong with the files together?
	if d.kind == facts {
		now.together = w.check(cfg.Content)
	}
	if problems = append(problems, now.together...); problems.Err() != nil {
		return nil, problems, nil
	}

	// Who has earned what, and which articles are public, in which order?
	if d.kind == facts {
		now.judgement = b.judge(cfg, w, last, d)
	}
	j := now.judgement
	if problems = append(problems, j.problems...); problems.Err() != nil {
		return nil, problems, nil
	}
	if _, err := ranking.Tally(j.verdicts, len(w.articles)); err != nil {
		return nil, problems, err
	}

	// On which pages do they stand?
	switch d.kind {
	case words:
		now.site, now.ofSite = last.site.Reword(w.articles, d.articles)
	case pages, facts:
		now.site, now.ofSite = site.Assemble(site.Input{
			Options: cfg.Site, Articles: w.articles, Verdicts: j.verdicts, Pages: w.pages, Ledger: j.ledger, People: w.people,
			Attachments: w.files.Attachments, RulesTOML: publicSettings(cfg, j.ledger), Rules: cfg.Reputation, Policy: cfg.Ranking, Now: b.Now,
			QAPage: cfg.Feed.QAPage, OldSite: cfg.Feed.OldSite, Markdown: cfg.Feed.Markdown, Cards: cfg.Feed.Cards,
			Look: lookOf(cfg.Theme.Style), ReportURL: cfg.Search.ReportURL,
		})
	}
	if problems = append(problems, below(cfg.Content.Dir, now.ofSite)...); problems.Err() != nil {
		return nil, problems, nil
	}
	r := newResult(b, cfg, now, m.look)
	problems = append(problems, r.placeFeeds()...)
	m.last = now
	return r, problems, nil
}

// A judgement is what the evidence says of contributors and articles.
type judgement struct {
	alike      likeness
	ledger     *reputation.Ledger
	ofEvidence output.Print      // of the files that the ledger counts
	verdicts   []ranking.Verdict // nil with errors among the problems
	problems   diag.List
}

// judge scores the contributors, and decides which articles are public and in
// which order.
func (b *Builder) judge(cfg Config, w *written, last layout, d difference) *judgement {
	// Who has earned what? Not with somebody else's words.
	j := &judgement{alike: d.alike}
	if d.ledger {
		j.ledger, j.ofEvidence, j.problems = last.judgement.ledger, last.judgement.ofEvidence, last.judgement.problems
	} else {
		rows := b.evidence(w.files.Evidence, cfg.Content)
		ledger, found := reputation.Score(reputation.Input{
			Rules: cfg.Reputation, Contributors: w.people, Articles: w.metas(), Evidence: rows.each, Now: b.Now,
			Copies: w.copies(j.alike.copies),
		})
		j.ledger, j.ofEvidence = ledger, output.Print(rows.sum.Sum(nil))
		j.problems = append(rows.problems, below(cfg.Content.Dir, found)...)
	}
	if j.problems.Err() != nil {
		return j
	}

	// Which articles are public, and in which order?
	basis := ranking.Basis{Prior: j.ledger.Prior, AsOf: j.ledger.AsOf, Now: b.Now}
	verdicts := w.admit(j.ledger, cfg.Ranking, basis)
	j.verdicts = ranking.Order(ranking.Merge(verdicts, j.alike.twice, cfg.Ranking))
	return j
}
