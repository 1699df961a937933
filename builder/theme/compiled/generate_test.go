package compiled

import (
	"cmp"
	"fmt"
	"html/template"
	"math/rand/v2"
	"reflect"
	"strings"
	"time"
)

// page is what random templates show: fields of every type that pages of a site have.
type page struct {
	S, T string
	K    name
	H    template.HTML
	N, M int
	I64  int64
	B, C bool
	When time.Time
	In   part
	Ptr  *part
	L    []part
	Ps   []*part
	W    []string
	Ns   []int
	part // its fields, too, but for those above
}

type part struct {
	Name string
	Kind name
	Body template.HTML
	N    int
	B    bool
	When time.Time
	W    []string
	Sub  *part
}

type name string

// nasty are texts that must be escaped, each in another way.
var nasty = []string{"", "", "plain", "<script>alert(1)</script>", `"'><b>+&amp;&lt;`, "javascript:alert(1)", "JaVaScRiPt:1", "https://a.example/?q=ä b&c=%20%zz#x",
	"data:text/html,x", "../up/", "a:b/c", "mailto:x@y", "\x00\x01\n\t", "\xff\xfe", "日本語 {name}", "//host/p", "%", "50.0", "-1", "a\u2028b",
	"</textarea><b>", "</title>", "<!-- x -->", "`${x}`", "{{.}}", "\ufdec\U0001F600", "a+b=c", "%3Cb%3e%4", "http:evil", " javascript:x", "x\r\ny"}

// fill sets every field of a value at random, or to nothing.
func fill(r *rand.Rand, v reflect.Value, depth int) {
	switch x := v.Addr().Interface().(type) {
	case *time.Time:
		*x = []time.Time{{}, time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC), time.Date(2024, 2, 29, 1, 2, 3, 0, time.UTC)}[r.IntN(3)]
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				fill(r, f, depth)
			} else {
				fill(r, reflect.NewAt(f.Type(), f.Addr().UnsafePointer()).Elem(), depth)
			}
		}
	case reflect.Pointer:
		if depth < 3 && r.IntN(8) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(r, v.Elem(), depth+1)
		}
	case reflect.Slice:
		n := r.IntN(3)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(r, v.Index(i), depth+1)
		}
	case reflect.String:
		v.SetString(nasty[r.IntN(len(nasty))])
	case reflect.Int, reflect.Int64:
		v.SetInt([]int64{0, 1, 2, -5, 1234567}[r.IntN(5)])
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	}
}

// functions are of the five signatures that Compile knows, and one that it does not.
func functions() template.FuncMap {
	f := template.FuncMap{
		"t": func(key string, pairs ...any) (string, error) {
			if len(pairs)%2 != 0 {
				return "", fmt.Errorf("a name has no value")
			}
			return "<" + key + fmt.Sprint(pairs...) + ">", nil
		},
		"plural": func(key string, n int, pairs ...any) (string, error) {
			return fmt.Sprintf("%s+%d%v", key, n, pairs), nil
		},
		"asset": func(name string) (string, error) {
			if name == "" {
				return "", fmt.Errorf("no file")
			}
			return "assets/" + name, nil
		},
		"number":   func(n int) string { return fmt.Sprintf("%+d", n) },
		"longdate": func(d time.Time) string { return d.Format(time.RFC1123) },
		"rare":     func(s name) string { return string(s) },
	}
	for name, one := range Funcs() {
		f[name] = one
	}
	return f
}

// A generator writes a random template in the parts of the language that themes
// use, and now and then in others.
type generator struct {
	r      *rand.Rand
	dot    reflect.Type
	vars   []declared // in scope; the first is $
	calls  []reflect.Type
	serial int
}

type declared struct {
	name string
	typ  reflect.Type
}

// generate returns the text of a template "main" for a page, and those it calls.
func generate(r *rand.Rand) string {
	g := &generator{r: r}
	var b strings.Builder
	types := []reflect.Type{reflect.TypeFor[*page](), reflect.TypeFor[part](), reflect.TypeFor[string](), reflect.TypeFor[*part](), reflect.TypeFor[int]()}
	for i := range r.IntN(4) {
		typ := types[r.IntN(len(types))]
		g.start(typ)
		fmt.Fprintf(&b, "{{define %q}}%s{{end}}", fmt.Sprint("d", i), g.block(2))
		g.calls = append(g.calls, typ)
	}
	g.start(types[0])
	fmt.Fprintf(&b, "{{define \"main\"}}%s{{end}}", g.block(3))
	return b.String()
}

