package theme

import (
	"html/template"
	"reflect"
	"strings"
	"time"

	"winnow/builder/site"
)

// Sample returns an invented page of a kind in which every field is set and
// every list has two entries. Load tries templates on it.
func Sample(kind site.Kind) *site.View {
	v := &site.View{}
	fillSample(reflect.ValueOf(v).Elem(), "View")
	v.Kind = kind
	v.Root = "../"
	v.URL = "sample/"
	return onlyOf(v, kind)
}

// emptySample returns a page of a kind in which nothing is set that may be
// missing.
func emptySample(kind site.Kind) *site.View {
	return onlyOf(&site.View{
		Kind: kind, List: &site.List{}, Home: &site.HomeView{}, Category: &site.CategoryView{}, Tag: &site.TopicLink{},
		Article: &site.ArticleView{}, Manual: &site.ManualView{}, Contributor: &site.ContributorView{},
		Contributors: &site.ContributorsView{}, Rules: &site.RulesView{}, Held: &site.HeldView{},
		Alphabet: &site.AlphabetView{}, Report: &site.ReportView{},
	}, kind)
}

// onlyOf keeps those parts of a page that pages of its kind have.
func onlyOf(v *site.View, kind site.Kind) *site.View {
	parts := map[site.Kind][]any{
		site.Home: {v.List, v.Home}, site.Category: {v.List, v.Category}, site.Tag: {v.List, v.Tag}, site.Tags: {v.Tags},
		site.Article: {v.Article}, site.Manual: {v.Manual}, site.Contributor: {v.List, v.Contributor},
		site.Contributors: {v.Contributors}, site.Rules: {v.Rules}, site.HeldList: {v.Held},
		site.Search: {v.Home}, site.NotFound: {v.Home}, site.Alphabet: {v.Alphabet}, site.Report: {v.Report},
	}
	w := reflect.ValueOf(v).Elem()
	for i := range w.NumField() {
		f := w.Field(i)
		if f.Kind() != reflect.Pointer && f.Type() != reflect.TypeFor[[]site.TopicLink]() {
			continue
		}
		if !keeps(parts[kind], f) {
			f.SetZero()
		}
	}
	return v
}

func keeps(parts []any, f reflect.Value) bool {
	for _, p := range parts {
		if reflect.TypeOf(p) == f.Type() {
			return true
		}
	}
	return false
}

// fillSample sets a value to something that looks like what its name says.
func fillSample(v reflect.Value, name string) {
	switch x := v.Addr().Interface().(type) {
	case *time.Time:
		*x = time.Date(2024, time.March, 3, 12, 0, 0, 0, time.UTC)
		return
	case *template.HTML:
		*x = template.HTML("<p>" + name + "</p>")
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fillSample(v.Field(i), v.Type().Field(i).Name)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillSample(v.Elem(), name)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fillSample(v.Index(0), name)
		fillSample(v.Index(1), name)
	case reflect.String:
		v.SetString(sampleText(name))
	case reflect.Int:
		v.SetInt(2)
	case reflect.Bool:
		v.SetBool(true)
	}
}

func sampleText(name string) string {
	switch {
	case strings.HasSuffix(name, "URL"), name == "Website", name == "Source", name == "Canonical":
		return "https://example.com/" + strings.ToLower(name) + "/"
	case name == "Value", name == "Score":
		return "+5.0"
	case name == "Trust", name == "Start", name == "Rest", name == "Judged", name == "Prior":
		return "50.0"
	case name == "Language":
		return "en"
	}
	return name
}
