package contrast

import (
	"math"
	"testing"
)

// Values from the definition in WCAG 2.2.
func TestRatio(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"#000000", "#ffffff", 21}, {"#ffffff", "#FFF", 1}, {"#777777", "#ffffff", 4.478}, {"#777", "#fff", 4.478}, {"#0000ff", "#ffffff", 8.592}} {
		if got := Ratio(c.a, c.b); math.Abs(got-c.want) > 0.001 {
			t.Errorf("contrast of %s and %s: %.3f, want %.3f", c.a, c.b, got, c.want)
		}
	}
	for _, s := range []string{"", "#", "red", "000000", "#00000", "#0000000", "#ggg", "#+12345", "transparent"} {
		if got := Ratio(s, "#000"); !math.IsNaN(got) {
			t.Errorf("contrast of %q: %.3f", s, got)
		}
	}
}
