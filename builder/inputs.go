package builder

import (
	"maps"
	"slices"
	"time"

	"winnow/builder/cache"
	"winnow/builder/corpus"
	"winnow/builder/ranking"
	"winnow/builder/site"
)

// inputs are the fingerprints of what the stages of a build are made from.
type inputs struct {
	judged cache.Fingerprint // all that contributors and articles are judged by, but for who repeats whom
	texts  cache.Fingerprint // all files of articles, and who is who
	pages  cache.Fingerprint // ordinary pages, descriptions of categories, attachments

	config cache.Fingerprint // site.toml, and what the caller wants instead
	theme  cache.Fingerprint
	corpus *corpus.Corpus
}

func inputsOf(b *Builder, cfg Config, c *corpus.Corpus, t loadedTheme) inputs {
	in := inputs{config: cache.Of([]byte(cfg.text), []byte(b.BaseURL), []byte(b.AsOf)), theme: t.fingerprint, corpus: c}

	h := cache.NewHasher()
	h.Add(in.config, c.PeopleInputs, c.EvidenceInputs)
	h.Value(b.Now)
	for _, list := range [][]corpus.Article{c.Articles, c.Pages} {
		for i := range list {
			h.Add(list[i].Facts)
		}
	}
	in.judged = h.Sum()

	h = cache.NewHasher()
	h.Add(c.PeopleInputs)
	for i := range c.Articles {
		h.Add(c.Articles[i].Text)
	}
	in.texts = h.Sum()

	h = cache.NewHasher()
	h.Value(c.Files.Attachments)
	for _, name := range slices.Sorted(maps.Keys(c.Folders)) {
		h.Text(name)
		h.Value(c.Folders[name])
	}
	for i := range c.Pages {
		h.Add(c.Pages[i].Text)
	}
	in.pages = h.Sum()
	return in
}

// files returns the fingerprint of all that the files of a site show beside the
// texts of articles. A page shows nothing of a text that is not its own. The time
// is in it by the day, which is what scores and pages show of it, and by what it
// does to the states of articles and to the list of pages. The program is not in
// it: package publish asks for the same program.
func (in inputs) files(now time.Time, dup duplicates, verdicts []ranking.Verdict, pages []*site.Page) cache.Fingerprint {
	h := cache.NewHasher()
	h.Add(in.config, in.theme, in.corpus.PeopleInputs, in.corpus.EvidenceInputs, in.pages, dup.fingerprint)
	h.Text(now.UTC().Format(time.DateOnly))
	for _, list := range [][]corpus.Article{in.corpus.Articles, in.corpus.Pages} {
		h.Number(len(list))
		for i := range list {
			h.Add(list[i].Face)
		}
	}
	for i := range verdicts {
		h.Text(string(verdicts[i].State))
		h.Number(verdicts[i].Place)
	}
	for _, p := range pages {
		h.Text(p.URL)
	}
	return h.Sum()
}
