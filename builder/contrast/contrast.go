// Package contrast computes how well a colour can be read on another, as WCAG 2.2
// defines it. Colours are written as in CSS: "#0a6847" or "#fff".
package contrast

import (
	"math"
	"strconv"
	"strings"
)

// Text is the least ratio of text and its ground (success criterion 1.4.3), Shape
// that of what is not text (1.4.11).
const (
	Text  = 4.5
	Shape = 3
)

// Ratio returns the contrast ratio of two colours, 1 to 21, or NaN where one of
// them is no opaque colour.
func Ratio(a, b string) float64 {
	x, y := Luminance(a), Luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Luminance returns the relative luminance of a colour, 0 to 1, or NaN where it is
// no opaque colour.
func Luminance(colour string) (sum float64) {
	c, ok := Channels(colour)
	if !ok {
		return math.NaN()
	}
	for i, weight := range [3]float64{0.2126, 0.7152, 0.0722} {
		v := c[i] / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

// Channels returns the red, green and blue of a colour, 0 to 255.
func Channels(colour string) (rgb [3]float64, ok bool) {
	hex, ok := strings.CutPrefix(colour, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 24)
	if !ok || err != nil || len(hex) != 6 {
		return rgb, false
	}
	return [3]float64{float64(n >> 16), float64(n >> 8 & 255), float64(n & 255)}, true
}
