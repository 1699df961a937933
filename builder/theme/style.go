package theme

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"winnow/builder/contrast"
	"winnow/builder/diag"
)

// Style is the table [theme.style] of site.toml: what most sites change, without
// a template of their own. Empty = as the theme has it.
type Style struct {
	Accent     string `toml:"accent"`      // "#0a6847": links, buttons, marks
	AccentDark string `toml:"accent_dark"` // the same on dark ground; derived from accent where it is empty
	Font       string `toml:"font"`        // names of fonts, as in CSS
	FontMono   string `toml:"font_mono"`   // of code
	Logo       string `toml:"logo"`        // path of a picture below the content folder
	HomeTitle  string `toml:"home_title"`
	HomeText   string `toml:"home_text"` // below it
	Footer     string `toml:"footer"`    // a sentence beside the name of the site
}

// Grounds on which the accent must be read: of those of a page the ones that are
// nearest to it.
const lightGround, darkGround = "#f5f7f3", "#191f1b"

var (
	hexColour = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
	fontNames = regexp.MustCompile(`^[\pL\pN\s,"'._-]+$`)
)

// CheckFiles finds a logo that is not among the files of the content folder.
func (s Style) CheckFiles(exists func(path string) bool) diag.List {
	if s.Logo == "" || exists(s.Logo) {
		return nil
	}
	return diag.List{{Path: s.Logo, Msg: "the logo that [theme.style] names does not exist", Hint: "put the picture below the content folder and write its path there"}}
}

// Check finds values that cannot be obeyed, and colours that cannot be read.
// The path of a problem is the key.
func (o Options) Check() diag.List {
	var out diag.List
	refuse := func(key, msg, hint string) {
		out = append(out, diag.Problem{Path: "style." + key, Msg: msg, Hint: hint})
	}
	colour := func(key, value, ground string) {
		switch {
		case value == "":
		case !hexColour.MatchString(value):
			refuse(key, key+" is not a colour: "+strconv.Quote(value), `write it like "#0a6847"`)
		case contrast.Ratio(value, ground) < contrast.Text:
			refuse(key, fmt.Sprintf("%s %s cannot be read on %s: the contrast is %.1f to 1, at least 4.5 is needed", key, value, ground, contrast.Ratio(value, ground)),
				"choose a colour that is "+map[string]string{lightGround: "darker", darkGround: "lighter"}[ground])
		}
	}
	colour("accent", o.Style.Accent, lightGround)
	colour("accent_dark", o.Style.AccentDark, darkGround)
	for _, f := range [][2]string{{"font", o.Style.Font}, {"font_mono", o.Style.FontMono}} {
		if f[1] != "" && !fontNames.MatchString(f[1]) {
			refuse(f[0], f[0]+" is not a list of names", `write it like "Inter, sans-serif"`)
		}
	}
	return out
}

// Sheet returns the style as CSS, to follow the theme's own; nil for none.
func (s Style) Sheet() []byte {
	var b strings.Builder
	if s.Accent != "" {
		dark := s.AccentDark
		if dark == "" {
			dark = lighter(s.Accent)
		}
		fmt.Fprintf(&b, ":root{%s}\n", accent(s.Accent, "#000000"))
		fmt.Fprintf(&b, "@media (prefers-color-scheme:dark){:root:not([data-theme=light]){%s}}\n", accent(dark, "#ffffff"))
		fmt.Fprintf(&b, ":root[data-theme=dark]{%s}\n", accent(dark, "#ffffff"))
	}
	for _, f := range [][2]string{{"--sans", s.Font}, {"--mono", s.FontMono}} {
		if f[1] != "" {
			fmt.Fprintf(&b, ":root{%s:%s}\n", f[0], f[1])
		}
	}
	if b.Len() == 0 {
		return nil
	}
	return []byte(b.String())
}

// accent sets a colour and those that go with it: what is written on it, and
// its shades towards the ground and towards the text.
func accent(colour, deep string) string {
	ink := "#ffffff"
	if contrast.Ratio(colour, "#000000") > contrast.Ratio(colour, ink) {
		ink = "#000000"
	}
	return fmt.Sprintf("--accent:%s;--accent-ink:%s;--accent-soft:color-mix(in srgb,%s 12%%,var(--ground));--accent-deep:color-mix(in srgb,%s,%s 25%%)",
		colour, ink, colour, colour, deep)
}

// lighter mixes white into a colour until it can be read on dark ground.
func lighter(colour string) string {
	c, _ := contrast.Channels(colour)
	for mix := 0.0; mix <= 1; mix += 0.05 {
		var out [3]float64
		for i := range c {
			out[i] = c[i] + (255-c[i])*mix
		}
		x := fmt.Sprintf("#%02x%02x%02x", int(out[0]), int(out[1]), int(out[2]))
		if contrast.Ratio(x, darkGround) >= contrast.Text+1 {
			return x
		}
	}
	return "#ffffff"
}
