package preview

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"winnow/builder/sitetest"
)

// site writes a site of n articles. WINNOW_BENCH=DIR takes one of the caller's
// own instead, and edits a copy of one of its articles, which is removed.
func site(b *testing.B, n int) (dir, name, page string) {
	dir = os.Getenv("WINNOW_BENCH")
	if dir == "" {
		dir = b.TempDir()
		for name, file := range sitetest.Corpus(n, 1) {
			save(b, filepath.Join(dir, name), string(file.Data))
		}
	}
	name = filepath.Join(dir, "content/winnow-bench.md")
	save(b, name, body(0))
	b.Cleanup(func() { os.Remove(name) })
	return dir, name, "/winnow-bench/"
}

func body(n int) string {
	return fmt.Sprintf("---\ntitle: An article that is edited\nauthor: user1\n---\nA first paragraph, long enough to be a summary: what happened, on which device, and what was tried before somebody knew the answer that follows below, in the second paragraph, where it is longer than it need be.\n\nText %d.\n", n)
}

// BenchmarkSave measures the time from the saving of an article until the last
// byte of its new page has come: the wait for stillness, the build, the page.
func BenchmarkSave(b *testing.B) {
	dir, name, page := site(b, 4000)
	r := startWith(b, dir, Options{})
	var took []time.Duration
	for i := 1; b.Loop(); i++ {
		start := time.Now()
		save(b, name, body(i))
		await(b, r.reports)
		if code, _, _ := r.get(page); code != 200 {
			b.Fatal("no page")
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Milliseconds()), "ms-p95")
}

// BenchmarkReload opens and closes a page's stream. What stays behind is
// reported and must not grow with the number: -benchtime 10000x.
func BenchmarkReload(b *testing.B) {
	r := startWith(b, sample(b), Options{})
	client := &http.Client{Transport: &http.Transport{}}
	load := func() {
		for _, path := range []string{"", ".winnow/reload.js", ".winnow/events?page=/"} {
			resp, err := client.Get(r.url + path)
			if err != nil {
				b.Fatal(err)
			}
			resp.Body.Read(make([]byte, 1<<16))
			resp.Body.Close()
		}
	}
	heap := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	load()
	before, routines := heap(), runtime.NumGoroutine()
	for b.Loop() {
		load()
	}
	client.CloseIdleConnections()
	time.Sleep(5 * quiet)
	b.ReportMetric(float64(heap()-before)/1024, "kB-left")
	b.ReportMetric(float64(runtime.NumGoroutine()-routines), "goroutines-left")
}
