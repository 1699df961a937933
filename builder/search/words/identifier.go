package words

import (
	"bytes"
	"unicode/utf8"
)

// Joined returns a token with letters and digits without what is between them, and
// whether there is anything: wrt-54gl gives wrt54gl. Versions keep their points, as
// 2.3.1 is not 23.1, and signs other than - / _ . : and spaces mean something.
func Joined(token string) (string, bool) {
	out := make([]byte, 0, len(token))
	letters, digits, other := 0, 0, false
	for i := range len(token) {
		b := token[i]
		switch {
		case '0' <= b && b <= '9':
			digits++
		case class[b] == lower:
			letters++
		case bytes.IndexByte([]byte("-/_:"), b) >= 0 && i > 0:
			other = true
			continue
		case b == '.' && i > 0:
			continue
		default:
			return token, false
		}
		out = append(out, b)
	}
	if !other || digits == 0 || letters == 0 && digits < 6 {
		return token, false
	}
	return string(out), true
}

// IsIdentifier reports whether a token names one thing: it has a digit and a letter,
// or five digits.
func IsIdentifier(token string) bool {
	letters, digits := 0, 0
	for _, r := range token {
		switch {
		case '0' <= r && r <= '9':
			digits++
		case !NotLetter(r):
			letters++
		}
	}
	return digits > 0 && letters > 0 && letters+digits >= 4 || digits >= 5
}

// Continues reports whether a number belongs to the short word before it, as in E 2231
// and KB 5034441.
func Continues(before, token string) bool {
	if len(before) == 0 || len(before) > 4 || len(token) < 3 || token[0] < '0' || token[0] > '9' {
		return false
	}
	for i := range len(before) {
		if before[i] < 'a' || before[i] > 'z' {
			return false
		}
	}
	for i := range len(token) {
		if class[token[i]] != lower {
			return false
		}
	}
	return len(before)+len(token) <= MaxToken
}

// Digits returns the longest run of digits in an identifier, by which it is found as
// well: 80070005 of 0x80070005. It returns nothing for one of fewer than five digits,
// of four where letters are before them, and where there is nothing else.
func Digits(token string) string {
	best, start := "", 0
	for i := 0; i <= len(token); i++ {
		if i < len(token) && '0' <= token[i] && token[i] <= '9' {
			continue
		}
		if i-start > len(best) {
			best = token[start:i]
		}
		start = i + 1
	}
	if len(best) < 4 || len(best) == utf8.RuneCountInString(token) {
		return ""
	}
	return best
}
