// Package theme turns the values of package view into HTML.
//
// # A theme
//
// A theme is a folder:
//
//	theme.toml              contract = 1
//	templates/base.html     the frame of every page; shows {{template "main" .}}
//	templates/KIND.html     {{define "main"}} for one kind of page, see [view.Kinds]
//	templates/partials/*    shared parts, {{template "partials/item.html" .}} or by what they define
//	strings/LANGUAGE.toml   the texts of the interface, en.toml at least
//	assets/**               files that are published below assets/
//
// The built-in theme is complete. A site's own theme is laid over it: its
// templates and assets replace those of the same name, its texts those of the
// same key. What it leaves out stays built in. A theme with templates of its
// own states in theme.toml the contract it was written for; it changes when a
// field of [view.View] or a function below changes its meaning or goes away.
//
// # Templates
//
// A template is one of html/template and gets a [view.View], in which all work
// is done already. It may call, beside the functions of Go itself:
//
//	t KEY [NAME VALUE …]         the text of a key in the site's language; {NAME} in it becomes VALUE
//	plural KEY N [NAME VALUE …]  the text for N things: KEY.one, KEY.other, … by the rules of the language; {n} is N
//	asset NAME                   the published path of a file of assets/: {{.Root}}{{asset "style.css"}}
//	longdate TIME                "3 March 2024" in the site's language; empty for no time
//	isodate TIME                 "2024-03-03"; empty for no time
//	number N                     "12,345" in the site's language
//
// A template that is called must end in the kind of text in which it began, so
// it cannot open an attribute that its caller closes. Everything else that
// html/template can do works. A page that keeps to texts, fields, conditions,
// loops, calls, comparisons and the functions above is compiled and renders
// about five times as fast; scripts and styles made from fields, break and
// continue, and rarer functions leave a page to html/template.
//
// Load reads every template, executes each kind twice, with everything that a
// page can hold and with nothing of it, and looks up every text that is named
// in a template. So a misspelt field, asset or key is found when the theme is
// loaded, with file and line, and not by a reader.
//
// # Texts
//
// A text table is TOML; a key may be dotted. Values that are times or numbers
// are written as by longdate and number.
//
//	read_more = "Read more"
//	solved_by = "Solved by {name}"
//	articles.one = "{n} article"
//	articles.other = "{n} articles"
//	date.long = "{day} {month} {year}"
//	month.1 = "January"
//
// A text is looked up in the site's language (pt-BR), then in its base
// language (pt), then in English. One that is missing from the site's language
// is a warning, one that is missing everywhere a problem. A key that a template
// puts together, as in t (print "risk_" .Kind), may be unknown: then risk_other
// is shown, or the key itself where there is no such text.
//
// The texts alert_note, alert_tip, alert_important, alert_warning and
// alert_caution are the titles of alerts in articles, in the language of the
// article.
//
// # Assets
//
// An asset is published with a hash of its bytes in its name (style.css as
// assets/style.3f2a1bc4.css), so that browsers may keep it for ever. In a style
// sheet url(NAME) names an image or font of assets/, relative to the sheet.
// Scripts and style sheets are published without comments and white space.
// Scripts and other style sheets are named in templates only.
package theme

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"sync"

	"winnow/builder/diag"
	"winnow/builder/theme/compiled"
	"winnow/builder/view"
)

// Folder is the folder below a site in which its own themes are.
const Folder = "themes"

// Contract is the version of the contract between themes and this package.
const Contract = 1

// Options is the table [theme] of site.toml.
type Options struct {
	Name  string `toml:"name"` // folder below themes/ of the site, laid over the built-in theme
	Style Style  `toml:"style"`
}

// DefaultOptions is what holds where site.toml is silent: the built-in theme.
func DefaultOptions() Options { return Options{} }

// A Theme is a set of templates, strings and assets, ready to render. It is
// safe for use by several goroutines.
type Theme struct {
	pages   map[view.Kind]page
	texts   *texts
	assets  []Asset
	buffers *sync.Pool // of *bytes.Buffer, so that a page costs one allocation of its own size
}

