package builder

import "winnow/builder/site"

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
