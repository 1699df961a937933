package site_test

import (
	"slices"
	"strings"
	"testing"

	"winnow/builder/content"
	"winnow/builder/reputation"
	"winnow/builder/site"
)

// [people] says who has a page, who is in lists and whether there is a report.
func TestPeopleThatAreShown(t *testing.T) {
	s := spec{
		Articles: []articleSpec{{Article: content.Article{Path: "a.md", Title: "A", Author: "ann"}}, {Article: content.Article{Path: "b.md", Title: "B", Author: "bob"}}},
		People: []personSpec{
			{Standing: reputation.Standing{ID: "ann", Score: 120, Place: 1, Judged: 1_000_000}},
			{Standing: reputation.Standing{ID: "cem", Score: 30, Place: 2, Judged: 1_000_000}},
			{Standing: reputation.Standing{ID: "bob", Score: -40, Place: 3, Judged: 1_000_000}},
		},
	}
	for _, c := range []struct {
		shown           site.PeopleOptions
		pages, indexed  string
		listed, reports int
	}{
		{site.PeopleOptions{}, "people/ people/ann/ people/bob/", "people/ people/ann/", 1, 1},
		{site.PeopleOptions{Pages: "authors", Report: "named"}, "people/ people/ann/ people/bob/", "people/ people/ann/", 1, 1},
		{site.PeopleOptions{Pages: "all", Report: "off"}, "people/ people/ann/ people/bob/ people/cem/", "people/ people/ann/ people/bob/ people/cem/", 3, 0},
		{site.PeopleOptions{Pages: "off", Report: "public"}, "", "", 0, 1},
	} {
		in := s.input()
		in.Shown = c.shown
		made, _ := site.Assemble(in)
		var pages, indexed []string
		reports := 0
		for _, p := range made.Pages {
			switch {
			case p.Kind == site.ReportPage:
				reports++
			case strings.HasPrefix(p.URL, "people/"):
				pages = append(pages, p.URL)
				if made.Listed(p) {
					indexed = append(indexed, p.URL)
				}
			}
		}
		if strings.Join(pages, " ") != c.pages || strings.Join(indexed, " ") != c.indexed || len(made.People.Listed) != c.listed || reports != c.reports {
			t.Errorf("%+v: pages %v, indexed %v, %d listed, %d reports", c.shown, pages, indexed, len(made.People.Listed), reports)
		}
		if named := slices.Contains(pages, "people/bob/"); named != (maker(made, s) != nil && made.People.List[made.People.Find("bob")].PageURL() != "") {
			t.Errorf("%+v: a link leads to a page that there is not", c.shown)
		}
	}
}
