package content

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// readTOML reads a text whose first line is the given one of the file.
func readTOML(src string, line int) ([]node, *mistake) {
	var table map[string]any
	if _, err := toml.Decode(src, &table); err != nil {
		return nil, tomlMistake(src, line, err)
	}
	root := tomlNode(table)
	setPlaces(root.items, tomlPlaces(src, line))
	slices.SortStableFunc(root.items, func(a, b node) int { return a.at.line - b.at.line })
	return root.items, nil
}

func tomlMistake(src string, line int, err error) *mistake {
	bad := &mistake{place{line, 1}, "invalid TOML", ""}
	var e toml.ParseError
	if !errors.As(err, &e) {
		return bad
	}
	from := min(max(e.Position.Start, 0), len(src))
	begin := strings.LastIndexByte(src[:from], '\n') + 1
	bad.at = place{line + strings.Count(src[:from], "\n"), 1 + utf8.RuneCountInString(src[begin:from])}
	bad.msg += ": " + strings.ToLower(e.Message[:min(1, len(e.Message))]) + strings.TrimRight(e.Message[min(1, len(e.Message)):], ".;")
	switch {
	case strings.Contains(e.Message, "already"):
		bad.hint = "keep one"
	case strings.Contains(e.Message, "expected value") || strings.Contains(e.Message, "instead"):
		bad.hint = rewrite(tomlFence, src, bad.at.line-line)
	}
	return bad
}

// tomlNode converts what the library decoded. A table's entries come in the
// order of their keys; readTOML brings the outermost in the order written.
func tomlNode(v any) (n node) {
	switch v := v.(type) {
	case string:
		n.kind, n.text = textNode, v
	case int64:
		n.kind, n.text = wholeNode, strconv.FormatInt(v, 10)
	case float64:
		n.kind, n.text = fractionNode, strconv.FormatFloat(v, 'g', -1, 64)
	case bool:
		n.kind, n.text = flagNode, strconv.FormatBool(v)
	case time.Time:
		n.kind, n.text = textNode, tomlDate(v)
	case map[string]any:
		n.kind = tableNode
		for key := range v {
			item := tomlNode(v[key])
			item.key = key
			n.items = append(n.items, item)
		}
		slices.SortFunc(n.items, func(a, b node) int { return strings.Compare(a.key, b.key) })
	case []any:
		n.kind = listNode
		for _, item := range v {
			n.items = append(n.items, tomlNode(item))
		}
	case []map[string]any:
		n.kind = listNode
		for _, item := range v {
			n.items = append(n.items, tomlNode(item))
		}
	default:
		n.kind, n.text = textNode, fmt.Sprint(v)
	}
	return n
}

// tomlDate writes a date as the file has it: the library marks those without
// zone by the name of their location.
func tomlDate(t time.Time) string {
	switch t.Location().String() {
	case "date-local":
		return t.Format(time.DateOnly)
	case "time-local":
		return t.Format("15:04:05.999999999")
	case "datetime-local":
		return t.Format("2006-01-02T15:04:05.999999999")
	}
	return t.Format(time.RFC3339Nano)
}

// places are those of the keys of one table, which the library does not report.
// A line that looks like a key inside a text of several lines can mislead it,
// by which only the line in a message is wrong.
type places struct {
	head string // of [head] or [[head]]
	at   place
	keys map[string]place
}

func tomlPlaces(src string, line int) []places {
	list := []places{{at: place{line, 1}, keys: map[string]place{}}}
	for s := range strings.Lines(src) {
		text := strings.TrimLeft(s, " \t")
		at := place{line, 1 + len(s) - len(text)}
		line++
		if strings.HasPrefix(text, "[") {
			if head := strings.Trim(strings.TrimSpace(text), "[] "); head != "" {
				list = append(list, places{head, at, map[string]place{}})
			}
			continue
		}
		key := strings.Trim(text[:strings.IndexAny(text+"=", ".= ")], `"'`)
		last := list[len(list)-1].keys
		if _, ok := last[key]; !ok && key != "" {
			last[key] = at
		}
	}
	return list
}

// setPlaces gives the outermost keys, and the entries of [table] and
// [[table]], their places.
func setPlaces(top []node, where []places) {
	byKey := map[string]*node{}
	for i := range top {
		byKey[top[i].key] = &top[i]
		top[i].at = where[0].of(top[i].key)
		top[i].value = top[i].at
	}
	seen := map[string]int{} // entries of [[head]]
	for _, w := range where[1:] {
		n := byKey[w.head]
		if n == nil {
			continue
		}
		if seen[w.head] == 0 {
			n.at, n.value = w.at, w.at
		}
		table := n
		if n.kind == listNode && seen[w.head] < len(n.items) {
			table = &n.items[seen[w.head]]
			table.at, table.value = w.at, w.at
		}
		seen[w.head]++
		for j := range table.items {
			it := &table.items[j]
			it.at = w.of(it.key)
			it.value = it.at
		}
	}
}

// of returns the place of a key, or else of its table.
func (w *places) of(key string) place {
	if at, ok := w.keys[key]; ok {
		return at
	}
	return w.at
}
