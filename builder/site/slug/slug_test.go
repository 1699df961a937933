package slug

import (
	"strings"
	"testing"
)

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"wifi": "wifi", "Wi-Fi": "wi-fi", " a  b ": "a-b", "C++": "c-plus-plus", "index.html": "index-html", "Index.HTML": "index-html", "C#": "c-sharp", "c": "c", ".NET": "dot-net",
		"node.js": "node.js", "v1.2.": "v1.2", "日本": "日本", "e\u0301": "é", "../..": "x-ff09c962", "a/b": "a-b", "-": "x-280c9438",
		"İ": "i", "a\xffb": "a-b",
	} {
		if got := Of(name); got != want {
			t.Errorf("Of(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzSlug(f *testing.F) {
	f.Add("Wi-Fi 6E")
	f.Add("../../etc/passwd")
	f.Fuzz(func(t *testing.T, name string) {
		s := Of(name)
		if s == "" || s == "." || s == ".." || strings.ContainsAny(s, "/\\?#% \x00") || len(s) > 2*maxSlug {
			t.Errorf("Of(%q) = %q", name, s)
		}
	})
}
