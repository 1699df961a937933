package diag

import (
	"iter"
	"unicode/utf8"
)

// Near returns the known word that was probably meant by word: the one the
// fewest slips of the pen away (a letter left out, added, changed, or two
// neighbours swapped), the first of equals. It is empty when none is within one
// slip, or two for words of eight letters and more. Case counts as a slip.
func Near(word string, known iter.Seq[string]) string {
	best, least := "", 3
	n := utf8.RuneCountInString(word)
	for k := range known {
		limit := 1
		if utf8.RuneCountInString(k) >= 8 {
			limit = 2
		}
		limit = min(limit, least-1)
		if abs(utf8.RuneCountInString(k)-n) > limit {
			continue
		}
		if d := slips(word, k); d <= limit {
			best, least = k, d
		}
	}
	return best
}

// slips returns the optimal string alignment distance (Damerau and Levenshtein
// without overlapping edits) of two words, in characters.
func slips(a, b string) int {
	s, t := []rune(a), []rune(b)
	two, one, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range one {
		one[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row[0] = i
		for j := 1; j <= len(t); j++ {
			change := one[j-1]
			if s[i-1] != t[j-1] {
				change++
			}
			row[j] = min(one[j]+1, row[j-1]+1, change)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
		two, one, row = one, row, two
	}
	return one[len(t)]
}

func abs(n int) int { return max(n, -n) }
