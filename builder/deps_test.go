package builder

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// law names every import of our own that a package may have. An arrow that is
// not here is a mistake in the code, not in this text.
const law = `
cmd/winnow:         builder builder/preview builder/importer builder/importer/stackexchange builder/diag builder/audit builder/ranking builder/reputation builder/content builder/search
cmd/winnow:         builder builder/preview builder/importer builder/diag builder/audit builder/ranking builder/reputation builder/content builder/search/query
                    builder/cache builder/config builder/corpus builder/output builder/publish themes
builder/preview:    builder builder/diag
builder:            builder/cache builder/config builder/content builder/corpus builder/diag builder/feed builder/markdown builder/neardup builder/publish
                    builder/ranking builder/reputation builder/search builder/search/relevance builder/site builder/theme
                    builder/ranking builder/reputation builder/search builder/site builder/theme builder/view
builder/config:     builder/content builder/diag builder/feed builder/markdown builder/ranking builder/reputation builder/search builder/site builder/theme
builder/corpus:     builder/cache builder/content builder/diag builder/markdown builder/neardup builder/outline builder/search
                    builder/ranking builder/reputation builder/search builder/site builder/theme
builder/config:     builder/content builder/diag builder/feed builder/markdown builder/ranking builder/reputation builder/risk builder/search builder/site builder/theme
builder/corpus:     builder/cache builder/content builder/diag builder/markdown builder/outline builder/neardup builder/search
builder/publish:    builder/cache builder/output
builder/cache:      builder/output
builder/feed:       builder/site builder/ogimage builder/diag
builder/ogimage:
builder/theme:      builder/site builder/contrast builder/theme/compiled builder/diag
builder/theme/compiled:
builder/site:       builder/content builder/outline builder/reputation builder/ranking builder/metrics builder/audit builder/ogimage builder/fixedpoint builder/diag
builder/theme:      builder/view builder/diag
builder/site:       builder/content builder/outline builder/reputation builder/ranking builder/fixedpoint builder/diag
builder/view:       builder/site builder/reputation builder/ranking builder/metrics builder/audit builder/fixedpoint
builder/metrics:
cmd/screenshots: builder builder/cache builder/config builder/site themes
builder/reputation: builder/content builder/fixedpoint builder/diag
cmd/evaluate: cmd/evaluate/dump cmd/evaluate/lists builder/content builder/reputation builder/ranking builder/fixedpoint
cmd/evaluate/lists: builder builder/content builder/reputation builder/ranking cmd/evaluate/dump
cmd/evaluate/dump:
builder/ranking:    builder/content builder/fixedpoint builder/diag
builder/importer:   builder/content builder/markdown/mdtext builder/diag
builder/importer/stackexchange: builder/importer builder/importer/htmlmd builder/content builder/markdown/mdtext builder/diag
builder/importer/htmlmd: builder/markdown/mdtext
builder/markdown/mdtext:
builder/search:     builder/diag
builder/markdown:   builder/diag builder/outline
builder/importer:   builder/content builder/diag
builder/search:     builder/search/format builder/search/words builder/diag
builder/search/relevance: builder/search/query builder/diag
builder/search/query:  builder/search/format builder/search/words
builder/search/format: builder/search/words
builder/search/words:
builder/markdown:   builder/contrast builder/diag builder/outline
builder/markdown:   builder/outline builder/diag
builder/markdown:   builder/outline builder/risk builder/diag
builder/markdown:   builder/markdown/highlight builder/markdown/sanitize builder/outline builder/risk builder/diag
builder/markdown/highlight:
builder/markdown/sanitize:
builder/outline:
builder/risk:
builder/content:    builder/diag
builder/sitetest:
builder/golden:
cmd/crawl: builder/sitetest
builder/contrast:
builder/fixedpoint:
builder/neardup:
builder/audit:
builder/output:
builder/diag:
themes:
`

