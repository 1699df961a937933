package highlight

import (
	"strings"
	"testing"
)

func TestAppend(t *testing.T) {
	h := New()
	for _, c := range []struct{ language, code, want string }{
		{"Go", "if a < \"b\" { }\n", `x<span class="k">if</span> a &lt; <span class="s">&quot;b&quot;</span> { }` + "\n"},
		{"nosuch", "if\n", "x"},
		{"go", "", "x"},
		{"go", strings.Repeat("x := 1\n", maxBlock/7+1), "x"},
		{"go", strings.Repeat("x", maxLine) + "\n", "x"},
	} {
		got := []byte("x")
		l, ok := h.Find(c.language, c.code)
		if ok {
			got, ok = l.Append(got, c.code)
		}
		if string(got) != c.want || ok != (c.want != "x") {
			t.Errorf("%s %.20q: %.200s, want %s", c.language, c.code, got, c.want)
		}
	}
}

func BenchmarkStyleSheet(b *testing.B) {
	for b.Loop() {
		StyleSheet("github", "github-dark")
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New()
	}
}
