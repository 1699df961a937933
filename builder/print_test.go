package builder

import (
	"bytes"
	"reflect"
	"testing"
	"time"

	"winnow/builder/site"
)

// Whatever a page shows has a print, and every part of it counts.
func TestPrintSeesEverything(t *testing.T) {
	seen := map[reflect.Type]bool{}
	plain := appendValue(nil, reflect.ValueOf(&site.View{}))
	var walk func(v reflect.Value, root *site.View, path string)
	walk = func(v reflect.Value, root *site.View, path string) {
		switch {
		case v.Type() == timeType:
			v.Set(reflect.ValueOf(time.Unix(1, 0)))
		case v.Kind() == reflect.Struct:
			if seen[v.Type()] {
				return
			}
			seen[v.Type()] = true
			for i := range v.NumField() {
				walk(v.Field(i), root, path+"."+v.Type().Field(i).Name)
			}
			return
		case v.Kind() == reflect.Pointer:
			v.Set(reflect.New(v.Type().Elem()))
			plain = appendValue(nil, reflect.ValueOf(root))
			walk(v.Elem(), root, path)
			return
		case v.Kind() == reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			plain = appendValue(nil, reflect.ValueOf(root))
			walk(v.Index(0), root, path+"[0]")
			return
		case v.Kind() == reflect.String:
			v.SetString("x")
		case v.CanInt():
			v.SetInt(1)
		case v.Kind() == reflect.Bool:
			v.SetBool(true)
		default:
			t.Errorf("%s: no print for a %s", path, v.Type())
			return
		}
		now := appendValue(nil, reflect.ValueOf(root))
		if bytes.Equal(now, plain) {
			t.Errorf("%s does not count", path)
		}
		plain = now
	}
	root := &site.View{}
	walk(reflect.ValueOf(root).Elem(), root, "View")
}

func BenchmarkPrint(b *testing.B) {
	v := &site.View{Article: &site.ArticleView{Solution: "<p>Some text.</p>"}, Breadcrumbs: make([]site.Link, 3)}
	to := make([]byte, 0, 16<<10)
	b.ReportAllocs()
	for b.Loop() {
		to = appendValue(to[:0], reflect.ValueOf(v))
	}
}
