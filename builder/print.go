package builder

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"reflect"
	"time"

	"winnow/builder/output"
	"winnow/builder/site"
)

// pagePrint names all that a page is made of: what its template sees, and the
// theme. The program is not in it: package output asks for the same program.
func (r *Result) pagePrint(v *site.View) output.Print {
	buffer := r.prints.Get().(*[]byte)
	defer r.prints.Put(buffer)
	*buffer = appendValue(append((*buffer)[:0], r.look.print[:]...), reflect.ValueOf(v))
	return output.PrintOf(*buffer)
}

// appendValue writes a finished value so that different values differ: each with
// its length where that can vary. Types need not be written, since a page has
// one type.
func appendValue(to []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.String:
		to = binary.AppendUvarint(to, uint64(v.Len()))
		return append(to, v.String()...)
	case reflect.Bool:
		if v.Bool() {
			return append(to, 1)
		}
		return append(to, 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(to, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return binary.AppendUvarint(to, v.Uint())
	case reflect.Pointer:
		if v.IsNil() {
			return append(to, 0)
		}
		return appendValue(append(to, 1), v.Elem())
	case reflect.Slice, reflect.Array:
		to = binary.AppendUvarint(to, uint64(v.Len()))
		for i := range v.Len() {
			to = appendValue(to, v.Index(i))
		}
		return to
	case reflect.Struct:
		return appendStruct(to, v)
	}
	panic(fmt.Sprintf("a page shows a %s, whose print is not known", v.Type()))
}

var timeType = reflect.TypeFor[time.Time]()

func appendStruct(to []byte, v reflect.Value) []byte {
	if v.Type() == timeType {
		t := v.Interface().(time.Time)
		zone, offset := t.Zone()
		for _, n := range [...]int64{t.Unix(), int64(t.Nanosecond()), int64(offset), int64(len(zone))} {
			to = binary.AppendVarint(to, n)
		}
		return append(to, zone...)
	}
	for i := range v.NumField() {
		to = appendValue(to, v.Field(i))
	}
	return to
}

// printOfFiles names the files of themes by path and content.
func printOfFiles(themes ...fs.FS) output.Print {
	var data []byte
	for _, theme := range themes {
		if theme == nil {
			continue
		}
		fs.WalkDir(theme, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil
			}
			text, _ := fs.ReadFile(theme, name)
			sum := output.PrintOf(text)
			data = append(append(append(data, name...), 0), sum[:]...)
			return nil
		})
		data = append(data, 0)
	}
	return output.PrintOf(data)
}
