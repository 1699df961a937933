package compiled

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
	"time"
)

// An expr is a compiled expression. Its type is known, nil for one that is good
// for nothing but a condition. At least one of its functions is set: str for
// strings, val for everything.
type expr struct {
	typ   reflect.Type
	val   func(s *state, dot reflect.Value) reflect.Value
	str   func(s *state, dot reflect.Value) string
	test  func(s *state, dot reflect.Value) bool
	fixed bool // the same on every page
}

var stringType, intType, boolType, timeType = reflect.TypeFor[string](), reflect.TypeFor[int](), reflect.TypeFor[bool](), reflect.TypeFor[time.Time]()

func fromString(f func(*state, reflect.Value) string) expr {
	return expr{typ: stringType, str: f, val: func(s *state, dot reflect.Value) reflect.Value { return reflect.ValueOf(f(s, dot)) }}
}

func fromBool(f func(*state, reflect.Value) bool) expr {
	return expr{typ: boolType, test: f, val: func(s *state, dot reflect.Value) reflect.Value { return reflect.ValueOf(f(s, dot)) }}
}

func fromValue(typ reflect.Type, f func(*state, reflect.Value) reflect.Value) expr {
	e := expr{typ: typ, val: f}
	if typ != nil && typ.Kind() == reflect.String {
		e.str = func(s *state, dot reflect.Value) string { return f(s, dot).String() }
	}
	return e
}

func constant(v any) expr {
	value := reflect.ValueOf(v)
	e := fromValue(value.Type(), func(*state, reflect.Value) reflect.Value { return value })
	e.fixed = true
	return e
}

// value returns what gives the expression's value; one without a type has none.
func (e expr) value() func(*state, reflect.Value) reflect.Value {
	if e.val == nil || e.typ == nil {
		giveUp("a value of unknown type")
	}
	return e.val
}

// truth returns what the expression means as a condition.
func (e expr) truth() func(*state, reflect.Value) bool {
	if e.test != nil {
		return e.test
	}
	value, test := e.value(), truthOf(e.typ)
	return func(s *state, dot reflect.Value) bool { return test(value(s, dot)) }
}

// truthOf returns what values of a type mean as a condition.
func truthOf(t reflect.Type) func(reflect.Value) bool {
	switch {
	case hasLen(t):
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case t.Kind() == reflect.Bool:
		return reflect.Value.Bool
	case isInt(t):
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case t.Kind() == reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case t.Kind() == reflect.Struct:
		return func(reflect.Value) bool { return true }
	}
	giveUp("condition of type %s", t)
	return nil
}

func hasLen(t reflect.Type) bool { return t.Kind() == reflect.Slice || t.Kind() == reflect.String }

func isInt(t reflect.Type) bool { return t.Kind() >= reflect.Int && t.Kind() <= reflect.Int64 }

// commands compiles a pipe: each command gets the value of the one before as
// its last argument.
func (c *compiler) commands(cmds []*parse.CommandNode, dot reflect.Type) expr {
	e := c.command(cmds[0], dot)
	for _, cmd := range cmds[1:] {
		f, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok {
			giveUp("%s", cmd)
		}
		e = c.function(f.Ident, append(c.arguments(cmd.Args[1:], dot), e))
	}
	return e
}

func (c *compiler) command(cmd *parse.CommandNode, dot reflect.Type) expr {
	if f, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		return c.function(f.Ident, c.arguments(cmd.Args[1:], dot))
	}
	if len(cmd.Args) != 1 {
		giveUp("%s", cmd)
	}
	return c.argument(cmd.Args[0], dot)
}

func (c *compiler) arguments(args []parse.Node, dot reflect.Type) []expr {
	out := make([]expr, len(args))
	for i, a := range args {
		out[i] = c.argument(a, dot)
	}
	return out
}

