package math

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A parser reads the source of a formula.
type parser struct {
	src    string
	at     int
	depth  int
	font   font
	text   *Text
	budget *budget
}

// fail ends the reading.
func (p *parser) fail(err error) { panic(failure{err}) }

// new returns a node, within the budget.
func (p *parser) new(tag, text string, kids ...*node) *node {
	if p.budget.nodes--; p.budget.nodes < 0 {
		p.fail(errSize)
	}
	return &node{tag: tag, text: text, kids: kids}
}

// enter counts the depth; leave must follow.
func (p *parser) enter() {
	if p.depth++; p.depth > maxDepth {
		p.fail(errSize)
	}
}

func (p *parser) leave() { p.depth-- }

// group returns nodes as one.
func (p *parser) group(kids []*node) *node {
	if len(kids) == 1 {
		return kids[0]
	}
	return p.new("mrow", "", kids...)
}

// skipBlanks passes over blanks and comments.
func (p *parser) skipBlanks() {
	for p.at < len(p.src) {
		switch c := p.src[p.at]; {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			p.at++
		case c == '%':
			if n := strings.IndexByte(p.src[p.at:], '\n'); n >= 0 {
				p.at += n + 1
			} else {
				p.at = len(p.src)
			}
		default:
			return
		}
	}
}

// peek returns the next token: a command with its backslash, or a character; empty at
// the end.
func (p *parser) peek() string {
	p.skipBlanks()
	return p.raw()
}

