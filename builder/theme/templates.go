package theme

import (
	"fmt"
	"html/template"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"

	"winnow/builder/diag"
	"winnow/builder/theme/compiled"
	"winnow/builder/view"
)

// frame is the template that every page begins with.
const frame = "base.html"

// templateOf returns the name of the template of a kind.
func templateOf(kind view.Kind) string { return string(kind) + ".html" }

// parsePages makes one set of templates a kind: the frame, the partials and
// the kind's own.
func parsePages(l layers, kinds []view.PageKind, f template.FuncMap) (map[view.Kind]*template.Template, diag.List) {
	shared, problems := parseShared(l, f)
	if problems.Err() != nil {
		return nil, problems
	}
	pages := map[view.Kind]*template.Template{}
	for _, k := range kinds {
		set, err := shared.Clone()
		if err != nil {
			return nil, diag.List{{Msg: "cannot copy the templates: " + err.Error()}}
		}
		if p := parseFile(l, set, templateOf(k.Kind)); p != nil {
			problems = append(problems, *p)
		}
		pages[k.Kind] = set
	}
	return pages, problems
}

// compilePages compiles the templates that tryPages has run.
func compilePages(sets map[view.Kind]*template.Template, f template.FuncMap) map[view.Kind]page {
	pages := map[view.Kind]page{}
	for kind, set := range sets {
		p, why := compiled.Compile[*view.View](set.Lookup(frame), f)
		pages[kind] = page{set, p, why}
	}
	return pages
}

func parseShared(l layers, f template.FuncMap) (*template.Template, diag.List) {
	partials, err := l.list("templates/partials")
	if err != nil {
		return nil, diag.List{{Path: l.place("templates/partials"), Msg: "cannot list: " + diag.Reason(err)}}
	}
	var problems diag.List
	set := template.New("").Funcs(f)
	names := []string{frame}
	for _, p := range partials {
		if path.Ext(p) == ".html" {
			names = append(names, strings.TrimPrefix(p, "templates/"))
		}
	}
	for _, name := range names {
		if p := parseFile(l, set, name); p != nil {
			problems = append(problems, *p)
		}
	}
	return set, problems
}

// parseFile adds a file of templates/ to a set, under its name.
func parseFile(l layers, set *template.Template, name string) *diag.Problem {
	b, err := l.read("templates/" + name)
	if err != nil {
		return &diag.Problem{Path: l.place("templates/" + name), Msg: "cannot read the template: " + diag.Reason(err)}
	}
	if _, err := set.New(name).Parse(string(b)); err != nil {
		p := templateProblem(l, name, err)
		return &p
	}
	return nil
}

// tryPages makes one tree of each kind's templates and executes it with a full
// and with an empty page of that kind.
func tryPages(l layers, kinds []view.PageKind, pages map[view.Kind]*template.Template) diag.List {
	var problems diag.List
	for _, k := range kinds {
		compiled.Inline(pages[k.Kind], frame)
		for _, v := range []*view.View{sample(k), emptySample(k)} {
			if err := pages[k.Kind].ExecuteTemplate(io.Discard, frame, v); err != nil {
				problems = append(problems, templateProblem(l, templateOf(k.Kind), err))
				break
			}
		}
	}
	return problems
}

// place is how html/template begins its messages: name, line, maybe column.
var place = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]+):(\d+)(?::\d+)?: (?:executing "[^"]*" )?(.*)$`)

// templateProblem gives an error of html/template its place. name is the file
// in which it is looked for when the error names none.
func templateProblem(l layers, name string, err error) diag.Problem {
	m := place.FindStringSubmatch(err.Error())
	if m == nil {
		return diag.Problem{Path: l.place("templates/" + name), Msg: err.Error()}
	}
	line, _ := strconv.Atoi(m[2])
	p := diag.Problem{Path: l.place("templates/" + m[1]), Line: line, Msg: m[3]}
	if strings.Contains(p.Msg, "can't evaluate field") {
		p.Hint = fmt.Sprintf("the fields of a page are those of view.View, contract %d", Contract)
	}
	return p
}
