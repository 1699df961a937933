package content

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Format returns the article as a file, the inverse of Parse: with YAML front matter,
// which holds the keys that are set, in the order of the package comment. What
// follows from the path alone (URL, Category, Answer) is left out. Parse(Format(a))
// equals a but for the lines of title and body.
func Format(a *Article) []byte { return format(knownKeys, a) }

func format(k *keys, a *Article) []byte {
	w := writer{keys: k, quote: quoteYAML}
	w.WriteString("---\n")
	plain := newArticle(a.Path)
	for i := range k.fields {
		f := &k.fields[i]
		w.field(f.key, f.in(a), f.in(plain))
	}
	w.extra(a.Extra)
	w.WriteString("---\n\n")
	w.Write(a.Body)
	w.WriteByte('\n')
	return w.Bytes()
}

type writer struct {
	bytes.Buffer
	keys  *keys
	quote func(string) string
}

// field writes a key whose value differs from what it is without the key.
func (w *writer) field(key string, value, without any) {
	text := ""
	switch v := value.(type) {
	case *string:
		if *v != *without.(*string) && *v != "" {
			text = w.quote(*v)
		}
	case *[]string:
		if len(*v) > 0 {
			text = "[" + joinQuoted(*v, w.quote) + "]"
		}
	case *time.Time:
		if !v.IsZero() {
			text = formatDate(*v)
		}
	case *int:
		if *v != 0 {
			text = strconv.Itoa(*v)
		}
	case *bool:
		if *v {
			text = "true"
		}
	case *Kind:
		if *v == KindPage {
			text = string(*v)
		}
	}
	if text != "" {
		w.WriteString(key + ": " + text + "\n")
	}
}

// extra writes the keys of the site's own, by name: as they are where Parse
// would not take them for something else, the rest below "extra".
func (w *writer) extra(extra map[string]any) {
	var below []string
	for _, key := range slices.Sorted(maps.Keys(extra)) {
		if !w.plainKey(key) {
			below = append(below, key)
			continue
		}
		w.WriteString(key + ": " + w.value(extra[key]) + "\n")
	}
	if len(below) > 0 {
		w.WriteString("extra:\n")
	}
	for _, key := range below {
		w.WriteString("  " + jsonText(key) + ": " + w.value(extra[key]) + "\n")
	}
}

// plainKey reports whether a key at the top goes to Extra under its own name.
func (w *writer) plainKey(key string) bool {
	if _, known := w.keys.lookup(key); known || key == "" || key == "extra" || key == "params" || key == "taxonomies" || w.keys.slip(key) != "" {
		return false
	}
	for i := 0; i < len(key); i++ {
		if !bareKey(key[i]) {
			return false
		}
	}
	return (key[0]|0x20 >= 'a' && key[0]|0x20 <= 'z') && bareYAML(key) == textNode
}

// value writes a value of Extra.
func (w *writer) value(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return w.quote(v)
	case []any:
		items := make([]string, len(v))
		for i := range v {
			items[i] = w.value(v[i])
		}
		return "[" + strings.Join(items, ", ") + "]"
	case map[string]any:
		var items []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			items = append(items, jsonText(key)+": "+w.value(v[key]))
		}
		return "{" + strings.Join(items, ", ") + "}"
	case float64:
		text := strconv.FormatFloat(v, 'f', -1, 64)
		if !strings.ContainsAny(text, ".NI") {
			text += ".0"
		}
		return text
	}
	return fmt.Sprint(v)
}

func joinQuoted(list []string, quote func(string) string) string {
	quoted := make([]string, len(list))
	for i := range list {
		quoted[i] = quote(list[i])
	}
	return strings.Join(quoted, ", ")
}

// quoteYAML writes a text as simply as it can be written on one line, so that
// it means the same in a list, too.
func quoteYAML(s string) string {
	switch {
	case s != "" && isWord(s) && bareYAML(s) == textNode:
		return s
	case strings.ContainsFunc(s, unprintable):
	case !strings.ContainsAny(s, `"\`):
		return `"` + s + `"`
	case !strings.Contains(s, "'"):
		return "'" + s + "'"
	}
	return jsonText(s)
}

// quoteTOML does the same for TOML, where every text has quotes.
func quoteTOML(s string) string {
	if q := quoteYAML(s); q[0] == '"' || q[0] == '\'' {
		return q
	}
	return `"` + s + `"`
}

// isWord reports whether a text looks harmless to every reader: letters, digits
// and what occurs in ids and paths.
func isWord(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '-' && r != '.' && r != '/' && r != '+' {
			return false
		}
	}
	return true
}

func unprintable(r rune) bool {
	return r < ' ' || r >= 0x7f && r <= 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff || r == utf8.RuneError
}

// jsonText writes a text with the escapes that JSON, YAML and TOML share.
func jsonText(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(s) != nil {
		return strconv.Quote(s)
	}
	return strings.ReplaceAll(strings.TrimSpace(b.String()), "\x7f", `\u007f`)
}
