package builder

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"winnow/builder/cache"
	"winnow/builder/config"
	"winnow/builder/corpus"
	"winnow/builder/diag"
	"winnow/builder/parallel"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/site"
	"winnow/builder/theme"
)

// readConfig reads site.toml, with what the caller wants instead.
func (b *Builder) readConfig() (Config, diag.List) {
	c, problems := ReadConfig(b.Files)
	if b.BaseURL != "" {
		c.Site.BaseURL = b.BaseURL
	}
	if b.AsOf != "" {
		c.Reputation.AsOf = b.AsOf
	}
	return c, problems
}

// readCorpus reads the content folder, or what has changed in it.
func (b *Builder) readCorpus(cfg Config, changed []string) (*corpus.Corpus, error) {
	conversion := conversionOf(cfg)
	h := cache.NewHasher()
	h.Add(conversion)
	h.Value(cfg.Content)
	reader := b.last.reader.Get(h.Sum(), func(*corpus.Reader) *corpus.Reader {
		b.last.corpus = nil
		converter := newConverter(cfg)
		return &corpus.Reader{
			Files: b.Files, Store: b.Store, Content: cfg.Content, Convert: converter.convert, Title: converter.markdown.Title, Conversion: conversion,
			Each: parallel.Each, Found: b.Found, Progress: show(b.Progress, "reading"),
		}
	})
	old, names := b.last.corpus, onlyContent(cfg, changed)
	b.last.corpus = nil
	var c *corpus.Corpus
	var err error
	if old == nil || names == nil || old.Files.Linked {
		c, err = reader.Read()
	} else {
		c, err = reader.Reload(old, names)
	}
	if err == nil {
		b.last.corpus = c
	}
	return c, err
}

// onlyContent returns those of the changed names that are below the content folder,
// by their paths below it. A name that means nothing to the site may be the place
// that a link leads to: then it returns nil, and everything is read.
func onlyContent(cfg Config, changed []string) []string {
	if changed == nil {
		return nil
	}
	dir, names := path.Clean(cfg.Content.Dir), []string{}
	for _, name := range changed {
		below, inContent := strings.CutPrefix(name, dir+"/")
		switch {
		case inContent:
			names = append(names, below)
		case name == config.File || name == theme.Folder || strings.HasPrefix(name, theme.Folder+"/"):
		default:
			return nil
		}
	}
	return names
}

// A standing is what the evidence says of contributors and articles.
type standing struct {
	ledger   *reputation.Ledger
	verdicts []ranking.Verdict
	problems diag.List
}

// judge scores the contributors, and decides which articles are public and in
// which order. A copy of another person's words earns nothing.
func (b *Builder) judge(cfg Config, c *corpus.Corpus, dup duplicates) (st standing) {
	var latest time.Time
	if !b.Now.IsZero() {
		latest = b.Now.Add(24 * time.Hour) // it may be tomorrow already, elsewhere
	}
	rows := c.Evidence(latest)
	ledger, found := reputation.Score(reputation.Input{
		Rules: cfg.Reputation, Contributors: c.People, Articles: c.Metas(), Evidence: rows.Rows, Now: b.Now,
		Copies: originals(c.Articles, dup.copies), Reviewers: cfg.Ranking.Reviewers,
		Find: answersOf(cfg, c.Articles).find,
	})
	st.ledger, st.problems = ledger, append(rows.Problems, below(cfg.Content.Dir, found)...)
	st.problems = append(st.problems, unheard(cfg.Reputation, ledger)...)
	basis := ranking.Basis{Prior: ledger.Newcomer, AsOf: ledger.AsOf, Now: b.Now}
	st.verdicts = ranking.Order(ranking.Merge(ranking.Join(admit(c.Articles, ledger, cfg.Ranking, basis), threadsOf(c.Articles, ledger)), dup.problems, cfg.Ranking))
	return st
}

