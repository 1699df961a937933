package mdtext

import (
	"regexp"
	"strings"
)

// formula is what may be a formula in TeX between dollars.
var formula = regexp.MustCompile(`\$\$[^$]+\$\$|\$[^\s$](?:[^$\n]*[^\s$])?\$`)

// Formulas returns where the formulas of a text begin and end.
func Formulas(s string) (at [][]int) {
	for _, f := range formula.FindAllStringIndex(s, -1) {
		if isFormula(s[f[0]:f[1]]) {
			at = append(at, f)
		}
	}
	return at
}

// isFormula reports whether what is between dollars is TeX, and not about money.
func isFormula(s string) bool {
	return strings.ContainsAny(s, `\^_{`) || len(s) < 6 && !strings.ContainsAny(s, "0123456789 ")
}

// HasFormula reports whether a text in Markdown has a formula.
func HasFormula(s string) bool {
	for _, m := range formula.FindAllString(s, 50) {
		if strings.Contains(m, `\`) && isFormula(m) {
			return true
		}
	}
	return false
}
