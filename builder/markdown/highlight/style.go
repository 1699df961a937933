package highlight

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/styles"

	"winnow/builder/contrast"
)

// HasStyle reports whether chroma has a style of a name.
func HasStyle(name string) bool {
	_, ok := styles.Registry[name]
	return ok
}

// StyleSheet returns the CSS that colours code: the light style, and the dark
// one where the reader's system asks for it or an ancestor has
// data-theme="dark". The colours of a token are custom properties, so that each
// rule is written once. A colour too close to its background is moved away from
// it until the contrast is 4.5:1.
func StyleSheet(lightStyle, darkStyle string) []byte {
	light, dark := paletteOf(lightStyle), paletteOf(darkStyle)
	var b bytes.Buffer
	groups := group(light, dark)
	define := func(selector string, p palette) {
		fmt.Fprintf(&b, "%s{--code-bg:%s;--code-fg:%s", selector, p.background, p.text)
		for i, g := range groups {
			fmt.Fprintf(&b, ";--code-%d:%s", i, p.color(g.types[0]))
		}
		b.WriteString("}\n")
	}
	define(":root", light)
	b.WriteString("@media (prefers-color-scheme:dark){")
	define(":root:not([data-theme=light])", dark)
	b.WriteString("}\n")
	define("[data-theme=dark]", dark)
	b.WriteString(".code pre{background:var(--code-bg);color:var(--code-fg)}\n")
	for i, g := range groups {
		b.WriteString(g.selector())
		fmt.Fprintf(&b, "{color:var(--code-%d)}\n", i)
	}
	writeFont(&b, light, "font-weight:bold", func(e chroma.StyleEntry) bool { return e.Bold == chroma.Yes })
	writeFont(&b, light, "font-style:italic", func(e chroma.StyleEntry) bool { return e.Italic == chroma.Yes })
	return b.Bytes()
}

// A palette is a chroma style with readable colours.
type palette struct {
	style            *chroma.Style
	background, text chroma.Colour
}

func paletteOf(name string) palette {
	style := styles.Get(name)
	base := style.Get(chroma.Background)
	p := palette{style: style, background: base.Background, text: base.Colour}
	if !p.background.IsSet() {
		p.background = chroma.NewColour(255, 255, 255)
	}
	if !p.text.IsSet() {
		p.text = chroma.NewColour(0, 0, 0)
		if contrast.Luminance(p.background.String()) < 0.18 {
			p.text = chroma.NewColour(255, 255, 255)
		}
	}
	p.text = readable(p.text, p.background)
	return p
}

// color is the colour of a kind of token.
func (p palette) color(t chroma.TokenType) chroma.Colour {
	c := p.style.Get(t).Colour
	if !c.IsSet() {
		return p.text
	}
	return readable(c, p.background)
}

// readable moves a colour away from its background, in small steps towards
// black or white, until it can be read.
func readable(c, background chroma.Colour) chroma.Colour {
	end := 0.0
	if contrast.Luminance(background.String()) < 0.18 { // white is further away than black
		end = 255
	}
	for step := 0; step <= 50 && contrast.Ratio(c.String(), background.String()) < contrast.Text; step++ {
		mix := func(v uint8) uint8 { return uint8(math.Round(float64(v) + (end-float64(v))*0.04)) }
		c = chroma.NewColour(mix(c.Red()), mix(c.Green()), mix(c.Blue()))
	}
	return c
}

// A tokenGroup is a set of token kinds that look the same in both styles.
type tokenGroup struct {
	types []chroma.TokenType
}

func (g tokenGroup) selector() string {
	var s []string
	for _, t := range g.types {
		s = append(s, ".chroma ."+chroma.StandardTypes[t])
	}
	return strings.Join(s, ",")
}

// group returns the groups of the kinds that differ from common text, by the
// number of their first kind.
func group(light, dark palette) []tokenGroup {
	var groups []tokenGroup
	index := map[[2]chroma.Colour]int{}
	for _, t := range tokenTypes() {
		key := [2]chroma.Colour{light.color(t), dark.color(t)}
		if key == [2]chroma.Colour{light.text, dark.text} {
			continue
		}
		i, ok := index[key]
		if !ok {
			i = len(groups)
			index[key] = i
			groups = append(groups, tokenGroup{})
		}
		groups[i].types = append(groups[i].types, t)
	}
	return groups
}

// tokenTypes are the kinds of token that have a class, in order.
func tokenTypes() []chroma.TokenType {
	var types []chroma.TokenType
	for t, class := range chroma.StandardTypes {
		if t > 0 && class != "" && class == tokenClass(t) {
			types = append(types, t)
		}
	}
	slices.Sort(types)
	return types
}

func writeFont(b *bytes.Buffer, p palette, rule string, is func(chroma.StyleEntry) bool) {
	var g tokenGroup
	for _, t := range tokenTypes() {
		if is(p.style.Get(t)) {
			g.types = append(g.types, t)
		}
	}
	if len(g.types) > 0 {
		fmt.Fprintf(b, "%s{%s}\n", g.selector(), rule)
	}
}
