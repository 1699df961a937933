package words

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// MaxToken is the length of the longest token, in characters: longer words are
// cut, longer identifiers are indexed by their parts alone.
const MaxToken = 40

// Classes of bytes. A chunk is a run of word characters and joiners; what it
// is made of decides how it is taken apart.
const (
	gap    = 0
	lower  = 1 << iota // a-z and digits
	upper              // A-Z
	joiner             // may be inside identifiers: _ . - + # / \ : ' ~ @
	wide               // first byte of a character beyond ASCII
)

var class = byteClasses()

func byteClasses() (c [256]uint8) {
	for b := range 256 {
		switch {
		case b >= utf8.RuneSelf:
			c[b] = wide
		case 'a' <= b && b <= 'z', '0' <= b && b <= '9':
			c[b] = lower
		case 'A' <= b && b <= 'Z':
			c[b] = upper
		case bytes.IndexByte([]byte(`_.-+#/\:'~@`), byte(b)) >= 0:
			c[b] = joiner
		}
	}
	return c
}

// Scan takes s apart and calls emit for each token with its depth: 0 for a word,
// more for a part of the last token of lesser depth. original is the token in
// lower case before folding, or nil where folding changed nothing; a stemmer
// wants it. Both slices are valid during the call only. Scan lowers letters of s
// in place.
func Scan(s []byte, emit func(depth int, token, original []byte)) { tokenizer{emit}.scan(s) }

type tokenizer struct {
	emit func(depth int, token, original []byte)
}

func (t tokenizer) scan(s []byte) {
	for i := 0; i < len(s); {
		end, inner := chunkEnd(s, i)
		switch {
		case end == i:
			i += runeLen(s[i:])
			continue
		case inner&(upper|joiner|wide) == 0 && class[s[i]]&(lower|upper) != 0:
			t.emit(0, Lower(s[i:min(end, i+MaxToken)]), nil)
		default:
			t.chunk(s[i:end])
		}
		i = end
	}
}

// chunkEnd returns the end of the chunk that starts at i, and the classes of
// all its bytes but the first. A single joiner before a gap belongs to no
// chunk, which keeps the last word of a sentence simple.
func chunkEnd(s []byte, i int) (end int, inner uint8) {
	j := i
	for j < len(s) {
		n, c := 1, class[s[j]]
		switch c {
		case gap:
			return j, inner
		case joiner:
			if s[j] != '+' && s[j] != '#' && (j+1 == len(s) || class[s[j+1]] == gap) {
				return j, inner
			}
		case wide:
			if n = wideLen(s[j:]); n == 0 {
				return j, inner
			}
		}
		if j > i {
			inner |= c
		}
		j += n
	}
	return j, inner
}

// runeLen returns the length of the first character of s in bytes.
func runeLen(s []byte) int {
	_, n := utf8.DecodeRune(s)
	return n
}

// wideLen returns the length of the character beyond ASCII at the start of s
// where it may stand in a chunk, else 0.
func wideLen(s []byte) int {
	r, n := utf8.DecodeRune(s)
	if r == '’' || IsWord(r) {
		return n
	}
	return 0
}

// IsWord reports whether r is a letter, a digit or a mark.
func IsWord(r rune) bool {
	if r < utf8.RuneSelf {
		return class[r]&(lower|upper) != 0
	}
	if r == utf8.RuneError {
		return false
	}
	return Spaceless(r) || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}

// Lower lowers the ASCII letters of s in place and returns it.
func Lower(s []byte) []byte {
	for i, b := range s {
		if class[b] == upper {
			s[i] = b | 0x20
		}
	}
	return s
}

// chunk emits a chunk that is more than one plain word.
func (t tokenizer) chunk(c []byte) {
	lead, mid, tail := trim(c)
	if len(mid) == 0 {
		return
	}
	depth := 0
	if w, _ := Fold(identifier(lead, mid, tail)); len(w) > 0 && utf8.RuneCount(w) <= MaxToken {
		t.emit(0, w, nil)
		depth = 1
	}
	for _, run := range bytes.FieldsFunc(joinContractions(mid), func(r rune) bool { return !IsWord(r) }) {
		t.run(depth, run)
	}
}

// trim splits a chunk: joiners at its ends that carry meaning, as in --flag,
// .NET, /etc, C++ and C#, go to lead and tail; all others are dropped.
func trim(c []byte) (lead, mid, tail []byte) {
	mid = bytes.TrimLeftFunc(c, notWord)
	lead = keepLead(c[:len(c)-len(mid)], mid)
	core := bytes.TrimRightFunc(mid, notWord)
	if len(core) == 0 {
		return nil, nil, nil
	}
	return lead, core, keepTail(mid[len(core):], core)
}

func notWord(r rune) bool { return !IsWord(r) }

