package site_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"winnow/builder/content"
	"winnow/builder/outline"
	"winnow/builder/ranking"
	"winnow/builder/site"
	"winnow/builder/view"
)

// A duplicate has its own page, which leads on, and occurs on no other but those
// of its copies and of the article to which it leads; every article that is not public has none.
func TestDuplicates(t *testing.T) {
	pages := 0
	communities(t, func(t *testing.T, c spec) {
		s, problems := site.Assemble(c.input())
		if problems.Err() != nil {
			t.Fatal(problems)
		}
		canonical := map[string]string{}
		for _, a := range c.Articles {
			p := s.Page(a.URL)
			if (p != nil) != a.State.Reachable() {
				t.Errorf("%s is %s: page %v", a.Path, a.State, p)
			}
			if a.State == ranking.Duplicate {
				canonical[a.URL] = strings.TrimSuffix(a.Canonical, ".md") + "/"
			}
		}
		for _, e := range s.Articles {
			if !e.Verdict.State.Public() {
				t.Errorf("%s is %s and listed", e.Path, e.Verdict.State)
			}
		}
		for _, v := range views(t, s, c) {
			wantLeadsOn(t, s, v, canonical[v.URL])
			if canonical[v.URL] != "" {
				pages++
				continue
			}
			if v.Article != nil {
				v.Article.CopyOf, v.Article.Duplicates = view.Link{}, nil // may name them
			}
			var b strings.Builder
			if write(&b, reflect.ValueOf(v).Elem(), ""); strings.Contains(b.String(), "Duplicate ") && v.Contributor == nil {
				t.Errorf("a duplicate occurs on %q", v.URL)
			}
		}
	})
	if pages < 20 {
		t.Errorf("only %d duplicates were tried", pages)
	}
}

// wantLeadsOn checks where a page leads: a duplicate's to its canonical
// article, any other to nothing but itself.
func wantLeadsOn(t *testing.T, s *site.Site, v *view.View, to string) {
	t.Helper()
	self := v.URL
	if to != "" {
		self = to
	}
	if v.Canonical != s.Absolute(self) {
		t.Errorf("%q: canonical is %q", v.URL, v.Canonical)
	}
	if v.Article == nil {
		return
	}
	if got := v.Article.DuplicateOf.URL; (got != "") != (to != "") || to != "" && !strings.HasSuffix(got, site.Escaped(to)) {
		t.Errorf("%q leads on to %q, want %q", v.URL, got, to)
	}
	if w := v.Article.Why; to != "" && fmt.Sprint(w.Place, w.Of, w.After, w.Before) != fmt.Sprint(0, 0, view.Link{}, view.Link{}) {
		t.Errorf("%q has a place: %+v", v.URL, w)
	}
}

// The page of an article names those that lead on to it, and says when it was
// looked at last, unless that is too long ago.
func TestRepeatsAndReviews(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	in := site.Input{Now: now}
	for i, path := range []string{"a.md", "b.md", "c.md", "d.md", "e.md"} {
		a := &content.Article{Path: path, URL: content.PageURL(path), Title: path, Answer: path, ReviewedAt: now.AddDate(0, -2, 0)}
		v := ranking.Verdict{State: ranking.Published, Place: i + 1}
		switch i {
		case 1:
			a.ReviewEvery = 30
		case 2, 3, 4:
			v = ranking.Verdict{State: ranking.Duplicate, Canonical: []string{"a.md", "b.md", "a.md"}[i-2]}
		}
		in.Articles, in.Verdicts = append(in.Articles, site.Written{Article: a, Doc: &outline.Outline{}}), append(in.Verdicts, v)
	}
	s, _ := site.Assemble(in)
	m := maker(s, spec{})
	for url, want := range map[string]string{"a/": "[{c.md ../c/} {e.md ../e/}] true false", "b/": "[{d.md ../d/}] false true", "c/": "[] false false"} {
		v, err := m.Make(s.Page(url))
		if err != nil {
			t.Fatal(err)
		}
		a := v.Article
		if got := fmt.Sprint(a.Duplicates, !a.Reviewed.IsZero(), !a.ReviewDue.IsZero()); got != want {
			t.Errorf("%s: %s, want %s", url, got, want)
		}
	}
}
