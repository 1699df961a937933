package compiled

import (
	"bytes"
	"errors"
	"html/template"
	"math/rand/v2"
	"reflect"
	"testing"
)

// A compiled template has the bytes that html/template makes, whatever it shows,
// and fails where html/template fails.
func TestTemplates(t *testing.T) {
	const cases = 2000
	outcomes := map[string]int{}
	for seed := range uint64(cases) {
		outcomes[compare(t, seed)]++
	}
	t.Log(outcomes)
	if outcomes["compared"] < cases/2 {
		t.Errorf("too few of %d random templates are compiled and succeed: %v", cases, outcomes)
	}
}

func FuzzTemplates(f *testing.F) {
	f.Add(uint64(1 << 40))
	f.Fuzz(func(t *testing.T, seed uint64) { compare(t, seed) })
}

// compare runs a random template on random pages, by html/template and compiled,
// and says what came of it.
func compare(t *testing.T, seed uint64) (outcome string) {
	r := rand.New(rand.NewPCG(seed, 1))
	text := generate(r)
	slow, err := template.New("").Funcs(functions()).Parse(text)
	if err != nil {
		return "not parsed"
	}
	fast := template.Must(template.New("").Funcs(functions()).Parse(text))
	Inline(fast, "main")
	outcome = "failed"
	var program *Program[*page]
	for i := range 4 {
		p := &page{}
		fill(r, reflect.ValueOf(p).Elem(), 0)
		var want, got bytes.Buffer
		wrong := slow.ExecuteTemplate(&want, "main", p)
		if e := (*template.Error)(nil); errors.As(wrong, &e) {
			return "not escaped"
		}
		if i == 0 {
			_ = fast.ExecuteTemplate(&got, "main", p) // escapes it
			if program, _ = Compile[*page](fast.Lookup("main"), functions()); program == nil {
				return "left to html/template"
			}
			got.Reset()
		}
		err := program.Run(&got, p)
		switch {
		case wrong == nil && (err != nil || !bytes.Equal(got.Bytes(), want.Bytes())):
			t.Fatalf("seed %d: %v\n%s\n%+v\ncompiled\n%s\nhtml/template\n%s", seed, err, text, p, got.Bytes(), want.Bytes())
		case wrong != nil && err == nil:
			t.Fatalf("seed %d: html/template fails, what is compiled does not: %v\n%s\n%+v\n%s", seed, wrong, text, p, got.Bytes())
		case wrong == nil:
			outcome = "compared"
		}
	}
	return outcome
}

func FuzzEscape(f *testing.F) {
	for _, s := range nasty {
		f.Add(s)
	}
	page := template.Must(template.New("").Parse(`<p title="{{.}}">{{.}}</p><a href="{{.}}">x</a><a href="?q={{.}}">y</a>`))
	f.Fuzz(func(t *testing.T, s string) {
		var want, got bytes.Buffer
		if err := page.Execute(&want, s); err != nil {
			t.Fatal(err)
		}
		got.WriteString(`<p title="`)
		writeEscaped(&got, s)
		got.WriteString(`">`)
		writeEscaped(&got, s)
		got.WriteString(`</p><a href="`)
		writeEscaped(&got, encodeURL(filterURL(s), true))
		got.WriteString(`">x</a><a href="?q=`)
		writeEscaped(&got, encodeURL(s, false))
		got.WriteString(`">y</a>`)
		if !bytes.Equal(got.Bytes(), want.Bytes()) {
			t.Errorf("got %s\nwant %s", got.Bytes(), want.Bytes())
		}
	})
}
