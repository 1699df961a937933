package math

import (
	"strconv"
	"strings"
)

// A macro is a command that a formula defines.
type macro struct {
	args  int
	first string // of the first argument, where that may be left out
	given bool   // the first argument may be left out
	body  string
}

// define reads what follows \newcommand or \def.
func define(p *parser, command string) {
	name := ""
	if command == `\DeclareMathOperator` {
		star := p.accept("*")
		name = strings.TrimSpace(p.source())
		body := `\operatorname{` + p.source() + `}`
		if star {
			body = `\operatorname*` + strings.TrimPrefix(body, `\operatorname`)
		}
		keep(p, name, macro{body: body})
		return
	}
	p.accept("*")
	name = strings.TrimSpace(p.source())
	var m macro
	if command == `\def` || command == `\gdef` {
		for p.peek() == "#" {
			p.next()
			p.next()
			m.args++
		}
	} else if n, ok := p.optional(); ok {
		m.args, _ = strconv.Atoi(strings.TrimSpace(n))
		m.first, m.given = p.optional()
	}
	m.body = p.source()
	keep(p, name, m)
}

func keep(p *parser, name string, m macro) {
	if len(name) < 2 || name[0] != '\\' || m.args > 9 || m.args < 0 || len(p.text.macros) >= maxMacros {
		p.fail(unknown(`\newcommand`))
	}
	if p.text.macros == nil {
		p.text.macros = map[string]macro{}
	}
	p.text.macros[name] = m
}

// expand reads the body of a macro in its place.
func expand(p *parser, m macro) []*node {
	if p.budget.expansions--; p.budget.expansions < 0 {
		p.fail(errSize)
	}
	args := make([]string, m.args)
	for i := range args {
		if i == 0 && m.given {
			if s, ok := p.optional(); ok {
				args[i] = s
			} else {
				args[i] = m.first
			}
			continue
		}
		args[i] = p.source()
	}
	body := fill(p, m.body, args)
	inner := *p
	inner.src, inner.at = body, 0
	p.enter()
	inner.depth = p.depth
	kids := inner.row(atEnd)
	p.leave()
	if inner.peek() != "" {
		p.fail(errBraces)
	}
	return kids
}

// fill puts arguments in the place of #1 and so on.
func fill(p *parser, body string, args []string) string {
	var b strings.Builder
	for i := 0; i < len(body); i++ {
		if body[i] == '#' && i+1 < len(body) && body[i+1] >= '1' && int(body[i+1]-'0') <= len(args) {
			b.WriteString("{" + args[body[i+1]-'1'] + "}")
			i++
		} else {
			b.WriteByte(body[i])
		}
		if b.Len() > maxSource {
			p.fail(errSize)
		}
	}
	return b.String()
}