func (g *generator) start(typ reflect.Type) { g.dot, g.vars = typ, []declared{{"$", typ}} }

func (g *generator) one(list ...string) string { return list[g.r.IntN(len(list))] }

// block returns some nodes; variables that they declare end with it.
func (g *generator) block(depth int) string {
	n := len(g.vars)
	var b strings.Builder
	for range 1 + g.r.IntN(3) {
		b.WriteString(g.node(depth))
	}
	g.vars = g.vars[:n]
	return b.String()
}

func (g *generator) node(depth int) string {
	switch k := g.r.IntN(60); {
	case k < 12 || depth == 0:
		return g.element()
	case k < 17:
		return g.one(" text\n", "<br>", "{{/* said */}}", "<!-- gone -->", "a &amp; b", "{{- \" x\" -}} ", "\n  {{- .N -}}  \n")
	case k < 24:
		return g.action()
	case k < 34:
		return g.branch("if", depth)
	case k < 40:
		return g.with(depth)
	case k < 49:
		return g.loop(depth)
	case k < 54:
		return g.variable()
	case k < 59:
		return g.call()
	}
	return g.one(`<script>var x = {{.S}}</script>`, `<p style="color:{{.S}}">x</p>`, `<p title={{.S}}>x</p>`, `{{range .L}}{{break}}{{end}}`,
		`{{range $i, $x := .W}}{{if $i}}{{continue}}{{end}}{{$x}}{{end}}`, `{{html .S}}`, `{{index .W 0}}`, `{{slice .S 1}}`, `{{.S | urlquery}}`, `{{range 3}}{{.}}{{end}}`,
		`{{rare .K}}`, `{{t .K}}`, `<p title="{{.H}}">x</p>`, `{{or .H .S}}`, `{{eq .S .N}}`, `{{.L}}`, `{{.In}}`, `{{.When}}`, `{{.B}}`, `{{with $q := .S}}{{$q = "x"}}{{$q}}{{end}}`, `{{template "d0"}}`, `<p {{.S}}>x</p>`, `{{.When.Year}}`, `{{3.5}}`, `{{1e3}}`, `{{'a'}}`, `{{0x10}}`, `{{true}}`)
}

// element returns an element with random values in places of several kinds.
func (g *generator) element() string {
	switch g.r.IntN(9) {
	case 0:
		return `<p title="` + g.words() + `">x</p>`
	case 1:
		return `<p title='` + g.words() + `' class="a{{if ` + g.condition(1) + `}} b{{end}}">x</p>`
	case 2:
		return `<a href="` + g.action() + `">x</a>`
	case 3:
		return `<a href="` + g.one("/", "../", "#", "/d/x?", "https://h.example/") + g.words() + `">x</a>`
	case 4:
		return `<a href='?q=` + g.action() + `&amp;r=` + g.action() + `#` + g.action() + `'>x</a>`
	case 5:
		return `<textarea>` + g.words() + `</textarea>`
	case 6:
		return `<title>` + g.words() + `</title>`
	case 7:
		return `<img src="` + g.action() + `" alt="` + g.words() + `" {{if ` + g.condition(1) + `}}hidden{{end}}>`
	}
	return `<b>` + g.words() + "{{" + cmp.Or(g.value("html", 2), "1") + "}}</b>"
}

func (g *generator) words() string {
	return g.one("", "w ", "é") + g.action() + g.one("", "+", " x ") + g.one("", g.action())
}

// action returns an action that shows a value.
func (g *generator) action() string {
	open, end := g.one("{{", "{{", "{{ "), g.one("}}", "}}", " }}")
	switch g.r.IntN(8) {
	case 0:
		return open + g.value("int", 2) + end
	case 1:
		return open + cmp.Or(g.value("name", 2), "1") + end
	case 3:
		return open + g.value("string", 1) + " | " + g.one("print", "print \"a\" 3", "printf \"%s-%v\" "+g.value("string", 1), "t", "t \"k\" \"n\"", "asset") + end
	case 4:
		return open + g.value("int", 1) + " | " + g.one("number", "plural \"k\"", "print", "printf \"%d\"") + end
	}
	return open + g.value("string", 3) + end
}

