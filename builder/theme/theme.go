package theme

import (
	"io/fs"

	"winnow/builder/diag"
	"winnow/builder/site"
)

// Options is the table [theme] of site.toml.
type Options struct {
	Name string `toml:"name"` // folder below themes/ of the site, laid over the built-in theme file by file
}

// A Theme is a set of templates, strings and assets, ready to render. It is
// safe for use by several goroutines.
type Theme struct{}

// Load parses the built-in theme and lays the files of the site's own theme
// (own may be nil) over it. Broken templates are problems with file and line.
func Load(builtin, own fs.FS, o Options, language string) (*Theme, diag.List) {
	panic("not built yet")
}

// Render executes the template of v.Kind.
func (t *Theme) Render(v *site.View) ([]byte, error) { panic("not built yet") }

// An Asset is a static file of the theme, below assets/ of the site.
type Asset struct {
	Path string
	Data []byte
}

// Assets returns the static files by path. extra style sheets (highlighting)
// are appended to style.css.
func (t *Theme) Assets(extraCSS []byte) []Asset { panic("not built yet") }
