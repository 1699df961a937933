package builder

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"winnow/builder/cache"
	"winnow/builder/config"
	"winnow/builder/diag"
	"winnow/builder/theme"
	"winnow/builder/view"
)

// builtinTheme is the folder of the built-in theme in Builder.Themes.
const builtinTheme = "default"

// ownStyle is the file of a site's theme that is added to the style sheet, so
// that a theme can change colours without a copy of the whole sheet.
const (
	styleSheet = "style.css"
	ownStyle   = "assets/own.css"
)

// A loadedTheme is a theme and the fingerprint of all that it was made from.
type loadedTheme struct {
	*theme.Theme
	fingerprint cache.Fingerprint
	problems    diag.List
}

// loadTheme reads the built-in theme and the site's own, if it names one, and
// gives the theme the colours of highlighted code and the site's own style.
func loadTheme(b *Builder, cfg Config) loadedTheme {
	builtin, err := fs.Sub(b.Themes, builtinTheme)
	if err != nil {
		return loadedTheme{problems: diag.List{{Msg: "the built-in theme is missing: " + err.Error()}}}
	}
	own, problem := ownTheme(b, cfg.Theme.Name)
	if problem != nil {
		return loadedTheme{problems: diag.List{*problem}}
	}
	// A file that changes while the theme is loaded is seen by the next build: the
	// fingerprint is that of what was there before.
	inputs := fingerprintOfTheme(cfg, builtin, own)
	return b.last.theme.Get(inputs, func(loadedTheme) loadedTheme {
		t, problems := theme.Load(builtin, own, cfg.Theme, cfg.Site.Language, added(cfg, own)...)
		return loadedTheme{t, inputs, problems}
	})
}

// added returns the styles that are added to the theme's own.
func added(cfg Config, own fs.FS) []theme.Asset {
	list := []theme.Asset{{Path: styleSheet, Data: cfg.Markdown.StyleSheet()}}
	if own != nil {
		if data, err := fs.ReadFile(own, ownStyle); err == nil {
			list = append(list, theme.Asset{Path: styleSheet, Data: data})
		}
	}
	if sheet := cfg.Theme.Style.Sheet(); sheet != nil {
		list = append(list, theme.Asset{Path: styleSheet, Data: sheet})
	}
	return list
}

// fingerprintOfTheme names the files of themes by path and content, and the options that
// change what is made of them.
func fingerprintOfTheme(cfg Config, themes ...fs.FS) cache.Fingerprint {
	h := cache.NewHasher()
	h.Text(cfg.Site.Language)
	h.Value(cfg.Theme)
	h.Value(cfg.Markdown)
	for _, files := range themes {
		if files == nil {
			continue
		}
		fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				text, _ := fs.ReadFile(files, name)
				h.Text(name)
				h.Bytes(text)
			}
			return nil
		})
		h.Number(0)
	}
	return h.Sum()
}

// styleOf returns the part of a style that pages say.
func styleOf(s theme.Style) view.Style {
	return view.Style{Logo: s.Logo, Accent: s.Accent, HomeTitle: s.HomeTitle, HomeText: s.HomeText, Footer: s.Footer}
}

// ownTheme returns the site's own theme folder, nil when it uses none.
func ownTheme(b *Builder, name string) (fs.FS, *diag.Problem) {
	if name == "" || name == builtinTheme {
		return nil, nil
	}
	dir := path.Join(theme.Folder, name)
	info, err := fs.Stat(b.Files, dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return nil, &diag.Problem{Path: config.File, Msg: fmt.Sprintf("theme %q: there is no folder %s", name, dir),
			Hint: "make the folder, or leave name out of [theme] for the built-in theme"}
	}
	if err != nil {
		return nil, &diag.Problem{Path: dir, Msg: "cannot be read: " + err.Error()}
	}
	own, err := fs.Sub(b.Files, dir)
	if err != nil {
		return nil, &diag.Problem{Path: dir, Msg: err.Error()}
	}
	return own, nil
}
