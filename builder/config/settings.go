package config

import "winnow/builder/reputation"

// A Setting is one constant in force.
type Setting struct {
	Table   string `json:"table"`
	Key     string `json:"key"`
	Value   string `json:"value"`
	Meaning string `json:"meaning"`
}

// Settings lists every constant in force that places a contributor or an
// article, for the rules page.
func Settings(c Config) []Setting {
	var out []Setting
	for _, s := range c.Reputation.Settings() {
		out = append(out, Setting{Table: "reputation", Key: s.Key, Value: s.Value, Meaning: s.Meaning})
	}
	for _, s := range c.Ranking.Settings() {
		out = append(out, Setting{Table: "ranking", Key: s.Key, Value: s.Value, Meaning: s.Meaning})
	}
	return out
}

// PublicSettings is Settings as the site may show them: an anchor goes by the
// id that the ledger shows of a person.
func PublicSettings(c Config, l *reputation.Ledger) []Setting {
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
