// Package relevance checks that the search finds what a community expects of it.
//
// A community writes its expectations in search-tests.toml, at the top of the
// content folder: that a query finds an article among the first results, or that
// it finds one article before another.
//
//	[[test]]
//	query = "wifi drops"
//	want = "network/wifi-drops.md"   # must be found,
//	top = 3                          # among the first three (default 1)
//
//	[[test]]
//	query = "reset"
//	above = "hub/reset.md"           # must come before
//	below = "hub/old-reset.md"       # this one
package relevance

import (
	"errors"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"

	"winnow/builder/diag"
	"winnow/builder/search/query"
)

// File is the name of the file of tests.
const File = "search-tests.toml"

// A Test is one expectation.
type Test struct {
	Query string `toml:"query"`
	Want  string `toml:"want"`  // path of an article below the content folder
	Top   int    `toml:"top"`   // its worst rank; 0 means 1
	Above string `toml:"above"` // path of an article that must come before Below
	Below string `toml:"below"`

	place diag.Problem // a problem with the test begins like this
}

// An Outcome is the result of a test.
type Outcome struct {
	Query  string
	Said   string // which article was found at which rank
	Failed bool
}

// Read reads the tests of a file. The error is one of the TOML library, the
// problems are unknown keys.
func Read(name, text string) (tests []Test, problems diag.List, err error) {
	var file struct {
		Test []Test `toml:"test"`
	}
	meta, err := toml.Decode(text, &file)
	if err != nil {
		return nil, nil, err
	}
	lines := headers(text)
	for i := range file.Test {
		file.Test[i].place = diag.Problem{Path: name}
		if i < len(lines) { // tests written in another way have no line
			file.Test[i].place.Line = lines[i]
		}
	}
	for _, key := range meta.Undecoded() {
		p := diag.Problem{Path: name, Msg: fmt.Sprintf("unknown key %q", key.String()), Hint: "a test has the keys query, want, top, above and below"}
		problems = append(problems, p)
	}
	return file.Test, problems, nil
}

// headers returns the lines on which tests begin.
func headers(text string) (lines []int) {
	for i, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "[[test]]") {
			lines = append(lines, i+1)
		}
	}
	return lines
}

// Run runs tests in their order on the index whose files read returns. urls are
// those of the public articles, by path below the content folder. Each test that
// fails is a problem, too.
func Run(tests []Test, read func(path string) ([]byte, error), urls map[string]string) (outcomes []Outcome, problems diag.List, err error) {
	index, err := query.Open(read)
	if err != nil {
		return nil, nil, err
	}
	for _, t := range tests {
		said, err := t.run(index, urls)
		if err != nil {
			p := t.place
			p.Msg, p.Hint = err.Error(), "change the article, or the test where it asks for too much"
			problems = append(problems, p)
		}
		outcomes = append(outcomes, Outcome{t.Query, said, err != nil})
	}
	return outcomes, problems, nil
}

// depth is how many results are looked through for an article.
const depth = 100

// run asks the query and returns where the articles were found; the error is what
// the test wanted instead.
func (t Test) run(index *query.Index, urls map[string]string) (said string, err error) {
	one, two := t.Want != "" && t.Above+t.Below == "", t.Want == "" && t.Above != "" && t.Below != ""
	if t.Query == "" || !one && !two || t.Top < 0 {
		return "not asked", errors.New("a test has a query, and either want or both above and below")
	}
	for _, p := range []string{t.Want, t.Above, t.Below} {
		if urls[p] == "" && p != "" {
			return "not asked", fmt.Errorf("search for %q: there is no public article %s", t.Query, p)
		}
	}
	found, err := index.Search(t.Query, depth)
	if err != nil {
		return "not answered", err
	}
	if one {
		return t.inTop(rankOf(found, urls[t.Want]))
	}
	return t.inOrder(rankOf(found, urls[t.Above]), rankOf(found, urls[t.Below]))
}

func (t Test) inTop(rank int) (said string, err error) {
	said = t.Want + " " + rankText(rank)
	if top := max(t.Top, 1); rank == 0 || rank > top {
		err = fmt.Errorf("search for %q: %s, wanted in the top %d", t.Query, said, top)
	}
	return said, err
}

func (t Test) inOrder(above, below int) (said string, err error) {
	said = fmt.Sprintf("%s %s, %s %s", t.Above, rankText(above), t.Below, rankText(below))
	if above == 0 || below > 0 && below < above {
		err = fmt.Errorf("search for %q: %s, wanted in this order", t.Query, said)
	}
	return said, err
}

// rankOf returns the rank of an article from 1, 0 when it is not found.
func rankOf(r query.Results, url string) int {
	for i, item := range r.Items {
		if item.URL == url {
			return i + 1
		}
	}
	return 0
}

func rankText(rank int) string {
	if rank == 0 {
		return "is not found"
	}
	return fmt.Sprintf("has rank %d", rank)
}
