package table

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"winnow/builder/importer"
)

const mapName = "map.toml"

// A mapping says which field means what.
type mapping struct {
	Rows string `toml:"rows"` // where pages of JSON have the rows

	Thread     string `toml:"thread"`
	Title      string `toml:"title"`
	Question   string `toml:"question"`
	Asker      string `toml:"asker"`
	AskerName  string `toml:"asker_name"`
	AskedAt    string `toml:"asked_at"`
	Answer     string `toml:"answer"`
	Solution   string `toml:"solution"`
	Author     string `toml:"author"`
	AuthorName string `toml:"author_name"`
	AnsweredAt string `toml:"answered_at"`
	EditedAt   string `toml:"edited_at"`
	Accepted   string `toml:"accepted"`
	Accepter   string `toml:"accepter"`
	AcceptedAt string `toml:"accepted_at"`
	Upvotes    string `toml:"upvotes"`
	Downvotes  string `toml:"downvotes"`
	Score      string `toml:"score"`
	Category   string `toml:"category"`
	Tags       string `toml:"tags"`
	Language   string `toml:"language"`
	Address    string `toml:"address"`
	License    string `toml:"license"`
	Outdated   string `toml:"outdated"`
	Format     string `toml:"format"`

	Votes votes `toml:"votes"`

	place string   // of the file
	lines []string // of the file
}

// votes are votes as events.
type votes struct {
	List   string `toml:"list"`   // a field of the row
	File   string `toml:"file"`   // or another table
	Answer string `toml:"answer"` // in the other table
	By     string `toml:"by"`
	At     string `toml:"at"`
	Value  string `toml:"value"`
}

// forms are the forms of bodies that a map can name in place of a field.
var forms = []string{"md", "html", "bbcode", "text"}

// readMapping reads the map of a table.
func readMapping(task *importer.Task, files *importer.Files) (*mapping, error) {
	name := mapName
	if task.Map != "" {
		other, err := importer.OpenFiles(task.Map, ".toml")
		if err != nil {
			return nil, err
		}
		defer other.Close()
		files, name = other, filepath.Base(task.Map)
	}
	data, err := files.Read(name)
	if err != nil {
		return nil, importer.Problem{Path: files.Place(name), Msg: "there is no map of the fields", Hint: "write one: a line title = \"FIELD\" for each of title, question, solution, author, …; --map names it when it is elsewhere"}
	}
	m := &mapping{place: files.Place(name), lines: strings.Split(string(data), "\n")}
	meta, err := toml.NewDecoder(bytes.NewReader(data)).Decode(m)
	if err != nil {
		return nil, m.broken(err)
	}
	var problems importer.Problems
	for _, key := range meta.Undecoded() {
		problems = append(problems, m.unknown(key.String()))
	}
	if m.Solution == "" {
		problems = append(problems, importer.Problem{Path: m.place, Msg: "no field is the solution", Hint: `add solution = "FIELD"`})
	}
	if m.Title == "" && m.Question == "" {
		problems = append(problems, importer.Problem{Path: m.place, Msg: "no field is the question or its title", Hint: `add question = "FIELD" or title = "FIELD"`})
	}
	return m, problems.Err()
}

// broken is the problem of a map that is not TOML.
func (m *mapping) broken(err error) error {
	p := importer.Problem{Path: m.place, Msg: err.Error()}
	if parse, ok := err.(toml.ParseError); ok {
		p.Line, p.Col, p.Msg = parse.Position.Line, parse.Position.Col, parse.Message
	}
	return p
}

// unknown is the problem of a key that means nothing.
func (m *mapping) unknown(key string) importer.Problem {
	p := importer.Problem{Path: m.place, Line: m.line(key), Msg: fmt.Sprintf("unknown key %q", key)}
	var keys []string
	for key := range m.keys(true) {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	if near := importer.Near(key, slices.Values(keys)); near != "" {
		p.Hint = fmt.Sprintf("did you mean %q?", near)
	} else {
		p.Hint = "the keys are " + strings.Join(keys, ", ")
	}
	return p
}

// line returns the line of a key, 0 when it is not to be seen.
func (m *mapping) line(key string) int {
	table, name, found := strings.Cut(key, ".")
	if !found {
		table, name = "", key
	}
	within := ""
	for i, line := range m.lines {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "["); ok {
			within = strings.TrimSpace(strings.TrimSuffix(rest, "]"))
		}
		left, _, ok := strings.Cut(line, "=")
		if left = strings.TrimSpace(left); ok && (within == table && left == name || left == key) {
			return i + 1
		}
	}
	return 0
}

// keys yields each key of the map with the field it names; all = also those that name none.
func (m *mapping) keys(all bool) func(yield func(key, field string) bool) {
	return func(yield func(key, field string) bool) {
		for _, part := range []struct {
			prefix string
			value  reflect.Value
		}{{"", reflect.ValueOf(*m)}, {"votes.", reflect.ValueOf(m.Votes)}} {
			for i := range part.value.NumField() {
				key := part.value.Type().Field(i).Tag.Get("toml")
				if key == "" || key == "votes" {
					continue
				}
				if field := part.value.Field(i).String(); (all || field != "") && !yield(part.prefix+key, field) {
					return
				}
			}
		}
	}
}

// fields returns the fields that the map names in rows, each with its key.
func (m *mapping) fields() map[string]string {
	out := map[string]string{}
	for key, field := range m.keys(false) {
		switch {
		case key == "rows", key == "format" && slices.Contains(forms, field), strings.HasPrefix(key, "votes.") && key != "votes.list":
		default:
			out[key] = field
		}
	}
	return out
}

// check returns a problem for each field that no row has.
func (m *mapping) check(known map[string]bool) error {
	var problems importer.Problems
	mapped := m.fields()
	for _, key := range slices.Sorted(maps.Keys(mapped)) {
		field := mapped[key]
		if known[field] || known[field+".0"] {
			continue
		}
		p := importer.Problem{Path: m.place, Line: m.line(key), Msg: fmt.Sprintf("no row has a field %q", field)}
		names := slices.Sorted(maps.Keys(known))
		if near := importer.Near(field, slices.Values(names)); near != "" {
			p.Hint = fmt.Sprintf("did you mean %q?", near)
		} else {
			p.Hint = "the fields are " + strings.Join(names[:min(len(names), 40)], ", ")
		}
		problems = append(problems, p)
	}
	return problems.Err()
}