// originals returns which answer repeats which, by id. Of several articles with
// one answer the first counts.
func originals(articles []corpus.Article, copies []int32) map[string]string {
	found := map[string]string{}
	for i, original := range copies {
		if original >= 0 {
			found[articles[i].Answer] = ""
		}
	}
	if len(found) == 0 {
		return found
	}
	first := make(map[string]bool, len(found))
	for i, a := range articles {
		if _, asked := found[a.Answer]; !asked || first[a.Answer] {
			continue
		}
		if first[a.Answer] = true; copies[i] >= 0 {
			found[a.Answer] = articles[copies[i]].Answer
		} else {
			delete(found, a.Answer)
		}
	}
	return found
}

// threadsOf returns the articles of each thread that a file names, by number: those
// whose files name it, and those that are in it by the evidence.
func threadsOf(articles []corpus.Article, l *reputation.Ledger) [][]int32 {
	named := map[int]int{} // numbers of threads → places in out
	for _, a := range articles {
		if a.Thread != "" {
			named[l.Thread(a.Answer)] = -1
		}
	}
	if len(named) == 0 {
		return nil
	}
	var out [][]int32
	for i, a := range articles {
		thread := l.Thread(a.Answer)
		k, ok := named[thread]
		if !ok || thread < 0 {
			continue
		}
		if k < 0 {
			k = len(out)
			named[thread], out = k, append(out, nil)
		}
		out[k] = append(out[k], int32(i))
	}
	return slices.DeleteFunc(out, func(thread []int32) bool { return len(thread) < 2 })
}

// batch is how many articles one processor asks about at a time.
const batch = 500

// admit asks ranking about every article, in parallel.
func admit(articles []corpus.Article, l *reputation.Ledger, p ranking.Policy, b ranking.Basis) []ranking.Verdict {
	out, paths := make([]ranking.Verdict, len(articles)), sync.OnceValue(func() map[string]string { return pathsOfAnswers(articles) })
	parallel.Each((len(out)+batch-1)/batch, func(k int) error {
		from, to := k*batch, min((k+1)*batch, len(out))
		some := make([]ranking.Subject, 0, batch)
		for _, a := range articles[from:to] {
			some = append(some, subject(a, l, paths))
		}
		copy(out[from:to], ranking.Admit(some, p, b))
		return nil
	})
	return out
}

// pathsOfAnswers returns which article is that of an answer, by the answer's id.
func pathsOfAnswers(articles []corpus.Article) map[string]string {
	out := make(map[string]string, len(articles))
	for _, a := range articles {
		if _, taken := out[a.Answer]; !taken {
			out[a.Answer] = a.Path
		}
	}
	return out
}

// subject gathers what ranking must know of an article.
func subject(a corpus.Article, l *reputation.Ledger, paths func() map[string]string) ranking.Subject {
	s := Subject(a.Article, l, paths)
	s.Asks, s.NoAnswer, s.SaysNothing = a.Doc.Asks, a.Doc.Substance.None(), a.Doc.Substance.Little()
	for _, r := range a.Doc.Risks {
		s.Risks = append(s.Risks, ranking.Risk{Kind: r.Kind, Block: r.Block, Line: r.Line})
	}
	return s
}

// An assembled site, and what it was made from.
type assembled struct {
	site     *site.Site
	problems diag.List
	pages    cache.Fingerprint // of all that decides which pages there are, and their order
	articles []corpus.Article
}

// assemble lays out the site: which pages there are, at which address, and which
// articles are on them.
func (b *Builder) assemble(cfg Config, c *corpus.Corpus, st standing, pages cache.Fingerprint) assembled {
	s, problems := site.Assemble(site.Input{
		Options: cfg.Site, Shown: cfg.People, Articles: texts(c.Articles), Verdicts: st.verdicts, Pages: texts(c.Pages), Contributors: st.ledger.Contributors,
		Ledger: st.ledger, People: c.People, Attachments: c.Files.Attachments, Folders: c.Folders, LeftOut: c.LeftOut, Now: b.Now,
	})
	return assembled{s, problems, pages, c.Articles}
}

