//go:build unix

package builder_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"winnow/builder"
	"winnow/builder/sitetest"
	"winnow/themes"
)

// From a changed file to the bytes of its page, in a process that has built:
// WINNOW_BENCH=DIR measures a site of the caller's own, which is not written to.
func BenchmarkRebuild(b *testing.B) {
	var files fs.FS = sitetest.Corpus(4000, 1)
	if dir := os.Getenv("WINNOW_BENCH"); dir != "" {
		files = os.DirFS(dir)
	}
	edited := &overlay{FS: files}
	builds := &builder.Builder{Files: edited, Themes: themes.Files, Store: open(b, b.TempDir()), Now: now}
	r, problems, err := builds.Build(nil)
	if err != nil || problems.Err() != nil {
		b.Fatal(err, problems)
	}
	e := r.Site.Articles[len(r.Site.Articles)/2]
	edited.name = "content/" + e.Path
	text, _ := fs.ReadFile(files, edited.name)
	for _, edit := range []struct {
		what string
		text func(i int) []byte
	}{
		{"text", func(i int) []byte { return fmt.Appendf(nil, "%s\nLine %d.\n", text, i) }},
		{"heading", func(i int) []byte { return fmt.Appendf(nil, "%s\n## Heading %d\n", text, i) }},
		{"title", func(i int) []byte { return set(text, fmt.Sprintf(`title: "Title %d"`, i)) }},
		{"tags", func(i int) []byte { return set(text, fmt.Sprintf(`tags: ["tag%d"]`, i%9)) }},
		{"date", func(i int) []byte { return set(text, fmt.Sprintf("date: 2014-07-%02d", i%28+1)) }},
		{"category", func(i int) []byte { return set(text, fmt.Sprintf("category: cat%d", i%3)) }},
		{"votes", func(i int) []byte { return set(text, fmt.Sprintf("downvotes: %d", i%9)) }},
	} {
		b.Run(edit.what, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				edited.data = edit.text(i)
				r := rebuild(b, builds, []string{edited.name}, "")
				if _, err := r.File(e.URL + "index.html"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// set gives a front matter in YAML one line in the place of that of its key.
func set(text []byte, line string) []byte {
	key, _, _ := strings.Cut(line, ":")
	lines := slices.DeleteFunc(strings.SplitAfter(string(text), "\n"), func(l string) bool { return strings.HasPrefix(l, key+":") })
	return []byte(lines[0] + line + "\n" + strings.Join(lines[1:], ""))
}

// A build with the store and the published site of the build before, after one
// edit; and the same without either. WINNOW_BENCH=DIR measures a site of the
// caller's own, which is not written to. A machine that does other things too
// does not change the share of processor time.
func BenchmarkSecondBuild(b *testing.B) {
	var files fs.FS = sitetest.Corpus(4000, 1)
	if dir := os.Getenv("WINNOW_BENCH"); dir != "" {
		files = os.DirFS(dir)
	}
	articles, _ := fs.Glob(files, "content/*/*.md")
	edited := &overlay{FS: files, name: articles[len(articles)/2]}
	text, _ := fs.ReadFile(files, edited.name)
	store, public := b.TempDir(), filepath.Join(b.TempDir(), "public")
	save := func(i int) {
		edited.data = fmt.Appendf(nil, "%s\nLine %d.\n", text, i)
		again(b, edited, store, public)
	}
	start := processorTime(b)
	save(0)
	cold := processorTime(b) - start
	save(1) // now there is a site before the last
	start = processorTime(b)
	for i := 2; b.Loop(); i++ {
		save(i)
	}
	b.ReportMetric(float64(cold.Milliseconds()), "cold-cpu-ms")
	b.ReportMetric(float64((processorTime(b)-start).Milliseconds())/float64(b.N), "cpu-ms/op")
}

// processorTime is what this process has used.
func processorTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Skip(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// An overlay is a file system with one file changed.
type overlay struct {
	fs.FS
	name string
	data []byte
}

func (o *overlay) Open(name string) (fs.File, error) {
	if name == o.name {
		return fstest.MapFS{name: {Data: o.data}}.Open(name)
	}
	return o.FS.Open(name)
}