func (c *compiler) argument(n parse.Node, dot reflect.Type) expr {
	switch n := n.(type) {
	case *parse.DotNode:
		return dotOf(dot)
	case *parse.FieldNode:
		return fields(dotOf(dot), n.Ident)
	case *parse.VariableNode:
		v := c.lookup(n.Ident[0])
		e := fromValue(v.typ, func(s *state, _ reflect.Value) reflect.Value { return s.vars[v.slot] })
		return fields(e, n.Ident[1:])
	case *parse.ChainNode:
		return fields(c.argument(n.Node, dot), n.Field)
	case *parse.PipeNode:
		if len(n.Decl) == 0 {
			return c.commands(n.Cmds, dot)
		}
	case *parse.IdentifierNode:
		return c.function(n.Ident, nil)
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.BoolNode:
		return constant(n.True)
	case *parse.NumberNode:
		if n.IsInt {
			return constant(int(n.Int64))
		}
	}
	giveUp("%s", n)
	return expr{}
}

func dotOf(typ reflect.Type) expr {
	return fromValue(typ, func(_ *state, dot reflect.Value) reflect.Value { return dot })
}

// fields follows a chain of fields. The only method that is known is IsZero of
// a time.
func fields(e expr, names []string) expr {
	for _, name := range names {
		e = field(e, name)
	}
	return e
}

func field(e expr, name string) expr {
	get, typ := e.value(), e.typ
	if typ == timeType && name == "IsZero" {
		return fromBool(func(s *state, dot reflect.Value) bool { return timeOf(get(s, dot)).IsZero() })
	}
	if typ.Kind() == reflect.Pointer {
		through := get
		get, typ = func(s *state, dot reflect.Value) reflect.Value { return through(s, dot).Elem() }, typ.Elem()
	}
	if typ.Kind() != reflect.Struct {
		giveUp("field %s of %s", name, typ)
	}
	f, ok := typ.FieldByName(name)
	if !ok || !f.IsExported() {
		giveUp("field %s of %s", name, typ)
	}
	if len(f.Index) == 1 {
		i := f.Index[0]
		return fromValue(f.Type, func(s *state, dot reflect.Value) reflect.Value { return get(s, dot).Field(i) })
	}
	return fromValue(f.Type, func(s *state, dot reflect.Value) reflect.Value { return get(s, dot).FieldByIndex(f.Index) })
}

func timeOf(v reflect.Value) time.Time {
	if v.CanAddr() {
		return *v.Addr().Interface().(*time.Time) // without a copy on the heap
	}
	return v.Interface().(time.Time)
}

// function compiles a call: of one of the set's own functions, by its type, or of
// one of those of Go's templates that pages use.
func (c *compiler) function(name string, args []expr) expr {
	if f, ok := c.funcs[name]; ok {
		return own(name, f, args)
	}
	switch {
	case name == "not" && len(args) == 1:
		holds := args[0].truth()
		return fromBool(func(s *state, dot reflect.Value) bool { return !holds(s, dot) })
	case (name == "and" || name == "or") && len(args) > 0:
		return choose(args, name == "or")
	case name == "print":
		haveValues(args)
		return fromString(func(s *state, dot reflect.Value) string { return fmt.Sprint(anys(s, dot, args)...) })
	case name == "printf" && len(args) > 0 && args[0].typ == stringType:
		haveValues(args)
		return fromString(func(s *state, dot reflect.Value) string {
			return fmt.Sprintf(args[0].str(s, dot), anys(s, dot, args[1:])...)
		})
	case name == "len" && len(args) == 1 && args[0].typ != nil && hasLen(args[0].typ):
		list := args[0].value()
		return fromValue(intType, func(s *state, dot reflect.Value) reflect.Value { return reflect.ValueOf(list(s, dot).Len()) })
	case name == "eq" || name == "ne" || name == "lt" || name == "le" || name == "gt" || name == "ge":
		return comparison(name, args)
	}
	giveUp("function %s", name)
	return expr{}
}

