package site_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"winnow/builder/content"
	"winnow/builder/site"
	"winnow/builder/view"
)

// Every page has an address that the table names for its kind, and every kind
// with pages is in the table of what pages show.
func TestKindsHaveTheirAddresses(t *testing.T) {
	hole := regexp.MustCompile(`\\\{[a-z]+\\\}`)
	patterns, seen := map[site.Kind][]*regexp.Regexp{}, map[site.Kind]bool{}
	for _, k := range site.Kinds() {
		for _, a := range k.Addresses {
			patterns[k.Kind] = append(patterns[k.Kind], regexp.MustCompile("^"+hole.ReplaceAllString(regexp.QuoteMeta(a), ".+")+"$"))
		}
		if !slices.ContainsFunc(view.Kinds(), func(v view.PageKind) bool { return v.Kind == k.Kind }) {
			t.Errorf("nothing says what pages of kind %s show", k.Kind)
		}
	}
	communities(t, func(t *testing.T, c spec) {
		s, _ := site.Assemble(c.input())
		for _, p := range s.Pages {
			seen[p.Kind] = true
			if !slices.ContainsFunc(patterns[p.Kind], func(r *regexp.Regexp) bool { return r.MatchString(p.URL) }) {
				t.Errorf("%s: the table names no such address of kind %s", p.URL, p.Kind)
			}
		}
	})
	for kind := range patterns {
		if !seen[kind] {
			t.Errorf("no page of kind %s was tried", kind)
		}
	}
}

// A folder of any reserved name takes no address of the site's own, and its
// articles have a page.
func TestReservedNames(t *testing.T) {
	for _, name := range site.Reserved() {
		if content.CategoryPath(name) != name {
			t.Errorf("%q is not the name of a category", name)
		}
		c := spec{Options: site.Options{PageSize: 2}}
		for _, file := range []string{"a", "b", "c", "page", "1", "2", "newest", "articles", "people", "x", "y", "z"} {
			c.Articles = append(c.Articles, articleSpec{Article: content.Article{Path: name + "/" + file + ".md", Title: file, Tags: []string{"a", "b"}}})
		}
		s, problems := site.Assemble(c.input())
		if problems.Err() != nil || len(problems) != 1 || problems[0].Path != name {
			t.Errorf("%s: %v", name, problems)
		}
		own := 0
		for _, p := range s.Pages {
			if strings.HasPrefix(p.URL, name+"/") {
				own++
				if p.Kind == site.ArticlePage || p.Kind == site.CategoryPage {
					t.Errorf("%s is a page of kind %s", p.URL, p.Kind)
				}
			}
		}
		if p := s.Page("content-" + name + "/a/"); p == nil || p.Kind != site.ArticlePage {
			t.Errorf("%s/a.md has no page", name)
		}
		if own == 0 && !slices.Contains([]string{"api", "assets"}, name) {
			t.Errorf("the site has no page of its own at %s/", name)
		}
	}
}
