package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"winnow/builder/diag"
)

// texts are the interface texts of a site, in the order in which languages
// are asked.
type texts struct {
	tables  []table
	every   map[string]func() table // each language of the theme by name, read when it is asked for
	printer *message.Printer        // of the site's language
}

// A table holds the texts of one language.
type table struct {
	name string // pt-BR, as in the name of the file
	tag  language.Tag
	text map[string]string
}

// loadTexts reads the tables of the site's language, its base language and
// English.
func loadTexts(l layers, lang string) (*texts, diag.List) {
	tag, err := language.Parse(lang)
	if err != nil {
		tag = language.English
	}
	base, _ := tag.Base()
	x := &texts{printer: message.NewPrinter(westernDigits(tag)), every: everyTable(l)}
	var problems diag.List
	for _, name := range []string{tag.String(), base.String(), "en"} {
		if len(x.tables) > 0 && x.tables[len(x.tables)-1].name == name {
			continue
		}
		t, p := loadTable(l, name)
		problems = append(problems, p...)
		if t.text != nil {
			x.tables = append(x.tables, t)
		}
	}
	if len(x.tables) == 0 || x.tables[0].tag != tag && x.tables[0].name != base.String() {
		problems = append(problems, diag.Problem{Path: l.place("strings/" + base.String() + ".toml"), Warning: true,
			Msg: "the theme has no texts in language " + lang, Hint: "English is shown; copy strings/en.toml of the theme and translate it"})
	}
	return x, problems
}

// westernDigits asks for 0 to 9 in every language: scores, trust and versions
// are shown beside these numbers and are written so everywhere.
func westernDigits(tag language.Tag) language.Tag {
	if t, err := tag.SetTypeForKey("nu", "latn"); err == nil {
		return t
	}
	return tag
}

// loadTable reads one language of both layers, the own one above the built-in.
// Its text is nil when neither has the language.
func loadTable(l layers, name string) (table, diag.List) {
	t := table{name: name, tag: language.Make(name)}
	var problems diag.List
	for _, layer := range []layers{{builtin: l.builtin}, {builtin: l.own, own: l.own, name: l.name}} {
		if layer.builtin == nil {
			continue
		}
		file := "strings/" + name + ".toml"
		b, err := layer.read(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if t.text == nil {
			t.text = map[string]string{}
		}
		var raw map[string]any
		if err == nil {
			err = toml.Unmarshal(b, &raw)
		}
		if err == nil {
			err = flatten(t.text, "", raw)
		}
		if err != nil {
			problems = append(problems, tomlProblem(layer.place(file), err))
		}
	}
	return t, problems
}

// everyTable returns all languages of both layers. Their mistakes are found where
// a site is in that language.
func everyTable(l layers) map[string]func() table {
	names, _ := l.list("strings")
	every := make(map[string]func() table, len(names))
	for _, file := range names {
		if name, ok := strings.CutSuffix(path.Base(file), ".toml"); ok {
			every[name] = sync.OnceValue(func() table {
				t, _ := loadTable(l, name)
				return t
			})
		}
	}
	return every
}

// in returns the text of a key in a language that need not be the site's, else
// in its base language, else in English; "" where none has it.
func (x *texts) in(lang, key string) string {
	base, _, _ := strings.Cut(lang, "-")
	for _, name := range []string{lang, base, "en"} {
		if table, ok := x.every[name]; ok {
			if text, ok := table().text[key]; ok {
				return text
			}
		}
	}
	return ""
}

// flatten adds the texts of nested tables under their dotted keys.
func flatten(to map[string]string, prefix string, from map[string]any) error {
	for k, v := range from {
		switch v := v.(type) {
		case string:
			to[prefix+k] = v
		case map[string]any:
			if err := flatten(to, prefix+k+".", v); err != nil {
				return err
			}
		default:
			return fmt.Errorf("%s%s is not a text", prefix, k)
		}
	}
	return nil
}

// find returns the text of a key in the first language that has it, and the
// number of that language. A language without a plural form has KEY.other in
// its place.
func (x *texts) find(key string) (text string, table int, ok bool) {
	for i, t := range x.tables {
		if text, ok := t.text[key]; ok {
			return text, i, true
		}
		if name, form, _ := strings.Cut(key, "."); pluralForms[form] {
			if text, ok := t.text[name+".other"]; ok {
				return text, i, true
			}
		}
	}
	return key, 0, false
}

var pluralForms = map[string]bool{"zero": true, "one": true, "two": true, "few": true, "many": true}

// text implements the template function t.
func (x *texts) text(key string, pairs ...any) (string, error) {
	text, _, ok := x.find(key)
	if !ok {
		text = x.other(key)
	}
	return x.fill(text, pairs)
}

// other returns the text for a key that is not known: that of the nearest key that
// ends in _other, else the key.
func (x *texts) other(key string) string {
	for i := strings.LastIndexByte(key, '_'); i > 0; i = strings.LastIndexByte(key[:i], '_') {
		if text, _, ok := x.find(key[:i] + "_other"); ok {
			return text
		}
	}
	return key
}

// plural implements the template function plural.
func (x *texts) plural(key string, n int, pairs ...any) (string, error) {
	text, i, ok := x.find(key + ".other")
	if ok {
		form := x.tables[i].form(n)
		if special, ok := x.tables[i].text[key+"."+form]; ok {
			text = special
		}
	}
	if len(pairs) == 0 { // as nearly always
		return strings.ReplaceAll(text, "{n}", x.number(n)), nil
	}
	return x.fill(text, append([]any{"n", n}, pairs...))
}

// form names the plural form of the language for n things.
func (t table) form(n int) string {
	n = max(n, -n)
	switch plural.Cardinal.MatchPlural(t.tag, n, 0, 0, 0, 0) {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}

// fill replaces {name} in a text by the values of pairs. A name without a
// value stays, so that it is seen.
func (x *texts) fill(text string, pairs []any) (string, error) {
	if len(pairs) == 0 || strings.IndexByte(text, '{') < 0 {
		return text, nil
	}
	if len(pairs)%2 != 0 {
		return "", fmt.Errorf("%q: a name has no value", text)
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String(), nil
		}
		name, after, closed := strings.Cut(rest, "}")
		if v, ok := x.value(pairs, name); ok && closed {
			b.WriteString(v)
			text = after
			continue
		}
		b.WriteByte('{')
		text = rest
	}
}

// value returns the value of a name, written in the site's language.
func (x *texts) value(pairs []any, name string) (string, bool) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] != name {
			continue
		}
		switch v := pairs[i+1].(type) {
		case string:
			return v, true
		case int:
			return x.number(v), true
		case time.Time:
			return x.longdate(v), true
		default:
			return fmt.Sprint(v), true
		}
	}
	return "", false
}

// number writes a whole number in the site's language.
func (x *texts) number(n int) string {
	if n >= 0 && n < 1000 && len(x.tables) > 0 && x.tables[0].name == "en" {
		return strconv.Itoa(n)
	}
	return x.printer.Sprint(n)
}

// longdate writes a day in the site's language.
func (x *texts) longdate(d time.Time) string {
	if d.IsZero() {
		return ""
	}
	year, month, day := d.Date()
	name, _, _ := x.find("month." + strconv.Itoa(int(month)))
	pattern, _, ok := x.find("date.long")
	if !ok {
		return isodate(d)
	}
	s, _ := x.fill(pattern, []any{"day", strconv.Itoa(day), "month", name, "year", strconv.Itoa(year)})
	return s
}

func isodate(d time.Time) string {
	if d.IsZero() {
		return ""
	}
	return d.Format(time.DateOnly)
}