// own compiles a call of one of the set's own functions.
func own(name string, f any, args []expr) expr {
	haveValues(args)
	fixed := !slices.ContainsFunc(args, func(a expr) bool { return !a.fixed })
	var e expr
	switch f := f.(type) {
	case func(string, ...any) (string, error):
		need(name, args, 1, stringType)
		e = fromString(func(s *state, dot reflect.Value) string {
			return must(f(args[0].str(s, dot), anys(s, dot, args[1:])...))
		})
	case func(string, int, ...any) (string, error):
		need(name, args, 2, stringType, intType)
		e = fromString(func(s *state, dot reflect.Value) string {
			return must(f(args[0].str(s, dot), int(args[1].val(s, dot).Int()), anys(s, dot, args[2:])...))
		})
	case func(string) (string, error):
		need(name, args, 1, stringType)
		e = fromString(func(s *state, dot reflect.Value) string { return must(f(args[0].str(s, dot))) })
	case func(int) string:
		need(name, args, 1, intType)
		e = fromString(func(s *state, dot reflect.Value) string { return f(int(args[0].val(s, dot).Int())) })
	case func(time.Time) string:
		need(name, args, 1, timeType)
		e = fromString(func(s *state, dot reflect.Value) string { return f(timeOf(args[0].val(s, dot))) })
	default:
		giveUp("function %s", name)
	}
	e.fixed = fixed
	return e
}

// haveValues checks that all arguments of a call are more than conditions.
func haveValues(args []expr) {
	for _, a := range args {
		a.value()
	}
}

// need checks the first arguments of a call: like html/template, a function takes
// no other type in their place.
func need(name string, args []expr, n int, types ...reflect.Type) {
	for i, t := range types {
		if len(args) < n || args[i].typ != t {
			giveUp("arguments of %s", name)
		}
	}
}

func must(s string, err error) string {
	if err != nil {
		panic(err)
	}
	return s
}

func anys(s *state, dot reflect.Value, args []expr) []any {
	if len(args) == 0 {
		return nil
	}
	out := make([]any, len(args))
	for i, a := range args {
		if a.str != nil && a.typ == stringType {
			out[i] = a.str(s, dot)
		} else {
			out[i] = a.val(s, dot).Interface()
		}
	}
	return out
}

// choose is and, or: the first argument that decides, or the last.
func choose(args []expr, or bool) expr {
	last := args[len(args)-1]
	same, tests := true, make([]func(*state, reflect.Value) bool, len(args))
	for i, a := range args {
		tests[i] = a.truth()
		same = same && a.typ == last.typ
	}
	e := expr{test: func(s *state, dot reflect.Value) bool {
		for _, test := range tests {
			if test(s, dot) == or {
				return or
			}
		}
		return !or
	}}
	if !same || last.typ == nil {
		return e
	}
	e.typ = last.typ
	pick := func(s *state, dot reflect.Value) expr {
		for i, test := range tests[:len(tests)-1] {
			if test(s, dot) == or {
				return args[i]
			}
		}
		return last
	}
	e.val = func(s *state, dot reflect.Value) reflect.Value { return pick(s, dot).val(s, dot) }
	if last.typ.Kind() == reflect.String {
		e.str = func(s *state, dot reflect.Value) string { return pick(s, dot).str(s, dot) }
	}
	return e
}

// comparison is eq (with any of several), ne, lt, le, gt, ge for texts and
// whole numbers.
func comparison(name string, args []expr) expr {
	if len(args) < 2 || len(args) > 2 && name != "eq" {
		giveUp("arguments of %s", name)
	}
	var tests []func(*state, reflect.Value) int
	for _, b := range args[1:] {
		tests = append(tests, compared(args[0], b))
	}
	return fromBool(func(s *state, dot reflect.Value) bool {
		for _, test := range tests {
			n := test(s, dot)
			if name == "eq" && n == 0 || name == "ne" && n != 0 || name == "lt" && n < 0 || name == "le" && n <= 0 ||
				name == "gt" && n > 0 || name == "ge" && n >= 0 {
				return true
			}
		}
		return false
	})
}

// compared orders two texts or two whole numbers.
func compared(a, b expr) func(*state, reflect.Value) int {
	switch {
	case a.str != nil && b.str != nil:
		return func(s *state, dot reflect.Value) int { return strings.Compare(a.str(s, dot), b.str(s, dot)) }
	case a.typ != nil && b.typ != nil && isInt(a.typ) && isInt(b.typ):
		x, y := a.value(), b.value()
		return func(s *state, dot reflect.Value) int { return cmp.Compare(x(s, dot).Int(), y(s, dot).Int()) }
	}
	giveUp("comparison of %s and %s", a.typ, b.typ)
	return nil
}
