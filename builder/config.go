package builder

import (
	"io/fs"

	"winnow/builder/config"
	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/feed"
	"winnow/builder/markdown"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/risk"
	"winnow/builder/search"
	"winnow/builder/site"
	"winnow/builder/theme"
	"winnow/builder/view"
)

// A Config is site.toml with every default filled in. A table is obeyed by the
// package of its name, which describes its keys.
type Config struct {
	Site       site.Options       `toml:"site"`
	People     site.PeopleOptions `toml:"people"`
	Content    content.Options    `toml:"content"`
	Markdown   markdown.Options   `toml:"markdown"`
	Reputation reputation.Rules   `toml:"reputation"`
	Ranking    ranking.Policy     `toml:"ranking"`
	Theme      theme.Options      `toml:"theme"`
	Search     search.Options     `toml:"search"`
	Feed       feed.Options       `toml:"feed"`

	text string // of the file
}

// DefaultConfig returns what holds where site.toml is silent.
func DefaultConfig() Config {
	c := Config{
		Site:       site.DefaultOptions(),
		People:     site.DefaultPeopleOptions(),
		Content:    content.DefaultOptions(),
		Markdown:   markdown.DefaultOptions(),
		Reputation: reputation.DefaultRules(),
		Ranking:    ranking.DefaultPolicy(),
		Theme:      theme.DefaultOptions(),
		Search:     search.DefaultOptions(),
		Feed:       feed.DefaultOptions(),
	}
	c.Content.Reserved = site.Reserved()
	return c
}

// Reserved returns the names that pages of the site itself have, at its top or in a
// category: no folder or article of an import takes them.
func Reserved() []string { return site.Reserved() }

// ReadConfig reads site.toml of a site's folder.
func ReadConfig(files fs.FS) (Config, diag.List) {
	c := DefaultConfig()
	text, problems := config.Read(files, &c, func() map[string]diag.List { return c.check() })
	c.text = text
	return c, problems
}

// check asks each package about its own table.
func (c *Config) check() map[string]diag.List {
	return map[string]diag.List{
		"site":       c.Site.Check(),
		"people":     c.People.Check(),
		"markdown":   c.Markdown.Check(),
		"reputation": c.Reputation.Check(),
		"ranking":    c.Ranking.Check(riskKinds()),
		"feed":       c.Feed.Check(),
		"theme":      c.Theme.Check(),
		"search":     c.Search.Check(),
	}
}

// riskKinds returns the kinds of dangerous commands whose level a site may set.
func riskKinds() (kinds []string) {
	for _, r := range risk.Kinds() {
		kinds = append(kinds, r.Name)
	}
	return kinds
}

// Settings lists every constant in force that places a contributor or an
// article, for the rules page.
func Settings(c Config) []view.Setting {
	var out []view.Setting
	for _, s := range c.Reputation.Settings() {
		out = append(out, view.Setting{Table: "reputation", Key: s.Key, Value: s.Value, Meaning: s.Meaning})
	}
	for _, s := range c.Ranking.Settings() {
		out = append(out, view.Setting{Table: "ranking", Key: s.Key, Value: s.Value, Meaning: s.Meaning})
	}
	return out
}

// publicSettings is Settings as the site may show them: an anchor and a reviewer go by the
// id that the ledger shows of a person.
func publicSettings(c Config, l *reputation.Ledger) []view.Setting {
	shown := func(ids []string) []string {
		out := make([]string, len(ids))
		for i, id := range ids {
			out[i] = id
			if who := l.Contributor(id); who != nil {
				out[i] = who.ID
			}
		}
		return out
	}
	a := &c.Reputation.Anchors
	a.Staff, a.Proven, c.Ranking.Reviewers = shown(a.Staff), shown(a.Proven), shown(c.Ranking.Reviewers)
	return Settings(c)
}
