package builder

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/BurntSushi/toml"

	"winnow/builder/config"
	"winnow/builder/diag"
	"winnow/builder/search/query"
)

// searchTestsFile holds expectations of the search, at the top of the content
// folder.
const searchTestsFile = "search-tests.toml"

// A searchTest is one expectation: that a query finds an article among the
// first results, or that it finds one article before another.
type searchTest struct {
	Query string `toml:"query"`
	Want  string `toml:"want"`  // path of an article below the content folder
	Top   int    `toml:"top"`   // its worst rank; 0 means 1
	Above string `toml:"above"` // path of an article that must come before Below
	Below string `toml:"below"`
}

// An Outcome is what a search test gave.
type Outcome struct {
	Query  string
	Said   string // which article was found at which rank
	Failed bool
}

// SearchTests runs the search tests of the content folder in their order. The
// problems are those of the file and one for each test that fails, with its
// line. A site without the file has no outcomes.
func (r *Result) SearchTests() (outcomes []Outcome, problems diag.List, err error) {
	name := path.Join(r.Config.Content.Dir, searchTestsFile)
	data, err := fs.ReadFile(r.folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	tests, lines, problems := readSearchTests(name, string(data))
	index, err := query.Open(func(file string) ([]byte, error) { return r.File(searchFolder + file) })
	if err != nil {
		return nil, problems, err
	}
	urls := map[string]string{}
	for _, e := range r.Site.Articles {
		urls[e.Path] = e.URL
	}
	for i, t := range tests {
		said, err := t.run(index, urls)
		if err != nil {
			problems = append(problems, diag.Problem{Path: name, Line: lines[i], Msg: err.Error(), Hint: "change the article, or the test where it asks for too much"})
		}
		outcomes = append(outcomes, Outcome{t.Query, said, err != nil})
	}
	return outcomes, problems, nil
}

// readSearchTests reads the tests and the line on which each begins.
func readSearchTests(name, text string) (tests []searchTest, lines []int, problems diag.List) {
	var file struct {
		Test []searchTest `toml:"test"`
	}
	meta, err := toml.Decode(text, &file)
	if err != nil {
		p := config.SyntaxProblem(err)
		p.Path, p.Hint = name, "winnow check --help shows the form of a test"
		return nil, nil, diag.List{p}
	}
	for i, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "[[test]]") {
			lines = append(lines, i+1)
		}
	}
	lines = append(lines, make([]int, len(file.Test))...) // tests written in another way have no line
	for _, key := range meta.Undecoded() {
		p := diag.Problem{Path: name, Msg: fmt.Sprintf("unknown key %q", key.String()), Hint: "a test has the keys query, want, top, above and below"}
		problems = append(problems, p)
	}
	return file.Test, lines, problems
}

// searchDepth is how many results are looked through for an article.
const searchDepth = 100

// run asks the query and says where the articles were found; the error says
// what the test wanted instead.
func (t searchTest) run(index *query.Index, urls map[string]string) (said string, err error) {
	one, two := t.Want != "" && t.Above+t.Below == "", t.Want == "" && t.Above != "" && t.Below != ""
	if t.Query == "" || !one && !two || t.Top < 0 {
		return "not asked", errors.New("a test has a query, and either want or both above and below")
	}
	for _, p := range []string{t.Want, t.Above, t.Below} {
		if urls[p] == "" && p != "" {
			return "not asked", fmt.Errorf("search for %q: there is no public article %s", t.Query, p)
		}
	}
	found, err := index.Search(t.Query, searchDepth)
	if err != nil {
		return "not answered", err
	}
	if one {
		return t.inTop(rankOf(found, urls[t.Want]))
	}
	return t.inOrder(rankOf(found, urls[t.Above]), rankOf(found, urls[t.Below]))
}

func (t searchTest) inTop(rank int) (said string, err error) {
	said = t.Want + " " + rankText(rank)
	if top := max(t.Top, 1); rank == 0 || rank > top {
		err = fmt.Errorf("search for %q: %s, wanted in the top %d", t.Query, said, top)
	}
	return said, err
}

func (t searchTest) inOrder(above, below int) (said string, err error) {
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
