package markdown

import (
	"fmt"

	"winnow/builder/diag"
	"winnow/builder/markdown/highlight"
)

// Values of Options.RemoteImages.
const (
	RemoteLazy = "lazy"
	RemoteLink = "link"
)

// Options is the table [markdown] of site.toml.
type Options struct {
	RemoteImages string            `toml:"remote_images"` // "lazy": shown late and without referrer; "link": replaced by a link
	Question     []string          `toml:"question"`      // headings that begin the question
	Solution     []string          `toml:"solution"`      // headings that begin the solution
	URLPrefix    map[string]string `toml:"url_prefix"`    // what the head of an address stands for: "/img/" = "static/img/"
	Math         bool              `toml:"math"`          // formulas in TeX between dollars and the like
	LightStyle   string            `toml:"light_style"`   // chroma style for light pages
	DarkStyle    string            `toml:"dark_style"`    // chroma style for dark pages
}

// DefaultOptions is what holds where site.toml is silent.
func DefaultOptions() Options {
	return Options{
		RemoteImages: RemoteLazy,
		Question:     []string{"Question", "Problem", "Issue"},
		Solution:     []string{"Solution", "Answer", "Resolution", "Accepted solution"},
		LightStyle:   "github",
		DarkStyle:    "github-dark",
	}
}

// Check returns what is wrong with the options; the path of a problem is the
// key in the table.
func (o Options) Check() diag.List {
	var l diag.List
	if o.RemoteImages != RemoteLazy && o.RemoteImages != RemoteLink {
		l = append(l, diag.Problem{
			Path: "remote_images",
			Msg:  fmt.Sprintf("%q is neither of the two ways to show remote images", o.RemoteImages),
			Hint: `write "lazy" or "link"`,
		})
	}
	for _, s := range []struct{ key, name string }{{"light_style", o.LightStyle}, {"dark_style", o.DarkStyle}} {
		if !highlight.HasStyle(s.name) {
			l = append(l, diag.Problem{
				Path: s.key,
				Msg:  fmt.Sprintf("there is no style %q", s.name),
				Hint: "use the name of a chroma style, such as \"github\", \"vs\", \"nord\" or \"monokai\"",
			})
		}
	}
	return l
}

// additions returns the additions in force.
func (o Options) additions() []addition {
	all := additions()
	if o.Math {
		all = append(all, formulas())
	}
	return all
}

// formulaStyle lets wide formulas scroll, and aligns their columns.
const formulaStyle = `
.formula{overflow-x:auto;margin:1em 0}
math[display=block]{margin:.5em 0;overflow-x:auto;overflow-y:hidden;max-width:100%}
mtd.left{text-align:left}mtd.right{text-align:right}
`

// StyleSheet returns the CSS that colours code, and that of formulas.
func (o Options) StyleSheet() []byte {
	sheet := highlight.StyleSheet(o.LightStyle, o.DarkStyle)
	if o.Math {
		sheet = append(sheet, formulaStyle...)
	}
	return sheet
}