// doors names the packages that may import something of the outside world.
// Whatever is not named here is free to all.
const doors = `
github.com/yuin/goldmark:        builder/markdown
github.com/alecthomas/chroma:    builder/markdown
github.com/microcosm-cc/bluemonday: builder/markdown
golang.org/x/net/html:           builder/markdown builder/importer/htmlmd builder/sitetest
github.com/alecthomas/chroma:    builder/markdown/highlight
github.com/dlclark/regexp2:      builder/markdown/highlight
github.com/microcosm-cc/bluemonday: builder/markdown/sanitize
golang.org/x/net/html:           builder/markdown/sanitize builder/importer builder/sitetest
github.com/BurntSushi/toml:      builder builder/config builder/content builder/theme
golang.org/x/net/html:           builder/markdown builder/importer builder/sitetest
github.com/BurntSushi/toml:      builder/config builder/content builder/search/relevance builder/theme
github.com/goccy/go-yaml:        builder/content
github.com/expr-lang/expr:       builder/reputation
github.com/blevesearch/snowballstem: builder/search
github.com/JohannesKaufmann:     builder/importer/htmlmd
github.com/spf13/cobra:          cmd/winnow
github.com/schollz/progressbar:  cmd/winnow
github.com/fsnotify/fsnotify:    builder/preview
golang.org/x/image:              builder/ogimage
net/http:                        builder/preview cmd/screenshots
html/template:                   builder/theme builder/site
os:                              cmd/winnow builder/cache builder/output builder/publish builder/preview builder/importer builder/importer/stackexchange cmd/crawl builder/golden cmd/evaluate cmd/evaluate/dump cmd/screenshots
html/template:                   builder/theme builder/theme/compiled builder/site
html/template:                   builder/theme builder/view
os:                              cmd/winnow builder/cache builder/output builder/publish builder/preview builder/importer cmd/crawl builder/golden cmd/evaluate cmd/evaluate/dump cmd/screenshots
os/exec:                         cmd/winnow cmd/screenshots
`

// calls names the packages that may reach for what makes a build depend on
// more than its input.
const calls = `
time.Now:  cmd/winnow
os.Exit:   cmd/winnow cmd/crawl cmd/evaluate
`

func TestImportsObeyTheLaw(t *testing.T) {
	allowed, outside := table(t, law), table(t, doors)
	for pkg, imports := range imported(t) {
		mine, ok := allowed[pkg]
		if !ok {
			t.Errorf("package %s is not in the law", pkg)
		}
		for _, name := range imports {
			if own, ok := strings.CutPrefix(name, "winnow/"); ok {
				if !slices.Contains(mine, own) {
					t.Errorf("%s imports %s, which the law does not allow", pkg, own)
				}
				continue
			}
			for door, rooms := range outside {
				if (name == door || strings.HasPrefix(name, door+"/")) && door != "os" || name == door {
					if !slices.Contains(rooms, pkg) {
						t.Errorf("%s imports %s; its door is %v", pkg, name, rooms)
					}
				}
			}
		}
	}
}

func TestClockAndExitHaveOnePlace(t *testing.T) {
	places := table(t, calls)
	eachFile(t, func(pkg, name string, src []byte) {
		for call, rooms := range places {
			if strings.Contains(string(src), call+"(") && !slices.Contains(rooms, pkg) {
				t.Errorf("%s calls %s; its place is %v", name, call, rooms)
			}
		}
		if slices.Contains([]string{"builder", "builder/preview"}, pkg) {
			return
		}
		if startsGoroutine(t, name, src) {
			t.Errorf("%s starts a goroutine; only builder and builder/preview may", name)
		}
	})
}

// startsGoroutine finds go statements and calls of WaitGroup.Go.
func startsGoroutine(t *testing.T, name string, src []byte) (found bool) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), name, src, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			found = true
		case *ast.CallExpr:
			method, ok := n.Fun.(*ast.SelectorExpr)
			found = found || ok && method.Sel.Name == "Go"
		}
		return true
	})
	return found
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	said := map[string]bool{}
	eachFile(t, func(pkg, name string, src []byte) {
		f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		said[pkg] = said[pkg] || f.Doc != nil
		if strings.Contains(string(src), "\nfunc init()") {
			t.Errorf("%s has an init function", name)
		}
	})
	for pkg, ok := range said {
		if !ok {
			t.Errorf("package %s has no package comment", pkg)
		}
	}
}

// table reads "name: word word" lines; an indented line goes on.
func table(t *testing.T, text string) map[string][]string {
	t.Helper()
	out, name := map[string][]string{}, ""
	for line := range strings.Lines(strings.TrimSpace(text)) {
		words := strings.Fields(line)
		if !strings.HasPrefix(line, " ") {
			first, ok := strings.CutSuffix(words[0], ":")
			if !ok {
				t.Fatalf("line %q does not begin with a name", line)
			}
			name, words = first, words[1:]
		}
		out[name] = append(out[name], words...)
	}
	return out
}

// imported lists the imports of every package, read from the files themselves:
// the test cache knows of files that a test opens, not of those that a program
// it starts would open.
func imported(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	eachFile(t, func(pkg, name string, src []byte) {
		f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range f.Imports {
			p, _ := strconv.Unquote(i.Path.Value)
			out[pkg] = append(out[pkg], p)
		}
	})
	return out
}

// eachFile calls f with every Go file of the module that is not a test.
func eachFile(t *testing.T, f func(pkg, name string, src []byte)) {
	t.Helper()
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && name != "." || d.Name() == "testdata" || d.Name() == "node_modules") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		src, err := fs.ReadFile(root, name)
		f(path.Dir(name), name, src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
