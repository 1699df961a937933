package dialect

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

type leftover struct {
	mark string // without it there is none
	find *regexp.Regexp
	call func(name string) string
}

// leftovers is the table of foreign syntax that stays as text: what it looks like, and
// how it is called in a report. The first group is the name.
var leftovers = []leftover{
	{"{%", regexp.MustCompile(`\{%-?\s*([\w-]+)[^%\n]*%\}`), func(n string) string { return "{% " + n + " %}" }},
	{"{{", regexp.MustCompile(`\{\{[<%]\s*(/?[\w./-]+)`), func(n string) string { return "{{< " + n + " >}}" }},
	{"{{", regexp.MustCompile(`\{\{-?\s*([\w.$]+)[^{}\n]*\}\}`), func(n string) string { return "{{ " + n + " }}" }},
	{":::", regexp.MustCompile(`(?m):::+\s*\{?([\pL\pN_-]*)`), func(n string) string { return "::: " + n }},
	{"!!!", regexp.MustCompile(`(?m)^!!!\s+([\pL\pN_-]+)`), func(n string) string { return "!!! " + n }},
	{"???", regexp.MustCompile(`(?m)^\?\?\?\+?\s+([\pL\pN_-]+)`), func(n string) string { return "??? " + n }},
	{"===", regexp.MustCompile(`(?m)^===[!+]?\s+(")`), func(string) string { return `=== "…"` }},
	{"[[", regexp.MustCompile(`\[\[([\pL])[^\[\]\n]*\]\]`), func(string) string { return "[[…]]" }},
	{"{:", regexp.MustCompile(`\{:\s*([.#]|[\w-]+=)[^{}\n]*\}`), func(string) string { return "{: … }" }},
	{"--8<--", regexp.MustCompile(`(--8<--)`), func(n string) string { return n }},
}

// Leftovers counts the foreign syntax that is text in a tree, by how it is called.
// Code is not looked at.
func Leftovers(root ast.Node, source []byte) map[string]int {
	if !slices.ContainsFunc(leftovers, func(l leftover) bool { return bytes.Contains(source, []byte(l.mark)) }) {
		return nil
	}
	var out map[string]int
	plain := textOf(root, source)
	for _, l := range leftovers {
		if !strings.Contains(plain, l.mark) {
			continue
		}
		for _, m := range l.find.FindAllStringSubmatch(plain, 10_000) {
			if out == nil {
				out = map[string]int{}
			}
			out[l.call(m[1])]++
		}
	}
	return out
}

// textOf returns the text of a tree, a block on each line.
func textOf(root ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.CodeSpan, *Formula:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if entering {
				b.Write(n.Segment.Value(source))
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte('\n')
				}
			}
		case *Box:
			if n.Role == Hidden {
				return ast.WalkSkipChildren, nil
			}
		default:
			if n.Type() == ast.TypeBlock && !entering {
				b.WriteByte('\n')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
