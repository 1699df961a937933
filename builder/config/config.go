// Package config reads site.toml into the tables of the packages that obey them,
// and reports what is wrong in the file, each mistake with its place and remedy.
//
// A table is obeyed by the package of its name, which describes its keys, has their
// defaults and checks their values. This package knows none of them: it is given a
// struct of tables, and finds where in the file a key is.
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

	"winnow/builder/diag"
)

// File is the site's configuration, at the top of its folder.
const File = "site.toml"

// Read decodes site.toml of a site's folder into tables, a pointer to a struct with
// a field for each table, which holds the defaults. check returns what the packages
// object to, by table; a problem has its key as path. Problems are syntax errors,
// unknown keys and these, each with its line. text is that of the file.
func Read(files fs.FS, tables any, check func() map[string]diag.List) (text string, problems diag.List) {
	data, err := fs.ReadFile(files, File)
	if errors.Is(err, fs.ErrNotExist) {
		return "", diag.List{{Path: File, Msg: "file not found",
			Hint: "run winnow in the folder of a site, or name it with -s; [site] with title and base_url is a complete file"}}
	}
	if err != nil {
		return "", diag.List{{Path: File, Msg: "cannot be read: " + err.Error()}}
	}
	text = strings.TrimPrefix(string(data), "\ufeff")
	meta, err := toml.Decode(text, tables)
	if err != nil {
		return text, diag.List{SyntaxProblem(err)}
	}
	f := tomlFile{lines: strings.Split(text, "\n"), keys: knownKeys(reflect.TypeOf(tables).Elem(), "")}
	return text, append(f.unknown(meta.Undecoded()), f.locate(check())...)
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
type tomlFile struct {
	lines []string
	keys  []string // that there are
}

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
		if near := diag.Near(key.String(), slices.Values(f.keys)); near != "" {
			p.Hint = fmt.Sprintf("did you mean %q?", near)
		} else if table := f.tableOf(key.String()); table != "" {
			p.Hint = fmt.Sprintf("it belongs below [%s]", table)
		}
		out = append(out, p)
	}
	return out
}

// tableOf returns the first table that has a key of that name, or "".
func (f tomlFile) tableOf(name string) string {
	for _, key := range f.keys {
		if table, found := strings.CutSuffix(key, "."+name); found {
			return table
		}
	}
	return ""
}

// knownKeys lists every key of a struct of tables, each with what is before it.
func knownKeys(t reflect.Type, prefix string) (keys []string) {
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
			keys = append(keys, knownKeys(inner, prefix+name+".")...)
		}
	}
	return keys
}

// locate gives the problems of tables their places: a package knows its keys but not
// their lines.
func (f tomlFile) locate(tables map[string]diag.List) diag.List {
	var out diag.List
	for table, problems := range tables {
		for _, p := range problems {
			located := f.problem(dotted(table, p.Path), p.Msg, p.Hint)
			located.Col = f.column(located.Line, p.Col)
			out = append(out, located)
		}
	}
	return out.Sorted()
}
