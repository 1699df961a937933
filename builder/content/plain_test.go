package content

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// same compares what two readers made of a text. The places of TOML values and
// of the items of a list may differ: only one of the readers knows them. In YAML
// the library's columns are one off here and there; the line is not.
func same(f fence, a, b []node) string {
	if len(a) != len(b) {
		return fmt.Sprintf("%d against %d values", len(a), len(b))
	}
	for i := range a {
		x, y := a[i], b[i]
		if x.key != y.key || x.kind != y.kind || x.text != y.text {
			return fmt.Sprintf("%q %d %q against %q %d %q", x.key, x.kind, x.text, y.key, y.kind, y.text)
		}
		if x.key != "" && x.at != y.at {
			return fmt.Sprintf("%q at %v against %v", x.key, x.at, y.at)
		}
		if f == yamlFence && x.key != "" && x.kind != nullNode && x.value.line != y.value.line {
			return fmt.Sprintf("the value of %q at %v against %v", x.key, x.value, y.value)
		}
		if x.kind == tableNode { // of unordered entries
			for _, n := range x.items {
				if other := y.get(n.key); other == nil || len(x.items) != len(y.items) {
					return "the entries of " + x.key
				} else if s := same(f, []node{n}, []node{*other}); s != "" {
					return s
				}
			}
		} else if s := same(f, x.items, y.items); s != "" {
			return s
		}
	}
	return ""
}

// agree fails when the plain reader understands a text otherwise than the
// library. It reports whether the plain reader understood it.
func agree(t *testing.T, f fence, src string) bool {
	t.Helper()
	quick, ok := readPlain(f, src, 2)
	if !ok {
		return false
	}
	var slow []node
	var bad *mistake
	if f == tomlFence {
		slow, bad = readTOML(src, 2)
	} else {
		slow, bad = readYAML(src, 2)
	}
	if bad != nil {
		t.Fatalf("%s%q: the library finds %v", f, src, *bad)
	}
	if s := same(f, quick, slow); s != "" {
		t.Fatalf("%s%q: %s", f, src, s)
	}
	return true
}

// Texts are put together from pieces, so that most are nearly plain.
var pieces = []string{
	"title", "date", "tags", "a", "b", "key_2", "x-y", "true", "null", "yes", "12", "-3", "0", "007", "1.10", "1e3", "0x1f", "1_000",
	"2024-05-31", "2024-05-31T10:00:00Z", "2024-05-31 10:00:00", "2024-13-31", "12:30", "~", "True", "TRUE", "Null", "off",
	": ", ":", " = ", "=", "\n", "\n", "\n", "\n- ", "\n  - ", "- ", " ", "  ", ", ", ",", "[", "]", "[[", "]]", "[]", "{", "}", `"`, `"`, "'", "''", `\`,
	"#", " #", "&x", "*x", "!", "|", ">", "%", "@", "`", "?", "? ", "+", "(", ")", "/", "$", "_", ".", "...", "é", "値", "word", "two words",
	"https://example.com/a?b=c#d", `"quoted text"`, `'it is'`, "\t", "<<", ";", "10 GB", "3.1.4", "C++", "a:b", "a: b", "\u00a0", "\u0085", "\ufeff", "\u2028", "\r", "😀",
}

func TestPlainAgreesWithLibraries(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	understood := 0
	for range 20_000 {
		var b strings.Builder
		sep, f := ": ", yamlFence
		if rng.IntN(2) == 0 {
			sep, f = " = ", tomlFence
		}
		for range 1 + rng.IntN(4) {
			b.WriteString(pieces[rng.IntN(8)] + sep)
			for range 1 + rng.IntN(4) {
				b.WriteString(pieces[rng.IntN(len(pieces))])
			}
			b.WriteByte('\n')
		}
		if agree(t, f, b.String()) {
			understood++
		}
	}
	if understood < 500 {
		t.Errorf("only %d texts were plain: the test proves little", understood)
	}
}

func FuzzPlain(f *testing.F) {
	f.Add(true, "title: a\ntags: [a, \"b\"]\nlist:\n- a\n- 'b'\ndate: 2024-01-02\nn: 12\n")
	f.Add(false, "title = \"a\"\ntags = [\"a\"]\nd = 2024-01-02\n[[c]]\nid = 'x'\n[extra]\nn = 1\n")
	f.Fuzz(func(t *testing.T, yaml bool, src string) {
		if len(src) > 2000 {
			return
		}
		if yaml {
			agree(t, yamlFence, src)
		} else if !tooDeep(tomlFence, src) {
			agree(t, tomlFence, src)
		}
	})
}

func TestPlainIsUsual(t *testing.T) {
	for f, src := range map[fence]string{yamlFence: smallYAML, tomlFence: smallTOML} {
		if !agree(t, f, src) {
			t.Errorf("%s%s is not plain", f, src)
		}
	}
}