// reword returns the site with the words of a corpus whose pages are the same.
func (a assembled) reword(c *corpus.Corpus) assembled {
	var changed []int
	for i := range c.Articles {
		old, now := &a.articles[i], &c.Articles[i]
		if old.Text != now.Text && (old.Title != now.Title || old.Summary != now.Summary || !reflect.DeepEqual(old.Doc, now.Doc)) {
			changed = append(changed, i)
		}
	}
	if changed != nil {
		a.site, a.problems = a.site.WithTexts(texts(c.Articles), changed)
	}
	a.articles = c.Articles
	return a
}

// texts returns articles as the site takes them.
func texts(list []corpus.Article) []site.Written {
	out := make([]site.Written, len(list))
	for i, a := range list {
		out[i] = site.Written{Article: a.Article, Doc: a.Doc}
	}
	return out
}

// goOn returns the problems as warnings where the build goes on without what they are
// about: with KeepGoing all but those of the configuration, of the theme, and of
// contributors.toml, which says who may not be named.
func (b *Builder) goOn(l diag.List, cfg Config) diag.List {
	if !b.KeepGoing || l.Err() == nil {
		return l
	}
	out := slices.Clone(l)
	for i, p := range out {
		mustHold := p.Path == config.File || strings.HasPrefix(p.Path, theme.Folder+"/") || p.Path == path.Join(cfg.Content.Dir, "contributors.toml")
		out[i].Warning = p.Warning || !mustHold && p.Path != ""
	}
	return out
}

// empty reports a site without content, which would take the place of one with
// content: nearly always the folder is the wrong one, or every article is held back.
func (b *Builder) empty(cfg Config, s *site.Site, c *corpus.Corpus) diag.List {
	if len(c.LeftOut) > 0 && !b.KeepGoing {
		return nil // that is reported already
	}
	if !b.NeedArticles || len(s.Articles) > 0 || len(s.Manuals) > 0 && len(c.Articles) == 0 {
		return nil
	}
	p := diag.Problem{Msg: "the site has no article", Hint: "write one, name the folder with dir in [content] of site.toml, or build with --allow-empty"}
	if n := len(c.Articles); n > 0 {
		p.Msg = fmt.Sprintf("none of %d articles is public, so the site would be empty", n)
		p.Hint = "see their reasons with winnow explain, or build with --allow-empty"
	}
	return diag.List{p}
}

// foreign reports in sum the syntax of other programs that is shown as text.
func foreign(c *corpus.Corpus) (l diag.List) {
	type count struct {
		n, files int
		first    string
	}
	all := map[string]count{}
	for _, list := range [][]corpus.Article{c.Articles, c.Pages} {
		for _, a := range list {
			for _, f := range a.Doc.Foreign {
				was := all[f.Name]
				all[f.Name] = count{was.n + f.N, was.files + 1, cmp.Or(was.first, a.Path)}
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		n := all[name]
		l = append(l, diag.Problem{Warning: true, Sort: "kinds of foreign syntax that is shown as text", About: fmt.Sprintf("%s %d ×", name, n.n),
			Path: path.Join(c.Dir(), n.first), Msg: fmt.Sprintf("%s %d × in %d files is shown as text", name, n.n, n.files)})
	}
	return l
}

// below puts the content folder before the paths of problems that name files
// below it.
func below(dir string, l diag.List) diag.List {
	out := slices.Clone(l)
	for i := range out {
		if out[i].Path != "" && out[i].Path != config.File {
			out[i].Path = path.Join(dir, out[i].Path)
		}
	}
	return out
}

// show returns the function that a stage reports its progress to, or nil.
func show(progress func(stage string, done, total int64), stage string) func(done, total int) {
	if progress == nil {
		return nil
	}
	return func(done, total int) { progress(stage, int64(done), int64(total)) }
}
