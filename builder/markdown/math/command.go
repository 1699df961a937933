package math

import (
	"strings"
)

// command reads a command whose name was read.
func (p *parser) command(name string) []*node {
	if m, ok := p.text.macros[name]; ok {
		return expand(p, m)
	}
	bare := name[1:]
	if f, ok := p.text.commands[bare]; ok {
		return f(p)
	}
	if f, ok := fontCommands[bare]; ok {
		return []*node{p.inFont(f)}
	}
	if f, ok := fontSwitches[bare]; ok {
		p.font = f
		return nil
	}
	if n := p.symbol(bare); n != nil {
		return []*node{n}
	}
	switch bare {
	case "newcommand", "renewcommand", "providecommand", "def", "gdef", "DeclareMathOperator":
		define(p, name)
		return nil
	}
	p.fail(unknown(name))
	return nil
}

// symbol returns the node of a command that stands for a character or a name.
func (p *parser) symbol(bare string) *node {
	if s, ok := letters[bare]; ok {
		r := []rune(s)[0]
		n := p.new("mi", s)
		if p.font == bold || p.font == boldItalic {
			n.text = p.font.letter(r)
		} else if r >= 'Α' && r <= 'Ω' || p.font == roman || r > 0x2000 {
			n.attr = ` mathvariant="normal"`
		}
		return n
	}
	if s, ok := operators[bare]; ok {
		return p.new("mo", s)
	}
	if s, ok := large[bare]; ok {
		n := p.new("mo", s)
		if !strings.ContainsAny(s, "∫∬∭∮∯⨌") {
			n.attr, n.limits = ` movablelimits="true"`, true
		}
		return n
	}
	if s, ok := fences[bare]; ok {
		return fixed(p, s)
	}
	if functions[bare] {
		return p.new("mi", bare)
	}
	if s, ok := limited[bare]; ok {
		n := p.new("mo", s)
		n.attr, n.limits = ` movablelimits="true"`, true
		return n
	}
	if w, ok := spaces[bare]; ok {
		return p.space(w)
	}
	return nil
}

// inFont reads an argument in a font.
func (p *parser) inFont(f font) *node {
	before := p.font
	p.font = f
	n := p.braced()
	p.font = before
	if f == roman && n.tag == "mrow" {
		return p.joined(n)
	}
	return n
}

// joined returns letters in upright type as the word that they are.
func (p *parser) joined(n *node) *node {
	var word strings.Builder
	for _, k := range n.kids {
		if k.tag != "mi" || len(k.kids) > 0 {
			return n
		}
		word.WriteString(k.text)
	}
	if len(n.kids) == 0 {
		return n
	}
	return p.new("mi", word.String())
}

func one(f func(p *parser) *node) func(*parser) []*node {
	return func(p *parser) []*node { return []*node{f(p)} }
}

// none reads so many arguments and shows nothing.
func none(args int) func(*parser) []*node {
	return func(p *parser) []*node {
		for range args {
			p.source()
		}
		return nil
	}
}

// makeCommands returns the table of commands that do more than stand for a character.
func makeCommands() map[string]func(*parser) []*node {
	all := map[string]func(*parser) []*node{}
	for _, part := range []map[string]func(*parser) []*node{fractions(), textCommands(), accentCommands(), fenceCommands(), layoutCommands(), physics()} {
		for name, f := range part {
			all[name] = f
		}
	}
	return all
}

// infix are commands between what they put together.
var infix = map[string]func(p *parser) func(a, b *node) *node{
	`\over`: func(p *parser) func(a, b *node) *node {
		return func(a, b *node) *node { return p.new("mfrac", "", a, b) }
	},
	`\atop`:   func(p *parser) func(a, b *node) *node { return p.stacked },
	`\choose`: func(p *parser) func(a, b *node) *node { return func(a, b *node) *node { return p.binomial(a, b) } },
}