func (g *generator) branch(word string, depth int) string {
	var b strings.Builder
	n := len(g.vars)
	fmt.Fprintf(&b, "{{%s %s}}%s", word, g.declare(), g.block(depth-1))
	for range g.r.IntN(2) {
		fmt.Fprintf(&b, "{{else if %s}}%s", g.condition(2), g.block(depth-1))
	}
	if g.r.IntN(2) == 0 {
		fmt.Fprintf(&b, "{{else}}%s", g.block(depth-1))
	}
	g.vars = g.vars[:n]
	return b.String() + "{{end}}"
}

// declare returns a condition, perhaps with a variable for it.
func (g *generator) declare() string {
	if g.r.IntN(4) > 0 {
		return g.condition(2)
	}
	kind := g.one("string", "int", "html", "bool", "part")
	text := g.value(kind, 1)
	if text == "" {
		return g.condition(2)
	}
	return g.newVar(kinds[kind]) + " := " + text
}

func (g *generator) newVar(typ reflect.Type) string {
	g.serial++
	name := fmt.Sprint("$v", g.serial%5)
	g.vars = append(g.vars, declared{name, typ})
	return name
}

func (g *generator) with(depth int) string {
	kind := g.one("string", "int", "part", "ptr", "strings", "name")
	text, n, outer := g.value(kind, 1), len(g.vars), g.dot
	if text == "" {
		return g.element()
	}
	if g.r.IntN(4) == 0 {
		text = g.newVar(kinds[kind]) + " := " + text
	}
	g.dot = kinds[kind]
	out := "{{with " + text + "}}" + g.block(depth-1)
	g.dot = outer
	if g.r.IntN(3) == 0 {
		out += "{{else}}" + g.block(depth-1)
	}
	g.vars = g.vars[:n]
	return out + "{{end}}"
}

func (g *generator) loop(depth int) string {
	kind := g.one("parts", "ptrs", "strings", "ints")
	list, n, outer := g.value(kind, 1), len(g.vars), g.dot
	if list == "" {
		return g.element()
	}
	elem := kinds[kind].Elem()
	switch g.r.IntN(3) {
	case 0:
		list = g.newVar(elem) + " := " + list
	case 1:
		i := g.newVar(reflect.TypeFor[int]())
		list = i + ", " + g.newVar(elem) + " := " + list
	}
	g.dot = elem
	out := "{{range " + list + "}}" + g.block(depth-1)
	g.dot, g.vars = outer, g.vars[:n]
	if g.r.IntN(3) == 0 {
		out += "{{else}}" + g.block(depth-1)
	}
	return out + "{{end}}"
}

// variable declares a variable or gives one another value.
func (g *generator) variable() string {
	if v := g.vars[g.r.IntN(len(g.vars))]; v.name != "$" && g.r.IntN(2) == 0 {
		if text := g.value(kindOf(v.typ), 1); text != "" {
			return "{{" + v.name + " = " + text + "}}"
		}
	}
	kind := g.one("string", "string", "int", "part", "html", "strings")
	text := g.value(kind, 2)
	if text == "" {
		return g.element()
	}
	return "{{" + g.newVar(kinds[kind]) + " := " + text + "}}"
}

func (g *generator) call() string {
	if len(g.calls) == 0 {
		return ""
	}
	i := g.r.IntN(len(g.calls))
	if text := g.value(kindOf(g.calls[i]), 1); text != "" {
		return fmt.Sprintf("{{template %q %s}}", fmt.Sprint("d", i), text)
	}
	return ""
}

func kindOf(typ reflect.Type) string {
	for kind, t := range kinds {
		if t == typ {
			return kind
		}
	}
	return ""
}

