package site

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"winnow/builder/ranking"
)

// A duplicate has its own page, which leads on, and occurs on no other but those
// of its copies; every article that is not public has none.
func TestDuplicates(t *testing.T) {
	pages := 0
	communities(t, func(t *testing.T, c spec) {
		s, problems := assemble(c.input(), answers(c))
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
		for _, v := range views(t, s) {
			wantLeadsOn(t, s, v, canonical[v.URL])
			if canonical[v.URL] != "" {
				pages++
				continue
			}
			if v.Article != nil {
				v.Article.CopyOf = Link{} // may name a duplicate
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
func wantLeadsOn(t *testing.T, s *Site, v *View, to string) {
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
	if got := v.Article.DuplicateOf.URL; (got != "") != (to != "") || to != "" && !strings.HasSuffix(got, Escaped(to)) {
		t.Errorf("%q leads on to %q, want %q", v.URL, got, to)
	}
	if w := v.Article.Why; to != "" && fmt.Sprint(w.Place, w.Of, w.After, w.Before) != fmt.Sprint(0, 0, Link{}, Link{}) {
		t.Errorf("%q has a place: %+v", v.URL, w)
	}
}
