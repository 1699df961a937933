package theme

import (
	"bytes"
	"html/template"
	"io/fs"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"winnow/builder/site"
	"winnow/themes"
)

// Every page of the built-in theme is compiled: it is fast only then.
func TestBuiltinIsCompiled(t *testing.T) {
	th := builtinTheme(t)
	for kind, p := range th.pages {
		if p.program == nil {
			t.Errorf("%s is not compiled: %s", kind, p.why)
		}
	}
}

// A compiled page has the bytes that html/template makes, whatever it shows.
func TestCompiled(t *testing.T) {
	files, err := fs.Sub(themes.Files, "default")
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for _, layer := range []fs.FS{files, builtin(t)} {
		th, problems := Load(layer, nil, Options{}, "en")
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for kind, p := range th.pages {
			for range 12 {
				v := Sample(kind)
				scramble(r, reflect.ValueOf(v).Elem())
				v.Kind = kind
				var fast, slow bytes.Buffer
				if err := p.set.ExecuteTemplate(&slow, frame, v); err != nil {
					t.Fatal(err)
				}
				if err := p.program.Run(&fast, v); err != nil || !bytes.Equal(fast.Bytes(), slow.Bytes()) {
					t.Fatalf("%s: %v: compiled\n%s\nhtml/template\n%s", kind, err, fast.Bytes(), slow.Bytes())
				}
			}
		}
	}
}

// nasty are texts that must be escaped, each in another way.
var nasty = []string{"", "", "plain", "<script>alert(1)</script>", `"'><b>+&amp;&lt;`, "javascript:alert(1)", "JaVaScRiPt:1", "https://a.example/?q=ä b&c=%20%zz#x",
	"data:text/html,x", "../up/", "a:b/c", "mailto:x@y", "\x00\x01\n\t", "\xff\xfe", "日本語 {name}", "//host/p", "%", "50.0", "-1", "a\u2028b"}

// scramble sets every field of a value to something at random, or to nothing.
func scramble(r *rand.Rand, v reflect.Value) {
	switch x := v.Addr().Interface().(type) {
	case *time.Time:
		*x = []time.Time{{}, time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC), time.Date(2024, 2, 29, 1, 2, 3, 0, time.UTC)}[r.IntN(3)]
		return
	case *template.HTML:
		*x = template.HTML(nasty[r.IntN(len(nasty))])
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			scramble(r, v.Field(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			scramble(r, v.Elem())
		}
	case reflect.Slice:
		v.Set(v.Slice(0, r.IntN(v.Len()+1)))
		for i := range v.Len() {
			scramble(r, v.Index(i))
		}
	case reflect.String:
		v.SetString(nasty[r.IntN(len(nasty))])
	case reflect.Int:
		v.SetInt([]int64{0, 1, 2, -5, 1234567}[r.IntN(5)])
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	}
}

// features exercises every construct that compile knows; the rest are left to
// html/template.
const features = `{{define "twice"}}{{$}}-{{.}};{{with $x := .}}{{$x}}{{$}}{{end}}{{end}}
{{define "loop"}}{{.Page}}{{if .URL}}{{template "twice" .URL}}{{end}}{{end}}
{{$title := .Title}}{{template "twice" $title}}{{$title = .URL}}{{$title}}
{{range $i, $n := .List.Numbers}}{{$i}}={{$n.Page}}{{template "loop" $n}}{{else}}none{{end}}
{{range $n := .List.Numbers}}{{$n.URL}}{{end}}{{range .Breadcrumbs}}{{.Text}}{{else}}{{$.Title}}{{end}}
{{if and .Title .NoIndex}}a{{else if or .URL .NoIndex}}b{{else}}c{{end}}{{or .Root "./"}}{{and .Title .URL}}
{{if eq .List.Page 1}}1{{end}}{{if ne .List.Page 1}}2{{end}}{{if lt .List.Page 2}}3{{end}}{{if le .List.Page 2}}4{{end}}{{if gt .List.Page 1}}5{{end}}{{if ge .List.Page 2}}6{{end}}
{{if eq .Kind "home" "tag"}}k{{end}}{{if not .Site.Updated.IsZero}}{{longdate .Site.Updated}}{{isodate .Site.Updated}}{{end}}
{{print "a" .Title 3 .List.Page}}{{printf "%s %d" .Title .List.Page}}{{len .Breadcrumbs}}{{len .Title}}{{number .List.Total}}
{{t "by" "name" .Title}}{{t (print "x_" .Kind)}}{{plural "articles" .List.Total}}{{.Title | t}}{{(.List).Page}}
<a href="{{.URL}}" title="{{.Title}}">{{.Title}}</a><a href="#{{.Title}}">x</a><a href="/?q={{.Title}}&p={{.List.Page}}">y</a><img alt='{{.Title}}'>
<textarea>{{.Title}}</textarea><title>{{.Title}}</title>{{with .Tag}}{{.Name}}{{else}}no{{end}}{{/* said */}}`

func TestFeatures(t *testing.T) {
	own := func(text string) *Theme {
		th, problems := Load(builtin(t), mapOf("templates/tag.html", text, "theme.toml", "contract = 1"), Options{Name: "own"}, "en")
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		return th
	}
	th := own(strings.Replace(features, "\n{{$title", "{{define \"main\"}}{{$title", 1) + "{{end}}")
	p := th.pages[site.TagPage]
	if p.program == nil {
		t.Fatal(p.why)
	}
	r := rand.New(rand.NewPCG(5, 6))
	for range 150 {
		v := Sample(site.TagPage)
		scramble(r, reflect.ValueOf(v).Elem())
		var fast, slow bytes.Buffer
		if err := p.set.ExecuteTemplate(&slow, frame, v); err != nil {
			t.Fatal(err)
		}
		if err := p.program.Run(&fast, v); err != nil || !bytes.Equal(fast.Bytes(), slow.Bytes()) {
			t.Fatalf("%v: compiled\n%s\nhtml/template\n%s", err, fast.Bytes(), slow.Bytes())
		}
	}
	for _, text := range []string{`<script>var x = {{.Title}}</script>`, `<p style="color:{{.Title}}">`, `<a title={{.Title}}>`, `{{with .Breadcrumbs}}{{index . 0}}{{end}}`,
		`{{range .Breadcrumbs}}{{break}}{{end}}`, `{{.List}}`, `{{html .Title}}`, `{{if eq .Kind "x"}}{{asset "none"}}{{end}}`, `{{range 3}}{{.}}{{end}}`, `{{define "r"}}{{if .}}{{template "r" slice . 1}}{{end}}{{end}}{{template "r" "xx"}}`} {
		th := own(`{{define "main"}}` + strings.TrimPrefix(text, `{{define "r"}}{{if .}}{{template "r" slice . 1}}{{end}}{{end}}`) + `{{end}}{{define "r"}}{{if .}}{{template "r" slice . 1}}{{end}}{{end}}`)
		if th.pages[site.TagPage].program != nil {
			t.Errorf("%s is compiled", text)
		}
		if _, err := th.Render(Sample(site.TagPage)); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func mapOf(pairs ...string) fstest.MapFS {
	files := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		files[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return files
}