func (p *parser) stacked(a, b *node) *node {
	n := p.new("mfrac", "", a, b)
	n.attr = ` linethickness="0"`
	return n
}

func (p *parser) binomial(a, b *node) *node {
	return p.new("mrow", "", fence(p, "("), p.stacked(a, b), fence(p, ")"))
}

func (p *parser) styled(attr string, n *node) *node {
	s := p.new("mstyle", "", n)
	s.attr = attr
	return s
}

func fractions() map[string]func(*parser) []*node {
	frac := func(p *parser) *node { return p.new("mfrac", "", p.braced(), p.braced()) }
	binom := func(p *parser) *node { return p.binomial(p.braced(), p.braced()) }
	display, small := ` displaystyle="true"`, ` displaystyle="false"`
	return map[string]func(*parser) []*node{
		"frac": one(frac), "binom": one(binom),
		"dfrac":    one(func(p *parser) *node { return p.styled(display, frac(p)) }),
		"cfrac":    one(func(p *parser) *node { p.optional(); return p.styled(display, frac(p)) }),
		"tfrac":    one(func(p *parser) *node { return p.styled(small, frac(p)) }),
		"sfrac":    one(func(p *parser) *node { return p.new("mrow", "", p.braced(), p.new("mo", "/"), p.braced()) }),
		"nicefrac": one(func(p *parser) *node { return p.new("mrow", "", p.braced(), p.new("mo", "/"), p.braced()) }),
		"dbinom":   one(func(p *parser) *node { return p.styled(display, binom(p)) }),
		"tbinom":   one(func(p *parser) *node { return p.styled(small, binom(p)) }),
		"sqrt":     one(root),
	}
}

func root(p *parser) *node {
	if p.accept("[") {
		index := p.row(atBracket)
		p.expect("]")
		return p.new("mroot", "", p.braced(), p.group(index))
	}
	return p.new("msqrt", "", p.braced())
}

// accents are characters above an argument; those that stretch are wide.
var accents = map[string]struct {
	mark string
	wide bool
}{
	"hat": {"^", false}, "widehat": {"^", true}, "tilde": {"~", false}, "widetilde": {"~", true}, "bar": {"¯", false},
	"overline": {"¯", true}, "vec": {"→", false}, "dot": {"˙", false}, "ddot": {"¨", false}, "dddot": {"⃛", false}, "acute": {"´", false},
	"grave": {"`", false}, "breve": {"˘", false}, "check": {"ˇ", false}, "mathring": {"˚", false}, "widecheck": {"ˇ", true},
	"overrightarrow": {"→", true}, "overleftarrow": {"←", true}, "overleftrightarrow": {"↔", true},
	"overbrace": {"⏞", true}, "overparen": {"⏜", true}, "overbracket": {"⎴", true}, "wideparen": {"⏜", true},
}

var underAccents = map[string]string{
	"underline": "_", "underbrace": "⏟", "underparen": "⏝", "underrightarrow": "→", "underleftarrow": "←", "underbracket": "⎵", "underbar": "_",
}

func accentCommands() map[string]func(*parser) []*node {
	all := map[string]func(*parser) []*node{}
	for name, a := range accents {
		all[name] = one(func(p *parser) *node {
			mark := p.new("mo", a.mark)
			if !a.wide {
				mark.attr = ` stretchy="false"`
			}
			n := p.new("mover", "", p.braced(), mark)
			n.attr, n.limits = ` accent="true"`, strings.HasPrefix(name, "overb")
			return n
		})
	}
	for name, mark := range underAccents {
		all[name] = one(func(p *parser) *node {
			n := p.new("munder", "", p.braced(), p.new("mo", mark))
			n.attr, n.limits = ` accentunder="true"`, strings.HasPrefix(name, "underb")
			return n
		})
	}
	over := func(p *parser) *node { above := p.braced(); return p.new("mover", "", p.braced(), above) }
	all["overset"], all["stackrel"] = one(over), one(over)
	all["underset"] = one(func(p *parser) *node { below := p.braced(); return p.new("munder", "", p.braced(), below) })
	for name, arrow := range map[string]string{"xrightarrow": "→", "xleftarrow": "←", "xRightarrow": "⇒", "xLeftarrow": "⇐", "xleftrightarrow": "↔", "xmapsto": "↦", "xhookrightarrow": "↪", "xlongequal": "="} {
		all[name] = one(func(p *parser) *node { return xArrow(p, arrow) })
	}
	return all
}

