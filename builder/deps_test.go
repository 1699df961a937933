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
cmd/winnow:         builder builder/preview builder/importer builder/diag builder/output builder/audit builder/ranking builder/reputation builder/content builder/search themes
builder/preview:    builder builder/diag
builder:            builder/content builder/markdown builder/reputation builder/ranking builder/site
                    builder/theme builder/search builder/feed builder/neardup builder/output builder/diag
builder/feed:       builder/site builder/ogimage builder/diag
builder/ogimage:
builder/theme:      builder/site builder/diag
builder/site:       builder/content builder/markdown builder/reputation builder/ranking builder/metrics builder/audit builder/ogimage builder/fixedpoint builder/diag
builder/metrics:
cmd/screenshots: builder builder/site themes
builder/reputation: builder/content builder/fixedpoint builder/diag
cmd/evaluate: cmd/evaluate/dump cmd/evaluate/lists builder/content builder/reputation builder/ranking builder/fixedpoint
cmd/evaluate/lists: builder builder/content builder/reputation builder/ranking cmd/evaluate/dump
cmd/evaluate/dump:
builder/ranking:    builder/content builder/fixedpoint builder/diag
builder/importer:   builder/content builder/diag
builder/search:     builder/diag
builder/markdown:   builder/diag
builder/content:    builder/diag
builder/sitetest:
builder/golden:
cmd/crawl: builder/sitetest
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
golang.org/x/net/html:           builder/markdown builder/importer builder/sitetest
github.com/BurntSushi/toml:      builder builder/content builder/theme
github.com/goccy/go-yaml:        builder/content
github.com/expr-lang/expr:       builder/reputation
github.com/blevesearch/snowballstem: builder/search
github.com/JohannesKaufmann:     builder/importer
github.com/spf13/cobra:          cmd/winnow
github.com/schollz/progressbar:  cmd/winnow
github.com/fsnotify/fsnotify:    builder/preview
golang.org/x/image:              builder/ogimage
net/http:                        builder/preview cmd/screenshots
html/template:                   builder/theme builder/site
os:                              cmd/winnow builder/output builder/preview builder/importer builder cmd/crawl builder/golden cmd/evaluate cmd/evaluate/dump cmd/screenshots
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

// os in package builder is for the store alone.
func TestOnlyTheStoreTouchesFiles(t *testing.T) {
	eachFile(t, func(pkg, name string, src []byte) {
		if pkg == "builder" && strings.Contains(string(src), "\t\"os\"\n") && path.Base(name) != "store.go" {
			t.Errorf("%s imports os; only store.go may", name)
		}
	})
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
