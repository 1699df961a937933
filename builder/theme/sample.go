package theme

import (
	"html/template"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"winnow/builder/view"
)

// Sample returns an invented page of a kind in which every field is set and
// every list has two entries. Load tries templates on it.
func Sample(kind view.Kind) *view.View {
	for _, k := range view.Kinds() {
		if k.Kind == kind {
			return sample(k)
		}
	}
	return nil
}

func sample(k view.PageKind) *view.View {
	v := &view.View{}
	fillSample(reflect.ValueOf(v).Elem(), "View")
	v.Kind = k.Kind
	v.Root = "../"
	v.URL = "sample/"
	for i := range v.Article.Answers {
		v.Article.Answers[i].Place += strconv.Itoa(i + 1) // places on a page differ
	}
	return onlyParts(v, k.Parts)
}

// emptySample returns a page of a kind in which nothing is set that may be
// missing.
func emptySample(k view.PageKind) *view.View {
	v := &view.View{Kind: k.Kind}
	for _, name := range k.Parts {
		if f := reflect.ValueOf(v).Elem().FieldByName(name); f.Kind() == reflect.Pointer {
			f.Set(reflect.New(f.Type().Elem()))
		}
	}
	return v
}

// onlyParts keeps those parts of a page that pages of its kind have.
func onlyParts(v *view.View, parts []string) *view.View {
	w := reflect.ValueOf(v).Elem()
	for i := range w.NumField() {
		f := w.Field(i)
		isPart := f.Kind() == reflect.Pointer || f.Type() == reflect.TypeFor[[]view.TopicLink]()
		if isPart && !slices.Contains(parts, w.Type().Field(i).Name) {
			f.SetZero()
		}
	}
	return v
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
