package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkServe runs the program itself on a large site and edits one article,
// as a writer does:
//
//	WINNOW_BENCH=DIR go test ./cmd/winnow -run xxx -bench Serve -benchtime 1x -timeout 20m
//
// It reports the time from the start to the first page, with the store as it is
// in DIR (remove DIR/.winnow for a cold one) and again with a warm store; from the
// saving of an article to the end of its new page, when its text, its title or what it is
// judged by changes, or when it is new; from an edit to the index of the search; and
// the most memory that the program had. Besides .winnow it leaves nothing behind.
func BenchmarkServe(b *testing.B) {
	dir := os.Getenv("WINNOW_BENCH")
	if dir == "" {
		b.Skip("WINNOW_BENCH names no folder of a site")
	}
	program := filepath.Join(b.TempDir(), "winnow")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for b.Loop() {
		w := visit(b, program, dir, "first")
		w.leave()
		w = visit(b, program, dir, "warm")
		texts, titles, votes := w.edits(40, "Text %d."), w.edits(10, "## Heading %d"), w.edits(6, "Votes %d.")
		w.metric("text-p95-ms", texts[len(texts)*95/100])
		w.metric("text-ms", texts[len(texts)/2])
		w.metric("title-ms", titles[len(titles)/2])
		w.metric("votes-ms", votes[len(votes)/2])
		start := time.Now()
		w.page("search/search.js")
		w.metric("search-ms", time.Since(start))
		w.leave()
	}
}

// A writing is a running program, and an article of its site that is edited.
type writing struct {
	b    *testing.B
	cmd  *exec.Cmd
	url  string
	file string
}

// visit starts the program and looks at the first page.
func visit(b *testing.B, program, dir, what string) *writing {
	w := &writing{b: b, file: filepath.Join(dir, "content", "winnow-bench.md")}
	w.save("Text.", 0)
	b.Cleanup(func() { os.Remove(w.file) })
	ctx, stop := context.WithCancel(context.Background())
	w.cmd = exec.CommandContext(ctx, program, "serve", "-s", dir, "-p", "0")
	b.Cleanup(stop)
	out, err := w.cmd.StdoutPipe()
	start := time.Now()
	if err != nil || w.cmd.Start() != nil {
		b.Fatal("the program does not start")
	}
	lines := bufio.NewScanner(out)
	for w.url == "" && lines.Scan() {
		w.url = regexp.MustCompile(`http://\S+/|$`).FindString(lines.Text())
	}
	w.page("")
	w.metric(what+"-page-ms", time.Since(start))
	go func() {
		for lines.Scan() {
		}
	}()
	return w
}

func (w *writing) metric(name string, took time.Duration) {
	w.b.ReportMetric(float64(took.Milliseconds()), name)
}

func (w *writing) page(path string) (status int, text string) {
	resp, err := http.Get(w.url + path)
	if err != nil {
		w.b.Fatal(err)
	}
	defer resp.Body.Close()
	var body strings.Builder
	bufio.NewReader(resp.Body).WriteTo(&body)
	return resp.StatusCode, body.String()
}

// save writes the article anew, with a line in it; one on votes changes its front
// matter.
func (w *writing) save(line string, n int) {
	text := fmt.Sprintf("---\ntitle: An article that is edited\nauthor: user1\ndownvotes: %d\n---\nA paragraph.\n\n", strings.Count(line, "Votes")*n)
	if strings.Contains(line, "%d") {
		line = fmt.Sprintf(line, n)
	}
	if err := os.WriteFile(w.file, []byte(text+line+"\n"), 0o666); err != nil {
		w.b.Fatal(err)
	}
}

// edits saves the article so often and waits for the page each time. The times
// come sorted.
func (w *writing) edits(times int, line string) (took []time.Duration) {
	for n := 1; n <= times; n++ {
		time.Sleep(200 * time.Millisecond)
		w.save(line, n)
		start, want := time.Now(), strings.TrimPrefix(fmt.Sprintf(line, n), "## ")
		for shown := ""; !strings.Contains(shown, want); time.Sleep(time.Millisecond) {
			_, shown = w.page("winnow-bench/")
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	return took
}

// leave ends the program and reports the memory that it had.
func (w *writing) leave() {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.cmd.Process.Pid))
	if m := regexp.MustCompile(`VmHWM:\s+(\d+)`).FindSubmatch(status); m != nil {
		kilobytes, _ := strconv.Atoi(string(m[1]))
		w.b.ReportMetric(float64(kilobytes)/1024, "most-MB")
	}
	start := time.Now()
	w.cmd.Process.Signal(os.Interrupt)
	if err := w.cmd.Wait(); err != nil {
		w.b.Error(err)
	}
	w.metric("end-ms", time.Since(start))
}
