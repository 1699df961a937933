package config

import (
	"winnow/builder/reputation"
	"winnow/builder/site"
)

// Settings lists every constant in force that places a contributor or an
// article, for the rules page.
func Settings(c Config) []site.Setting {
	var out []site.Setting
	for _, s := range c.Reputation.Settings() {
		out = append(out, site.Setting{Table: "reputation", Key: s.Key, Value: s.Value, Meaning: s.Meaning})
	}
	for _, s := range c.Ranking.Settings() {
		out = append(out, site.Setting{Table: "ranking", Key: s.Key, Value: s.Value, Meaning: s.Meaning})
	}
	return out
}

// PublicSettings is Settings as the site may show them: an anchor goes by the
// id that the ledger shows of a person.
func PublicSettings(c Config, l *reputation.Ledger) []site.Setting {
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
	a.Staff, a.Proven = shown(a.Staff), shown(a.Proven)
	return Settings(c)
}
