package htmlmd

import (
	"strings"

	"winnow/builder/markdown/mdtext"
)

// String returns the article's Markdown; false when what may be a reference
// is where it cannot be told from code.
func (s *source) String() (string, bool) {
	var b strings.Builder
	for _, p := range s.parts {
		text := strings.Join(p.lines, "\n")
		switch {
		case p.inline:
			s.inline(&b, text)
		case s.quoted(text):
			return "", false
		default:
			b.WriteString(text)
		}
		b.WriteByte('\n')
	}
	return strings.Trim(b.String(), "\n"), !s.unsure
}

// quoted reports whether a line of a quotation that was left alone, as it looks
// like code, holds what looks like a reference.
func (s *source) quoted(text string) bool {
	return len(s.refs) > 0 && strings.HasPrefix(strings.TrimLeft(text, " "), ">") && strings.Contains(text, "[")
}

// normalLabel returns a label in the form in which labels are compared.
func normalLabel(label string) string { return strings.ToLower(mdtext.OneLine(label)) }

// inline writes one block of text with its references resolved and its
// addresses made absolute. Spans of code, tags and escaped signs are passed by.
func (s *source) inline(b *strings.Builder, text string) {
	ticks := newTicks(text)
	for i := 0; i < len(text); {
		n := 1
		switch c := text[i]; {
		case c == '\\':
			n = min(2, len(text)-i)
		case c == '`':
			n = ticks.span(i)
		case c == '<' && i+1 < len(text) && beginsTag(text[i+1]):
			n = max(1, strings.IndexByte(text[i:min(len(text), i+2000)], '>')+1)
		case c == '[':
			if n = s.reference(b, text, i); n > 0 {
				i += n
				continue
			}
			n = 1
		case strings.HasPrefix(text[i:], "]("):
			i += s.link(b, text[i:])
			continue
		}
		b.WriteString(text[i : i+n])
		i += n
	}
}

// beginsTag reports whether a tag can begin with "<" and c.
func beginsTag(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '_' || c == '/' || c >= 0x80
}

// link writes the beginning of a link's target, "](address", and returns its
// length in the text.
func (s *source) link(b *strings.Builder, text string) int {
	space := len(text[2:]) - len(strings.TrimLeft(text[2:], " \n"))
	address := text[2+space:]
	if end := strings.IndexAny(address, " \t\n)\""); end >= 0 {
		address = address[:end]
	}
	if address == "" || mdtext.IsAbsolute(address) {
		b.WriteString("](")
		return 2
	}
	s.unsure = s.unsure || strings.ContainsAny(address, "(<>\\")
	b.WriteString("](" + mdtext.Address(mdtext.Absolute(s.t.base, address)))
	return 2 + space + len(address)
}

// reference writes the link that the reference at i means, and returns its
// length; 0 where none is.
func (s *source) reference(b *strings.Builder, text string, i int) int {
	rest := text[i+1:]
	end := strings.IndexAny(rest, "[]")
	if end <= 0 || rest[end] != ']' || end > 999 {
		return 0
	}
	label, rest := rest[:end], rest[end+1:]
	address := s.refs[normalLabel(label)]
	if tag, ok := strings.CutPrefix(label, "tag:"); ok && s.t.dialect.Tag != nil {
		label, address = tag, mdtext.Address(s.t.dialect.Tag(tag))
	}
	switch {
	case address == "" || strings.HasPrefix(rest, "("):
		return 0
	case i > 0 && text[i-1] == ']':
		b.WriteString("(" + address + ")")
		return end + 2
	case strings.HasPrefix(rest, "[]"):
		b.WriteString("[" + label + "](" + address + ")")
		return end + 4
	case strings.HasPrefix(rest, "["):
		return 0
	}
	b.WriteString("[" + label + "](" + address + ")")
	return end + 2
}

// ticks finds the ends of spans of code in linear time: the position of the
// last run of each length.
type ticks struct {
	text string
	last map[int]int
}

func newTicks(text string) ticks {
	t := ticks{text: text, last: map[int]int{}}
	for i := 0; i < len(text); {
		n := t.run(i)
		if n > 0 {
			t.last[n] = i
		}
		i += max(1, n)
	}
	return t
}

// run returns the length of the run of ticks at i.
func (t ticks) run(i int) int {
	n := i
	for n < len(t.text) && t.text[n] == '`' {
		n++
	}
	return n - i
}

// span returns the length of the span of code at i, or of its opening run when
// nothing closes it.
func (t ticks) span(i int) int {
	open := t.run(i)
	if t.last[open] <= i {
		return open
	}
	for j := i + open; j < len(t.text); {
		n := t.run(j)
		if n == open {
			return j + n - i
		}
		j += max(1, n)
	}
	return open
}