// A page is the template of one kind of page.
type page struct {
	set     *template.Template
	program *compiled.Program[*view.View] // nil where the template needs html/template to run it
	why     string                        // there is no program
}

// Load parses the built-in theme and lays the files of the site's own theme
// (own may be nil) over it. Both are rooted at the folder of the theme.
// language is the site's. extra are files that other packages give to the
// readers' pages: one named like an asset of the theme is appended to it (the
// colours of highlighted code to style.css), any other is added.
//
// An own theme that cannot be used is a problem with file and line, and the
// built-in theme is returned, so that a preview has something to show. The
// theme is nil when not even that can be used.
func Load(builtin, own fs.FS, o Options, language string, extra ...Asset) (*Theme, diag.List) {
	l := layers{builtin: builtin, own: own, name: o.Name}
	t, problems := load(l, view.Kinds(), language, extra)
	if own == nil || problems.Err() == nil {
		return t, problems
	}
	t, _ = load(layers{builtin: builtin}, view.Kinds(), language, extra)
	return t, problems
}

func load(l layers, kinds []view.PageKind, language string, extra []Asset) (*Theme, diag.List) {
	problems := l.checkContract()
	if problems.Err() != nil {
		return nil, problems
	}
	texts, p := loadTexts(l, language)
	problems = append(problems, p...)
	assets, names, p := loadAssets(l, extra)
	problems = append(problems, p...)
	functions := funcs(texts, names)
	pages, p := parsePages(l, kinds, functions)
	problems = append(problems, p...)
	if problems.Err() != nil {
		return nil, problems
	}
	problems = append(problems, checkTexts(l, pages, texts)...)
	problems = append(problems, tryPages(l, kinds, pages)...)
	if problems.Err() != nil {
		return nil, problems.Sorted()
	}
	buffers := &sync.Pool{New: func() any { return new(bytes.Buffer) }}
	return &Theme{compilePages(pages, functions), texts, assets, buffers}, problems
}

// Text returns the text of a key in any language of the theme, such as that of
// an article: in its base language or in English where it has none. It is empty
// for a key that not even English has.
func (t *Theme) Text(language, key string) string { return t.texts.in(language, key) }

// funcs are the functions that templates may call.
func funcs(x *texts, assets map[string]string) template.FuncMap {
	f := template.FuncMap{
		"t":        x.text,
		"plural":   x.plural,
		"longdate": x.longdate,
		"isodate":  isodate,
		"number":   x.number,
		"asset": func(name string) (string, error) {
			if path, ok := assets[name]; ok {
				return "assets/" + path, nil
			}
			return "", fmt.Errorf("the theme has no file assets/%s", name)
		},
	}
	maps.Copy(f, compiled.Funcs())
	return f
}

// Fallback returns the templates that html/template runs, some five times slower
// than those that are compiled, each with what is not compiled of it.
func (t *Theme) Fallback() map[string]string {
	out := map[string]string{}
	for kind, p := range t.pages {
		if p.program == nil {
			out[templateOf(kind)] = p.why
		}
	}
	return out
}

// Render executes the template of v.Kind.
func (t *Theme) Render(v *view.View) (page []byte, err error) {
	err = t.With(v, func(data []byte) error {
		page = bytes.Clone(data)
		return nil
	})
	return page, err
}

// With executes the template of v.Kind and passes the page to use, which may not
// keep it: writing many pages away needs no memory for each.
func (t *Theme) With(v *view.View, use func(page []byte) error) error {
	p, ok := t.pages[v.Kind]
	if !ok {
		return fmt.Errorf("%s: no template for pages of kind %q", v.URL, v.Kind)
	}
	b := t.buffers.Get().(*bytes.Buffer)
	defer t.buffers.Put(b)
	b.Reset()
	if p.program != nil && p.program.Run(b, v) == nil {
		return use(b.Bytes())
	}
	// html/template runs what was not compiled, and reports where a run failed.
	b.Reset()
	if err := p.set.ExecuteTemplate(b, frame, v); err != nil {
		return fmt.Errorf("%s: %w", v.URL, err)
	}
	return use(b.Bytes())
}
