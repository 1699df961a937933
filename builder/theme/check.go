package theme

import (
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"winnow/builder/diag"
	"winnow/builder/theme/compiled"
	"winnow/builder/view"
)

// A use is a text that a template names.
type use struct {
	key   string
	place string // "name:line:column" of the template
}

// checkTexts looks up every text that is named in a template, and those that
// longdate needs.
func checkTexts(l layers, pages map[view.Kind]*template.Template, x *texts) diag.List {
	var problems diag.List
	missing := map[string]bool{} // from the site's language, but not everywhere
	for _, u := range uses(pages) {
		_, i, ok := x.find(u.key)
		switch {
		case !ok:
			problems = append(problems, missingText(l, u))
		case i > 0 && x.tables[i].name == "en":
			missing[u.key] = true
		}
	}
	if len(missing) > 0 {
		problems = append(problems, diag.Problem{Path: l.place("strings/" + x.tables[0].name + ".toml"), Warning: true,
			Msg:  fmt.Sprintf("%d texts are missing and shown in English: %s", len(missing), some(missing, 5)),
			Hint: "add them in this file"})
	}
	return problems
}

func missingText(l layers, u use) diag.Problem {
	name, rest, _ := strings.Cut(u.place, ":")
	number, _, _ := strings.Cut(rest, ":")
	line, _ := strconv.Atoi(number)
	return diag.Problem{Path: l.place("templates/" + name), Line: line,
		Msg: fmt.Sprintf("no text for %q in any language", u.key), Hint: "add it to strings/en.toml of the theme"}
}

// some lists the first n of a set.
func some(set map[string]bool, n int) string {
	names := slices.Sorted(maps.Keys(set))
	if len(names) > n {
		names = append(names[:n:n], "…")
	}
	return strings.Join(names, ", ")
}

// uses lists every text named in a template, each place once.
func uses(pages map[view.Kind]*template.Template) []use {
	var all []use
	for m := 1; m <= 12; m++ {
		all = append(all, use{"month." + strconv.Itoa(m), frame})
	}
	all = append(all, use{"date.long", frame})
	for _, page := range pages {
		for _, t := range page.Templates() {
			if t.Tree != nil {
				compiled.Walk(t.Tree.Root, func(n parse.Node) {
					if u, ok := useOf(t.Tree, n); ok {
						all = append(all, u)
					}
				})
			}
		}
	}
	slices.SortFunc(all, func(a, b use) int { return strings.Compare(a.place+" "+a.key, b.place+" "+b.key) })
	return slices.Compact(all)
}

// useOf returns which text a node names, if it is a call of t or plural with a
// literal key. Keys that are made of parts cannot be checked before they are
// shown.
func useOf(tree *parse.Tree, n parse.Node) (use, bool) {
	c, ok := n.(*parse.CommandNode)
	if !ok || len(c.Args) < 2 {
		return use{}, false
	}
	function, ok := c.Args[0].(*parse.IdentifierNode)
	key, ok2 := c.Args[1].(*parse.StringNode)
	if !ok || !ok2 {
		return use{}, false
	}
	at, _ := tree.ErrorContext(c)
	switch function.Ident {
	case "t":
		return use{key.Text, at}, true
	case "plural":
		return use{key.Text + ".other", at}, true
	}
	return use{}, false
}
