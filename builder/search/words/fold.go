package words

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s as it is looked up: compatibility forms made plain, accents
// dropped, lower case. original is s in lower case, composed but otherwise as
// written, or nil where that is the same. s is not changed.
//
// Normalization forms never change for a character once it is in Unicode, so
// that the browser's and this one agree.
func Fold(s []byte) (token, original []byte) {
	ascii := true
	for _, b := range s {
		ascii = ascii && b < utf8.RuneSelf
	}
	if ascii {
		return Lower(append([]byte(nil), s...)), nil
	}
	token = fold(s)
	if low := toLower(norm.NFC.Bytes(s)); string(low) != string(token) {
		original = low
	}
	return token, original
}

func toLower(s []byte) []byte {
	out := make([]byte, 0, len(s))
	for _, r := range string(s) {
		out = utf8.AppendRune(out, unicode.ToLower(r))
	}
	return out
}

func fold(s []byte) []byte {
	out := make([]byte, 0, len(s)+8)
	var before rune
	for _, r := range string(norm.NFKD.Bytes(s)) {
		if !isAccent(r) || r == '\u0306' && (before == 'и' || before == 'И') {
			out = appendFolded(out, r)
		}
		before = r
	}
	return norm.NFC.Bytes(out)
}

// appendFolded appends r in lower case, in plain letters where Unicode knows
// no decomposition.
func appendFolded(out []byte, r rune) []byte {
	r = unicode.ToLower(r)
	switch r {
	case 'ß':
		return append(out, "ss"...)
	case 'æ':
		return append(out, "ae"...)
	case 'œ':
		return append(out, "oe"...)
	case 'ø':
		return append(out, 'o')
	case 'ł':
		return append(out, 'l')
	case 'đ', 'ð':
		return append(out, 'd')
	case 'ħ':
		return append(out, 'h')
	case 'ı':
		return append(out, 'i')
	case 'þ':
		return append(out, "th"...)
	case 'ς':
		r = 'σ'
	case '’':
		r = '\''
	}
	return utf8.AppendRune(out, r)
}

// accents are the marks that a reader leaves out when typing: those of Latin,
// Greek and Cyrillic, the points of Hebrew and Arabic, variation selectors.
// Vowel signs of Indic and Thai scripts are letters and stay.
var accents = [][2]rune{
	{0x0300, 0x036F}, {0x0483, 0x0487}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2},
	{0x05C4, 0x05C5}, {0x05C7, 0x05C7}, {0x0610, 0x061A}, {0x0640, 0x0640}, {0x064B, 0x065F},
	{0x0670, 0x0670}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},
	{0xFE20, 0xFE2F},
}

// spaceless lists the scripts written without spaces, and Hangul: Thai, Lao,
// Myanmar, Hangul, Khmer, kana, Han.
var spaceless = [][2]rune{
	{0x0E00, 0x0EFF}, {0x1000, 0x109F}, {0x1100, 0x11FF}, {0x1780, 0x17FF}, {0x3005, 0x3007},
	{0x3040, 0x30FF}, {0x3130, 0x318F}, {0x31F0, 0x31FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},
	{0xA960, 0xA97F}, {0xAC00, 0xD7FF}, {0xF900, 0xFAFF}, {0xFF66, 0xFFDC}, {0x20000, 0x3FFFF},
}

func isAccent(r rune) bool { return r >= 0x0300 && within(accents, r) }

// Spaceless reports whether r is a word character of a script that is indexed by
// overlapping pairs.
func Spaceless(r rune) bool {
	return r >= 0x0E00 && within(spaceless, r) && (unicode.IsLetter(r) || unicode.IsNumber(r) || isMark(r))
}

func isMark(r rune) bool { return r >= 0x0300 && unicode.IsMark(r) }

func within(table [][2]rune, r rune) bool {
	for _, t := range table {
		if r <= t[1] {
			return r >= t[0]
		}
	}
	return false
}
