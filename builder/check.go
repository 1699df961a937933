package builder

import (
	"errors"
	"io/fs"
	"path"

	"winnow/builder/config"
	"winnow/builder/diag"
	"winnow/builder/search/relevance"
)

// SearchTests runs the search tests of the content folder in their order. The
// problems are those of the file and one for each test that fails, with its
// line. A site without the file has no outcomes.
func (r *Result) SearchTests() (outcomes []relevance.Outcome, problems diag.List, err error) {
	name := path.Join(r.Config.Content.Dir, relevance.File)
	data, err := fs.ReadFile(r.folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	tests, problems, err := relevance.Read(name, string(data))
	if err != nil {
		p := config.SyntaxProblem(err)
		p.Path, p.Hint = name, "winnow check --help shows the form of a test"
		return nil, diag.List{p}, nil
	}
	urls := map[string]string{}
	for _, e := range r.Site.Articles {
		urls[e.Path] = e.URL
	}
	read := func(file string) ([]byte, error) { return r.File(searchFolder + file) }
	outcomes, failed, err := relevance.Run(tests, read, urls)
	return outcomes, append(problems, failed...), err
}
