package highlight

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
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

// BenchmarkLexers compares chroma's lexers and ours on the code blocks of the
// articles in WINNOW_CORPUS.
func BenchmarkLexers(b *testing.B) {
	files, _ := filepath.Glob(filepath.Join(os.Getenv("WINNOW_CORPUS"), "*", "*.md"))
	var blocks [][2]string
	for _, file := range files {
		data, _ := os.ReadFile(file)
		for _, m := range fence.FindAllStringSubmatch(string(data), -1) {
			blocks = append(blocks, [2]string{m[1], m[2]})
		}
	}
	if len(blocks) == 0 {
		b.Skip("WINNOW_CORPUS names no folder with code")
	}
	h := New()
	each := func(b *testing.B, tokens func(l *lexer, code string) error) {
		for i := 0; b.Loop(); i++ {
			block := blocks[i%len(blocks)]
			if l, ok := h.Find(block[0], block[1]); ok {
				if err := tokens(l.lexer, block[1]); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	emit := func(chroma.TokenType, []rune) {}
	b.Run("chroma", func(b *testing.B) { each(b, func(l *lexer, code string) error { return l.leave(code, emit) }) })
	b.Run("ours", func(b *testing.B) { each(b, func(l *lexer, code string) error { return l.tokenise(code, emit) }) })
}

var fence = regexp.MustCompile("(?ms)^```([a-z]+)\n(.*?)^```$")
