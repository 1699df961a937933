package math

import "strings"

// fence returns a fence that grows with what it encloses.
func fence(p *parser, mark string) *node {
	n := p.new("mo", mark)
	n.attr = ` fence="true" stretchy="true"`
	return n
}

// delimiter reads the fence after \left, \big and the like; "." is none.
func delimiter(p *parser) string {
	token := p.next()
	switch {
	case token == "":
		p.fail(errEnd)
	case token == ".":
		return ""
	case token == "<":
		return "⟨"
	case token == ">":
		return "⟩"
	case token == `\`:
		p.fail(errEnd)
	case token[0] != '\\':
		return token
	}
	if s, ok := fences[token[1:]]; ok {
		return s
	}
	if s, ok := operators[token[1:]]; ok {
		return s
	}
	if s, ok := letters[token[1:]]; ok {
		return s
	}
	p.fail(unknown(token + " as a fence"))
	return ""
}

// bigs are commands that make a fence so large.
var bigs = map[string]string{"big": "1.2em", "Big": "1.8em", "bigg": "2.4em", "Bigg": "3em"}

func fenceCommands() map[string]func(*parser) []*node {
	all := map[string]func(*parser) []*node{"left": leftRight, "middle": func(p *parser) []*node {
		p.fail(unknown(`\middle without \left`))
		return nil
	}}
	for name, size := range bigs {
		for _, side := range []string{"", "l", "r", "m"} {
			all[name+side] = func(p *parser) []*node {
				n := p.new("mo", delimiter(p))
				n.attr = ` stretchy="true" minsize="` + size + `" maxsize="` + size + `"`
				return []*node{n}
			}
		}
	}
	return all
}

func leftRight(p *parser) []*node {
	n := p.new("mrow", "")
	open := delimiter(p)
	if open != "" {
		n.kids = append(n.kids, fence(p, open))
	}
	for {
		n.kids = append(n.kids, p.row(atRight)...)
		switch p.next() {
		case `\middle`:
			n.kids = append(n.kids, fence(p, delimiter(p)))
			continue
		case `\right`:
			if end := delimiter(p); end != "" {
				n.kids = append(n.kids, fence(p, end))
			}
			return []*node{n}
		}
		p.fail(errEnd)
	}
}

// enclosed returns an argument between two fences.
func enclosed(open, end string) func(*parser) []*node {
	return one(func(p *parser) *node {
		return p.new("mrow", "", fixed(p, open), p.braced(), fixed(p, end))
	})
}

// fixed returns a fence that does not grow.
func fixed(p *parser, mark string) *node {
	n := p.new("mo", mark)
	n.attr = ` stretchy="false"`
	if mark == "|" || mark == "‖" { // on either side of a ket, and no relation
		n.attr += ` lspace="0" rspace="0"`
	}
	return n
}

// physics are the kets and the like, and chemical formulas.
func physics() map[string]func(*parser) []*node {
	grown := func(open, end string) func(*parser) []*node {
		return one(func(p *parser) *node { return p.new("mrow", "", fence(p, open), p.braced(), fence(p, end)) })
	}
	all := map[string]func(*parser) []*node{
		"ket": enclosed("|", "⟩"), "bra": enclosed("⟨", "|"), "Ket": grown("|", "⟩"), "Bra": grown("⟨", "|"),
		"braket": one(func(p *parser) *node { return braket(p) }), "Braket": one(func(p *parser) *node { return braket(p) }),
		"ketbra": one(func(p *parser) *node { return ketbra(p) }), "dyad": one(func(p *parser) *node { return ketbra(p) }),
		"abs": grown("|", "|"), "norm": grown("‖", "‖"), "expval": grown("⟨", "⟩"), "ev": grown("⟨", "⟩"), "set": grown("{", "}"),
		"ce": func(p *parser) []*node { return chemistry(p, p.source()) },
		"dd": one(func(p *parser) *node { return p.new("mi", "d") }),
	}
	return all
}

func braket(p *parser) *node {
	left := p.source()
	n := p.new("mrow", "", fixed(p, "⟨"))
	inner := *p
	if p.peek() == "{" && !strings.Contains(left, "|") {
		n.kids = append(n.kids, part(p, left)...)
		n.kids = append(n.kids, fixed(p, "|"), p.braced())
	} else {
		_ = inner
		n.kids = append(n.kids, part(p, left)...)
	}
	n.kids = append(n.kids, fixed(p, "⟩"))
	return n
}

func ketbra(p *parser) *node {
	left := p.source()
	right := left
	if p.peek() == "{" {
		right = p.source()
	}
	n := p.new("mrow", "", fixed(p, "|"))
	n.kids = append(n.kids, part(p, left)...)
	n.kids = append(n.kids, fixed(p, "⟩"), fixed(p, "⟨"))
	n.kids = append(n.kids, part(p, right)...)
	n.kids = append(n.kids, fixed(p, "|"))
	return n
}

// part reads a part of a formula.
func part(p *parser, src string) []*node {
	inner := *p
	inner.src, inner.at = src, 0
	p.enter()
	inner.depth = p.depth
	kids := inner.row(atEnd)
	p.leave()
	if inner.peek() != "" {
		p.fail(errBraces)
	}
	return kids
}

// chemistry reads a chemical formula as mhchem has it, as far as it is letters,
// numbers, charges and arrows.
func chemistry(p *parser, src string) []*node {
	var tex strings.Builder
	src = strings.NewReplacer("<=>", `\rightleftharpoons `, "<->", `\leftrightarrow `, "->", `\rightarrow `, "<-", `\leftarrow `).Replace(src)
	sub := false // after a letter or a parenthesis numbers are below
	for i := 0; i < len(src); i++ {
		switch c := src[i]; {
		case c >= '0' && c <= '9' && sub:
			k := i
			for k < len(src) && src[k] >= '0' && src[k] <= '9' {
				k++
			}
			tex.WriteString("_{" + src[i:k] + "}")
			i = k - 1
		case c == '\\':
			k := i + 1
			for k < len(src) && isLetter(src[k]) {
				k++
			}
			tex.WriteString(src[i:max(k, min(i+2, len(src)))])
			i, sub = max(k, i+2)-1, false
		case isLetter(c):
			tex.WriteString(`\mathrm{` + string(c) + `}`)
			sub = true
		case (c == '+' || c == '-') && sub && (i+1 == len(src) || src[i+1] == ' '):
			tex.WriteString("^{" + string(c) + "}")
		default:
			tex.WriteByte(c)
			sub = c == ')' || c == ']' || c == '}'
		}
	}
	return part(p, tex.String())
}
