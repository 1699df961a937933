package importer

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestTime(t *testing.T) {
	for text, want := range map[string]string{
		"1700000000": "2023-11-14T22:13:20Z", "1700000000123": "2023-11-14T22:13:20Z", "1700000000.5": "2023-11-14T22:13:20Z",
		"2023-11-14": "2023-11-14T00:00:00Z", "2023-11-14 22:13:20.123+00": "2023-11-14T22:13:20Z", "2023-11-15T00:13:20+02:00": "2023-11-14T22:13:20Z",
	} {
		if got, ok := Time(text); !ok || got.Format(time.RFC3339) != want {
			t.Errorf("%s is %v, want %s", text, got, want)
		}
	}
	for _, text := range []string{"", "0", "12/11/2023", "0000-00-00 00:00:00", "NaN"} {
		if got, ok := Time(text); ok {
			t.Errorf("%s is %v", text, got)
		}
	}
}

// Posts come in any order, and so do votes and acceptances.
func TestPosts(t *testing.T) {
	toy := Format{Name: "toy", Read: func(task *Task) (*Export, error) {
		p, err := NewPosts(task)
		if err != nil {
			return nil, err
		}
		day := time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)
		p.Vote("12", Vote{Kind: Kudos, By: "3", At: day.AddDate(0, 0, 3)})
		p.Vote("99", Vote{Kind: Kudos, By: "3"})
		p.Accept("12", Acceptance{By: "1", At: day.AddDate(0, 0, 2)})
		for _, x := range []Post{
			{ID: "12", Thread: "t/1", Author: "2", Written: day.AddDate(0, 0, 1), Body: "It is."},
			{ID: "12", Thread: "t/1", Body: "Again."},
			{ID: "13", Thread: "t/1", AuthorName: "Gone", Written: day, Down: 2, Body: "No."},
			{ID: "14", Thread: "none", Written: day, Body: "Where?"},
			{Thread: "t/1", Question: true, Title: "Is  it?", Category: "Help", Author: "1", Written: day, Body: "Well?"},
		} {
			if err := p.Add(x); err != nil {
				return nil, err
			}
		}
		p.Person("2", "Bob", "")
		return p.Export(Export{Name: "toy"}, Address(""), func(x *Post) { x.Form = Ready })
	}}
	into := t.TempDir()
	r, err := toy.Import("toy", into, Options{})
	if err != nil || len(r.Unbalanced()) > 0 {
		t.Fatalf("%v, unbalanced %v", err, r.Unbalanced())
	}
	got := read(t, filepath.Join(into, "content/help/is-it.md")) + read(t, filepath.Join(into, "content/evidence/toy.csv")) + fmt.Sprint(r.Read, r.Lost, r.Skipped)
	for _, want := range []string{"title: \"Is it?\"", "author: u2", "accepted_at: 2024-05-03", "accepted_by: u1", "Well?", "It is.",
		"downvote,13,deleted-gone,,0-t-1-6196f641,help,,2\n", "kudos,12,u2,u3,", "accepted,12,u2,u1,", "answers whose question is not in the export 1 answers", "votes on questions and on what is not in the export 1"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
}
