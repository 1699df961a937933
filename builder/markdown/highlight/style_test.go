package highlight

import (
	"bytes"
	"testing"

	"github.com/alecthomas/chroma/v2/styles"

	"winnow/builder/contrast"
)

// TestStyleContrast checks every style that may be named, so that no choice in
// site.toml makes code hard to read.
func TestStyleContrast(t *testing.T) {
	for name := range styles.Registry {
		p := paletteOf(name)
		for _, token := range tokenTypes() {
			if got := contrast.Ratio(p.color(token).String(), p.background.String()); !(got >= contrast.Text) {
				t.Errorf("%s: %v has contrast %.2f", name, token, got)
			}
		}
	}
}

func TestStyleSheet(t *testing.T) {
	css := StyleSheet("github", "github-dark")
	if len(css) > 6000 {
		t.Errorf("%d bytes", len(css))
	}
	for _, want := range []string{":root{--code-bg:#", "@media (prefers-color-scheme:dark){:root:not([data-theme=light]){", "[data-theme=dark]{", ".chroma .k"} {
		if !bytes.Contains(css, []byte(want)) {
			t.Errorf("no %q in\n%s", want, css)
		}
	}
	if !bytes.Equal(css, StyleSheet("github", "github-dark")) {
		t.Error("two calls differ")
	}
}
