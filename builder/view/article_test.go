package view

import (
	"strings"
	"testing"
	"time"
)

// Ages are whole years, or whole months below one.
func TestAgo(t *testing.T) {
	now := time.Date(2026, 3, 15, 12, 0, 0, 0, time.UTC)
	for day, want := range map[string][2]int{
		"2026-03-15": {}, "2026-02-16": {}, "2026-02-15": {0, 1}, "2025-04-15": {0, 11}, "2025-03-16": {0, 11},
		"2025-03-15": {1, 0}, "2024-03-16": {1, 0}, "2016-03-15": {10, 0}, "2026-04-01": {}, "2031-01-01": {},
	} {
		d, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		if years, months := ago(d, now); [2]int{years, months} != want {
			t.Errorf("%s: %d years, %d months, want %v", day, years, months, want)
		}
	}
	if years, months := ago(time.Time{}, now); years != 0 || months != 0 {
		t.Errorf("no day: %d, %d", years, months)
	}
}

// A short question is shown whole; of a longer one its first words come before the
// fold, without tags, and words of two blocks stay apart.
func TestBeginning(t *testing.T) {
	long := strings.Repeat("more and more ", 30)
	for text, want := range map[string]string{
		"":                       "",
		"<p>Why is it slow?</p>": "",
		"<p>Run</p>\n<pre><code>a &lt; b</code></pre>":                            "Run a < b",
		"<p>It <em>is</em>n’t <a href=\"x\">her</a>e.</p><p>Or is it?</p>" + long: "It isn’t here. Or is it? " + long[:155] + "…",
		strings.Repeat("<b>", 200) + "é":                                          "é",
		"<" + long:                                                                "",
	} {
		if got := beginning([]byte(text)); got != want {
			t.Errorf("%.40q: %q, want %q", text, got, want)
		}
	}
}