func xArrow(p *parser, arrow string) *node {
	mark := p.new("mo", arrow)
	mark.attr = ` stretchy="true"`
	if p.accept("[") {
		below := p.row(atBracket)
		p.expect("]")
		return p.new("munderover", "", mark, p.group(below), p.braced())
	}
	return p.new("mover", "", mark, p.braced())
}

// textCommands show text within a formula.
func textCommands() map[string]func(*parser) []*node {
	all := map[string]func(*parser) []*node{}
	for _, name := range strings.Fields("text textrm textnormal textit textbf texttt textsf mbox hbox textup textsc emph mathord_text fbox") {
		all[name] = func(p *parser) []*node { return p.mixed(p.source()) }
	}
	operator := func(p *parser) []*node {
		limits := p.accept("*")
		n := p.inFont(roman)
		if n.tag != "mi" {
			return []*node{n}
		}
		n = p.new("mo", n.text)
		n.attr, n.limits = ` form="prefix"`, limits
		return []*node{n}
	}
	all["operatorname"], all["mathop"] = operator, func(p *parser) []*node {
		n := p.braced()
		n.limits = true
		return []*node{n}
	}
	all["operatornamewithlimits"] = operator
	for _, class := range []string{"mathrel", "mathbin", "mathord", "mathopen", "mathclose", "mathpunct", "mathinner", "ensuremath", "relax", "smash", "vphantomless", "mathstrut", "strut", "boxed", "cancel", "xcancel", "bcancel"} {
		all[class] = one((*parser).braced)
	}
	all["relax"], all["mathstrut"], all["strut"] = none(0), none(0), none(0)
	for class, notation := range map[string]string{"boxed": "box", "cancel": "updiagonalstrike", "bcancel": "downdiagonalstrike", "xcancel": "updiagonalstrike downdiagonalstrike"} {
		all[class] = one(func(p *parser) *node {
			n := p.new("menclose", "", p.braced())
			n.attr = ` notation="` + notation + `"`
			return n
		})
	}
	return all
}

// mixed reads text, in which formulas may be between dollars.
func (p *parser) mixed(text string) (out []*node) {
	for i, part := range strings.Split(strings.ReplaceAll(text, `\$`, "\x00"), "$") {
		if i%2 == 0 {
			if part != "" {
				out = append(out, p.new("mtext", plainText(part)))
			}
			continue
		}
		inner := *p
		inner.src, inner.at, inner.font = part, 0, italic
		p.enter()
		inner.depth = p.depth
		out = append(out, inner.row(atEnd)...)
		p.leave()
	}
	return out
}

var textEscapes = strings.NewReplacer("\x00", "$", `\ `, " ", `\%`, "%", `\&`, "&", `\_`, "_", `\#`, "#", `\{`, "{", `\}`, "}", `\,`, " ", `\;`, " ", `\quad`, " ",
	"``", "“", "''", "”", "~", " ", `\\`, " ", "{", "", "}", "", `\textit`, "", `\textbf`, "", `\textrm`, "", `\text`, "", `\rm`, "", `\bf`, "", `\it`, "", "---", "—", "--", "–")

// plainText returns text as it is shown. Blanks at its ends count.
func plainText(s string) string {
	s = textEscapes.Replace(s)
	if strings.HasPrefix(s, " ") {
		s = "\u00a0" + s[1:]
	}
	if strings.HasSuffix(s, " ") {
		s = s[:len(s)-1] + "\u00a0"
	}
	return s
}
