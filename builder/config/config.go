// Package config reads site.toml: a [Config] with every default filled in, and what
// is wrong in the file, each with its place and remedy. A table is obeyed by the
// package of its name, which describes its keys and checks their values; this one
// knows where in the file they are.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"winnow/builder/content"
	"winnow/builder/diag"
	"winnow/builder/feed"
	"winnow/builder/markdown"
	"winnow/builder/ranking"
	"winnow/builder/reputation"
	"winnow/builder/search"
	"winnow/builder/site"
	"winnow/builder/theme"
)

// File is the site's configuration, at the top of its folder.
const File = "site.toml"

// A Config is site.toml with every default filled in. A table is obeyed by the
// package of its name, where its keys are described.
type Config struct {
	Site       site.Options     `toml:"site"`
	Content    content.Options  `toml:"content"`
	Markdown   markdown.Options `toml:"markdown"`
	Reputation reputation.Rules `toml:"reputation"`
	Ranking    ranking.Policy   `toml:"ranking"`
	Theme      theme.Options    `toml:"theme"`
	Search     search.Options   `toml:"search"`
	Feed       feed.Options     `toml:"feed"`

	Text string // of the file
}

// Default returns what holds where site.toml is silent.
func Default() Config {
	c := Config{
		Site:       site.DefaultOptions(),
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

// Read reads site.toml of a site's folder. Problems are syntax errors,
// unknown keys and values that a package refuses, each with its line.
func Read(files fs.FS) (Config, diag.List) {
	c := Default()
	data, err := fs.ReadFile(files, File)
	if errors.Is(err, fs.ErrNotExist) {
		return c, diag.List{{Path: File, Msg: "file not found",
			Hint: "run winnow in the folder of a site, or name it with -s; [site] with title and base_url is a complete file"}}
	}
	if err != nil {
		return c, diag.List{{Path: File, Msg: "cannot be read: " + err.Error()}}
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	c.Text = text
	meta, err := toml.Decode(text, &c)
	if err != nil {
		return c, diag.List{SyntaxProblem(err)}
	}
	f := tomlFile{lines: strings.Split(text, "\n")}
	return c, append(f.unknown(meta.Undecoded()), f.check(c)...)
}

// mismatch is how the TOML library words a value of the wrong type; unlike a
// syntax error it comes without a position of its own.
var mismatch = regexp.MustCompile(`^toml: line (\d+) \(last key "([^"]+)"\): (?:incompatible types: )?(.*)$`)

// endOfTable ends what the TOML library says of a table's name without its bracket.
const endOfTable = `to end table name, but got '\n' instead`

// SyntaxProblem returns the problem of an error of the TOML library.
func SyntaxProblem(err error) diag.Problem {
	p := diag.Problem{Path: File, Msg: strings.TrimPrefix(err.Error(), "toml: ")}
	var parse toml.ParseError
	if errors.As(err, &parse) && parse.Message != "" {
		p.Line, p.Col, p.Msg = parse.Position.Line, parse.Position.Col, parse.Message
		if strings.HasSuffix(p.Msg, endOfTable) {
			p.Line-- // the library counts the line feed that it found
		}
	} else if m := mismatch.FindStringSubmatch(err.Error()); m != nil {
		p.Line, _ = strconv.Atoi(m[1])
		p.Msg = fmt.Sprintf("key %q: %s", m[2], m[3])
	}
	return p
}

// A tomlFile finds the places of keys in site.toml.
type tomlFile struct{ lines []string }

// problem is a problem with one key, "table.key".
func (f tomlFile) problem(key, msg, hint string) diag.Problem {
	return diag.Problem{Path: File, Line: f.line(key), Msg: msg, Hint: hint}
}

// line finds the line on which a dotted key is set: the key within its table,
// or the line of the table's header. Of tables in a list, "rank[1].when" means a
// key of the second. 0 means that it is not in the file.
func (f tomlFile) line(key string) int {
	table, nth, header := "", "", 0
	tables := map[string]int{}
	for i, text := range f.lines {
		text = strings.TrimSpace(text)
		if strings.HasPrefix(text, "[") {
			table = strings.Trim(strings.TrimSpace(strings.SplitN(text, "#", 2)[0]), "[] ")
			nth = fmt.Sprintf("%s[%d]", table, tables[table])
			tables[table]++
			if header == 0 && (key == table || strings.HasPrefix(key, table+".")) || strings.HasPrefix(key, nth+".") {
				header = i + 1
			}
			continue
		}
		name, _, ok := strings.Cut(text, "=")
		full := dotted(table, strings.TrimSpace(name))
		if ok && (full == key || dotted(nth, strings.TrimSpace(name)) == key || strings.HasPrefix(key, full+"[")) {
			return i + 1
		}
	}
	return header
}

// column is that of the nth character of the text that a line sets a key to; 0 if
// that is not to be seen.
func (f tomlFile) column(line, nth int) int {
	if line == 0 || nth == 0 {
		return 0
	}
	text := f.lines[line-1]
	_, value, _ := strings.Cut(text, "=")
	value = strings.TrimLeft(value, " \t")
	if !strings.HasPrefix(value, `"`) && !strings.HasPrefix(value, "'") || strings.HasPrefix(value, `"""`) || strings.Contains(value, `\`) {
		return 0
	}
	return utf8.RuneCountInString(text[:len(text)-len(value)]) + 1 + nth
}

func dotted(table, key string) string {
	if table == "" {
		return key
	}
	return table + "." + strings.Trim(key, `"'`)
}

// unknown makes a problem of each key that no package obeys.
func (f tomlFile) unknown(keys []toml.Key) diag.List {
	var out diag.List
	for _, key := range keys {
		p := f.problem(key.String(), fmt.Sprintf("unknown key %q", key), "")
		if near := diag.Near(key.String(), slices.Values(knownKeys())); near != "" {
			p.Hint = fmt.Sprintf("did you mean %q?", near)
		} else if table := tableOf(key.String()); table != "" {
			p.Hint = fmt.Sprintf("it belongs below [%s]", table)
		}
		out = append(out, p)
	}
	return out
}

// tableOf is the first table that has a key of that name, or "".
func tableOf(name string) string {
	for _, key := range knownKeys() {
		if table, found := strings.CutSuffix(key, "."+name); found {
			return table
		}
	}
	return ""
}

// knownKeys lists every key of site.toml, from the types that hold them.
func knownKeys() []string {
	var keys []string
	var walk func(t reflect.Type, prefix string)
	walk = func(t reflect.Type, prefix string) {
		for i := range t.NumField() {
			name := t.Field(i).Tag.Get("toml")
			if name == "" || name == "-" {
				continue
			}
			keys = append(keys, prefix+name)
			inner := t.Field(i).Type
			if inner.Kind() == reflect.Slice {
				inner = inner.Elem()
			}
			if inner.Kind() == reflect.Struct {
				walk(inner, prefix+name+".")
			}
		}
	}
	walk(reflect.TypeFor[Config](), "")
	return keys
}

// check asks each package about its own table.
func (f tomlFile) check(c Config) diag.List {
	var out diag.List
	for table, found := range map[string]diag.List{
		"site":       c.Site.Check(),
		"markdown":   c.Markdown.Check(),
		"reputation": c.Reputation.Check(),
		"ranking":    c.Ranking.Check(riskKinds()),
		"feed":       c.Feed.Check(),
		"theme":      c.Theme.Check(),
		"search":     c.Search.Check(),
	} {
		for _, p := range found {
			// A package knows its keys but not their lines: it names the key as path.
			located := f.problem(dotted(table, p.Path), p.Msg, p.Hint)
			located.Col = f.column(located.Line, p.Col)
			out = append(out, located)
		}
	}
	return out.Sorted()
}

// riskKinds are the kinds of dangerous commands whose level a site may set.
func riskKinds() (kinds []string) {
	for _, r := range markdown.Risks() {
		kinds = append(kinds, r.Kind)
	}
	return kinds
}
