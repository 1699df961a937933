package theme

import (
	"strings"
	"testing"

	"winnow/builder/contrast"
)

// What can be read is taken, what cannot is a problem under its key.
func TestStyleCheck(t *testing.T) {
	for _, c := range []struct {
		style Style
		want  string
	}{
		{Style{Accent: "#0a6847", AccentDark: "#74d3a9", Font: `Inter, "Noto Sans", sans-serif`}, ""},
		{Style{Accent: "#ffcc00"}, "style.accent"},
		{Style{Accent: "red"}, "style.accent"},
		{Style{AccentDark: "#0a6847"}, "style.accent_dark"},
		{Style{Font: "x;} body { display: none"}, "style.font"},
		{Style{FontMono: "</style>"}, "style.font_mono"},
	} {
		found := Options{Style: c.style}.Check()
		if c.want == "" && len(found) > 0 || c.want != "" && (len(found) != 1 || found[0].Path != c.want) {
			t.Errorf("%+v: %v, want %q", c.style, found, c.want)
		}
	}
}

// A dark accent that is made from a light one can be read.
func TestLighter(t *testing.T) {
	for _, c := range []string{"#000000", "#0a6847", "#7b1fa2", "#b00020"} {
		if got := contrast.Ratio(lighter(c), darkGround); got < contrast.Text {
			t.Errorf("%s becomes %s: %.1f", c, lighter(c), got)
		}
	}
	if s := string(Style{Accent: "#0a6847"}.Sheet()); strings.Count(s, "--accent:") != 3 || Style.Sheet(Style{}) != nil {
		t.Error(s)
	}
}
