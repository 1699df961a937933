package highlight

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
)

// TestLexersAgree compares our driver with chroma on text that has something of
// every language, whole and broken up: the tokens must be the same.
func TestLexersAgree(t *testing.T) {
	texts := []string{read(t, "../../risk/testdata/risks.txt"), read(t, "lexer.go"), read(t, "../../markdown/bench_test.go"), read(t, "../../markdown/hostile_test.go"), "x", "\n\n", "é\u2028ß \x0b \u00a0 K", ""}
	r := rand.New(rand.NewPCG(5, 6))
	lines := strings.Split(strings.Join(texts, "\n"), "\n")
	for range 8 {
		var b strings.Builder
		for range 30 {
			line := lines[r.IntN(len(lines))]
			b.WriteString(line[r.IntN(len(line)+1):])
			b.WriteByte("\n \t"[r.IntN(3)])
		}
		texts = append(texts, strings.ToValidUTF8(b.String(), ""))
	}
	all := allLexers()
	for _, name := range strings.Fields("bash go python json yaml javascript java c c++ sql ini toml xml html css php ruby powershell diff nginx lua docker rust console http markdown") {
		l := all[name]
		if l == nil {
			t.Errorf("no lexer %s", name)
			continue
		}
		whole := &lexer{chroma: l.chroma, far: 1 << 20}
		for _, text := range texts {
			if len(text) > 2500 {
				text = text[:2500]
			}
			text = strings.ToValidUTF8(text, "")
			want, wantErr := chromaTokens(l.chroma, text)
			got, gotErr := tokensOf(whole, text)
			if got != want || (wantErr == nil) != (gotErr == nil) {
				t.Errorf("%s: %.300q\n got %v %s\nwant %v %s", name, text, gotErr, firstDiff(got, want), wantErr, firstDiff(want, got))
				break
			}
		}
	}
}

func read(t *testing.T, file string) string {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func tokensOf(l *lexer, text string) (s string, err error) {
	var b strings.Builder
	defer recovered(&s, &err)
	err = l.tokenise(text, func(t chroma.TokenType, text []rune) { fmt.Fprintf(&b, "%v %q\n", t, string(text)) })
	return b.String(), err
}

func chromaTokens(l chroma.Lexer, text string) (s string, err error) {
	var b strings.Builder
	defer recovered(&s, &err)
	next, err := l.Tokenise(nil, text)
	if err != nil {
		return "", err
	}
	for t := next(); t != chroma.EOF; t = next() {
		fmt.Fprintf(&b, "%v %q\n", t.Type, t.Value)
	}
	return b.String(), nil
}

func recovered(s *string, err *error) {
	if p := recover(); p != nil {
		*s, *err = "", fmt.Errorf("%v", p)
	}
}

// firstDiff returns the first line of a that b does not have at its place.
func firstDiff(a, b string) string {
	other := strings.Split(b, "\n")
	for i, line := range strings.Split(a, "\n") {
		if i >= len(other) || other[i] != line {
			return line
		}
	}
	return ""
}

func TestRepetitions(t *testing.T) {
	for pattern, want := range map[string]int{`a*b+`: 2, `[*+]a`: 0, `\*a+?`: 1, `a{2,}b{2,3}`: 1, `(a*)*`: 2} {
		if got := repetitions(pattern); got != want {
			t.Errorf("%s: %d, want %d", pattern, got, want)
		}
	}
}

func TestFirstOfPattern(t *testing.T) {
	for _, test := range []struct{ pattern, flags, yes, no string }{
		{`abc|d`, "", "ad", "bc"},
		{`a?b`, "", "ab", "c"},
		{`(?=x)y`, "", "y", "xz"},
		{`(?<!x)[0-9]+`, "", "09", "a"},
		{`\bif\b`, "", "i", "f"},
		{`if`, "i", "iI", "f"},
		{`a*`, "", "abc", ""},
		{`(a)\1`, "", "abc", ""},
		{`.`, "", "a ", "\n"},
		{`.`, "s", "a\n", ""},
		{`(?>ab)c`, "", "a", "b"},
		{`[^\W\d]\w*`, "", "a9", ""},
		{`\s+`, "", " \t\v", "a"},
	} {
		f := firstOfPattern(test.pattern, test.flags)
		for _, c := range test.yes {
			if !f.has(c) {
				t.Errorf("%s: not %q", test.pattern, c)
			}
		}
		for _, c := range test.no {
			if f.has(c) {
				t.Errorf("%s: %q", test.pattern, c)
			}
		}
		if !f.has('é') {
			t.Errorf("%s: not é", test.pattern)
		}
	}
}
