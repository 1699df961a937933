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
	"winnow/builder/site"
)

// A use is a text that a template names.
type use struct {
	key   string
	place string // "name:line:column" of the template
}

// checkTexts looks up every text that is named in a template, and those that
// longdate needs.
func checkTexts(l layers, pages map[site.Kind]*template.Template, x *texts) diag.List {
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
func uses(pages map[site.Kind]*template.Template) []use {
	var all []use
	for m := 1; m <= 12; m++ {
		all = append(all, use{"month." + strconv.Itoa(m), frame})
	}
	all = append(all, use{"date.long", frame})
	for _, page := range pages {
		for _, t := range page.Templates() {
			if t.Tree != nil {
				collect(t.Tree, t.Tree.Root, &all)
			}
		}
	}
	slices.SortFunc(all, func(a, b use) int { return strings.Compare(a.place+" "+a.key, b.place+" "+b.key) })
	return slices.Compact(all)
}

// collect walks a tree of a template for calls of t and plural with a literal
// key. Keys that are made of parts cannot be checked before they are shown.
func collect(tree *parse.Tree, n parse.Node, to *[]use) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return
		}
		for _, child := range n.Nodes {
			collect(tree, child, to)
		}
	case *parse.ActionNode:
		collect(tree, n.Pipe, to)
	case *parse.TemplateNode:
		collect(tree, n.Pipe, to)
	case *parse.IfNode:
		collectBranch(tree, &n.BranchNode, to)
	case *parse.RangeNode:
		collectBranch(tree, &n.BranchNode, to)
	case *parse.WithNode:
		collectBranch(tree, &n.BranchNode, to)
	case *parse.PipeNode:
		if n == nil {
			return
		}
		for _, c := range n.Cmds {
			collectCall(tree, c, to)
		}
	}
}

func collectBranch(tree *parse.Tree, b *parse.BranchNode, to *[]use) {
	collect(tree, b.Pipe, to)
	collect(tree, b.List, to)
	collect(tree, b.ElseList, to)
}

func collectCall(tree *parse.Tree, c *parse.CommandNode, to *[]use) {
	for _, arg := range c.Args {
		collect(tree, arg, to)
	}
	if len(c.Args) < 2 {
		return
	}
	function, ok := c.Args[0].(*parse.IdentifierNode)
	key, ok2 := c.Args[1].(*parse.StringNode)
	if !ok || !ok2 {
		return
	}
	at, _ := tree.ErrorContext(c)
	switch function.Ident {
	case "t":
		*to = append(*to, use{key.Text, at})
	case "plural":
		*to = append(*to, use{key.Text + ".other", at})
	}
}
