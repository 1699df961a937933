package preview

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// writeSlowly writes a file in place, with a pause after each part that is longer
// than the one before a build. It returns the longest pause that it really made.
func writeSlowly(t *testing.T, name string, parts ...string) (longest time.Duration) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i, part := range parts {
		start := time.Now()
		if i > 0 {
			time.Sleep(3 * quiet)
		}
		f.WriteString(part)
		longest = max(longest, time.Since(start))
	}
	return longest
}

func unknownSize(string) int { return 0 }

// A writer that pauses in the middle of a file, wherever that is, shows nothing
// of it and causes one build.
func TestHalfAFileIsNotShown(t *testing.T) {
	r := start(t)
	name := filepath.Join(r.dir, article)
	long := func(n int) string {
		return fmt.Sprintf("---\ntitle: Written slowly\n---\nText number %d.\n\n%s\nThe end.\n", n, strings.Repeat("A line of text.\n", 40))
	}
	save(t, name, long(0))
	await(t, r.reports)
	for n, cut := range []string{"---\ntitle: Wri", "---\ntitle: Written slowly\n", "---\ntitle: Written slowly\n---\nText", "of text.\nA line of text.\nA", "A line of text.\n"} {
		text := long(n + 1)
		at := strings.Index(text, cut) + len(cut)
		paused := writeSlowly(t, name, text[:at/2], text[at/2:at], text[at:])
		report := await(t, r.reports)
		_, page, _ := r.get("/cat0/a000000/")
		if paused > patience/3 {
			t.Logf("cut after %q: on this busy machine the writer paused for %s", cut, paused)
			time.Sleep(3 * patience)
			for len(r.reports) > 0 {
				<-r.reports
			}
			continue
		}
		if report.Problems != nil || !strings.Contains(page, fmt.Sprintf("Text number %d.", n+1)) || !strings.Contains(page, "The end.") {
			t.Errorf("cut after %q: half of it is shown, or nothing; problems: %v", cut, report.Problems)
		}
		r.still()
	}
}

// What looks like the first half of a file and is all of it is shown after a
// while, and the next time at once.
func TestTextsWithoutAFinalLineFeed(t *testing.T) {
	r := start(t)
	name := filepath.Join(r.dir, article)
	w := newWatcher(Options{Dir: r.dir, Clock: time.Now}, unknownSize)
	save(t, name, strings.TrimSuffix(text(1), "\n"))
	w.remember(name, false)
	if !w.incomplete() {
		t.Error("a text that is cut is not waited for")
	}
	if w.keepOpen(); w.incomplete() {
		t.Error("a text that always looks cut is waited for")
	}
	r.shows("/cat0/a000000/", "Text number 1.")
}

// Two changes within the time that a drive can tell apart are two changes, even
// when the file keeps its size.
func TestPollingSeesChangesOfOneTime(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.md")
	at := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	now := at
	p := poller{newWatcher(Options{Dir: filepath.Dir(name), Clock: func() time.Time { return now }}, unknownSize).gathered}
	write := func(text string) {
		save(t, name, text)
		if err := os.Chtimes(name, at, at); err != nil {
			t.Fatal(err)
		}
	}
	write("one")
	look := p.scan(nil)
	now = at.Add(10 * time.Second)
	write("two")
	again := p.scan(look)
	if !p.compare(look, again) {
		t.Error("a change within the time of the one before is not seen")
	}
	if p.compare(again, p.scan(again)) {
		t.Error("what did not change is said to have changed")
	}
}
