package content

import (
	"bytes"
	"strconv"
	"strings"
)

// maxFront is the largest front matter in bytes. Real ones are a hundredth of
// it; the libraries take quadratic time on what is made to hurt.
const maxFront = 64 << 10

// maxDepth is how deep lists and tables of a front matter may be nested.
const maxDepth = 64

// A node is one value of a front matter, whichever language it is written in.
// It is what the three readers (plain.go, yaml.go, toml.go) have in common.
type node struct {
	key   string // of an entry in a table, as written
	kind  nodeKind
	text  string // of a scalar: as written, without its quotes
	items []node // of a list or a table
	at    place  // of the key; in a list, of the value
	value place  // of the value, where it is known; else of the key
}

type nodeKind uint8

const (
	nullNode nodeKind = iota
	textNode          // also dates: what they mean is decided by the key
	wholeNode
	fractionNode
	flagNode
	listNode
	tableNode
)

// A place is a position in the file, counted from 1, columns in characters.
type place struct{ line, col int }

// A mistake is what the readers of front matter report: the first thing they
// did not understand.
type mistake struct {
	at   place
	msg  string
	hint string
}

// anyValue returns the value as an article's Extra holds it.
func (n *node) anyValue() any {
	switch n.kind {
	case textNode:
		return n.text
	case flagNode:
		return strings.EqualFold(n.text, "true")
	case wholeNode:
		if i, ok := n.whole(); ok {
			return i
		}
		return n.text
	case fractionNode:
		if f, err := strconv.ParseFloat(strings.ReplaceAll(n.text, "_", ""), 64); err == nil {
			return f
		}
		return n.text
	case listNode:
		list := make([]any, len(n.items))
		for i := range n.items {
			list[i] = n.items[i].anyValue()
		}
		return list
	case tableNode:
		table := make(map[string]any, len(n.items))
		for i := range n.items {
			table[n.items[i].key] = n.items[i].anyValue()
		}
		return table
	}
	return nil
}

// whole returns a whole number in any notation of the two languages (12,
// 1_000, 0x1f, 0o17).
func (n *node) whole() (int64, bool) {
	s := strings.TrimSpace(n.text)
	i, err := strconv.ParseInt(s, 10, 64)
	if err != nil && n.kind == wholeNode {
		i, err = strconv.ParseInt(s, 0, 64)
	}
	return i, err == nil
}

// get returns the entry of a table, or nil.
func (n *node) get(key string) *node {
	for i := range n.items {
		if n.items[i].key == key {
			return &n.items[i]
		}
	}
	return nil
}

// A fence is the line around a front matter; the language follows from it.
type fence string

const (
	noFence   fence = ""
	yamlFence fence = "---"
	tomlFence fence = "+++"
	jsonFence fence = "{" // JSON needs no line around it
)

// rewrite returns a hint with the given line of src, counted from 0, as it
// should have been written: its text in quotes. It is empty where the line has
// no key.
func rewrite(f fence, src string, line int) string {
	var text string
	for s := range strings.Lines(src) {
		if line--; line < 0 {
			text = strings.TrimSpace(s)
			break
		}
	}
	i := strings.IndexAny(text, ":=")
	if i <= 0 || i == len(text)-1 || strings.ContainsAny(text[:i], `"'[{`) {
		return ""
	}
	value := strings.TrimSpace(text[i+1:])
	if n := len(value); value[0] == '"' || value[0] == '\'' || n > 80 {
		return "put the text in quotes"
	}
	key := strings.TrimSpace(text[:i])
	if f == tomlFence {
		return "write " + key + " = " + quoteTOML(value)
	}
	return "write " + key + ": " + quoteYAML(value)
}

// A split is a file taken apart: the language and text of the front matter, the rest,
// and the lines on which both begin.
type split struct {
	fence       fence
	front, rest []byte
	line        int // of the front matter
	restLine    int
}

