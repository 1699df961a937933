// Package ogimage draws the picture that other sites show beside a link to a page:
// the name of what it leads to, large, above that the name of the site.
//
// A card is a PNG of 1200 by 630 points, the size for which such places are
// laid out. Its letters are those of the Go fonts, which know the Latin, Greek
// and Cyrillic scripts. They cannot join Arabic letters and know no Chinese or
// Japanese: [Can] reports whether they suffice, so that a title gets no card
// rather than one of boxes.
//
// The same words and colour give the same bytes.
package ogimage

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Width and Height are the size of a card in points.
const Width, Height = 1200, 630

// Accent is the colour of a card that is given none.
const Accent = "#0a6847"

// Sizes in points.
const (
	margin   = 96
	small    = 40 // letters of the site's name
	largest  = 104
	smallest = 56
	rows     = 3 // lines of the title, at most
	emblem   = 206
)

// bold and regular return the fonts. To read one takes longer than to look for
// the letters of a name.
var (
	bold    = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(gobold.TTF) })
	regular = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(goregular.TTF) })
)

// Can reports whether the font has every letter of a text.
func Can(text string) bool {
	f, err := bold()
	if err != nil {
		return false
	}
	var b sfnt.Buffer
	for _, r := range text {
		if i, err := f.GlyphIndex(&b, r); (err != nil || i == 0) && !unicode.IsSpace(r) {
			return false
		}
	}
	return strings.TrimSpace(text) != ""
}

// Draw returns the card of a title on a site. accent is a colour like "#0a6847";
// empty = [Accent].
func Draw(title, site, accent string) ([]byte, error) {
	large, err := bold()
	if err != nil {
		return nil, err
	}
	small, err := regular()
	if err != nil {
		return nil, err
	}
	if accent == "" {
		accent = Accent
	}
	c := canvas{image.NewPaletted(image.Rect(0, 0, Width, Height), palette(accent))}
	c.fill(0, 0, Width, 24, accentColour)
	c.grains()
	if err := c.name(small, site); err != nil {
		return nil, err
	}
	if err := c.title(large, title); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = png.Encode(&b, c.to)
	return b.Bytes(), err
}

// The colours of a card: the ground, its two accents, and the shades from the
// ground to the ink, which smooth the edges of letters.
const (
	ground = iota
	accentColour
	grainColour
	shades // and what follows
	steps  = 64
)

func palette(accent string) color.Palette {
	p := color.Palette{color.White, parse(accent), color.RGBA{0xb8, 0x7a, 0x00, 0xff}}
	for i := range steps {
		shade := func(ink int) uint8 { return uint8(255 - (255-ink)*i/(steps-1)) }
		p = append(p, color.RGBA{shade(0x19), shade(0x21), shade(0x1c), 0xff})
	}
	return p
}

func parse(colour string) color.RGBA {
	c := color.RGBA{A: 0xff}
	fmt.Sscanf(colour, "#%02x%02x%02x", &c.R, &c.G, &c.B)
	return c
}

// A canvas is a card that is being drawn.
type canvas struct{ to *image.Paletted }

func (c canvas) fill(x, y, width, height int, colour uint8) {
	draw.Draw(c.to, image.Rect(x, y, x+width, y+height), image.NewUniform(c.to.Palette[colour]), image.Point{}, draw.Src)
}

// grains are in order in the upper corner, as what falls through a sieve.
func (c canvas) grains() {
	const width, height, across, down = 10, 26, 28, 36
	for row := range 3 {
		n := 2*row + 3
		for i := range n {
			c.fill(Width-margin-emblem/2-width/2+across*(2*i-n+1)/2, margin-height+down*row, width, height, grainColour)
		}
	}
}

// name writes the name of the site beside them.
func (c canvas) name(f *sfnt.Font, site string) error {
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: small, DPI: 72})
	if err == nil {
		c.write(face, cut(face, site, Width-2*margin-emblem-small), margin+small/2)
	}
	return err
}

// title writes a title at the foot, as large as it fits into its lines.
func (c canvas) title(f *sfnt.Font, title string) error {
	for size := largest; ; size -= 8 {
		face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: float64(size), DPI: 72})
		if err != nil {
			return err
		}
		lines := wrap(face, title, Width-2*margin)
		if len(lines) > rows && size > smallest {
			continue
		}
		n := min(rows, len(lines))
		for i, line := range lines[:n] {
			if i == rows-1 && len(lines) > rows {
				line += " …"
			}
			c.write(face, cut(face, line, Width-2*margin), Height-margin+size/4-size*(n-1-i)*6/5)
		}
		return nil
	}
}

// write draws a line with its foot at y.
func (c canvas) write(face font.Face, line string, y int) {
	box := image.Rect(0, y-2*face.Metrics().Ascent.Ceil(), Width, y+face.Metrics().Descent.Ceil()).Intersect(c.to.Rect)
	mask := image.NewAlpha(box)
	d := font.Drawer{Dst: mask, Src: image.Opaque, Face: face, Dot: fixed.P(margin, y)}
	d.DrawString(line)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		from := mask.Pix[mask.PixOffset(box.Min.X, y):][:box.Dx()]
		to := c.to.Pix[c.to.PixOffset(box.Min.X, y):][:box.Dx()]
		for x, a := range from {
			if a > 0 {
				to[x] = shades + a/(256/steps)
			}
		}
	}
}

// wrap cuts a text into lines between its words.
func wrap(face font.Face, text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && font.MeasureString(face, longer).Ceil() > width {
			lines, longer = append(lines, line), word
		}
		line = longer
	}
	return append(lines, line)
}

// cut shortens a line that is too long.
func cut(face font.Face, line string, width int) string {
	if font.MeasureString(face, line).Ceil() <= width {
		return line
	}
	runes := []rune(line)
	for len(runes) > 1 && font.MeasureString(face, string(runes)+"…").Ceil() > width {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimSpace(string(runes)) + "…"
}
