package htmlmd

import (
	"testing"

	"winnow/builder/markdown/mdtext"
)

// Formulas stay as they are; what is about money is text.
func TestFormulas(t *testing.T) {
	for text, want := range map[string]string{
		`$a_1 * b$ and *c*`:         `$a_1 * b$ and \*c\*`,
		`costs $5 * 2 and $10 * 3`:  `costs $5 \* 2 and $10 \* 3`,
		"$$\\frac{a}{b}\n[x]$$ [y]": "$$\\frac{a}{b}\n[x]$$ \\[y\\]",
		`$x$ or $y$ and a_b*c`:      `$x$ or $y$ and a_b\*c`,
	} {
		if got := escapeText(text); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
	if !mdtext.HasFormula(`a $\alpha$`) || mdtext.HasFormula(`$5 and $6 \ $7`) {
		t.Error("a text with or without formulas")
	}
}
