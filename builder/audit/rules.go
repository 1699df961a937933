package audit

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
)

// Constants is rules.json: every constant in force that places a contributor or an
// article.
type Constants struct {
	Version int        `json:"version"`
	List    []Constant `json:"constants"`
}

// A Constant goes by its key in site.toml.
type Constant struct {
	Name    string `json:"name"` // "reputation.kappa.tag"
	Value   string `json:"value"`
	Meaning string `json:"meaning"`
}

// JSON returns the file rules.json.
func (c Constants) JSON() ([]byte, error) {
	data, err := json.Marshal(c)
	return append(data, '\n'), err
}

// ReadConstants reads a rules.json.
func ReadConstants(data []byte) (c Constants, err error) {
	err = read(data, &c, &c.Version)
	return c, err
}

// A Rule is a constant that had another value before; empty where it was not
// there.
type Rule struct {
	Name   string `json:"name"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// compareRules lists the constants that changed. What only one of the sites
// publishes at all is not compared.
func compareRules(before, after Snapshot) []Rule {
	old, now := before.constants(), after.constants()
	names := maps.Clone(old)
	maps.Copy(names, now)
	if len(before.Constants) == 0 || len(after.Constants) == 0 {
		maps.DeleteFunc(names, func(name, _ string) bool { return old[name] == "" || now[name] == "" })
	}
	out := []Rule{}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if old[name] != now[name] {
			out = append(out, Rule{name, old[name], now[name]})
		}
	}
	return out
}

const asOf = "reputation.as_of"

// constants returns those of rules.json; the day on which ages are measured, which may
// be the newest in the data, and where newcomers start, which may be measured, are
// what came of them.
func (s Snapshot) constants() map[string]string {
	out := map[string]string{}
	for _, c := range s.Constants {
		out[c.Name] = c.Value
	}
	if len(s.Contributors) > 0 {
		out[asOf] = s.Contributors[0].AsOf
	}
	if len(s.Articles) > 0 {
		out["start"] = units(s.Articles[0].Start)
	}
	return out
}

// units writes millionths as a number.
func units(millionths int64) string {
	return strconv.FormatFloat(float64(millionths)/1e6, 'f', -1, 64)
}
