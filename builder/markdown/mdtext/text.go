package mdtext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text returns s so that Markdown reads nothing but text in it. The beginning
// of s counts as the beginning of a line.
func Text(s string) string {
	if !strings.ContainsAny(s, "\\`*_[]~|&#-+=:!.)<>") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	begin := true // only white space since the line or the text began
	for i, c := range s {
		switch {
		case c == '&' && isReference(s[i+1:]):
			b.WriteString("&amp;")
		case c == '#' && strings.TrimSpace(s[i+1:]) == "":
			b.WriteString("&#35;") // in a heading, "\#" at the end is read as closing it by some
		case c < utf8.RuneSelf && special(s, i, begin):
			b.WriteByte('\\')
			b.WriteByte(byte(c))
		default:
			b.WriteRune(c)
		}
		begin = c == '\n' || begin && unicode.IsSpace(c)
	}
	return b.String()
}

// isReference reports whether "&" followed by s can be read as a character
// reference.
func isReference(s string) bool {
	end := strings.IndexByte(s[:min(len(s), 40)], ';')
	return end > 0 && strings.IndexFunc(s[:end], func(c rune) bool { return c != '#' && (c > 0x7F || !isNameByte(byte(c))) }) < 0
}

// special reports whether Markdown could read the ASCII character at i as more
// than itself.
func special(s string, i int, begin bool) bool {
	switch c := s[i]; c {
	case '\\', '`', '*', '[', ']', '~', '|', '<', '>':
		return true
	case '_':
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+1:])
		return !isAlphanumeric(before) || !isAlphanumeric(after) // "snake_case" is no emphasis, "__init__" is
	case '#', '-', '+', '=', ':':
		return begin
	case '!':
		return i+1 == len(s)
	case '.', ')':
		return endsNumber(s[:i])
	}
	return false
}

// isNameByte reports whether c can be part of a name such as "lang-c" or "x.1".
func isNameByte(c byte) bool { return isWord(c) || c == '-' || c == '.' }

func isWord(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c >= utf8.RuneSelf
}

func isAlphanumeric(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// endsNumber reports whether s ends with a number that begins a line.
func endsNumber(s string) bool {
	line := strings.TrimLeft(s[max(0, len(s)-20):], " \t\r\n")
	if i := strings.LastIndexAny(line, " \t\r\n"); i >= 0 {
		line = line[i+1:]
	}
	return line != "" && len(line) <= 9 && strings.Trim(line, "0123456789") == ""
}

// OneLine returns s without line breaks and repeated spaces.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Clean returns s as valid UTF-8 without control characters other than tab and
// line breaks: what no text may hold.
func Clean(s string) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, unwanted) < 0 {
		return s
	}
	return strings.Map(func(c rune) rune {
		if unwanted(c) {
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

func unwanted(c rune) bool {
	return c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7F || c == '\uFFFE' || c == '\uFFFF'
}
