package builder

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// The budgets keep the house small enough to be known: of arrows first, then of
// lines (see CONTRIBUTING.md).
const (
	importsOfAPackage = 2.2  // of our own, on average over what ships
	longestChain      = 9    // packages
	linesOfTheStory   = 150  // build.go
	linesOfAPackage   = 2500 // without tests
	filesOfAType      = 2    // with its methods
)

// large are the packages that are what winnow exists for, and may be larger.
var large = []string{"builder/search", "builder/reputation", "builder/content"}

// ships reports whether a package is part of the program that users run.
func ships(pkg string) bool {
	return pkg == "cmd/winnow" || pkg == "themes" ||
		strings.HasPrefix(pkg+"/", "builder/") && !slices.Contains([]string{"builder/sitetest", "builder/golden", "builder/importer/importtest"}, pkg)
}

// arrows returns the imports of our own of each package, once each.
func arrows(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for pkg, imports := range imported(t) {
		out[pkg] = nil
		for _, name := range imports {
			if own, ok := strings.CutPrefix(name, "winnow/"); ok {
				out[pkg] = append(out[pkg], own)
			}
		}
		slices.Sort(out[pkg])
		out[pkg] = slices.Compact(out[pkg])
	}
	return out
}

func TestArrowsAreFew(t *testing.T) {
	all := arrows(t)
	packages, imports := 0, 0
	for pkg, list := range all {
		if ships(pkg) {
			packages++
			imports += len(list)
		}
	}
	if mean := float64(imports) / float64(packages); mean > importsOfAPackage {
		t.Errorf("%d packages have %.2f imports of our own on average, more than %.1f", packages, mean, importsOfAPackage)
	}
	var longest []string
	for pkg := range all {
		if c := chain(all, pkg); len(c) > len(longest) {
			longest = c
		}
	}
	if len(longest) > longestChain {
		t.Errorf("a chain of %d packages, more than %d: %s", len(longest), longestChain, strings.Join(longest, " → "))
	}
}

// chain returns the longest chain of imports that begins with a package.
func chain(all map[string][]string, pkg string) []string {
	var longest []string
	for _, next := range all[pkg] {
		if c := chain(all, next); len(c) > len(longest) {
			longest = c
		}
	}
	return append([]string{pkg}, longest...)
}

func TestPackagesAreSmall(t *testing.T) {
	lines := map[string]int{}
	eachFile(t, func(pkg, name string, src []byte) { lines[pkg] += strings.Count(string(src), "\n") })
	for pkg, n := range lines {
		if n > linesOfAPackage && !slices.Contains(large, pkg) {
			t.Errorf("package %s has %d lines, more than %d", pkg, n, linesOfAPackage)
		}
	}
	story, err := os.ReadFile("build.go")
	if n := strings.Count(string(story), "\n"); err != nil || n > linesOfTheStory {
		t.Errorf("build.go has %d lines (%v), more than %d", n, err, linesOfTheStory)
	}
}

func TestTypesAreInOnePlace(t *testing.T) {
	files := map[string]map[string]bool{} // by "package.Type"
	eachFile(t, func(pkg, name string, src []byte) {
		f, err := parser.ParseFile(token.NewFileSet(), name, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil {
				typ := pkg + "." + receiver(fn.Recv.List[0].Type)
				if files[typ] == nil {
					files[typ] = map[string]bool{}
				}
				files[typ][path.Base(name)] = true
			}
		}
	})
	for typ, in := range files {
		if len(in) > filesOfAType {
			t.Errorf("the methods of %s are in %d files, more than %d: %s", typ, len(in), filesOfAType, strings.Join(slices.Sorted(maps.Keys(in)), " "))
		}
	}
}

// receiver returns the name of the type of a method.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return "?"
}

// Every module that go.mod asks for has a door: a package that opens it to the
// others.
func TestEveryModuleHasADoor(t *testing.T) {
	outside := table(t, doors)
	mod, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	direct, _, _ := strings.Cut(string(mod), "// indirect")
	for line := range strings.Lines(direct) {
		module, version, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || !strings.HasPrefix(version, "v") || onlyTests(t, module) {
			continue
		}
		if !slices.ContainsFunc(slices.Collect(maps.Keys(outside)), func(door string) bool {
			return module == door || strings.HasPrefix(module, door+"/") || strings.HasPrefix(door, module+"/")
		}) {
			t.Errorf("module %s has no door", module)
		}
	}
}

// onlyTests reports whether no package but tests imports a module.
func onlyTests(t *testing.T, module string) bool {
	t.Helper()
	for _, imports := range imported(t) {
		if slices.ContainsFunc(imports, func(name string) bool { return name == module || strings.HasPrefix(name, module+"/") }) {
			return false
		}
	}
	return true
}