// kinds are the types of values by the names that the generator has for them.
var kinds = map[string]reflect.Type{
	"string": reflect.TypeFor[string](), "int": reflect.TypeFor[int](), "bool": reflect.TypeFor[bool](), "name": reflect.TypeFor[name](),
	"html": reflect.TypeFor[template.HTML](), "when": reflect.TypeFor[time.Time](), "part": reflect.TypeFor[part](), "ptr": reflect.TypeFor[*part](),
	"parts": reflect.TypeFor[[]part](), "ptrs": reflect.TypeFor[[]*part](), "strings": reflect.TypeFor[[]string](), "ints": reflect.TypeFor[[]int](),
	"page": reflect.TypeFor[*page](),
}

// condition returns what may follow if.
func (g *generator) condition(depth int) string {
	return cmp.Or(g.value(g.one("bool", "bool", "bool", "string", "int", "part", "ptr", "strings", "parts", "name", "html"), depth), "true")
}

// value returns an expression of a kind, or nothing where no field has it.
func (g *generator) value(kind string, depth int) string {
	if depth > 0 && g.r.IntN(3) == 0 {
		if text := g.made(kind, depth-1); text != "" {
			return text
		}
	}
	if text := g.path(kinds[kind]); text != "" {
		return text
	}
	switch kind {
	case "string":
		return fmt.Sprintf("%q", g.one("", "a", "<b>", "x y", "é+"))
	case "int":
		return g.one("0", "1", "2", "-5", "10")
	case "bool":
		return g.one("true", "false")
	}
	return ""
}

// made returns an expression that computes a value.
func (g *generator) made(kind string, depth int) string {
	missing := false
	v := func(kind string) string {
		text := g.value(kind, depth)
		missing = missing || text == ""
		return text
	}
	text := g.compute(kind, depth, v)
	if missing {
		return ""
	}
	return text
}

func (g *generator) compute(kind string, depth int, v func(kind string) string) string {
	switch kind {
	case "string":
		return "(" + g.one("print "+v("string")+" "+v("int")+" "+v("name"), "printf \"%s:%v\" "+v("string")+" "+v("int"), "or "+v("string")+" "+v("string"),
			"and "+v("string")+" "+v("string"), "t \"key\" \"n\" "+v("string"), "t "+v("string"), "plural \"k\" "+v("int")+" \"n\" "+v("string"), "asset "+v("string"),
			"number "+v("int"), "longdate "+v("when"), "print "+v("html")) + ")"
	case "int":
		return "(" + g.one("len "+v("string"), "len "+v("strings"), "len "+v("parts"), "or "+v("int")+" "+v("int")) + ")"
	case "bool":
		return "(" + g.one("not "+g.condition(depth), "and "+g.condition(depth)+" "+g.condition(depth), "or "+g.condition(depth)+" "+g.condition(depth),
			"eq "+v("string")+" "+v("string"), "eq "+v("name")+" \"plain\" \"a\"", g.one("eq", "ne", "lt", "le", "gt", "ge")+" "+v("int")+" "+v("int"),
			g.one("lt", "ge")+" "+v("string")+" "+v("name"), "eq "+v("int")+" 1 2", v("when")+".IsZero", "eq "+v("int")+" .I64") + ")"
	case "part", "html", "name", "strings", "parts":
		return "(or " + v(kind) + " " + v(kind) + ")"
	}
	return ""
}

// path returns fields that lead from dot or a variable to a value of a type, or
// nothing when it finds none.
func (g *generator) path(want reflect.Type) string {
	for range 30 {
		text, typ := ".", g.dot
		if g.r.IntN(3) == 0 {
			v := g.vars[g.r.IntN(len(g.vars))]
			text, typ = v.name, v.typ
		}
		for range 3 {
			if typ == want {
				return text
			}
			if typ.Kind() == reflect.Pointer {
				typ = typ.Elem()
			}
			if typ.Kind() != reflect.Struct || typ == reflect.TypeFor[time.Time]() {
				break
			}
			f := typ.Field(g.r.IntN(typ.NumField()))
			if f.Anonymous {
				f = f.Type.Field(g.r.IntN(f.Type.NumField()))
			}
			text, typ = strings.TrimSuffix(text, ".")+"."+f.Name, f.Type
		}
		if typ == want {
			return text
		}
	}
	return ""
}
