package table

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"winnow/builder/importer"
)

const (
	shownRows  = 3
	shownChars = 100
)

// preview shows how the first rows are understood, and which fields mean nothing.
func preview(task *importer.Task) (string, error) {
	t, err := open(task)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	left, n := map[string]bool{}, 0
	for _, name := range t.names {
		for r := range rowsOf(&importer.Task{Tally: &importer.Tally{}}, t.files, name, t.Rows) {
			if n++; n > shownRows {
				break
			}
			fmt.Fprintf(&b, "row %d of %s\n", n, name)
			t.show(&b, r)
			addFields(left, r)
		}
	}
	fmt.Fprintf(&b, "fields that are not read: %s\n", strings.Join(t.leftOver(left), ", "))
	return b.String(), nil
}

// show writes what each key of the map finds in a row.
func (t *table) show(b *strings.Builder, r row) {
	for key, field := range t.keys(false) {
		if t.fields()[key] == "" {
			continue
		}
		text := importer.Line(r.Text(field))
		if utf8.RuneCountInString(text) > shownChars {
			text = string([]rune(text)[:shownChars]) + "…"
		}
		fmt.Fprintf(b, "  %-12s %s\n", key, cmp.Or(text, "(empty)"))
	}
}

// leftOver returns the fields that the map does not name, nor anything in them.
func (t *table) leftOver(known map[string]bool) []string {
	mapped := slices.Collect(maps.Values(t.fields()))
	var out []string
	for _, name := range slices.Sorted(maps.Keys(known)) {
		above := slices.ContainsFunc(mapped, func(field string) bool {
			return strings.HasPrefix(field+".", name+".") || strings.HasPrefix(name, field+".")
		})
		if !above {
			out = append(out, name)
		}
	}
	return out
}
