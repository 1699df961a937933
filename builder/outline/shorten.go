package outline

import (
	"strings"
	"unicode/utf8"
)

// maxText is how long the texts of an outline are, in characters.
const maxText = 200

// Shorten returns the head of a text as an outline has it: whole sentences if they
// fill half of the room, else whole words and "…".
func Shorten(s string) string {
	n := maxText
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	end := 0 // byte offset of character n-1, which leaves room for "…"
	for i := range s {
		if n--; n == 0 {
			end = i
			break
		}
	}
	head := s[:end]
	if i := sentenceEnd(head); i > end/2 {
		return strings.Clone(head[:i]) // the rest need not stay in memory
	}
	if i := strings.LastIndexByte(head, ' '); i > end/2 {
		head = head[:i]
	}
	return strings.TrimRight(head, " ,;:-–—(") + "…"
}

// sentenceEnd returns the offset after the last full sentence, or 0.
func sentenceEnd(s string) int {
	end := 0
	for _, mark := range []string{". ", "! ", "? ", "。", "！", "？"} {
		if i := strings.LastIndex(s, mark); i >= 0 {
			end = max(end, i+len(strings.TrimSuffix(mark, " ")))
		}
	}
	return end
}
