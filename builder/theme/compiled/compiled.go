// Package compiled runs templates of html/template faster, with the same bytes.
//
// html/template decides what is escaped and how: after its first run it has
// written the escapers into the tree. Running that tree with reflection, as it
// does, costs more than all else that is done for a page. The types of a page are
// known, so [Inline] makes one tree of a template and those it calls, and
// [Compile] turns the tree into functions, once: fields become indices, constant
// texts are joined, escapers write into the page.
//
// Compile knows texts, fields, variables, conditions, loops, calls of templates,
// comparisons, and, or, not, len, print, printf and functions of five signatures,
// between tags, in quoted attributes, in addresses and in the text of title and
// textarea. Anything else (a seldom used function, a context like JavaScript,
// break) is left to html/template: Compile returns a reason instead of a program.
//
// A program that runs gives the bytes that html/template gives. Where html/template
// fails, it fails, too; the caller then gets the reason from html/template. FuzzTemplates
// compares the two on random templates and values.
package compiled

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"text/template/parse"
)

// A Program is a template and those that it calls, compiled for values of type T.
type Program[T any] struct {
	body  block
	slots int // variables
}

// A state is one run of a program.
type state struct {
	out  *bytes.Buffer
	vars []reflect.Value
}

type (
	step  func(s *state, dot reflect.Value)
	block []step
)

func (b block) run(s *state, dot reflect.Value) {
	for _, f := range b {
		f(s, dot)
	}
}

// Run writes what the template makes of data. Like html/template it fails where a
// template asks for something of nothing.
func (p *Program[T]) Run(out *bytes.Buffer, data T) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("compiled template: %v", r)
		}
	}()
	s := &state{out, make([]reflect.Value, p.slots)}
	s.vars[0] = reflect.ValueOf(data)
	p.body.run(s, s.vars[0])
	return nil
}

// A compiler knows the variables in scope.
type compiler struct {
	funcs template.FuncMap
	vars  []variable
	slots int
}

type variable struct {
	name string
	typ  reflect.Type
	slot int
}

// giveUp ends a compilation, with the reason.
func giveUp(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

// Compile returns the program of a template of a set that [Inline] and one run of
// html/template have prepared, or why it has none. funcs are the functions of the
// set.
func Compile[T any](t *template.Template, funcs template.FuncMap) (p *Program[T], why string) {
	defer func() {
		if r := recover(); r != nil {
			p, why = nil, fmt.Sprint(r)
		}
	}()
	c := &compiler{funcs: funcs}
	data := reflect.TypeFor[T]()
	c.declare("$", data)
	body := c.list(t.Tree.Root, data)
	return &Program[T]{body, c.slots}, ""
}

func (c *compiler) declare(name string, typ reflect.Type) (slot int) {
	slot = c.slots
	c.slots++
	c.vars = append(c.vars, variable{name, typ, slot})
	return slot
}

func (c *compiler) lookup(name string) variable {
	for i := len(c.vars) - 1; i >= 0; i-- {
		if c.vars[i].name == name {
			return c.vars[i]
		}
	}
	giveUp("variable %s", name)
	return variable{}
}

// scoped compiles something whose variables end with it.
func (c *compiler) scoped(f func() block) block {
	n := len(c.vars)
	b := f()
	c.vars = c.vars[:n]
	return b
}

// A builder joins the texts between steps.
type builder struct {
	steps block
	text  strings.Builder
}

func (b *builder) add(f step) {
	b.flush()
	b.steps = append(b.steps, f)
}

func (b *builder) flush() {
	if text := b.text.String(); text != "" {
		b.steps = append(b.steps, func(s *state, _ reflect.Value) { s.out.WriteString(text) })
		b.text.Reset()
	}
}

func (b *builder) done() block {
	b.flush()
	return b.steps
}

func (c *compiler) list(l *parse.ListNode, dot reflect.Type) block {
	var b builder
	c.into(&b, l, dot)
	return b.done()
}

func (c *compiler) into(b *builder, l *parse.ListNode, dot reflect.Type) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			b.text.Write(n.Text)
		case *parse.CommentNode:
		case *parse.ActionNode:
			c.action(b, n.Pipe, dot)
		case *parse.IfNode:
			c.branch(b, &n.BranchNode, dot, false)
		case *parse.WithNode:
			c.branch(b, &n.BranchNode, dot, true)
		case *parse.RangeNode:
			c.loop(b, n, dot)
		default:
			giveUp("%s", n)
		}
	}
}

// action is {{pipe}}: the value of the pipe, through the escapers at its end.
func (c *compiler) action(b *builder, p *parse.PipeNode, dot reflect.Type) {
	if len(p.Decl) > 0 {
		b.add(c.assign(p, dot))
		return
	}
	cmds := p.Cmds
	var escapers []string
	for len(cmds) > 1 {
		name, ok := escaperName(cmds[len(cmds)-1])
		if !ok {
			break
		}
		escapers = append([]string{name}, escapers...)
		cmds = cmds[:len(cmds)-1]
	}
	e := c.commands(cmds, dot)
	write := writer(e, escapers)
	if e.fixed {
		var out bytes.Buffer
		write(&state{out: &out}, reflect.Value{})
		b.text.Write(out.Bytes())
		return
	}
	b.add(write)
}

