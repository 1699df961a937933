package builder

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"winnow/builder/diag"
	"winnow/builder/markdown"
	"winnow/builder/output"
	"winnow/builder/site"
	"winnow/builder/theme"
)

// builtinTheme is the folder of the built-in theme in Builder.Themes.
const builtinTheme = "default"

// themesFolder is where a site has themes of its own.
const themesFolder = "themes"

// ownStyle is the file of a site's theme that is added to the style sheet, so
// that a theme can change colours without a copy of the whole sheet.
const (
	styleSheet = "style.css"
	ownStyle   = "assets/own.css"
)

// A look is a theme and the print of all that it was made of.
type look struct {
	*theme.Theme
	print output.Print
}

// loadTheme reads the built-in theme and the site's own, if it names one, and
// gives the theme the colours of highlighted code and the site's own style.
func (b *Builder) loadTheme(cfg Config) (look, diag.List) {
	builtin, err := fs.Sub(b.Themes, builtinTheme)
	if err != nil {
		return look{}, diag.List{{Msg: "the built-in theme is missing: " + err.Error()}}
	}
	own, problem := b.ownTheme(cfg.Theme.Name)
	if problem != nil {
		return look{}, diag.List{*problem}
	}
	added := []theme.Asset{{Path: styleSheet, Data: markdown.StyleSheet(cfg.Markdown)}}
	if own != nil {
		if data, err := fs.ReadFile(own, ownStyle); err == nil {
			added = append(added, theme.Asset{Path: styleSheet, Data: data})
		}
	}
	if sheet := cfg.Theme.Style.Sheet(); sheet != nil {
		added = append(added, theme.Asset{Path: styleSheet, Data: sheet})
	}
	// A file that changes while the theme is loaded is seen by the next build: the
	// print is that of what was there before.
	files := printOfFiles(builtin, own)
	t, problems := theme.Load(builtin, own, cfg.Theme, cfg.Site.Language, added...)
	if t == nil {
		return look{}, problems
	}
	made := append(files[:], cfg.Site.Language...)
	for _, a := range t.Assets() {
		made = append(append(made, 0), a.Path...)
	}
	return look{t, output.PrintOf(made)}, problems
}

// lookOf is the part of a style that pages say.
func lookOf(s theme.Style) site.Look {
	return site.Look{Logo: s.Logo, Accent: s.Accent, HomeTitle: s.HomeTitle, HomeText: s.HomeText, Footer: s.Footer}
}

// ownTheme returns the site's own theme folder, nil when it uses none.
func (b *Builder) ownTheme(name string) (fs.FS, *diag.Problem) {
	if name == "" || name == builtinTheme {
		return nil, nil
	}
	dir := path.Join(themesFolder, name)
	info, err := fs.Stat(b.Files, dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return nil, &diag.Problem{Path: ConfigFile, Msg: fmt.Sprintf("theme %q: there is no folder %s", name, dir),
			Hint: "make the folder, or leave name out of [theme] for the built-in theme"}
	}
	if err != nil {
		return nil, &diag.Problem{Path: dir, Msg: "cannot be read: " + reason(err)}
	}
	own, err := fs.Sub(b.Files, dir)
	if err != nil {
		return nil, &diag.Problem{Path: dir, Msg: err.Error()}
	}
	return own, nil
}