// splitFront takes a file apart. Blank lines and comments may precede the front matter.
// An unclosed or oversized one is a mistake; what only looks like one after blank
// lines, a rule for example, is text.
func splitFront(data []byte) (split, *mistake) {
	text := split{rest: data, restLine: 1}
	at, line := frontStart(data)
	first, rest := cutLine(data[at:])
	f := fence(bytes.TrimRight(first, " \t"))
	switch {
	case len(f) > 0 && f[0] == '{':
		if s, ok := splitJSON(data, at, line); ok {
			return s, nil
		}
		return text, nil
	case f != yamlFence && f != tomlFence, at > 0 && !beginsWithKey(rest):
		return text, nil
	}
	for off := 0; off < len(rest); {
		l, more := cutLine(rest[off:])
		if l = bytes.TrimRight(l, " \t"); string(l) == string(f) || f == yamlFence && string(l) == "..." {
			front := rest[:off]
			if off > maxFront {
				return split{fence: f}, &mistake{place{line, 1}, "the front matter is larger than 64 kB", "close it with a line " + string(f) + " after the last key"}
			}
			return split{f, front, more, line + 1, line + 2 + bytes.Count(front, []byte("\n"))}, nil
		}
		off = len(rest) - len(more)
	}
	if at > 0 {
		return text, nil
	}
	return split{fence: f}, &mistake{place{1, 1}, "the front matter is never closed", "add a line " + string(f) + " after the last key"}
}

// frontStart returns where the front matter may begin: after blank lines and comments
// of HTML, as tools write them at the head of a file.
func frontStart(data []byte) (at, line int) {
	for {
		rest := bytes.TrimLeft(data[at:], " \t\n\ufeff")
		blank := len(data) - len(rest) - at
		begin := bytes.LastIndexByte(data[:at+blank], '\n') + 1
		if end := bytes.Index(rest, []byte("-->")); bytes.HasPrefix(rest, []byte("<!--")) && end >= 0 && end < maxFront {
			at += blank + end + len("-->")
			continue
		}
		begin = max(begin, at)
		if bytes.HasPrefix(data[begin:], []byte("\ufeff")) {
			begin += len("\ufeff")
		}
		return begin, 1 + bytes.Count(data[:begin], []byte("\n"))
	}
}

// beginsWithKey reports whether the first line has a key.
func beginsWithKey(data []byte) bool {
	line, _ := cutLine(data)
	i := bytes.IndexAny(line, ":=")
	return i > 0 && len(bytes.Trim(line[:i], " \tabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-\"'")) == 0
}

// cutLine returns the first line without its end, and what follows it.
func cutLine(data []byte) (line, rest []byte) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return data[:i], data[i+1:]
	}
	return data, nil
}

// readFront reads the text of a front matter, which begins on the given line.
func readFront(f fence, src string, line int) ([]node, *mistake) {
	switch f {
	case noFence:
		return nil, nil
	case jsonFence:
		return readJSON(src, line)
	}
	if nodes, ok := readPlain(f, src, line); ok {
		return nodes, nil
	}
	if tooDeep(f, src) {
		return nil, &mistake{place{line, 1}, "the front matter is nested too deep", "put what is not a key of winnow into the text"}
	}
	if f == tomlFence {
		return readTOML(src, line)
	}
	return readYAML(src, line)
}

// tooDeep reports whether a text would cost the libraries more than it is worth:
// brackets, TOML's dotted keys or YAML's lists on one line ("- - - a") nested
// more than maxDepth. In YAML brackets within text count, too.
func tooDeep(f fence, src string) bool {
	link := byte('.')
	if f == yamlFence {
		link = '-'
	}
	depth, chain := 0, 0
	for i := 0; i < len(src) && depth <= maxDepth && chain <= maxDepth; i++ {
		switch c := src[i]; c {
		case '[', '{':
			depth++
		case ']', '}':
			depth, chain = max(depth-1, 0), 0
		case link:
			if f == tomlFence || strings.HasPrefix(src[i:], "- ") {
				chain++
			}
		case ',', '=', '\n':
			chain = 0
		case '#', '"', '\'':
			if f == tomlFence {
				i = skipTOML(src, i)
			}
		}
	}
	return depth > maxDepth || chain > maxDepth
}

// skipTOML returns the index of the last byte of the string or comment that
// begins at i.
func skipTOML(src string, i int) int {
	end := func(mark string, from int) int {
		for j := from; j < len(src); j++ {
			switch {
			case src[j] == '\\' && mark[0] == '"':
				j++
			case strings.HasPrefix(src[j:], mark):
				return j + len(mark) - 1
			case src[j] == '\n' && len(mark) == 1:
				return j - 1
			}
		}
		return len(src)
	}
	q := src[i : i+1]
	switch triple := strings.Repeat(q, 3); {
	case q == "#":
		if n := strings.IndexByte(src[i:], '\n'); n >= 0 {
			return i + n - 1
		}
		return len(src)
	case strings.HasPrefix(src[i:], triple):
		return end(triple, i+3)
	}
	return end(q, i+1)
}