// assign is {{$x := pipe}} and {{$x = pipe}}.
func (c *compiler) assign(p *parse.PipeNode, dot reflect.Type) step {
	e := c.commands(p.Cmds, dot)
	if len(p.Decl) != 1 || e.typ == nil {
		giveUp("assignment %s", p)
	}
	name := p.Decl[0].Ident[0]
	var slot int
	if p.IsAssign {
		v := c.lookup(name)
		if v.typ != e.typ {
			giveUp("assignment %s changes the type", p)
		}
		slot = v.slot
	} else {
		slot = c.declare(name, e.typ)
	}
	return func(s *state, dot reflect.Value) { s.vars[slot] = e.val(s, dot) }
}

// branch is {{if}} or {{with}}.
func (c *compiler) branch(b *builder, n *parse.BranchNode, dot reflect.Type, with bool) {
	outer := len(c.vars)
	e := c.commands(n.Pipe.Cmds, dot)
	slot := -1
	if len(n.Pipe.Decl) == 1 && !n.Pipe.IsAssign && e.typ != nil {
		slot = c.declare(n.Pipe.Decl[0].Ident[0], e.typ)
	} else if len(n.Pipe.Decl) > 0 {
		giveUp("%s", n.Pipe)
	}
	inner := dot
	if with {
		inner = e.typ
	}
	then := c.scoped(func() block { return c.list(n.List, inner) })
	otherwise := c.scoped(func() block { return c.list(n.ElseList, dot) })
	c.vars = c.vars[:outer]
	holds := e.truth()
	if !with && slot < 0 {
		b.add(func(s *state, dot reflect.Value) {
			if holds(s, dot) {
				then.run(s, dot)
			} else {
				otherwise.run(s, dot)
			}
		})
		return
	}
	value, test := e.value(), truthOf(e.typ)
	b.add(func(s *state, dot reflect.Value) {
		v := value(s, dot)
		if slot >= 0 {
			s.vars[slot] = v
		}
		switch {
		case !test(v):
			otherwise.run(s, dot)
		case with:
			then.run(s, v)
		default:
			then.run(s, dot)
		}
	})
}

// loop is {{range}} over a list, or the body of a template that was called.
func (c *compiler) loop(b *builder, n *parse.RangeNode, dot reflect.Type) {
	if arg, ok := calledWith(n); ok {
		c.called(b, n, arg, dot)
		return
	}
	e := c.commands(n.Pipe.Cmds, dot)
	if e.typ == nil || e.typ.Kind() != reflect.Slice || n.Pipe.IsAssign {
		giveUp("range over %s", n.Pipe)
	}
	outer := len(c.vars)
	slots := make([]int, len(n.Pipe.Decl))
	for i, v := range n.Pipe.Decl {
		typ := e.typ.Elem()
		if i == 0 && len(slots) == 2 {
			typ = reflect.TypeFor[int]()
		}
		slots[i] = c.declare(v.Ident[0], typ)
	}
	body := c.scoped(func() block { return c.list(n.List, e.typ.Elem()) })
	c.vars = c.vars[:outer]
	empty := c.scoped(func() block { return c.list(n.ElseList, dot) })
	list := e.value()
	b.add(func(s *state, dot reflect.Value) {
		items := list(s, dot)
		if items.Len() == 0 {
			empty.run(s, dot)
		}
		for i := range items.Len() {
			item := items.Index(i)
			if len(slots) > 0 {
				s.vars[slots[len(slots)-1]] = item
			}
			if len(slots) == 2 {
				s.vars[slots[0]] = reflect.ValueOf(i)
			}
			body.run(s, item)
		}
	})
}

// calledWith returns the argument of a loop that inline made of a call.
func calledWith(n *parse.RangeNode) (arg parse.Node, ok bool) {
	if len(n.Pipe.Cmds) != 1 || len(n.Pipe.Cmds[0].Args) != 2 {
		return nil, false
	}
	f, ok := n.Pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	return n.Pipe.Cmds[0].Args[1], ok && f.Ident == "_one"
}

func (c *compiler) called(b *builder, n *parse.RangeNode, arg parse.Node, dot reflect.Type) {
	outer := len(c.vars)
	if _, nothing := arg.(*parse.NilNode); nothing {
		c.declare(n.Pipe.Decl[0].Ident[0], nil)
		c.into(b, n.List, nil) // asks nothing of its dot, or is given up
		c.vars = c.vars[:outer]
		return
	}
	e := c.argument(arg, dot)
	if e.typ == nil {
		giveUp("call with %s", arg)
	}
	slot := c.declare(n.Pipe.Decl[0].Ident[0], e.typ)
	body := c.scoped(func() block { return c.list(n.List, e.typ) })
	c.vars = c.vars[:outer]
	value := e.value()
	b.add(func(s *state, dot reflect.Value) {
		v := value(s, dot)
		s.vars[slot] = v
		body.run(s, v)
	})
}
