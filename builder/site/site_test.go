package site

import (
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"winnow/builder/golden"
)

// TestCases assembles the site of each file of testdata: the section site.json
// is a spec; "problems" and "pages" are what Assemble returns, "view URL" is
// what the page at that URL shows, without empty fields.
func TestCases(t *testing.T) { golden.Run(t, "testdata/*.txtar", remake) }

func remake(t *testing.T, a *txtar.Archive) {
	spec := readSpec(t, a.Files[0].Data)
	s, problems := assemble(spec.input(), answers(spec))
	for i := range a.Files[1:] {
		f := &a.Files[i+1]
		var got string
		switch name, url, _ := strings.Cut(f.Name, " "); name {
		case "problems":
			got = problems.Error() + "\n"
		case "successors":
			for _, e := range s.Articles {
				if v, err := s.View(s.Page(e.URL), bodies); err == nil && v.Article.SupersededBy.URL != "" {
					got += e.Path + " → " + v.Article.SupersededBy.URL + "\n"
				}
			}
		case "redirects":
			for _, r := range s.Redirects {
				got += r.From + " → " + r.To + "\n"
			}
		case "pages":
			got = pageList(s)
		case "view":
			got = viewText(t, s, url)
		default:
			t.Fatalf("unknown section %q", f.Name)
		}
		f.Data = []byte(got)
	}
}

func pageList(s *Site) string {
	var b strings.Builder
	for _, p := range s.Pages {
		fmt.Fprintf(&b, "%-12s %s\n", p.Kind, p.URL)
	}
	return b.String()
}

func viewText(t *testing.T, s *Site, url string) string {
	url = strings.TrimPrefix(url, "/")
	p := s.Page(url)
	if p == nil {
		t.Fatalf("no page %q", url)
	}
	v, err := s.View(p, bodies)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	write(&b, reflect.ValueOf(v).Elem(), "")
	return b.String()
}

// write lists the fields of a value that are not empty.
func write(b *strings.Builder, v reflect.Value, indent string) {
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		if f.IsZero() {
			continue
		}
		if f.Kind() == reflect.Pointer {
			f = f.Elem()
		}
		switch x := f.Interface().(type) {
		case time.Time:
			fmt.Fprintf(b, "%s%s: %s\n", indent, name, x.Format(time.DateOnly))
			continue
		case Link:
			fmt.Fprintf(b, "%s%s: %s → %s\n", indent, name, x.Text, x.URL)
			continue
		case template.HTML:
			fmt.Fprintf(b, "%s%s: %s\n", indent, name, x)
			continue
		}
		switch f.Kind() {
		case reflect.Struct:
			fmt.Fprintf(b, "%s%s\n", indent, name)
			write(b, f, indent+"  ")
		case reflect.Slice:
			writeSlice(b, f, name, indent)
		default:
			fmt.Fprintf(b, "%s%s: %v\n", indent, name, f)
		}
	}
}

func writeSlice(b *strings.Builder, f reflect.Value, name, indent string) {
	for i := range f.Len() {
		switch x := f.Index(i).Interface().(type) {
		case Link:
			fmt.Fprintf(b, "%s%s[%d]: %s → %s\n", indent, name, i, x.Text, x.URL)
		case string:
			fmt.Fprintf(b, "%s%s[%d]: %s\n", indent, name, i, x)
		default:
			fmt.Fprintf(b, "%s%s[%d]\n", indent, name, i)
			write(b, f.Index(i), indent+"  ")
		}
	}
}
