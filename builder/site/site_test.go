package site_test

import (
	"fmt"
	"html/template"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"winnow/builder/feed"
	"winnow/builder/golden"
	"winnow/builder/site"
	"winnow/builder/view"
)

// TestCases assembles the site of each file of testdata: the section site.json
// is a spec; "problems" and "pages" are what Assemble returns, "view URL" is
// what the page at that URL shows, without empty fields.
func TestCases(t *testing.T) { golden.Run(t, "testdata/*.txtar", remake) }

func remake(t *testing.T, a *txtar.Archive) {
	spec := readSpec(t, a.Files[0].Data)
	s, problems := site.Assemble(spec.input())
	m := maker(s, spec)
	for i := range a.Files[1:] {
		f := &a.Files[i+1]
		var got string
		switch name, url, _ := strings.Cut(f.Name, " "); name {
		case "problems":
			_, found := feed.Files(s, feed.DefaultOptions(), feed.Input{})
			got = append(problems, found...).Sorted().Error() + "\n"
		case "successors":
			for _, e := range s.Articles {
				if v, err := m.Make(s.Page(e.URL)); err == nil && v.Article.SupersededBy.URL != "" {
					got += e.Path + " → " + v.Article.SupersededBy.URL + "\n"
				}
			}
		case "redirects":
			got = redirects(t, s)
		case "pages":
			got = pageList(s)
		case "view":
			got = viewText(t, s, m, url)
		default:
			t.Fatalf("unknown section %q", f.Name)
		}
		f.Data = []byte(got)
	}
}

func pageList(s *site.Site) string {
	var b strings.Builder
	for _, p := range s.Pages {
		fmt.Fprintf(&b, "%-12s %s\n", p.Kind, p.URL)
	}
	return b.String()
}

// redirects lists the table that hosts read, without what escapes addresses.
func redirects(t *testing.T, s *site.Site) (text string) {
	files, _ := feed.Files(s, feed.DefaultOptions(), feed.Input{})
	for _, f := range files {
		if f.Path != "_redirects" {
			continue
		}
		data, err := f.Make()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			plain, err := url.PathUnescape(strings.TrimPrefix(strings.TrimSuffix(line, " 301\n"), "/"))
			if err != nil {
				t.Fatal(err)
			}
			text += strings.Replace(plain, " /", " → ", 1) + "\n"
		}
	}
	return text
}

func viewText(t *testing.T, s *site.Site, m *view.Maker, url string) string {
	url = strings.TrimPrefix(url, "/")
	p := s.Page(url)
	if p == nil {
		t.Fatalf("no page %q", url)
	}
	v, err := m.Make(p)
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
		case view.Link:
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
		case view.Link:
			fmt.Fprintf(b, "%s%s[%d]: %s → %s\n", indent, name, i, x.Text, x.URL)
		case string:
			fmt.Fprintf(b, "%s%s[%d]: %s\n", indent, name, i, x)
		default:
			fmt.Fprintf(b, "%s%s[%d]\n", indent, name, i)
			write(b, f.Index(i), indent+"  ")
		}
	}
}
