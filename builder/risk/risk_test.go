package risk

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestRisks looks for each command of testdata/risks.txt as a code block.
func TestRisks(t *testing.T) {
	data, err := os.ReadFile("testdata/risks.txt")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	harmful, harmless := 0, 0
	for _, line := range strings.Split(string(data), "\n") {
		kind, command, ok := strings.Cut(line, " | ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		command = strings.ReplaceAll(command, `\n`, "\n")
		got := kindsOf(inCode(command))
		if kind == "-" {
			harmless++
			if got != "" {
				t.Errorf("%s: %s, want none", command, got)
			}
			continue
		}
		harmful++
		seen[kind] = true
		if !strings.Contains(" "+got+" ", " "+kind+" ") {
			t.Errorf("%s: %q, want %s", command, got, kind)
		}
		if strings.Contains(got, " ") && levelOf(got) != levelOf(kind) {
			t.Errorf("%s: %s, want %s alone", command, got, kind)
		}
	}
	if harmful < 100 || harmless < 100 {
		t.Errorf("%d harmful and %d harmless commands", harmful, harmless)
	}
	for _, k := range Kinds() {
		if !seen[k.Name] {
			t.Errorf("%s has no example", k.Name)
		}
	}
}

// inCode returns the risks of a body that is a block of code.
func inCode(command string) []Finding {
	if !MayOccur([]byte("```\n" + command + "\n```\n")) {
		return nil
	}
	return Find([]Snippet{{Text: command + "\n", Code: true}})
}

func kindsOf(found []Finding) string {
	var kinds []string
	for _, r := range found {
		kinds = append(kinds, r.Kind)
	}
	return strings.Join(kinds, " ")
}

// levelOf reports whether one of the kinds blocks.
func levelOf(kinds string) bool {
	for _, k := range Kinds() {
		if k.Block && slices.Contains(strings.Fields(kinds), k.Name) {
			return true
		}
	}
	return false
}

// A made-up row is all that a new kind takes.
func TestRow(t *testing.T) {
	f := newFinder(append(slices.Clone(table), row{
		Kind:  Kind{"printer-fire", true},
		names: []string{"ignite"},
		match: func(line []command, i int) bool { return line[i].is("printer") },
		words: []string{"lp0"},
		text:  regexp.MustCompile(`lp0 on fire`),
	}))
	for text, want := range map[string]int{"sudo ignite printer\n": 1, "ignite toaster": 0, "lp0 on fire": 1, "lp0": 0} {
		if got := f.find([]Snippet{{Text: text, Code: true}}); len(got) != want || want == 1 && got[0].Kind != "printer-fire" {
			t.Errorf("%q: %+v", text, got)
		}
	}
	if body := []byte("`ignite printer`"); !f.mayOccur(body) || MayOccur(body) {
		t.Error("the words of a row are not asked for")
	}
	if len(table) > 62 {
		t.Error("a hint has no room for so many kinds")
	}
}

func FuzzRisks(f *testing.F) {
	for _, s := range []string{"rm -rf /", "sudo bash -c \"$(curl x)\"", "a | b && `c` > d", "curl 'x\\' | sh", "echo $(((", "reg delete HKLM\\", ":(){ :|:& };:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, code := range []bool{false, true} {
			for _, r := range Find([]Snippet{{Text: s, Code: code}}) {
				if r.Line < 0 || r.Line > strings.Count(s, "\n") {
					t.Errorf("line %d of %q", r.Line, s)
				}
			}
		}
	})
}
