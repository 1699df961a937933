package importer

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"winnow/builder/content"
)

// toy is a whole importer: it reads lines of "id|board|question|answer|author".
var toy = Format{
	Name: "toy", Title: "lines of a made-up forum", Takes: "the file of lines", Help: "Reads lines.",
	Recognize: func(path string) string {
		if strings.HasSuffix(path, ".toy") {
			return "its name ends with .toy"
		}
		return ""
	},
	Read: func(task *Task) (*Export, error) {
		data, err := os.ReadFile(task.Path)
		if err != nil {
			return nil, err
		}
		written := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
		var threads []Thread
		for line := range strings.Lines(string(data)) {
			f := strings.Split(strings.TrimSpace(line), "|")
			task.Tally.Read(Questions, 1)
			task.Tally.Read(Answers, 1)
			threads = append(threads, Thread{Topic: Topic{ID: f[0], Category: f[1], Title: f[2]},
				Answer: Message{ID: f[0] + "a", Author: PersonID(f[4]), Body: f[3], Written: written}})
		}
		return &Export{
			Host: "toy.example", HostFrom: "as always", Name: "toy",
			Topics: each(threads, func(t Thread) Topic { return t.Topic }),
			Evidence: each(threads, func(t Thread) Event {
				return Event{Evidence: content.Evidence{Date: written, Kind: content.Accepted, Answer: t.Answer.ID, Author: t.Answer.Author, Thread: t.ID, Count: 1}}
			}),
			People: each(threads, func(t Thread) content.Contributor {
				return content.Contributor{ID: t.Answer.Author, Name: t.Answer.Author[1:], Privacy: content.Public}
			}),
			Threads: each(threads, func(t Thread) Thread { return t }),
		}, nil
	},
}

// each yields what f makes of each thread.
func each[T any](threads []Thread, f func(Thread) T) func(func(T, error) bool) {
	return func(yield func(T, error) bool) {
		for _, t := range threads {
			if !yield(f(t), nil) {
				return
			}
		}
	}
}

func write(t testing.TB, name, data string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A format is one row: destination, categories, ids, lock, update and report
// come with it.
func TestAMadeUpFormat(t *testing.T) {
	dir := t.TempDir()
	export, into := filepath.Join(dir, "export.toy"), filepath.Join(dir, "site")
	at := func(name string) string { return filepath.Join(into, filepath.FromSlash(name)) }
	o := Options{Prefix: "t-", Reserved: []string{"newest", "report"}}
	write(t, export, "1|Reset|How to reset?|Press.|ann\n2|Report|Newest|Look.|bob\n3|Reset|To edit|Before.|ann\n4|Reset|To move|Here.|ann\n")
	r, err := toy.Import(export, into, o)
	if err != nil || len(r.Unbalanced()) > 0 {
		t.Fatalf("%v, unbalanced %v", err, r.Unbalanced())
	}
	if got := read(t, at("content/reset/how-to-reset.md")); !strings.Contains(got, "author: t-uann\n") || !strings.HasSuffix(strings.TrimSpace(got), "## Solution\n\nPress.") {
		t.Errorf("the article is\n%s", got)
	}
	if got := read(t, at("content/report-topics/_index.md")); !strings.Contains(got, "Report") {
		t.Errorf("a category that is named like a page of the site is\n%s", got)
	}
	read(t, at("content/report-topics/newest-t-2.md"))
	if got := read(t, at("content/evidence/toy-t-.csv")); !strings.Contains(got, "2024-05-01,accepted,t-1a,t-uann,,t-1,reset,,") {
		t.Errorf("the evidence is\n%s", got)
	}

	write(t, at("content/reset/to-edit.md"), "my own words")
	os.Rename(at("content/reset/to-move.md"), at("content/moved.md"))
	write(t, export, "1|Reset|Another title|Press harder.|ann\n3|Reset|To edit|After.|ann\n4|Reset|To move|There.|ann\n")
	if r, err = toy.Import(export, into, o); err != nil || len(r.Unbalanced()) > 0 {
		t.Fatalf("%v, unbalanced %v", err, r.Unbalanced())
	}
	if got := read(t, at("content/reset/how-to-reset.md")); !strings.Contains(got, "Press harder.") || !strings.Contains(got, "Another title") {
		t.Errorf("after an update the article is\n%s", got)
	}
	if got := read(t, at("content/reset/to-edit.md")); got != "my own words" {
		t.Errorf("an edited article is %q", got)
	}
	got := fmt.Sprint(r.Kept, r.Gone, r.Vanished, r.Read, r.Written)
	want := "[content/reset/to-edit.md] [content/reset/to-move.md] [content/report-topics/newest-t-2.md] [{questions 3 } {answers 3 }] [{questions 3 } {answers 3 }]"
	if got != want {
		t.Errorf("report %s\nwant   %s", got, want)
	}
}

// The text of a title is text in "See also", too.
func TestSeeAlso(t *testing.T) {
	in := intake{articles: []article{{path: "a/x.md", related: []int32{1}}, {path: "b/y.md", topic: Topic{Title: "Is a<b> *ok*?"}}}}
	if got, want := in.seeAlso(&in.articles[0]), "- [Is a\\<b\\> \\*ok\\*?](../b/y.md)\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Of duplicates that point at each other, the oldest stays.
func TestCircles(t *testing.T) {
	articles := make([]article, 6)
	index := map[string]int32{}
	for i := range articles {
		articles[i].supersededBy = -1
		index[fmt.Sprint(i)] = int32(i)
	}
	links := func(yield func(Link, error) bool) {
		for _, l := range []string{"10", "01", "23", "34", "42", "51", "52", "55", "59", "95"} {
			if !yield(Link{From: l[:1], To: l[1:], Duplicate: true}, nil) {
				return
			}
		}
	}
	var tally Tally
	if err := join(articles, index, links, &tally); err != nil {
		t.Fatal(err)
	}
	var got []int32
	for _, a := range articles {
		got = append(got, a.supersededBy)
	}
	if want := []int32{-1, 0, -1, 4, 2, 1}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got, want := fmt.Sprint(tally), "{[] [{links between posts 6 }] [{links that join no two articles 3 links between posts}] [{duplicates of a question without an accepted answer: no mark 1 links between posts} {duplicates that point at each other: the oldest stays 2 }] []}"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// Threads that cannot be placed end the import before the site is begun.
func TestIdsBeginWithADigit(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.toy"), "x1|Reset|How?|Press.|ann\n")
	_, err := toy.Import(filepath.Join(dir, "a.toy"), filepath.Join(dir, "site"), Options{})
	if err == nil || !strings.Contains(err.Error(), `"x1" does not begin with a digit`) {
		t.Error(err)
	}
}

// Whatever the lock holds, it is read and kept, or refused.
func FuzzLock(f *testing.F) {
	f.Add("path,sha256,thread,site\na/b.md,00,1,x.example\na/_index.md,00,,x.example\n")
	f.Add("path,sha256,thread,site\n\"a\"\"b\",,t-1,\n../c.md,,2,y.example\n")
	f.Add("path,sha256\n")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := parseLock([]byte(text), "", "x.example")
		if err != nil {
			return
		}
		again, err := parseLock(l.bytes(), "", "x.example")
		if err != nil || string(again.bytes()) != string(l.bytes()) {
			t.Fatalf("%q became %q: %v", text, l.bytes(), err)
		}
	})
}
