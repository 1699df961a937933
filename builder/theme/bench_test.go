package theme

import (
	"io/fs"
	"testing"

	"winnow/builder/site"
	"winnow/builder/view"
	"winnow/themes"
)

// builtinTheme is the theme that winnow comes with.
func builtinTheme(t testing.TB) *Theme {
	files, err := fs.Sub(themes.Files, "default")
	if err != nil {
		t.Fatal(err)
	}
	th, problems := Load(files, nil, Options{}, "en")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return th
}

// The built-in theme has a template, without mistakes, for every kind of page.
func TestBuiltinTheme(t *testing.T) {
	th := builtinTheme(t)
	for _, k := range view.Kinds() {
		kind := k.Kind
		if _, err := th.Render(Sample(kind)); err != nil {
			t.Error(err)
		}
	}
}

// sampleList is a page with n articles.
func sampleList(kind view.Kind, n int) *view.View {
	v := Sample(kind)
	item := v.List.Items[0]
	v.List.Items = nil
	for range n {
		v.List.Items = append(v.List.Items, item)
	}
	return v
}

func BenchmarkRender(b *testing.B) {
	th := builtinTheme(b)
	for name, v := range map[string]*view.View{"article": Sample(site.ArticlePage), "list of 50": sampleList(site.CategoryPage, 50)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := th.Render(v); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
