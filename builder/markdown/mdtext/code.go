package mdtext

import "strings"

// CodeSpan returns code as a part of a line.
func CodeSpan(code string) string {
	marks := strings.Repeat("`", longestRun(code)+1)
	return marks + " " + OneLine(code) + " " + marks
}

// Fence returns code as a block whose end no line of the code can be. lang is
// the language, see IsLanguage; it may be empty.
func Fence(lang, code string) string {
	marks := strings.Repeat("`", max(3, longestRun(code)+1))
	code = strings.ReplaceAll(strings.ReplaceAll(code, "\r\n", "\n"), "\r", "\n")
	return marks + lang + "\n" + strings.TrimSuffix(code, "\n") + "\n" + marks
}

// longestRun returns the length of the longest run of ticks.
func longestRun(code string) int {
	run, longest := 0, 0
	for _, c := range code {
		if run++; c != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}

// IsLanguage reports whether a name can follow the ticks of a fence.
func IsLanguage(name string) bool {
	for _, c := range name {
		if c > 0x7F || !isNameByte(byte(c)) && c != '+' && c != '#' {
			return false
		}
	}
	return name != ""
}
