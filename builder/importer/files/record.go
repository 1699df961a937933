package files

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"winnow/builder/markdown/mdtext"
)

// A Record is an object of JSON, or a row: its fields by name, those of JSON within each
// other.
type Record map[string]any

// ParseRecord returns an object of JSON; false when data is none.
func ParseRecord(data []byte) (r Record, ok bool) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	return r, d.Decode(&r) == nil && r != nil
}

// Value returns a field: by its whole name, else by what is between its dots.
func (r Record) Value(field string) any {
	if v, ok := r[field]; ok || field == "" {
		return v
	}
	var at any = map[string]any(r)
	for part := range strings.SplitSeq(field, ".") {
		switch x := at.(type) {
		case map[string]any:
			at = x[part]
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil || i < 0 || i >= len(x) {
				return nil
			}
			at = x[i]
		default:
			return nil
		}
	}
	return at
}

// Text returns a field as text, "" for none.
func (r Record) Text(field string) string { return textOf(r.Value(field)) }

func textOf(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return mdtext.Clean(v)
	case []any:
		var parts []string
		for _, x := range v {
			parts = append(parts, textOf(x))
		}
		return strings.Join(parts, "\n")
	case map[string]any:
		data, _ := json.Marshal(v)
		return string(data)
	}
	return fmt.Sprint(v)
}

// List returns a field as a list; text is one by commas, semicolons, bars or <tags>.
func (r Record) List(field string) []string {
	if v, ok := r.Value(field).([]any); ok {
		var out []string
		for _, x := range v {
			if o, ok := x.(map[string]any); ok {
				x = o["name"]
			}
			out = append(out, textOf(x))
		}
		return out
	}
	text := r.Text(field)
	separators := ",;|<>\n"
	if !strings.ContainsAny(text, separators) {
		separators = " "
	}
	return strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(separators, c) })
}

// Records returns the objects in a list.
func (r Record) Records(field string) (out []Record) {
	list, _ := r.Value(field).([]any)
	for _, x := range list {
		if o, ok := x.(map[string]any); ok {
			out = append(out, o)
		}
	}
	return out
}

// Int returns a field as a whole number, 0 when it is none.
func (r Record) Int(field string) int {
	n, _ := strconv.ParseFloat(r.Text(field), 64)
	return int(n)
}

// True reports whether a field is true, or 1.
func (r Record) True(field string) bool { return r.Text(field) == "true" || r.Text(field) == "1" }
