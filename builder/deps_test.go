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

// law names every import of our own that a package may have, from the program down.
// An arrow that is not here is a mistake in the code, not in this text.
const law = `
cmd/winnow:      builder builder/preview builder/importer builder/audit builder/content builder/diag builder/reputation builder/search/query themes
                 builder/importer/stackexchange builder/importer/discourse builder/importer/github builder/importer/zendesk builder/importer/table
                 builder/importer/question2answer builder/importer/vanilla builder/importer/flarum builder/importer/phpbb builder/importer/khoros
                 builder/importer/nodebb builder/importer/slack builder/importer/discord
cmd/evaluate:    cmd/evaluate/attacks cmd/evaluate/dump cmd/evaluate/lists cmd/evaluate/people
cmd/evaluate/attacks: builder/content builder/reputation cmd/evaluate/dump cmd/evaluate/people
cmd/evaluate/lists:   builder builder/content builder/ranking builder/reputation cmd/evaluate/dump
cmd/evaluate/people:  builder/content builder/reputation cmd/evaluate/dump
cmd/evaluate/dump:
cmd/screenshots: builder builder/config builder/site themes
cmd/crawl:       builder/sitetest
themes:

builder/preview: builder builder/diag
builder:         builder/cache builder/config builder/content builder/corpus builder/diag builder/feed builder/markdown builder/markdown/finish builder/neardup
                 builder/parallel builder/publish builder/ranking builder/reputation builder/risk builder/search builder/search/relevance
                 builder/site builder/theme builder/view
builder/config:   builder/diag
builder/parallel:

builder/theme:   builder/contrast builder/diag builder/theme/compiled builder/view
builder/theme/compiled:
builder/view:    builder/audit builder/metrics builder/ranking builder/reputation builder/site
builder/feed:    builder/diag builder/ogimage builder/site
builder/site:    builder/content builder/diag builder/hidden builder/links builder/outline builder/ranking builder/reputation builder/site/options builder/site/slug
builder/site/options: builder/diag
builder/hidden:
builder/site/slug:
builder/links:   builder/diag builder/outline
builder/audit:
builder/metrics:
builder/ogimage:

builder/ranking:    builder/content builder/diag builder/fixedpoint
builder/reputation: builder/content builder/diag builder/fixedpoint
builder/fixedpoint:
builder/neardup:

builder/search:           builder/diag builder/search/format builder/search/words
builder/search/relevance: builder/diag builder/search/query
builder/search/query:     builder/search/format builder/search/words
builder/search/format:    builder/search/words
builder/search/words:

builder/corpus:   builder/cache builder/content builder/diag builder/outline
builder/content:  builder/diag
builder/markdown: builder/diag builder/markdown/dialect builder/markdown/finish builder/markdown/highlight builder/markdown/limits
                  builder/markdown/math builder/markdown/plaintext builder/markdown/sanitize builder/outline builder/risk
builder/markdown/highlight: builder/contrast
builder/markdown/sanitize:
builder/markdown/mdtext:
builder/markdown/dialect: builder/markdown/emoji builder/markdown/math
builder/markdown/math:
builder/markdown/finish:
builder/markdown/plaintext: builder/markdown/dialect builder/markdown/sanitize
builder/markdown/limits:
builder/markdown/emoji:
builder/outline:
builder/risk:
builder/contrast:

builder/importer:               builder/content builder/diag builder/importer/files builder/importer/htmlmd builder/markdown/mdtext
builder/importer/files:         builder/diag builder/markdown/mdtext
builder/importer/stackexchange: builder/importer builder/importer/htmlmd
builder/importer/discourse:     builder/importer builder/importer/htmltree builder/importer/sqldump builder/markdown/emoji
builder/importer/github:        builder/importer builder/importer/htmltree builder/markdown/emoji
builder/importer/zendesk:       builder/importer builder/importer/htmltree
builder/importer/table:         builder/importer
builder/importer/question2answer: builder/importer builder/importer/sqldump
builder/importer/vanilla:       builder/importer builder/importer/sqldump
builder/importer/flarum:        builder/importer builder/importer/sqldump
builder/importer/phpbb:         builder/importer builder/importer/sqldump
builder/importer/sqldump:       builder/importer
builder/importer/khoros:        builder/importer
builder/importer/nodebb:        builder/importer
builder/importer/slack:         builder/importer
builder/importer/discord:       builder/importer
builder/importer/htmltree:
builder/importer/htmlmd:        builder/importer/bbcode builder/markdown/mdtext
builder/importer/bbcode:

builder/publish: builder/cache builder/output
builder/cache:   builder/output
builder/output:
builder/diag:
builder/golden:
builder/importer/importtest: builder/golden builder/importer
builder/sitetest:
`

// doors names the packages that may import something of the outside world: every
// module of go.mod, and what of the standard library reaches out of a build.
const doors = `
github.com/yuin/goldmark:           builder/markdown builder/markdown/dialect builder/markdown/limits builder/markdown/plaintext builder/importer/htmlmd
github.com/alecthomas/chroma:       builder/markdown/highlight
github.com/dlclark/regexp2:         builder/markdown/highlight
github.com/microcosm-cc/bluemonday: builder/markdown/sanitize
github.com/yuin/goldmark-emoji:     builder/markdown/emoji
golang.org/x/net/html:              builder/markdown/sanitize builder/importer/htmlmd builder/importer/htmltree builder/importer/discourse builder/importer/github builder/importer/zendesk builder/sitetest
github.com/JohannesKaufmann:        builder/importer/htmlmd
github.com/bodgit/sevenzip:         builder/importer/files
github.com/BurntSushi/toml:         builder/config builder/content builder/importer/table builder/search/relevance builder/theme
github.com/goccy/go-yaml:           builder/content
github.com/expr-lang/expr:          builder/reputation
github.com/blevesearch/snowballstem: builder/search
github.com/tdewolff/minify:         builder/search builder/theme
github.com/rivo/uniseg:             builder/diag
github.com/spf13/cobra:             cmd/winnow
github.com/schollz/progressbar:     cmd/winnow
github.com/fsnotify/fsnotify:       builder/preview
github.com/chromedp:                cmd/screenshots
golang.org/x/image:                 builder/ogimage
golang.org/x/sys:                   builder/output
golang.org/x/term:                  cmd/winnow
golang.org/x/text/collate:          builder/view
golang.org/x/text/feature/plural:   builder/theme
golang.org/x/text/message:          builder/theme
golang.org/x/text/language:         builder/site/options builder/theme builder/view
golang.org/x/text/unicode/norm:     builder/content builder/links builder/neardup builder/search/words builder/site/slug builder/view
golang.org/x/tools:                 builder/golden builder/importer/importtest
html/template: builder/theme builder/theme/compiled builder/view
net/http:      builder/preview cmd/screenshots
os/exec:       cmd/winnow cmd/screenshots
os:            cmd/winnow cmd/crawl cmd/evaluate cmd/evaluate/dump cmd/screenshots builder/cache builder/output builder/publish builder/preview
               builder/importer builder/importer/files builder/importer/stackexchange builder/importer/importtest builder/golden
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
		if slices.Contains([]string{"builder/parallel", "builder/preview"}, pkg) {
			return
		}
		if startsGoroutine(t, name, src) {
			t.Errorf("%s starts a goroutine; only builder/parallel and builder/preview may", name)
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
		if len(words) == 0 {
			continue
		}
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