// raw returns the next token, also if it is a blank.
func (p *parser) raw() string {
	if p.at >= len(p.src) {
		return ""
	}
	s := p.src[p.at:]
	if s[0] != '\\' {
		_, n := utf8.DecodeRuneInString(s)
		return s[:n]
	}
	n := 1
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	if n == 1 && len(s) > 1 {
		_, size := utf8.DecodeRuneInString(s[1:])
		n += size
	}
	return s[:n]
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// next takes the next token.
func (p *parser) next() string {
	t := p.peek()
	p.at += len(t)
	return t
}

// accept takes a token if it is the next one.
func (p *parser) accept(token string) bool {
	if p.peek() != token {
		return false
	}
	p.at += len(token)
	return true
}

func (p *parser) expect(token string) {
	if !p.accept(token) {
		p.fail(errBraces)
	}
}

// A stop reports whether a token ends a row; the row leaves it.
type stop func(token string) bool

func atEnd(string) bool { return false }

func atBrace(token string) bool { return token == "}" }

func atBracket(token string) bool { return token == "]" }

func atRight(token string) bool { return token == `\right` || token == `\middle` }

func atCell(token string) bool {
	return token == "&" || token == `\\` || token == `\cr` || token == `\end`
}

// row reads atoms until a token that ends it.
func (p *parser) row(end stop) (kids []*node) {
	p.enter()
	defer p.leave()
	before := p.font
	defer func() { p.font = before }()
	for {
		token := p.peek()
		switch {
		case token == "" || end(token) || token == "}":
			return kids
		case infix[token] != nil: // \over takes what is before and after it
			p.next()
			over := infix[token](p)
			rest := p.row(end)
			return []*node{over(p.group(kids), p.group(rest))}
		}
		kids = append(kids, p.scripted()...)
	}
}

// braced reads a group in braces, or one token.
func (p *parser) braced() *node {
	p.enter()
	defer p.leave()
	if p.accept("{") {
		kids := p.row(atBrace)
		p.expect("}")
		return p.group(kids)
	}
	if t := p.peek(); t != "" && t[0] >= '0' && t[0] <= '9' { // \frac12
		p.next()
		return p.new("mn", p.font.digits(t))
	}
	atoms := p.atom()
	if len(atoms) == 0 {
		return p.new("mrow", "")
	}
	return p.group(atoms)
}

// source returns the source of a group in braces, or of one token.
func (p *parser) source() string {
	if !p.accept("{") {
		t := p.next()
		if t == "" {
			p.fail(errEnd)
		}
		return t
	}
	start, open := p.at, 1
	for ; p.at < len(p.src); p.at++ {
		switch p.src[p.at] {
		case '\\':
			p.at++
		case '{':
			open++
		case '}':
			if open--; open == 0 {
				p.at++
				return p.src[start : p.at-1]
			}
		}
	}
	p.at = len(p.src)
	p.fail(errBraces)
	return ""
}

// optional returns the source in brackets, if there is one.
func (p *parser) optional() (string, bool) {
	if p.peek() != "[" {
		return "", false
	}
	end := strings.IndexByte(p.src[p.at:], ']')
	if end < 0 {
		return "", false
	}
	s := p.src[p.at+1 : p.at+end]
	p.at += end + 1
	return s, true
}

// scripted reads an atom with what is above and below it.
func (p *parser) scripted() []*node {
	var base []*node
	if t := p.peek(); t == "^" || t == "_" {
		base = []*node{p.new("mrow", "")}
	} else {
		base = p.atom()
	}
	var sub, sup *node
	limits := false
	for {
		switch t := p.peek(); {
		case t == "_" && sub == nil:
			p.next()
			sub = p.braced()
		case t == "^" && sup == nil:
			p.next()
			sup = p.braced()
		case t == "^": // after a prime
			p.next()
			sup = p.new("mrow", "", sup, p.braced())
		case t == "'" || t == "’":
			sup = p.primes(sup)
		case t == `\limits`:
			p.next()
			limits = true
		case t == `\nolimits`:
			p.next()
			if len(base) > 0 {
				base[len(base)-1].limits = false
			}
		default:
			return p.withScripts(base, sub, sup, limits)
		}
	}
}

func (p *parser) primes(sup *node) *node {
	n := 0
	for p.accept("'") || p.accept("’") {
		n++
	}
	prime := p.new("mo", strings.Repeat("′", n))
	if sup != nil {
		return p.new("mrow", "", sup, prime)
	}
	return prime
}

// withScripts puts scripts on the last of some nodes.
func (p *parser) withScripts(base []*node, sub, sup *node, limits bool) []*node {
	if sub == nil && sup == nil {
		return base
	}
	if len(base) == 0 {
		base = []*node{p.new("mrow", "")}
	}
	last := len(base) - 1
	b := base[last]
	tags := [3]string{"msub", "msup", "msubsup"}
	if limits || b.limits {
		tags = [3]string{"munder", "mover", "munderover"}
		if limits && b.tag == "mo" {
			b.attr = strings.Replace(b.attr, ` movablelimits="true"`, "", 1) + ` movablelimits="false"`
		}
	}
	switch {
	case sup == nil:
		base[last] = p.new(tags[0], "", b, sub)
	case sub == nil:
		base[last] = p.new(tags[1], "", b, sup)
	default:
		base[last] = p.new(tags[2], "", b, sub, sup)
	}
	return base
}

// atom reads one token or command with its arguments. Most are one node, some none.
func (p *parser) atom() []*node {
	token := p.peek()
	switch {
	case token == "":
		p.fail(errEnd)
	case token == "{":
		return []*node{p.braced()}
	case token[0] == '\\':
		p.next()
		return p.command(token)
	case token[0] >= '0' && token[0] <= '9':
		return []*node{p.number()}
	case token == "&" || token == "#" || token == "$":
		p.fail(unknown(token))
	}
	p.next()
	return []*node{p.character(token)}
}

// number reads digits, also with points and commas between them.
func (p *parser) number() *node {
	start := p.at
	for p.at < len(p.src) {
		c := p.src[p.at]
		digit := c >= '0' && c <= '9'
		if !digit && !(c == '.' && p.at+1 < len(p.src) && p.src[p.at+1] >= '0' && p.src[p.at+1] <= '9') {
			break
		}
		p.at++
	}
	return p.new("mn", p.font.digits(p.src[start:p.at]))
}

// character returns the node of a character that stands for itself.
func (p *parser) character(token string) *node {
	r, _ := utf8.DecodeRuneInString(token)
	switch {
	case token == "~":
		return p.space("0.333em")
	case r == '-':
		return p.new("mo", "−")
	case r == '*':
		return p.new("mo", "∗")
	case r == '`':
		return p.new("mo", "‘")
	case unicode.IsLetter(r):
		return p.letter(r)
	case unicode.IsDigit(r):
		return p.new("mn", token)
	case r == '|' || r == '/' || r == '(' || r == ')' || r == '[' || r == ']' || r == '⟨' || r == '⟩':
		return fixed(p, token)
	case unicode.IsControl(r) || r == utf8.RuneError:
		p.fail(unknown("a control character"))
	}
	return p.new("mo", token)
}

// letter returns a letter in the font in force.
func (p *parser) letter(r rune) *node {
	n := p.new("mi", p.font.letter(r))
	if p.font == roman && utf8.RuneCountInString(n.text) == 1 {
		n.attr = ` mathvariant="normal"`
	}
	return n
}

func (p *parser) space(width string) *node {
	n := p.new("mspace", "")
	n.attr = ` width="` + width + `"`
	return n
}
