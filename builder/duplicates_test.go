package builder

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"winnow/builder/cache"
)

// People are compared by person, articles by answer, and what two products have
// in common is not one problem.
func TestDuplicatesOfACommunity(t *testing.T) {
	const solution = "Hold the button at the back for ten seconds until the light blinks twice, then let it go and wait for two minutes while the hub starts again by itself."
	article := func(title, author, date, more string) *fstest.MapFile {
		return &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: %s\nauthor: %s\ndate: %s\n%s---\n## Question\n\nIt hangs.\n\n## Solution\n\n%s\n", title, author, date, more, solution)}
	}
	files := fstest.MapFS{
		"site.toml":                 {Data: []byte("[site]\ntitle = \"T\"\n")},
		"content/contributors.toml": {Data: []byte("[[contributor]]\nid = \"ann\"\naliases = [\"ann-old\"]\n")},
		"content/a.md":              article("Reset", "ann", "2024-01-01", ""),
		"content/b.md":              article("Restart", "ann-old", "2024-01-01", "answer: old/7\n"), // her own, of the same day
		"content/c.md":              article("Hangs", "bob", "2024-01-01", ""),                      // nobody knows who was first
		"content/d.md":              article("Dead", "cem", "2024-01-02", ""),
		"content/e.md":              article("RESET!", "dan", "2023-01-01", "updated: 2024-06-01\n"), // its text is known from June on
		"content/f.md":              article("Reset", "dan", "2024-07-01", "applies_to: [\"H3\"]\n"),
		"content/g.md":              article("Page", "dan", "2024-07-01", "kind: page\n"),
		"content/h.md":              article("Dead", "eve", "2024-08-01", "answer: d\n"), // speaks of the answer of d.md
	}
	s, err := cache.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	b := &Builder{Files: files, Store: s}
	cfg, problems := b.readConfig()
	c, err := b.readCorpus(cfg, nil)
	if err != nil || problems.Err() != nil || c.Problems.Err() != nil {
		t.Fatal(problems, err)
	}
	want := map[string]string{"old/7": "a", "d": "a", "f": "a"}
	dup := duplicates{}.update(c)
	if got := originals(c.Articles, dup.copies); !maps.Equal(got, want) {
		t.Errorf("copies are %v, want %v", got, want)
	}
	var same []string
	for _, group := range dup.problems {
		for _, i := range group {
			same = append(same, c.Articles[i].Path)
		}
		same = append(same, "|")
	}
	if got := strings.Join(same, " "); got != "a.md e.md | d.md h.md |" {
		t.Errorf("told twice: %s", got)
	}
}
