package files

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func records(t *testing.T, data string, paths ...string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "a.json")
	if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
	files, err := Open(name, ".json")
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	var out []string
	for r, err := range files.Records("a.json", paths...) {
		if err != nil {
			out = append(out, strings.ReplaceAll(err.Error(), filepath.ToSlash(name), "FILE"))
			break
		}
		out = append(out, string(r))
	}
	return strings.Join(out, " ")
}

func TestRecords(t *testing.T) {
	for _, c := range []struct{ data, want string }{
		{`[{"a":1}, {"a":2}]`, `{"a":1} {"a":2}`},
		{"\xef\xbb\xbf{\"a\":1}\n{\"a\":2}\n", `{"a":1} {"a":2}`},
		{`{"more":false,"items":[1,2],"x":{"y":3}}`, `1 2`},
		{`{"data":{"type":"m","items":[{"a":1}]}} {"data":null} {"items":"no list","b":{"c":1.50}}`, `{"a":1} {"data":null} {"items":"no list","b":{"c":1.50}}`},
		{`[{"a":1}, {"a":`, `{"a":1} FILE: the file is not JSON, at byte 9: unexpected EOF (is the download complete?)`},
		{`<html>`, `FILE: the file is a web page, not JSON (the server answered with an error page or a login: download it again)`},
	} {
		if got := records(t, c.data, "items", "data.items"); got != c.want {
			t.Errorf("%s has\n%s, want\n%s", c.data, got, c.want)
		}
	}
}

// Whatever a file holds, its records are read to an end.
func FuzzRecords(f *testing.F) {
	f.Add(`{"items":[{"a":[1,{}]}],"b":null}{"c":{"items":[]}} 17 [[]]`)
	f.Add("\xef\xbb\xbf[{\"a\":")
	f.Fuzz(func(t *testing.T, data string) { records(t, data, "items", "c.items") })
}
