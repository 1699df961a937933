package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/BurntSushi/toml"

	"winnow/builder/diag"
)

// layers are the built-in theme and the site's own above it.
type layers struct {
	builtin, own fs.FS // own may be nil
	name         string
}

// read returns the file of the upper layer that has it.
func (l layers) read(name string) ([]byte, error) {
	if l.has(name) {
		return fs.ReadFile(l.own, name)
	}
	return fs.ReadFile(l.builtin, name)
}

// has reports whether the site's own theme has a file.
func (l layers) has(name string) bool {
	if l.own == nil {
		return false
	}
	info, err := fs.Stat(l.own, name)
	return err == nil && !info.IsDir()
}

// list returns the paths of all files below a folder in either layer, sorted.
func (l layers) list(folder string) ([]string, error) {
	var names []string
	for _, layer := range []fs.FS{l.builtin, l.own} {
		if layer == nil {
			continue
		}
		err := fs.WalkDir(layer, folder, func(p string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && path.Base(p)[0] != '.' {
				names = append(names, p)
			}
			return err
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// place returns a file's path as the user knows it.
func (l layers) place(name string) string {
	if l.has(name) {
		return path.Join(Folder, l.name, name)
	}
	return "built-in theme/" + name
}

// checkContract compares theme.toml of both layers with Contract. An own theme
// of texts and assets alone depends on no contract and needs no theme.toml.
func (l layers) checkContract() diag.List {
	const name = "theme.toml"
	problems := checkContract(l.builtin, "built-in theme/"+name)
	if l.own == nil {
		return problems
	}
	_, err := fs.Stat(l.own, "templates")
	if errors.Is(err, fs.ErrNotExist) && !l.has(name) {
		return problems
	}
	return append(problems, checkContract(l.own, path.Join(Folder, l.name, name))...)
}

func checkContract(layer fs.FS, place string) diag.List {
	var t struct {
		Contract int `toml:"contract"`
	}
	hint := fmt.Sprintf("this version of winnow knows contract %d: compare your templates with the built-in ones, then write contract = %d", Contract, Contract)
	b, err := fs.ReadFile(layer, "theme.toml")
	if err != nil {
		return diag.List{{Path: place, Msg: "cannot read the theme's contract: " + diag.Reason(err), Hint: hint}}
	}
	if err := toml.Unmarshal(b, &t); err != nil {
		return diag.List{tomlProblem(place, err)}
	}
	if t.Contract != Contract {
		return diag.List{{Path: place, Msg: fmt.Sprintf("the theme is written for contract %d", t.Contract), Hint: hint}}
	}
	return nil
}

// tomlProblem gives a mistake in a TOML file its place.
func tomlProblem(place string, err error) diag.Problem {
	var p toml.ParseError
	if errors.As(err, &p) {
		return diag.Problem{Path: place, Line: p.Position.Line, Msg: p.Message}
	}
	return diag.Problem{Path: place, Msg: err.Error()}
}
