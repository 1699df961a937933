package content

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// splitJSON takes a file apart that begins with an object; a text in braces that is
// none is text.
func splitJSON(data []byte, at, line int) (split, bool) {
	d := json.NewDecoder(io.LimitReader(bytes.NewReader(data[at:]), maxFront))
	var object map[string]json.RawMessage
	if d.Decode(&object) != nil || len(object) == 0 {
		return split{}, false
	}
	end := at + int(d.InputOffset())
	if next, _ := cutLine(data[end:]); len(bytes.TrimSpace(next)) > 0 {
		return split{}, false
	}
	_, rest := cutLine(data[end:])
	return split{jsonFence, data[at:end], rest, line, line + 1 + bytes.Count(data[at:end], []byte("\n"))}, true
}

// readJSON reads an object whose first line is the given one of the file.
func readJSON(src string, line int) ([]node, *mistake) {
	r := jsonReader{json.NewDecoder(strings.NewReader(src)), src, line, maxNodes}
	r.UseNumber()
	var root node
	if err := r.value(&root, 0); err != nil {
		return nil, &mistake{r.place(), "invalid JSON: " + err.Error(), ""}
	}
	return root.items, nil
}

type jsonReader struct {
	*json.Decoder
	src  string
	line int
	left int // values that may still come
}

// place returns where the last token ended.
func (r *jsonReader) place() place {
	read := r.src[:min(int(r.InputOffset()), len(r.src))]
	return place{r.line + strings.Count(read, "\n"), 1 + len(read) - (strings.LastIndexByte(read, '\n') + 1)}
}

// value reads one value.
func (r *jsonReader) value(n *node, depth int) error {
	token, err := r.Token()
	if err != nil {
		return err
	}
	if r.left--; r.left < 0 || depth > maxDepth {
		return fmt.Errorf("nested too deep, or too large")
	}
	n.value = r.place()
	if n.at == (place{}) {
		n.at = n.value
	}
	switch t := token.(type) {
	case json.Delim:
		return r.group(n, t, depth)
	case string:
		n.kind, n.text = textNode, t
	case json.Number:
		n.kind, n.text = wholeNode, t.String()
		if strings.ContainsAny(n.text, ".eE") {
			n.kind = fractionNode
		}
	case bool:
		n.kind, n.text = flagNode, fmt.Sprint(t)
	}
	return nil
}

// group reads an object or a list whose start was read.
func (r *jsonReader) group(n *node, start json.Delim, depth int) error {
	n.kind = listNode
	if start == '{' {
		n.kind = tableNode
	}
	for r.More() {
		var item node
		if n.kind == tableNode {
			key, err := r.Token()
			if err != nil {
				return err
			}
			item.key, _ = key.(string)
			item.at = r.place()
		}
		if err := r.value(&item, depth+1); err != nil {
			return err
		}
		n.items = append(n.items, item)
	}
	_, err := r.Token()
	return err
}
