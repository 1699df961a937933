package content

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// maxNodes bounds what a front matter may grow to when its aliases are
// replaced by their anchors.
const maxNodes = 10_000

// readYAML reads a front matter whose first line is the given one of the file.
// The library is asked for its syntax tree only: so each value keeps its place,
// and its text as written (a version 1.10 stays 1.10).
func readYAML(src string, line int) (nodes []node, bad *mistake) {
	r := yamlReader{shift: line - 1, anchors: map[string]ast.Node{}, left: maxNodes}
	defer func() {
		// The library is known to panic on some malformed texts.
		if recover() != nil {
			nodes, bad = nil, r.fail(nil, "invalid YAML", "")
		}
	}()
	file, err := parser.ParseBytes([]byte(src), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, r.syntax(src, err)
	}
	if len(file.Docs) > 1 {
		return nil, r.fail(file.Docs[1].Body, "the front matter has more than one YAML document", "keep one")
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil, nil
	}
	var root node
	if bad = r.convert(&root, file.Docs[0].Body); bad != nil {
		return nil, bad
	}
	switch root.kind {
	case tableNode:
		return root.items, nil
	case nullNode:
		return nil, nil
	}
	return nil, &mistake{root.value, "the front matter is not a table of keys", "write key: value on each line, or leave an empty line above a horizontal rule"}
}

type yamlReader struct {
	shift   int // lines of the file before the text
	anchors map[string]ast.Node
	left    int // values that may still come
}

func (r *yamlReader) place(n ast.Node) place {
	if n == nil || n.GetToken() == nil {
		return place{1 + r.shift, 1}
	}
	p := n.GetToken().Position
	return place{p.Line + r.shift, p.Column}
}

func (r *yamlReader) fail(n ast.Node, msg, hint string) *mistake {
	return &mistake{r.place(n), msg, hint}
}

// syntax puts the library's message in our words where people trip most: text
// that needs quotes.
func (r *yamlReader) syntax(src string, err error) *mistake {
	bad := r.fail(nil, "invalid YAML", "")
	var e yaml.Error
	if !errors.As(err, &e) {
		return bad
	}
	if t := e.GetToken(); t != nil && t.Position != nil {
		bad.at = place{t.Position.Line + r.shift, t.Position.Column}
	}
	msg, _, _ := strings.Cut(e.GetMessage(), "\n")
	bad.msg += ": " + msg
	switch {
	case strings.Contains(msg, "escape character"):
		bad.msg, bad.hint = `invalid YAML: in double quotes a backslash begins an escape, such as \n`, "put the text in single quotes"
	case strings.Contains(msg, "directive"):
		bad.msg, bad.hint = "invalid YAML: a text that begins with % needs quotes", rewrite(yamlFence, src, bad.at.line-1-r.shift)
	case strings.Contains(msg, "not allowed") || strings.Contains(msg, "reserved") || strings.Contains(msg, "could not find"):
		bad.hint = rewrite(yamlFence, src, bad.at.line-1-r.shift)
	case strings.Contains(msg, "\t"):
		bad.msg, bad.hint = "invalid YAML: a value begins with a tab", "indent with spaces"
	}
	return bad
}

// convert fills n, whose key is set already.
func (r *yamlReader) convert(n *node, v ast.Node) *mistake {
	if r.left--; r.left < 0 {
		return r.fail(v, "the front matter holds more than 10000 values", "aliases count as their anchors")
	}
	if v == nil {
		return nil
	}
	n.value = r.place(v)
	if n.at == (place{}) {
		n.at = n.value
	}
	switch v := v.(type) {
	case *ast.MappingNode:
		return r.table(n, v.Values)
	case *ast.MappingValueNode:
		return r.table(n, []*ast.MappingValueNode{v})
	case *ast.SequenceNode:
		return r.list(n, v)
	case *ast.AnchorNode:
		r.anchors[v.Name.GetToken().Value] = v.Value
		return r.convert(n, v.Value)
	case *ast.AliasNode:
		return r.alias(n, v)
	case *ast.TagNode:
		if tag := v.GetToken().Value; !strings.HasPrefix(tag, "!!") {
			return r.fail(v, "a text that begins with ! needs quotes: "+tag+" is a tag of YAML", `write it as "`+tag+` …"`)
		}
		if err := r.convert(n, v.Value); err != nil {
			return err
		}
		if n.kind < listNode && v.GetToken().Value == "!!str" {
			n.kind = textNode
		}
		return nil
	}
	r.scalar(n, v)
	return nil
}

func (r *yamlReader) scalar(n *node, v ast.Node) {
	n.text = v.GetToken().Value
	switch v := v.(type) {
	case *ast.StringNode:
		n.kind, n.text = textNode, v.Value
	case *ast.LiteralNode:
		n.kind, n.text = textNode, v.Value.Value
	case *ast.IntegerNode:
		n.kind = wholeNode
	case *ast.FloatNode:
		n.kind = fractionNode
	case *ast.BoolNode:
		n.kind = flagNode
	case *ast.NullNode, nil:
		n.kind, n.text = nullNode, ""
	default: // .inf, .nan
		n.kind = textNode
	}
}

func (r *yamlReader) list(n *node, v *ast.SequenceNode) *mistake {
	n.kind, n.items = listNode, make([]node, len(v.Values))
	for i, item := range v.Values {
		if bad := r.convert(&n.items[i], item); bad != nil {
			return bad
		}
	}
	return nil
}

func (r *yamlReader) table(n *node, entries []*ast.MappingValueNode) *mistake {
	n.kind, n.items = tableNode, make([]node, len(entries))
	for i, e := range entries {
		it := &n.items[i]
		var key ast.Node = e.Key
		if k, ok := e.Key.(*ast.MappingKeyNode); ok {
			key = k.Value
		}
		switch key := key.(type) {
		case *ast.StringNode:
			it.key = key.Value
		case ast.ScalarNode:
			it.key = key.GetToken().Value
		default:
			return r.fail(key, "a key is one word", "write the entries out instead of merging tables")
		}
		it.at = r.place(key)
		if bad := r.convert(it, e.Value); bad != nil {
			return bad
		}
	}
	return nil
}

// alias puts the value of the anchor in place of an alias. An anchor that
// holds its own alias ends at maxNodes.
func (r *yamlReader) alias(n *node, v *ast.AliasNode) *mistake {
	name := v.Value.GetToken().Value
	target, ok := r.anchors[name]
	if !ok {
		return r.fail(v, "the alias *"+name+" has no anchor", `a text that begins with * needs quotes: "*`+name+`"`)
	}
	at := n.value
	bad := r.convert(n, target)
	n.value = at
	return bad
}
