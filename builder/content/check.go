package content

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"winnow/builder/diag"
)

// CheckAll finds what shows only when articles and contributors are seen
// together, in linear time:
//
//   - an author who is not in contributors.toml, where the site has one: a
//     warning, since anyone may answer; each author only once
//   - superseded_by in a circle: an error. Package site reports one that leads
//     nowhere, as it does links
//   - a date more than a year after o.Latest: a warning; nobody wrote it then
//   - two articles for one answer: a warning, since both get its evidence
//
// people is nil where the site has no contributors.toml.
func CheckAll(articles []*Article, people []Contributor, o Options) diag.List {
	c := checker{articles: articles, dir: o.dir(), byPath: make(map[string]int, len(articles))}
	for i, a := range articles {
		c.byPath[a.Path] = i
	}
	if people != nil {
		c.authors(people)
	}
	c.circles()
	c.answers()
	c.dates(o.Latest)
	return c.summary()
}

type checker struct {
	tally
	articles []*Article
	dir      string
	byPath   map[string]int
}

// report adds a problem of one article.
func (c *checker) report(sort, what string, a *Article, msg, hint string, warning bool) {
	c.path = path.Join(c.dir, a.Path)
	c.add(sort, what, place{}, msg, hint, warning)
	c.path = ""
}

// authors looks for the nearest id only as often as it is reported.
func (c *checker) authors(people []Contributor) {
	known := make(map[string]bool, len(people))
	for _, p := range people {
		known[p.ID] = true
		for _, alias := range p.Aliases {
			known[alias] = true
		}
	}
	reported := 0
	for _, a := range c.articles {
		if a.Kind != KindArticle || a.Author == "" || known[a.Author] {
			continue
		}
		known[a.Author] = true // reported once
		hint := "add an entry, if the name should be shown otherwise"
		if reported++; reported <= maxListed {
			if near := nearID(a.Author, people); near != "" {
				hint = "did you mean " + near + "?"
			}
		}
		c.report("author", "author who is not in contributors.toml", a, fmt.Sprintf("the author %q is not in contributors.toml", a.Author), hint, true)
	}
}

func nearID(id string, people []Contributor) string {
	for _, p := range people {
		if strings.EqualFold(p.ID, id) {
			return p.ID
		}
	}
	return diag.Near(id, func(yield func(string) bool) {
		for _, p := range people {
			if !yield(p.ID) {
				return
			}
		}
	})
}

// next returns the article that takes the place of article i, or -1.
func (c *checker) next(i int) int {
	if j, ok := c.byPath[c.articles[i].SupersededBy]; ok {
		return j
	}
	return -1
}

// circles follows each chain of superseded_by once, and reports each circle at
// its first article by path.
func (c *checker) circles() {
	seen := make([]int, len(c.articles)) // the walk that came by, from 1
	for i := range c.articles {
		j := i
		for ; j >= 0 && seen[j] == 0; j = c.next(j) {
			seen[j] = i + 1
		}
		if j < 0 || seen[j] != i+1 {
			continue
		}
		var circle []string
		for k := j; len(circle) == 0 || k != j; k = c.next(k) {
			circle = append(circle, c.articles[k].Path)
		}
		c.reportCircle(circle)
	}
}

func (c *checker) reportCircle(circle []string) {
	slices.Sort(circle)
	a := c.articles[c.byPath[circle[0]]]
	msg := "the article is superseded by itself"
	if n := len(circle); n > 1 {
		more := ""
		if n > 4 {
			circle, more = circle[:4], " …"
		}
		msg = fmt.Sprintf("%d articles supersede each other in a circle: %s%s", n, strings.Join(circle, ", "), more)
	}
	c.report("circle", "circle of superseded_by", a, msg, "take superseded_by from the one that holds", false)
}

// dates finds years that are typing errors. Not one day ahead, since a draft may be
// dated so.
func (c *checker) dates(latest time.Time) {
	if latest.IsZero() {
		return
	}
	limit := latest.AddDate(1, 0, 0)
	for _, a := range c.articles {
		for _, t := range []time.Time{a.Date, a.Updated, a.AcceptedAt} {
			if t.After(limit) {
				c.path = path.Join(c.dir, a.Path)
				c.add("date", "date far ahead", place{line: a.DateLine}, "a date is far ahead: "+Day(t), "correct the year", true)
				c.path = ""
				break
			}
		}
	}
}

func (c *checker) answers() {
	first := make(map[string]string, len(c.articles))
	for _, a := range c.articles {
		if a.Kind != KindArticle {
			continue
		}
		if other, ok := first[a.Answer]; ok {
			c.report("answer", "second article for one answer", a, fmt.Sprintf("the answer %q is also that of %s: both get its evidence", a.Answer, other), "give each its own answer", true)
			continue
		}
		first[a.Answer] = a.Path
	}
}
