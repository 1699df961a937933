package dialect

import (
	"regexp"
	"strings"
)

// leftovers is the table of foreign syntax that stays as text: what it looks like, and
// how it is called in a report. The first group is the name.
var leftovers = []struct {
	mark string // without it there is none
	find *regexp.Regexp
	call func(name string) string
}{
	{"{%", regexp.MustCompile(`\{%-?\s*([\w-]+)[^%\n]*%\}`), func(n string) string { return "{% " + n + " %}" }},
	{"{{", regexp.MustCompile(`\{\{[<%]\s*(/?[\w./-]+)`), func(n string) string { return "{{< " + n + " >}}" }},
	{"{{", regexp.MustCompile(`\{\{-?\s*([\w.$]+)[^{}\n]*\}\}`), func(n string) string { return "{{ " + n + " }}" }},
	{":::", regexp.MustCompile(`(?m):::+\s*\{?([\pL\pN_-]*)`), func(n string) string { return "::: " + n }},
	{"!!!", regexp.MustCompile(`(?m)^!!!\s+([\pL\pN_-]+)`), func(n string) string { return "!!! " + n }},
	{"???", regexp.MustCompile(`(?m)^\?\?\?\+?\s+([\pL\pN_-]+)`), func(n string) string { return "??? " + n }},
	{"===", regexp.MustCompile(`(?m)^===[!+]?\s+(")`), func(string) string { return `=== "…"` }},
	{"[!", regexp.MustCompile(`(?m)\[!([\pL]+)\]`), func(n string) string { return "[!" + n + "]" }},
	{"[[", regexp.MustCompile(`\[\[([\pL])[^\[\]\n]*\]\]`), func(string) string { return "[[…]]" }},
	{"{:", regexp.MustCompile(`\{:\s*([.#]|[\w-]+=)[^{}\n]*\}`), func(string) string { return "{: … }" }},
	{"--8<--", regexp.MustCompile(`(--8<--)`), func(n string) string { return n }},
}

// Leftovers counts the foreign syntax in a text without markup, by how it is called.
func Leftovers(plain string) map[string]int {
	if !strings.ContainsAny(plain, "{[!?:=-") {
		return nil
	}
	var out map[string]int
	for _, l := range leftovers {
		if !strings.Contains(plain, l.mark) {
			continue
		}
		for _, m := range l.find.FindAllStringSubmatch(plain, 10_000) {
			if out == nil {
				out = map[string]int{}
			}
			out[l.call(m[1])]++
		}
	}
	return out
}
