package math

// A font is one of the alphabets of formulas.
type font int

const (
	italic font = iota // that of variables
	roman
	bold
	boldItalic
	script
	fraktur
	double
	sans
	mono
)

// An alphabet is where the letters of a font are in Unicode; 0 = it has none.
type alphabet struct{ upper, lower, digit, greekUpper, greekLower rune }

var alphabets = map[font]alphabet{
	bold:       {0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2},
	boldItalic: {0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736},
	script:     {0x1D49C, 0x1D4B6, 0, 0, 0},
	fraktur:    {0x1D504, 0x1D51E, 0, 0, 0},
	double:     {0x1D538, 0x1D552, 0x1D7D8, 0, 0},
	sans:       {0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0},
	mono:       {0x1D670, 0x1D68A, 0x1D7F6, 0, 0},
}

// holes are letters that Unicode had before it had the alphabets.
var holes = map[font]map[rune]rune{
	script:  {'B': 'ℬ', 'E': 'ℰ', 'F': 'ℱ', 'H': 'ℋ', 'I': 'ℐ', 'L': 'ℒ', 'M': 'ℳ', 'R': 'ℛ', 'e': 'ℯ', 'g': 'ℊ', 'o': 'ℴ'},
	fraktur: {'C': 'ℭ', 'H': 'ℌ', 'I': 'ℑ', 'R': 'ℜ', 'Z': 'ℨ'},
	double:  {'C': 'ℂ', 'H': 'ℍ', 'N': 'ℕ', 'P': 'ℙ', 'Q': 'ℚ', 'R': 'ℝ', 'Z': 'ℤ'},
}

// letter returns a letter in a font.
func (f font) letter(r rune) string {
	if hole, ok := holes[f][r]; ok {
		return string(hole)
	}
	a := alphabets[f]
	switch {
	case r >= 'A' && r <= 'Z' && a.upper != 0:
		return string(a.upper + r - 'A')
	case r >= 'a' && r <= 'z' && a.lower != 0:
		return string(a.lower + r - 'a')
	case r >= 'Α' && r <= 'Ω' && a.greekUpper != 0:
		return string(a.greekUpper + r - 'Α')
	case r >= 'α' && r <= 'ω' && a.greekLower != 0:
		return string(a.greekLower + r - 'α')
	}
	return string(r)
}

// digits returns a number in a font.
func (f font) digits(s string) string {
	a := alphabets[f]
	if a.digit == 0 {
		return s
	}
	out := []rune(s)
	for i, r := range out {
		if r >= '0' && r <= '9' {
			out[i] = a.digit + r - '0'
		}
	}
	return string(out)
}

// fontCommands set the font of their argument.
var fontCommands = map[string]font{
	"mathrm": roman, "mathup": roman, "mathnormal": italic, "mathit": italic, "mathbf": bold, "boldsymbol": boldItalic, "bm": boldItalic, "mathbfit": boldItalic,
	"pmb": boldItalic, "bold": bold, "mathcal": script, "mathscr": script, "cal": script, "mathfrak": fraktur, "frak": fraktur,
	"mathbb": double, "Bbb": double, "mathds": double, "mathsf": sans, "mathtt": mono, "symbf": bold, "symbb": double,
	"Bbbk": double,
}

// fontSwitches set the font of what follows in the group.
var fontSwitches = map[string]font{
	"rm": roman, "it": italic, "bf": bold, "tt": mono, "sf": sans, "cal": script, "mit": italic, "bfseries": bold, "itshape": italic, "rmfamily": roman,
}
