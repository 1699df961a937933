package compiled

import (
	"fmt"
	"html/template"
	"strconv"
	"text/template/parse"
)

// maxInlined bounds how often templates are put in place of their calls, so
// that templates that call each other twice over cannot fill the memory.
const maxInlined = 2000

// Inline replaces every call {{template "x" .Y}} below a template by
//
//	{{range $1 := _one .Y}} the body of x, with $1 for $ {{end}}
//
// where _one makes a list of one element, so that the body runs once with .Y as
// its dot. A page is then one tree, which can be compiled as a whole. The set has
// the functions of [Funcs]. Calls of templates that call themselves stay;
// html/template runs such pages.
func Inline(set *template.Template, name string) {
	in := &inliner{set: set, active: map[string]bool{name: true}}
	if t := set.Lookup(name); t != nil && t.Tree != nil {
		in.list(t.Tree.Root)
	}
}

// Funcs are functions that a set needs for [Inline].
func Funcs() template.FuncMap { return template.FuncMap{"_one": one} }

func one(v any) []any { return []any{v} }

type inliner struct {
	set    *template.Template
	active map[string]bool // templates whose bodies are being put in place
	n      int
}

func (in *inliner) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for i, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TemplateNode:
			l.Nodes[i] = in.call(n)
		case *parse.IfNode:
			in.branch(&n.BranchNode)
		case *parse.WithNode:
			in.branch(&n.BranchNode)
		case *parse.RangeNode:
			in.branch(&n.BranchNode)
		}
	}
}

func (in *inliner) branch(b *parse.BranchNode) {
	in.list(b.List)
	in.list(b.ElseList)
}

// call returns what takes the place of a call.
func (in *inliner) call(n *parse.TemplateNode) parse.Node {
	callee := in.set.Lookup(n.Name)
	if callee == nil || callee.Tree == nil || in.active[n.Name] || in.n == maxInlined {
		return n
	}
	in.n++
	dot := "$" + strconv.Itoa(in.n)
	loop := wrapper(dot)
	if loop == nil {
		return n
	}
	if n.Pipe != nil {
		loop.Pipe.Cmds[0].Args[1] = n.Pipe
	}
	loop.List = callee.Tree.Root.CopyList()
	Walk(loop.List, func(n parse.Node) {
		if v, ok := n.(*parse.VariableNode); ok && v.Ident[0] == "$" {
			v.Ident[0] = dot
		}
	})
	in.active[n.Name] = true
	in.list(loop.List)
	delete(in.active, n.Name)
	return loop
}

// wrapper returns an empty loop over one element.
func wrapper(dot string) *parse.RangeNode {
	text := fmt.Sprintf("{{range %s := _one nil}}{{end}}", dot)
	trees, err := parse.Parse("call", text, "", "", Funcs())
	if err != nil {
		return nil
	}
	loop, _ := trees["call"].Root.Nodes[0].(*parse.RangeNode)
	return loop
}

// Walk calls visit with every node of a tree.
func Walk(n parse.Node, visit func(parse.Node)) {
	visit(n)
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, child := range n.Nodes {
			Walk(child, visit)
		}
	case *parse.ActionNode:
		Walk(n.Pipe, visit)
	case *parse.TemplateNode:
		Walk(n.Pipe, visit)
	case *parse.IfNode:
		walkBranch(&n.BranchNode, visit)
	case *parse.RangeNode:
		walkBranch(&n.BranchNode, visit)
	case *parse.WithNode:
		walkBranch(&n.BranchNode, visit)
	case *parse.PipeNode:
		if n == nil {
			return
		}
		for _, v := range n.Decl {
			Walk(v, visit)
		}
		for _, c := range n.Cmds {
			Walk(c, visit)
		}
	case *parse.CommandNode:
		for _, arg := range n.Args {
			Walk(arg, visit)
		}
	case *parse.ChainNode:
		Walk(n.Node, visit)
	}
}

func walkBranch(b *parse.BranchNode, visit func(parse.Node)) {
	Walk(b.Pipe, visit)
	Walk(b.List, visit)
	Walk(b.ElseList, visit)
}
