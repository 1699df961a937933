package highlight

import (
	"regexp/syntax"
	"strings"
)

// A firstSet holds the characters with which a match can begin. Characters
// beyond ASCII are in every set: the engines differ in what they call a letter.
type firstSet struct {
	ascii [2]uint64
	any   bool // everything, also nothing
}

func (f *firstSet) has(c rune) bool {
	return f.any || c >= 128 || f.ascii[c>>6]&(1<<(c&63)) != 0
}

func (f *firstSet) add(lo, hi rune) {
	for c := lo; c <= hi && c < 128; c++ {
		f.ascii[c>>6] |= 1 << (c & 63)
	}
}

// firstOfPattern returns the set of a pattern, or everything if it is not
// understood. The pattern is read by the standard library, whose syntax is a
// part of the one used for highlighting, after its assertions were taken out:
// without them it can only match more.
func firstOfPattern(pattern, flags string) firstSet {
	everything := firstSet{any: true}
	for _, s := range []string{"[[", "-[", `[^\W`, `[^\S`, `[^\D`} { // mean something else there
		if strings.Contains(pattern, s) {
			return everything
		}
	}
	if flags != "" {
		pattern = "(?" + flags + ")" + pattern
	}
	re, err := syntax.Parse(dropAssertions(pattern), syntax.Perl)
	if err != nil {
		return everything
	}
	var f firstSet
	if !f.of(re) {
		return everything
	}
	if f.has('\n') { // the vertical tab is a space to one engine only
		f.add('\v', '\v')
	}
	return f
}

// of adds what an expression can begin with and reports whether it always
// takes a character: if not, what follows it can be first as well.
func (f *firstSet) of(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpLiteral:
		c := re.Rune[0]
		f.add(c, c)
		if re.Flags&syntax.FoldCase != 0 {
			lower := c | 0x20
			if lower >= 'a' && lower <= 'z' {
				f.add(lower, lower)
				f.add(lower-0x20, lower-0x20)
			}
		}
		return true
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			f.add(re.Rune[i], re.Rune[i+1])
		}
		return true
	case syntax.OpAnyChar:
		f.add(0, 127)
		return true
	case syntax.OpAnyCharNotNL:
		f.add(0, 127)
		f.ascii[0] &^= 1 << '\n'
		return true
	case syntax.OpCapture, syntax.OpPlus:
		return f.of(re.Sub[0])
	case syntax.OpRepeat:
		return f.of(re.Sub[0]) && re.Min > 0
	case syntax.OpStar, syntax.OpQuest:
		f.of(re.Sub[0])
		return false
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if f.of(sub) {
				return true
			}
		}
		return false
	case syntax.OpAlternate:
		takes := true
		for _, sub := range re.Sub {
			takes = f.of(sub) && takes
		}
		return takes
	case syntax.OpNoMatch:
		return true
	}
	return false // assertions, the empty match
}

// dropAssertions takes lookaheads and lookbehinds out of a pattern and makes
// atomic groups common ones.
func dropAssertions(p string) string {
	var b strings.Builder
	for i := 0; i < len(p); {
		n := unit(p[i:])
		switch {
		case hasAnyPrefix(p[i:], "(?=", "(?!", "(?<=", "(?<!"):
			i += groupLen(p[i:])
			b.WriteString("(?:)")
			continue
		case strings.HasPrefix(p[i:], "(?>"):
			b.WriteString("(?:")
			n = 3
		default:
			b.WriteString(p[i : i+n])
		}
		i += n
	}
	return b.String()
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(s, prefix) {
			return true
		}
	}
	return false
}

// repetitions counts the quantifiers without an upper bound in a pattern.
func repetitions(p string) int {
	n := 0
	for i := 0; i < len(p); i += unit(p[i:]) {
		if p[i] == '*' || p[i] == '+' || p[i] == '{' && strings.Contains(p[i:min(i+8, len(p))], ",}") {
			n++
		}
	}
	return n
}

// unit returns the length of an escape, a class in brackets, or one byte.
func unit(p string) int {
	switch {
	case p[0] == '\\' && len(p) > 1:
		return 2
	case p[0] == '[':
		for i := 1; i < len(p); i++ {
			if p[i] == '\\' {
				i++
			} else if p[i] == ']' && p[1:i] != "" && p[1:i] != "^" {
				return i + 1
			}
		}
	}
	return 1
}

// groupLen returns the length of the group at the head of p.
func groupLen(p string) int {
	depth := 0
	for i := 0; i < len(p); {
		switch p[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
		i += unit(p[i:])
	}
	return len(p)
}