func keepLead(lead, mid []byte) []byte {
	if len(mid) == 0 || class[mid[0]]&(lower|upper) == 0 || '0' <= mid[0] && mid[0] <= '9' {
		return nil
	}
	switch string(lead) {
	case ".", "/", "~/", "./", "../", "/.", "~/.":
		return lead
	}
	if bytes.HasSuffix(lead, []byte("--")) {
		return lead[len(lead)-2:]
	}
	return nil
}

func keepTail(tail, core []byte) []byte {
	switch {
	case bytes.HasPrefix(tail, []byte("++")):
		return tail[:2]
	case len(core) <= 2 && class[core[0]] != wide && bytes.HasPrefix(tail, []byte("#")):
		return tail[:1]
	}
	return nil
}

// identifier returns the chunk as one token where it is worth one: file.ext,
// snake_case, v2.3.1, user@host, --flag, C++, a::b, utf-8, /etc/hosts; and
// wi-fi or e-mail without the hyphen. It returns nil for anything else.
func identifier(lead, mid, tail []byte) []byte {
	switch {
	case bytes.Contains(mid, []byte("://")):
		return nil
	case len(lead)+len(tail) > 0,
		bytes.ContainsAny(mid, `_.@\`),
		bytes.Contains(mid, []byte("::")),
		bytes.Count(mid, []byte("/")) > 1,
		bytes.ContainsAny(mid, "-:/+") && bytes.ContainsAny(mid, "0123456789"):
		return bytes.Join([][]byte{lead, mid, tail}, nil)
	}
	first, rest, ok := bytes.Cut(mid, []byte("-"))
	joined := append(bytes.Clone(first), rest...)
	if ok && utf8.RuneCount(first) <= 2 && bytes.IndexFunc(joined, notWord) < 0 {
		return joined
	}
	return nil
}

// joinContractions drops an apostrophe before the last one or two letters of a
// word, so that don't and user's are one token each.
func joinContractions(c []byte) []byte {
	if !bytes.ContainsAny(c, "'’") {
		return c
	}
	rs := bytes.Runes(c)
	at := func(i int) bool { return i >= 0 && i < len(rs) && IsWord(rs[i]) }
	out := make([]byte, 0, len(c))
	for i, r := range rs {
		if (r == '\'' || r == '’') && at(i-1) && at(i+1) && (!at(i+2) || !at(i+3)) {
			continue
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// run emits a run of word characters: words of scripts without spaces as
// overlapping pairs, camelCase whole and in parts.
func (t tokenizer) run(depth int, run []byte) {
	for len(run) > 0 {
		n := scriptEnd(run)
		if r, _ := utf8.DecodeRune(run); Spaceless(r) {
			t.bigrams(depth, run[:n])
		} else {
			t.word(depth, run[:n])
		}
		run = run[n:]
	}
}

// scriptEnd returns how far the script of the first character goes: with or
// without spaces between words. Marks go with what they follow.
func scriptEnd(run []byte) int {
	first, n := utf8.DecodeRune(run)
	for n < len(run) {
		r, k := utf8.DecodeRune(run[n:])
		if Spaceless(r) != Spaceless(first) && !isMark(r) {
			break
		}
		n += k
	}
	return n
}

func (t tokenizer) bigrams(depth int, run []byte) {
	run, _ = Fold(run)
	for len(run) > 0 {
		a := runeLen(run)
		if a == len(run) {
			t.emit(depth, run, nil)
			return
		}
		b := a + runeLen(run[a:])
		t.emit(depth, run[:b], nil)
		if b == len(run) {
			return
		}
		run = run[a:]
	}
}

func (t tokenizer) word(depth int, run []byte) {
	token, original := Fold(run)
	if token = Cut(token, MaxToken); len(token) == 0 {
		return
	}
	t.emit(depth, token, Cut(original, MaxToken))
	start := 0
	for i := 1; i <= len(run); i++ {
		if i < len(run) && !hump(run, i) || i == len(run) && start == 0 {
			continue
		}
		if part, _ := Fold(run[start:i]); utf8.RuneCount(part) > 1 {
			t.emit(depth+1, Cut(part, MaxToken), nil)
		}
		start = i
	}
}

// hump reports whether a part of a camelCase name starts at i: aB, or AAb at its
// second A.
func hump(s []byte, i int) bool {
	if class[s[i]] != upper {
		return false
	}
	b := s[i-1]
	if 'a' <= b && b <= 'z' {
		return true
	}
	return class[b]&(lower|upper) != 0 && i+1 < len(s) && 'a' <= s[i+1] && s[i+1] <= 'z'
}

// Cut returns the first n characters of s.
func Cut(s []byte, n int) []byte {
	if len(s) <= n {
		return s
	}
	for i := range string(s) {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}
