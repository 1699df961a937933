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
// saving of an article to the end of its new page, when its text or a line of its front
// matter changes, or when it is new; from an edit to the index of the search; and the
// most memory that the program had. Besides .winnow it leaves nothing behind.
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
		w.edits("text", 40, "")
		w.edits("title", 20, "title: Title %d")
		w.edits("tags", 8, "tags: [tag%d]")
		w.edits("date", 8, "date: 2020-01-%02d")
		w.edits("votes", 8, "downvotes: %d")
		w.newOnes(8)
		start := time.Now()
		w.page("search/search.js")
		w.metric("search-ms", time.Since(start))
		w.leave()
	}
}

// A writing is a running program, and an article of its site that is edited.
type writing struct {
	b   *testing.B
	cmd *exec.Cmd
	url string
	dir string // in which articles are
}

// visit starts the program and looks at the first page.
func visit(b *testing.B, program, dir, what string) *writing {
	w := &writing{b: b, dir: filepath.Join(dir, "content")}
	w.save("winnow-bench", "", "Text.")
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

// save writes an article anew, with a line of front matter and one of text.
func (w *writing) save(name, front, line string) {
	file := filepath.Join(w.dir, name+".md")
	text := fmt.Sprintf("---\nauthor: user1\n%s\n---\nA paragraph.\n\n%s\n", front, line)
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		w.b.Fatal(err)
	}
	w.b.Cleanup(func() { os.Remove(file) })
}

// edits saves the article so often, with its number in the front matter, and
// reports how long it took until its page showed it.
func (w *writing) edits(what string, times int, front string) {
	if front != "" {
		front += "\n"
	}
	w.measure(what, times, func(n int) string {
		line := front
		if strings.Contains(line, "%") {
			line = fmt.Sprintf(front, n)
		}
		w.save("winnow-bench", line, fmt.Sprintf("This is %s %d.", what, n))
		return "winnow-bench"
	})
}

// newOnes writes new articles.
func (w *writing) newOnes(times int) {
	w.measure("new", times, func(n int) string {
		name := fmt.Sprintf("winnow-bench-%d", n)
		w.save(name, "", fmt.Sprintf("This is new %d.", n))
		return name
	})
}

// measure saves an article so often and waits each time for the page that save
// names to say so.
func (w *writing) measure(what string, times int, save func(n int) (page string)) {
	var took []time.Duration
	for n := 1; n <= times; n++ {
		time.Sleep(200 * time.Millisecond)
		start := time.Now()
		page, want := save(n), fmt.Sprintf("This is %s %d.", what, n)
		for shown := ""; !strings.Contains(shown, want); time.Sleep(time.Millisecond) {
			_, shown = w.page(page + "/")
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	w.metric(what+"-ms", took[len(took)/2])
	w.metric(what+"-p95-ms", took[len(took)*95/100])
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
